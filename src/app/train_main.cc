// telar-train: `telar model train` with LibTorch. Takes the command line of telar, or its flags
// alone.
#include "app/program.h"
#include "models/torch/trainer.h"

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  if (words.empty() || words[0] != "model") words.insert(words.begin(), {"model", "train"});
  const telar::app::Trainer trainer{telar::models::Train, telar::models::PreparationOf,
                                    telar::models::ShapeOf};
  return telar::app::RunProgram(std::move(words), &trainer);
}
