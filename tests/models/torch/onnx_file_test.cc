#include <gmock/gmock.h>

#include "inference/model.h"
#include "models/torch/onnx_file_internal.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

// Running statistics as training leaves them, so that folding has something to fold.
void Disturb(Network& network, const Preparation& input) {
  const torch::NoGradGuard no_gradients;
  network->train();
  for (int i = 0; i < 3; ++i) {
    network->forward(torch::rand({4, input.channels, input.height, input.width}) * (i + 1));
  }
  network->eval();
}

TEST(OnnxFile, ServesWhatWasTrained) {
  for (const Architecture architecture : {Architecture::kCompact, Architecture::kSeed}) {
    const Preparation input = PreparationOf(architecture);
    torch::manual_seed(4);
    Network network(architecture, input);
    Disturb(network, input);
    const Calibration calibration{0.7, -0.2};
    ASSERT_OK_AND_ASSIGN(
        const std::string bytes,
        OnnxFile(*network, input, calibration, {{"telar.classes", "correctiva,preventiva"}}));
    ASSERT_OK_AND_ASSIGN(const auto model, inference::Model::FromBytes(bytes, "a model"));
    EXPECT_EQ(model->Metadata("telar.classes"), "correctiva,preventiva");
    for (int i = 0; i < 4; ++i) {
      const torch::Tensor page = torch::rand({1, input.channels, input.height, input.width});
      ASSERT_OK_AND_ASSIGN(
          const auto served,
          model->Run(
              {1, static_cast<std::size_t>(input.channels), static_cast<std::size_t>(input.height),
               static_cast<std::size_t>(input.width)},
              {page.data_ptr<float>(), static_cast<std::size_t>(page.numel())}));
      const torch::NoGradGuard no_gradients;
      const double logit = network->forward(page)[0].item<double>();
      ASSERT_EQ(served.values.size(), 1U);
      EXPECT_NEAR(served.values[0], CalibratedProbability(calibration, logit), 1e-4);
    }
  }
}

}  // namespace
}  // namespace telar::models
