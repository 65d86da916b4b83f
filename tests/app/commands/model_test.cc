// What telar model says where there is no model yet; its life is in tests/e2e/models.
#include <gmock/gmock.h>

#include "tests/app/program.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;
using testing::InProcess;

TEST(Model, IsAskedForInVainBeforeOneIsRegistered) {
  for (const char* command : {"list", "show", "promote", "rollback", "evaluate", "prune"}) {
    InProcess telar;
    const auto ran = telar.Run({"model", command});
    EXPECT_EQ(ran.exit, ExitCode::kUsage) << command;
    EXPECT_THAT(ran.err, HasSubstr("no model was registered")) << command;
    EXPECT_FALSE(std::filesystem::exists(telar.folder / "models")) << command;
  }
}

TEST(Model, IsNotPromotedPastTheGateWithoutAReason) {
  InProcess telar;
  const auto ran = telar.Run({"model", "promote", "1", "--force"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("--force without --why"));
}

TEST(Model, IsImportedFromOneFileOrFromTheProgram) {
  InProcess telar;
  telar.folder.Write("a.onnx", "not a model");
  EXPECT_EQ(telar.Run({"model", "import"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar.Run({"model", "import", "a.onnx", "--bundled"}).exit, ExitCode::kUsage);
  EXPECT_NE(telar.Run({"model", "import", "a.onnx"}).exit, ExitCode::kDone);
  EXPECT_FALSE(std::filesystem::exists(telar.folder / "models"));
}

}  // namespace
}  // namespace telar::app
