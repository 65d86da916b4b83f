#include "inference/model.h"

#include <cstring>

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

/// y = x · [[1, 2, 3], [4, 5, 6]] + [10, 20, 30] as an ONNX file; x has the shape [n, 2].
std::string ProductModel() {
  const auto field = [](int tag, const std::string& bytes) {
    return std::string(1, static_cast<char>(tag)) + static_cast<char>(bytes.size()) + bytes;
  };
  const auto value = [&](const char* name, char width) {
    const std::string shape =
        field(0x0A, field(0x12, "n")) + field(0x0A, std::string("\x08", 1) + width);
    return field(0x0A, name) +
           field(0x12, field(0x0A, std::string("\x08\x01", 2) + field(0x12, shape)));
  };
  const auto tensor = [&](const char* name, const std::string& sizes,
                          const std::vector<float>& values) {
    std::string raw(values.size() * sizeof(float), '\0');
    std::memcpy(raw.data(), values.data(), raw.size());
    return sizes + std::string("\x10\x01", 2) + field(0x42, name) + field(0x4A, raw);
  };
  const std::string product =
      field(0x0A, "x") + field(0x0A, "w") + field(0x12, "p") + field(0x22, "MatMul");
  const std::string sum =
      field(0x0A, "p") + field(0x0A, "b") + field(0x12, "y") + field(0x22, "Add");
  const std::string graph =
      field(0x0A, product) + field(0x0A, sum) + field(0x12, "g") +
      field(0x2A, tensor("w", std::string("\x08\x02\x08\x03", 4), {1, 2, 3, 4, 5, 6})) +
      field(0x2A, tensor("b", std::string("\x08\x03", 2), {10, 20, 30})) +
      field(0x5A, value("x", 2)) + field(0x62, value("y", 3));
  const auto size = static_cast<unsigned>(graph.size());
  const std::string length{static_cast<char>(size % 128 + 128), static_cast<char>(size / 128)};
  return std::string("\x08\x08\x3A", 3) + length + graph + field(0x42, std::string("\x10\x0D", 2));
}

/// y = the mean over windows of x two high and one wide, as an ONNX file; x has the shape
/// [1, 1, 2, n].
std::string ColumnMeanModel() {
  const auto field = [](int tag, const std::string& bytes) {
    return std::string(1, static_cast<char>(tag)) + static_cast<char>(bytes.size()) + bytes;
  };
  const auto size = [&](char n) { return field(0x0A, std::string("\x08", 1) + n); };
  const auto value = [&](const char* name, char height) {
    const std::string shape = size(1) + size(1) + size(height) + field(0x0A, field(0x12, "n"));
    return field(0x0A, name) +
           field(0x12, field(0x0A, std::string("\x08\x01", 2) + field(0x12, shape)));
  };
  const std::string window =
      field(0x0A, "kernel_shape") + std::string("\x40\x02\x40\x01\xA0\x01\x07", 7);
  const std::string node =
      field(0x0A, "x") + field(0x12, "y") + field(0x22, "AveragePool") + field(0x2A, window);
  const std::string graph = field(0x0A, node) + field(0x12, "g") + field(0x5A, value("x", 2)) +
                            field(0x62, value("y", 1));
  const auto length = static_cast<unsigned>(graph.size());
  return std::string("\x08\x08\x3A", 3) + static_cast<char>(length % 128 + 128) +
         static_cast<char>(length / 128) + graph + field(0x42, std::string("\x10\x0D", 2));
}

TEST(AnyHeight, AveragesOverAsManyRowsAsThereAre) {
  if (!Supported().ok()) GTEST_SKIP() << Supported().ToString();
  testing::TempFolder folder;
  const std::string path = folder.Write("mean.onnx", ColumnMeanModel()).string();
  const std::vector<float> three_rows = {1, 2, 4, 5, 7, 8};
  ASSERT_OK_AND_ASSIGN(const auto fixed, Model::Open(path));
  EXPECT_THAT(fixed->Run({1, 1, 3, 2}, three_rows), StatusIs(Code::kInvalidInput));
  ASSERT_OK_AND_ASSIGN(const auto any, Model::Open(path, {.keep = {}, .any_height = true}));
  ASSERT_OK_AND_ASSIGN(const Output out, any->Run({1, 1, 3, 2}, three_rows));
  EXPECT_EQ(out.shape, (Shape{1, 1, 1, 2}));
  EXPECT_THAT(out.values, ::testing::Pointwise(::testing::FloatNear(0.1F), {4.0F, 5.0F}));
}

TEST(FullPrecision, KeepsWhatBfloat16WouldRoundAway) {
  if (!Supported().ok()) GTEST_SKIP() << Supported().ToString();
  const std::vector<float> in = {1.001F, 2.003F};
  ASSERT_OK_AND_ASSIGN(const auto model, Model::FromBytes(ProductModel(), "product",
                                                          {.keep = {}, .full_precision = true}));
  ASSERT_OK_AND_ASSIGN(const Output out, model->Run({1, 2}, in));
  EXPECT_THAT(out.values,
              ::testing::Pointwise(::testing::FloatNear(1e-4F), {19.013F, 32.017F, 45.021F}));
}

class KeptOutputs : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Supported().ok()) GTEST_SKIP() << Supported().ToString();
  }
  static ModelOptions Keep(std::vector<std::size_t> outputs) {
    return {.keep = [outputs](const ModelOptions::Metadata&) { return outputs; }};
  }
  testing::TempFolder folder_;
  const std::string path_ = folder_.Write("product.onnx", ProductModel()).string();
};

TEST_F(KeptOutputs, AreComputedAloneInTheOrderGiven) {
  const std::vector<float> in = {1, 2};
  ASSERT_OK_AND_ASSIGN(const auto all, Model::Open(path_));
  ASSERT_OK_AND_ASSIGN(const Output everything, all->Run({1, 2}, in));
  EXPECT_THAT(everything.values,
              ::testing::Pointwise(::testing::FloatNear(0.2F), {19.0F, 32.0F, 45.0F}));
  ASSERT_OK_AND_ASSIGN(const auto some, Model::Open(path_, Keep({2, 0})));
  ASSERT_OK_AND_ASSIGN(const Output kept, some->Run({1, 2}, in));
  EXPECT_EQ(kept.shape, (Shape{1, 2}));
  EXPECT_THAT(kept.values, ::testing::Pointwise(::testing::FloatNear(0.2F), {45.0F, 19.0F}));
}

TEST_F(KeptOutputs, MustBeAmongThoseThatTheModelHas) {
  EXPECT_THAT(Model::Open(path_, Keep({0, 3})), StatusIs(Code::kInvalidInput));
}

TEST_F(KeptOutputs, NeedAModelThatEndsInAProduct) {
  const std::string doubling = folder_.Write("double.onnx", DoublingModel()).string();
  EXPECT_THAT(Model::Open(doubling, Keep({0})), StatusIs(Code::kInvalidInput));
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

TEST_F(RunningModel, AnswersTheSameAfterItsMemoryWasReleased) {
  const std::vector<float> in = {1, 2, 3};
  ASSERT_OK(model_->Run({1, 3}, in));
  model_->ReleaseMemory();
  model_->ReleaseMemory();
  ASSERT_OK_AND_ASSIGN(const Output out, model_->Run({1, 3}, in));
  EXPECT_THAT(out.values, ::testing::ElementsAre(2, 4, 6));
}

}  // namespace
}  // namespace telar::inference
