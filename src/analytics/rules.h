#pragma once

#include <string_view>

#include "core/result.h"

namespace telar::analytics {

/// Which of the four classifications is `clase_abc`.
enum class AbcModel { kRankByQuantity, kRankByValue, kParetoByQuantity, kParetoByValue };

/// "ranking_volumen", "ranking_valor", "pareto_volumen", "pareto_valor": the earlier platform's
/// words.
std::string_view AbcModelName(AbcModel model);
/// kInvalidInput for another word.
Result<AbcModel> AbcModelOf(std::string_view name);

/// What a class of products is given. Where a product has no class, that of D counts.
struct ClassRules {
  double z = 0;  ///< Quantile of the normal distribution, for safety stock; unused in D.
  double coverage_days = 0;  ///< Days of demand between reorder point and maximum.
};

/// Every number that the definitions of this room depend on. Windows are whole business days that
/// end with the day before the calculation.
struct Rules {
  int abc_days = 30;     ///< Window of ABC and XYZ.
  int demand_days = 20;  ///< Window of demand.
  AbcModel model = AbcModel::kRankByQuantity;
  /// Ranks up to which a product is A, B, C in the models by rank.
  int rank_a = 50, rank_b = 200, rank_c = 800;
  /// Percent of the total up to which a product is A, B in the models by share; two decimals count.
  double pareto_a = 80, pareto_b = 95;
  /// Coefficient of variation below which a product is X, Y.
  double xyz_x = 0.5, xyz_y = 1.0;
  int xyz_days = 15;  ///< A product with fewer counted days has no class XYZ.
  double store_lead_days = 1.5, cedi_lead_days = 2.0;
  ClassRules a{2.33, 7}, b{1.88, 14}, c{1.28, 21}, d{0, 30};
  /// A product with stock and without sales for so many days sleeps.
  int dormant_days = 14;
  /// The same for a product in the whole chain: what `productos_analisis_cache` looks back.
  int state_days = 60;
  int gap = 400;  ///< Rank by quantity less rank by tickets from which a product draws visitors.
  /// A result with less than this share of the rows it replaces is refused; 0 takes any.
  double shrink_guard = 0.5;

  /// Window of the bands of speed and of activity, see stock_parameters.h.
  static constexpr int kMonth = 30;

  /// Days that have to be looked at: the longest of the windows. Demand looks three times as far
  /// back for products that lacked stock in its own.
  int lookback_days() const;
};

/// kInvalidConfig with what is wrong: windows without days, thresholds that do not ascend.
Status CheckRules(const Rules& rules);

}  // namespace telar::analytics
