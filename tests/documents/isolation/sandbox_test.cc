#include "documents/isolation/sandbox.h"

#include <algorithm>
#include <fstream>

#include "tests/documents/isolation/pool_fixture.h"

namespace telar::documents {
namespace {

class SandboxTest : public PoolTest {
 protected:
  void SetUp() override { Open(); }

  /// A layer that this kernel does not have cannot be tested on it.
  bool Holds(std::string_view name) const {
    const auto& layers = pool_->sandbox().layers;
    const auto layer = std::find_if(layers.begin(), layers.end(),
                                    [&](const SandboxLayer& l) { return l.name == name; });
    return layer != layers.end() && layer->on;
  }
};

#define REQUIRE_LAYER(name) \
  if (!Holds(name)) GTEST_SKIP() << pool_->sandbox().ToString()

TEST_F(SandboxTest, ReportsEveryLayerByName) {
  const std::string report = pool_->sandbox().ToString();
  for (const char* name :
       {"no_new_privileges", "no_core_file", "open_files", "file_size", "address_space",
        "processor_time", "landlock", "no_capabilities", "not_dumpable", "seccomp"}) {
    EXPECT_THAT(report, ::testing::HasSubstr(std::string(name) + ": o"));
  }
}

TEST_F(SandboxTest, AReaderWritesOnlyIntoItsScratchFolder) {
  REQUIRE_LAYER("landlock");
  EXPECT_EQ(Answer("scratch"), "done");
  EXPECT_EQ(Answer("write " + (folder_ / "outside").string()), "EACCES");
  EXPECT_EQ(Answer("write /tmp/telar-test-outside"), "EACCES");
}

TEST_F(SandboxTest, AReaderReadsOnlyWhatItNeeds) {
  REQUIRE_LAYER("landlock");
  EXPECT_EQ(Answer("read " + folder_.Write("secret", "x").string()), "EACCES");
  EXPECT_EQ(Answer("read /etc/passwd"), "EACCES");
  EXPECT_EQ(Answer("read /proc/1/environ"), "EACCES");
  EXPECT_EQ(Answer("read /usr/bin/env"), "done");
}

TEST_F(SandboxTest, AReaderReadsTheFoldersItWasGiven) {
  PoolOptions options = Options();
  options.readable = {folder_.Write("models/a.onnx", "x").parent_path()};
  Open(std::move(options));
  EXPECT_EQ(Answer("read " + (folder_ / "models/a.onnx").string()), "done");
}

TEST_F(SandboxTest, AReaderCannotOpenASocket) {
  REQUIRE_LAYER("seccomp");
  EXPECT_EQ(Answer("socket"), "EPERM");
}

TEST_F(SandboxTest, AReaderCannotRunAProgram) {
  REQUIRE_LAYER("seccomp");
  EXPECT_EQ(Answer("exec"), "EPERM");
  EXPECT_EQ(Answer("fork"), "EPERM");
}

TEST_F(SandboxTest, AReaderCannotTouchItsParent) {
  REQUIRE_LAYER("seccomp");
  EXPECT_EQ(Answer("ptrace"), "EPERM");
  EXPECT_EQ(Answer("kill"), "EPERM");
}

TEST_F(SandboxTest, AReaderMayStartThreads) { EXPECT_EQ(Answer("thread"), "done"); }

}  // namespace
}  // namespace telar::documents
