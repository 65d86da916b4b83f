#include "models/onnx/network_file.h"

#include <gmock/gmock.h>

#include "models/onnx/protobuf.h"
#include "tests/models/onnx/small_network.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

TEST(Protobuf, WritesNumbersAndBytesAsTheFormatSays) {
  // The examples of the format's own description: 150 in field 1, "testing" in field 2.
  ProtobufMessage message;
  message.Number(1, 150);
  message.Bytes(2, "testing");
  EXPECT_EQ(std::move(message).Take(), "\x08\x96\x01\x12\x07testing");
}

TEST(Protobuf, WritesANegativeNumberInTenBytes) {
  ProtobufMessage message;
  message.Number(1, -2);
  EXPECT_EQ(std::move(message).Take(), "\x08\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

TEST(NetworkFile, SaysWhichLayerHasTooFewWeights) {
  NetworkDescription network = SmallNetwork(true);
  network.layers[2].weights.pop_back();
  EXPECT_THAT(OnnxFile(network), StatusIs(Code::kInvalidInput, HasSubstr("layer 3 has 71")));
}

TEST(NetworkFile, RefusesLayersThatDoNotFollowEachOther) {
  NetworkDescription network = SmallNetwork(true);
  network.layers.erase(network.layers.begin() + 3);  // dense without flattening
  EXPECT_THAT(OnnxFile(network), StatusIs(Code::kInvalidInput, HasSubstr("layer 4")));
}

TEST(NetworkFile, RefusesANetworkThatDoesNotEndInOneLogit) {
  NetworkDescription network = SmallNetwork(false);
  network.layers.pop_back();
  EXPECT_THAT(OnnxFile(network), StatusIs(Code::kInvalidInput, HasSubstr("one logit")));
  EXPECT_THAT(OnnxFile({}), StatusIs(Code::kInvalidInput, HasSubstr("one logit")));
}

TEST(NetworkFile, RefusesAPageThatPoolingUsesUp) {
  NetworkDescription network = SmallNetwork(false);
  network.input.width = 2;
  EXPECT_THAT(OnnxFile(network), StatusIs(Code::kInvalidInput, HasSubstr("3 × 3")));
}

}  // namespace
}  // namespace telar::models
