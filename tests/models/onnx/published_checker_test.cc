#include <gmock/gmock.h>
#include <onnx/checker.h>
#include <onnx/onnx_pb.h>

#include "tests/models/onnx/small_network.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

TEST(PublishedChecker, AcceptsWhatIsWritten) {
  for (const bool flattened : {false, true}) {
    ASSERT_OK_AND_ASSIGN(const std::string bytes, OnnxFile(SmallNetwork(flattened)));
    onnx::ModelProto model;
    ASSERT_TRUE(model.ParseFromString(bytes));
    EXPECT_NO_THROW(onnx::checker::check_model(model));
    EXPECT_EQ(model.graph().node_size(), flattened ? 13 : 15);
  }
}

TEST(PublishedChecker, WritesTheSameBytes) {
  ASSERT_OK_AND_ASSIGN(const std::string bytes, OnnxFile(SmallNetwork(true)));
  onnx::ModelProto model;
  ASSERT_TRUE(model.ParseFromString(bytes));
  EXPECT_TRUE(model.SerializeAsString() == bytes);
}

}  // namespace
}  // namespace telar::models
