#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "app/platform.h"
#include "core/random.h"
#include "tests/support/fake_clock.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {

/// An output stream in memory; may play a terminal and may break.
class MemoryOutput final : public app::Output {
 public:
  bool terminal() const override { return is_terminal; }
  int Width() const override { return width; }

  std::string text;
  bool is_terminal = false;
  int width = 80;
  bool reader_gone = false, disk_full = false;

 protected:
  Status Send(std::string_view sent, bool& closed) override {
    closed = reader_gone;
    if (reader_gone) return Status::Unavailable("write output: Broken pipe");
    if (disk_full) return Status::Unavailable("write output: No space left on device");
    text += sent;
    return {};
  }
};

/// `telar`, started in this process in a folder of its own.
class InProcess {
 public:
  struct Ran {
    app::ExitCode exit;
    std::string out, err;
  };

  /// One command line; what out and err collected before is forgotten.
  Ran Run(std::vector<std::string> arguments);

  TempFolder folder;
  /// Without the model that ships, which is not in every build.
  std::map<std::string, std::string, std::less<>> environment = {{"TELAR_MODELS_BUNDLED", "off"}};
  std::string input;
  MemoryOutput out, err;
  SystemClock clock;
  app::Interrupts interrupts;
};

/// Runs another program, such as a shell that checks what telar generated.
Ended RunTool(std::vector<std::string> command, const std::string& input = "",
              const std::filesystem::path& folder = ".");

}  // namespace telar::testing
