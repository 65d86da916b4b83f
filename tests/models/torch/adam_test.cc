#include <gmock/gmock.h>

#include <vector>

#include "models/torch/adam_internal.h"

namespace telar::models {
namespace {

struct Problem {
  explicit Problem(std::uint64_t seed) {
    torch::manual_seed(seed);
    // Larger than a thread's share, a filter, a single number.
    for (const std::vector<std::int64_t>& shape :
         {std::vector<std::int64_t>{300, 500}, {4, 3, 3, 3}, {1}}) {
      weights.push_back(torch::randn(shape).set_requires_grad(true));
    }
  }
  std::vector<torch::Tensor> weights;
};

/// Steps down a valley whose slope changes with the weights.
template <typename Optimizer>
std::vector<torch::Tensor> After(int steps, Optimizer& optimizer, Problem& problem) {
  for (int i = 0; i < steps; ++i) {
    for (torch::Tensor& w : problem.weights) w.mutable_grad().reset();
    torch::Tensor loss = torch::zeros({});
    for (const torch::Tensor& w : problem.weights) loss = loss + (w * w).sum() + w.sin().sum();
    loss.backward();
    optimizer.step();
  }
  std::vector<torch::Tensor> copies;
  for (const torch::Tensor& w : problem.weights) copies.push_back(w.detach().clone());
  return copies;
}

std::vector<torch::Tensor> OnePass(int threads) {
  torch::set_num_threads(threads);
  Problem problem(7);
  OnePassAdam optimizer(problem.weights, torch::optim::AdamOptions(0.01));
  return After(20, optimizer, problem);
}

TEST(OnePassAdam, StepsWhereTheLibrarysAdamSteps) {
  Problem problem(7);
  torch::optim::Adam theirs(problem.weights, torch::optim::AdamOptions(0.01));
  const auto expected = After(20, theirs, problem);
  const auto got = OnePass(2);
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_TRUE(torch::allclose(got[i], expected[i], 1e-5, 1e-5)) << "weights " << i;
  }
}

TEST(OnePassAdam, StepsTheSameWithAnyNumberOfThreads) {
  const auto one = OnePass(1), two = OnePass(2);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_TRUE(torch::equal(one[i], two[i])) << "weights " << i;
  }
}

TEST(OnePassAdam, GoesOnFromWhatItSaved) {
  Problem whole(7);
  OnePassAdam once(whole.weights, torch::optim::AdamOptions(0.01));
  const auto expected = After(10, once, whole);

  Problem halves(7);
  OnePassAdam first(halves.weights, torch::optim::AdamOptions(0.01));
  After(5, first, halves);
  torch::serialize::OutputArchive saved;
  first.save(saved);
  std::ostringstream bytes;
  saved.save_to(bytes);
  std::istringstream again(bytes.str());
  torch::serialize::InputArchive loaded;
  loaded.load_from(again);
  OnePassAdam second(halves.weights, torch::optim::AdamOptions(0.01));
  second.load(loaded);
  const auto got = After(5, second, halves);
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_TRUE(torch::equal(got[i], expected[i])) << "weights " << i;
  }
}

TEST(OnePassAdam, LeavesWeightsWithoutAGradient) {
  Problem problem(7);
  const torch::Tensor before = problem.weights[2].detach().clone();
  OnePassAdam optimizer(problem.weights, torch::optim::AdamOptions(0.01));
  problem.weights[0].sum().backward();
  optimizer.step();
  EXPECT_TRUE(torch::equal(problem.weights[2].detach(), before));
}

}  // namespace
}  // namespace telar::models
