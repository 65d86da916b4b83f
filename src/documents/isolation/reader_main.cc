#include "documents/in_process_reader.h"
#include "documents/isolation/reader_loop.h"

/// telar-reader: reads documents for telar in a process that has nothing to lose.
int main(int argc, char** argv) {
  using namespace telar;
  using namespace telar::documents;
  static const SystemClock clock;
  return RunReader(argc, argv, [](const std::string& tessdata) {
    return InProcessReader::Open({.clock = &clock, .tessdata = tessdata, .open_ocr = {}});
  });
}
