#include "app/program.h"

int main(int argc, char** argv) {
  return telar::app::RunProgram({argv + (argc > 0 ? 1 : 0), argv + argc});
}
