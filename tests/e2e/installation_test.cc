// What `./dev install` leaves stands by itself, wherever it is moved.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using ::testing::HasSubstr;
using testing::ProgramDir;
using testing::ReadFile;
using ::testing::StartsWith;
using testing::TempFolder;

/// Installs the build under test, and moves the folder where nobody expects it.
class Installation : public ::testing::Test {
 protected:
  void SetUp() override {
    const fs::path prefix = folder_ / "first";
    const Ended installed =
        testing::Run({.command = {"cmake", "--install", ProgramDir().parent_path(), "--prefix",
                                  prefix.string(), "--strip"}});
    ASSERT_EQ(installed.exit, 0) << installed.out << installed.err;
    fs::rename(prefix, this->prefix());
  }
  fs::path prefix() const { return folder_ / "moved here"; }
  Ended Telar(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), prefix() / "bin/telar");
    return testing::Run({.command = std::move(arguments), .folder = folder_.path()});
  }

 private:
  TempFolder folder_;
};

/// The line of that check among those of `telar doctor --json`.
std::string CheckNamed(const std::string& name, const Ended& doctor) {
  std::istringstream lines(doctor.out);
  for (std::string line; std::getline(lines, line);) {
    if (nlohmann::json::parse(line).at("check") == name) return line;
  }
  return "";
}

TEST_F(Installation, ReadsPagesWithTheEngineOfTheBuildItCameFrom) {
  const Ended built = testing::Run({.command = {testing::Program("telar"), "doctor", "--json"}});
  const Ended moved = Telar({"doctor", "--json"});
  EXPECT_EQ(CheckNamed("ocr", moved), CheckNamed("ocr", built)) << moved.out;
  EXPECT_THAT(CheckNamed("ocr", moved), HasSubstr(" reads"));
}

TEST_F(Installation, BringsManualAndCompletionsAlong) {
  const fs::path share = prefix() / "share";
  EXPECT_THAT(ReadFile(share / "man/man1/telar.1"), StartsWith(".TH TELAR 1"));
  EXPECT_THAT(ReadFile(share / "bash-completion/completions/telar"), HasSubstr("complete "));
  EXPECT_THAT(ReadFile(share / "zsh/site-functions/_telar"), StartsWith("#compdef telar"));
  EXPECT_THAT(ReadFile(share / "fish/vendor_completions.d/telar.fish"), HasSubstr("complete "));
  EXPECT_THAT(ReadFile(share / "doc/telar/LICENSE"), HasSubstr("Apache License"));
}

}  // namespace
}  // namespace telar
