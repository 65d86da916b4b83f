#include "analytics/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace telar::analytics {
namespace {

constexpr std::array<std::string_view, 4> kNames{"ranking_volumen", "ranking_valor",
                                                 "pareto_volumen", "pareto_valor"};

}  // namespace

std::string_view AbcModelName(AbcModel model) { return kNames[static_cast<std::size_t>(model)]; }

Result<AbcModel> AbcModelOf(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) {
    return Status::InvalidInput(fmt::format("'{}' is not a model of ABC", name))
        .WithHint("One of ranking_volumen, ranking_valor, pareto_volumen, pareto_valor.");
  }
  return static_cast<AbcModel>(found - kNames.begin());
}

int Rules::lookback_days() const {
  return std::max({abc_days, 3 * demand_days, state_days, kMonth});
}

Status CheckRules(const Rules& rules) {
  const auto wrong = [](std::string_view what) {
    return Status::InvalidConfig(fmt::format("rules of the analysis: {}", what));
  };
  if (std::min({rules.abc_days, rules.demand_days, rules.state_days}) < 1) {
    return wrong("a window needs at least one day");
  }
  if (rules.rank_a > rules.rank_b || rules.rank_b > rules.rank_c) {
    return wrong("the ranks of A, B and C must ascend");
  }
  if (rules.pareto_a > rules.pareto_b) return wrong("the shares of A and B must ascend");
  if (rules.xyz_x > rules.xyz_y) return wrong("the limits of X and Y must ascend");
  return Status::Ok();
}

}  // namespace telar::analytics
