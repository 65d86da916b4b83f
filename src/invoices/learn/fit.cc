#include "invoices/learn/fit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace telar::invoices::learn {
namespace {

/// The evidence of a question's choices without what is zero, which most of it is.
struct Sparse {
  struct Entry {
    std::size_t name;
    double amount;
  };
  std::vector<std::vector<Entry>> choices;
  const std::vector<std::size_t>* right = nullptr;

  explicit Sparse(const Question& question) : right(&question.right) {
    for (std::size_t i = 0; i < question.decision.size(); ++i) {
      const auto is = question.decision.evidence(i);
      auto& entries = choices.emplace_back();
      for (std::size_t k = 0; k < is.size(); ++k) {
        if (is[k] != 0) entries.push_back({k, static_cast<double>(is[k])});
      }
    }
  }
};

/// Adds the gradient of ln P(right) of one question.
void AddGradient(const Sparse& question, const std::vector<double>& weights,
                 std::vector<double>& scores, std::vector<double>& gradient) {
  scores.assign(question.choices.size(), 0);
  double most = -1e300;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (const auto& [name, amount] : question.choices[i]) scores[i] += weights[name] * amount;
    most = std::max(most, scores[i]);
  }
  double all = 0, right = 0;
  for (double& score : scores) all += score = std::exp(score - most);
  for (const std::size_t i : *question.right) right += scores[i];
  right = std::max(right, 1e-300);
  const auto add = [&](std::size_t i, double times) {
    if (std::abs(times) < 1e-9) return;
    for (const auto& [name, amount] : question.choices[i]) gradient[name] += times * amount;
  };
  for (std::size_t i = 0; i < scores.size(); ++i) add(i, -scores[i] / all);
  for (const std::size_t i : *question.right) add(i, scores[i] / right);
}

double LogOdds(double p) {
  p = std::clamp(p, 1e-4, 1 - 1e-4);
  return std::log(p / (1 - p));
}

/// Solves a 3 × 3 system by elimination with the larger pivots first.
std::array<double, 3> Solve(std::array<std::array<double, 4>, 3> m) {
  for (std::size_t c = 0; c < 3; ++c) {
    std::size_t pivot = c;
    for (std::size_t r = c + 1; r < 3; ++r) {
      if (std::abs(m[r][c]) > std::abs(m[pivot][c])) pivot = r;
    }
    std::swap(m[c], m[pivot]);
    for (std::size_t r = 0; r < 3; ++r) {
      if (r == c) continue;
      const double times = m[r][c] / m[c][c];
      for (std::size_t k = c; k < 4; ++k) m[r][k] -= times * m[c][k];
    }
  }
  return {m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]};
}

}  // namespace

std::vector<double> FitWeights(const std::vector<Question>& questions,
                               const std::vector<double>& prior, double ridge, int steps) {
  constexpr double kFirst = 0.9, kSecond = 0.99, kRate = 0.15, kTiny = 1e-8;
  const std::size_t names = prior.size();
  std::vector<double> weights = prior, momentum(names, 0), square(names, 0), gradient(names),
                      scores;
  const std::vector<Sparse> sparse(questions.begin(), questions.end());
  for (int step = 1; step <= steps; ++step) {
    std::fill(gradient.begin(), gradient.end(), 0);
    for (const Sparse& question : sparse) AddGradient(question, weights, scores, gradient);
    // The rate falls to a tenth so that the end is close to the maximum.
    const double rate = kRate * (1 - 0.9 * step / steps);
    for (std::size_t k = 0; k < names; ++k) {
      const double g = gradient[k] - ridge * (weights[k] - prior[k]);
      momentum[k] = kFirst * momentum[k] + (1 - kFirst) * g;
      square[k] = kSecond * square[k] + (1 - kSecond) * g * g;
      const double m = momentum[k] / (1 - std::pow(kFirst, step));
      const double v = square[k] / (1 - std::pow(kSecond, step));
      weights[k] += rate * m / (std::sqrt(v) + kTiny);
    }
  }
  return weights;
}

Calibration FitCalibration(const std::vector<Outcome>& outcomes) {
  // Newton on (bias, log_odds, print), pulled towards (0, 1, 0); a step that loses is halved.
  using Point = std::array<double, 3>;
  constexpr Point kPrior = {0, 1, 0}, kPull = {0.5, 4, 8};
  std::vector<Point> seen;
  for (const Outcome& outcome : outcomes) {
    seen.push_back(
        {1, LogOdds(outcome.probability), std::log(std::clamp(1 - outcome.print, 1e-3, 1.0))});
  }
  const auto score_of = [](const Point& at, const Point& x) {
    return at[0] * x[0] + at[1] * x[1] + at[2] * x[2];
  };
  const auto likelihood = [&](const Point& at) {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum -= kPull[i] * std::pow(at[i] - kPrior[i], 2) / 2;
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const double score = score_of(at, seen[k]) * (outcomes[k].right ? 1 : -1);
      // ln of the logistic function, without overflow.
      sum -= score > 0 ? std::log1p(std::exp(-score)) : std::log1p(std::exp(score)) - score;
    }
    return sum;
  };
  Point at = kPrior;
  double reached = likelihood(at);
  for (int step = 0; step < 50; ++step) {
    std::array<std::array<double, 4>, 3> system{};
    for (std::size_t i = 0; i < 3; ++i) {
      system[i][i] = kPull[i];
      system[i][3] = kPull[i] * (kPrior[i] - at[i]);
    }
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const Point& x = seen[k];
      const double p = 1 / (1 + std::exp(-score_of(at, x)));
      for (std::size_t i = 0; i < 3; ++i) {
        system[i][3] += ((outcomes[k].right ? 1 : 0) - p) * x[i];
        for (std::size_t j = 0; j < 3; ++j) system[i][j] += p * (1 - p) * x[i] * x[j];
      }
    }
    const Point move = Solve(system);
    double length = 1;
    Point next = at;
    double better = reached;
    for (int halving = 0; halving < 30; ++halving, length /= 2) {
      for (std::size_t i = 0; i < 3; ++i) next[i] = at[i] + length * move[i];
      better = likelihood(next);
      if (better > reached) break;
    }
    if (better <= reached + 1e-9) break;
    at = next;
    reached = better;
  }
  // Belief never speaks against itself.
  return {at[0], std::max(at[1], 0.05), at[2]};
}

}  // namespace telar::invoices::learn
