#include "inference/model.h"

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::inference {
namespace {

using testing::StatusIs;

TEST(Model, SaysThatItsFileIsMissing) {
  EXPECT_THAT(Model::Open("no/such/model.onnx"),
              StatusIs(Code::kNotFound, ::testing::HasSubstr("no/such/model.onnx")));
}

TEST(Model, RefusesAFileThatIsNotAModel) {
  if (!Supported().ok()) GTEST_SKIP() << Supported().ToString();
  const testing::TempFolder folder;
  EXPECT_THAT(Model::Open(folder.Write("broken.onnx", "not a model").string()),
              StatusIs(Code::kInvalidInput));
}

/// y = x + x as an ONNX file: IR 8, opset 13, input and output "x", "y" of shape [1, n].
std::string DoublingModel() {
  const auto field = [](int tag, const std::string& bytes) {
    return std::string(1, static_cast<char>(tag)) + static_cast<char>(bytes.size()) + bytes;
  };
  const std::string shape = field(0x0A, std::string("\x08\x01", 2)) + field(0x0A, field(0x12, "n"));
  const std::string type = field(0x0A, std::string("\x08\x01", 2) + field(0x12, shape));
  const auto value = [&](const char* name) { return field(0x0A, name) + field(0x12, type); };
  const std::string node =
      field(0x0A, "x") + field(0x0A, "x") + field(0x12, "y") + field(0x22, "Add");
  const std::string graph =
      field(0x0A, node) + field(0x12, "g") + field(0x5A, value("x")) + field(0x62, value("y"));
  const std::string metadata = field(0x0A, "classes") + field(0x12, "0,1");
  return std::string("\x08\x08", 2) + field(0x3A, graph) + field(0x42, std::string("\x10\x0D", 2)) +
         field(0x72, metadata);
}

class RunningModel : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Supported().ok()) GTEST_SKIP() << Supported().ToString();
    auto opened = Model::Open(folder_.Write("double.onnx", DoublingModel()).string());
    ASSERT_OK(opened);
    model_ = *std::move(opened);
  }
  testing::TempFolder folder_;
  std::unique_ptr<Model> model_;
};

TEST_F(RunningModel, TakesNumbersInAndGivesNumbersOut) {
  const std::vector<float> in = {1, 2.5F, -3};
  ASSERT_OK_AND_ASSIGN(const Output out, model_->Run({1, 3}, in));
  EXPECT_EQ(out.shape, (Shape{1, 3}));
  EXPECT_THAT(out.values, ::testing::ElementsAre(2, 5, -6));
}

TEST_F(RunningModel, TakesAnotherShapeWhereTheModelAllowsIt) {
  const std::vector<float> in = {1, 2, 3, 4, 5};
  ASSERT_OK_AND_ASSIGN(const Output out, model_->Run({1, 5}, in));
  EXPECT_EQ(out.values.size(), 5U);
}

TEST_F(RunningModel, RefusesAShapeThatDoesNotFit) {
  const std::vector<float> in = {1, 2, 3, 4};
  EXPECT_THAT(model_->Run({1, 3}, in), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(model_->Run({2, 2}, in), StatusIs(Code::kInvalidInput));
}

TEST_F(RunningModel, GivesTheTextsStoredInItsFile) {
  EXPECT_EQ(model_->Metadata("classes"), "0,1");
  EXPECT_EQ(model_->Metadata("alphabet"), "");
}

}  // namespace
}  // namespace telar::inference
