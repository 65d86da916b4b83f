#include <filesystem>

#include "documents/in_process_reader.h"
#include "documents/isolation/reader_loop.h"
#include "documents/ocr/engines.h"

/// telar-reader: reads documents for telar in a process that has nothing to lose.
int main(int argc, char** argv) {
  using namespace telar;
  using namespace telar::documents;
  static const SystemClock clock;
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  const std::string models = ModelsFolder(program.parent_path()).string();
  return RunReader(argc, argv, [&](const std::string& tessdata) {
    return InProcessReader::Open(
        {.clock = &clock, .tessdata = tessdata, .models = models, .open_ocr = {}});
  });
}
