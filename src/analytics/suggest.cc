#include "analytics/suggest.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "analytics/cases.h"
#include "analytics/publish.h"
#include "analytics/scarce_split.h"
#include "analytics/script.h"

namespace telar::analytics {
namespace {

using Cell = OrderBoard::Cell;
using Product = OrderBoard::Product;

/// One order that may still be cut, with what it was reckoned from.
struct Draft {
  std::size_t location = 0;
  std::optional<std::size_t> origin;
  OrderInput input;
  Order order;
};

/// To six places, as `parametros_stock` has demand.
double Rounded(double demand) { return std::round(demand * 1e6) / 1e6; }

std::map<std::string, double> CategoryMedians(const OrderBoard& board) {
  std::map<std::string, std::vector<double>> demands;
  for (const Product& product : board.products) {
    for (const Cell& cell : product.cells) {
      if (!board.locations[cell.location].cedi && cell.demand > 0)
        demands[product.category].push_back(cell.demand);
    }
  }
  std::map<std::string, double> medians;
  for (auto& [category, all] : demands) {
    if (category.empty()) continue;
    std::sort(all.begin(), all.end());
    const std::size_t half = all.size() / 2;
    medians[category] = Rounded(all.size() % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2);
  }
  return medians;
}

/// The orders of one product.
class ProductOrders {
 public:
  ProductOrders(const OrderBoard& board, const Product& product, const Rules& rules,
                std::optional<double> category_demand)
      : board_(board), product_(product), rules_(rules), category_demand_(category_demand) {
    left_.resize(board.locations.size());
    for (const Cell& cell : product.cells) {
      const auto& location = board.locations[cell.location];
      if (location.cedi) {
        left_[cell.location] = std::max(cell.stock, Decimal());
      } else if (cell.sold) {
        auto& [demand, stores] = regions_[location.region];
        demand += cell.demand;
        ++stores;
      }
    }
  }

  std::vector<Draft> Decide() {
    std::vector<Draft> stores = Drafts(false);
    const auto is_trial = [](const Draft& draft) {
      return draft.order.method == OrderMethod::kTrial;
    };
    std::vector<std::size_t> trying;
    for (const Draft& draft : stores) {
      if (is_trial(draft)) trying.push_back(draft.location);
    }
    std::erase_if(stores, is_trial);
    ShareOut(stores);
    // With what is left beyond the centres' own reorder points; without a case of it there is
    // nothing to try.
    const std::vector<Decimal> kept = SetReserveAside();
    std::vector<Draft> trials;
    for (const std::size_t store : trying) trials.push_back(StoreDraft(store));
    ShareOut(trials);
    for (std::size_t i = 0; i < kept.size(); ++i) left_[i] = left_[i] + kept[i];
    for (Draft& draft : trials) stores.push_back(std::move(draft));
    std::vector<Draft> centres = Drafts(true);
    ShareOut(centres);
    for (Draft& draft : centres) stores.push_back(std::move(draft));
    std::erase_if(stores,
                  [](const Draft& draft) { return draft.order.reason == OrderReason::kNone; });
    return stores;
  }

 private:
  std::vector<Draft> Drafts(bool cedi) {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < board_.locations.size(); ++i) {
      if (board_.locations[i].cedi == cedi) drafts.push_back(cedi ? CentreDraft(i) : StoreDraft(i));
    }
    return drafts;
  }

  std::vector<Decimal> SetReserveAside() {
    std::vector<Decimal> kept(left_.size());
    for (const Cell& cell : product_.cells) {
      if (!board_.locations[cell.location].cedi) continue;
      kept[cell.location] = std::min(left_[cell.location], WholeUnits(cell.reorder_point));
      left_[cell.location] = left_[cell.location] - kept[cell.location];
    }
    return kept;
  }

  Draft StoreDraft(std::size_t location) {
    static const Cell kNothing;
    const Cell* const found = product_.In(location);
    const Cell& cell = found == nullptr ? kNothing : *found;
    Draft draft = DraftOf(cell, location, StoreOrigin(location));
    draft.input.regional_demand = RegionalDemand(cell, location);
    if (product_.active && !cell.excluded) {
      draft.input.trial_demand =
          draft.input.regional_demand ? draft.input.regional_demand : category_demand_;
    }
    draft.input.trial_coverage_days = rules_.d.coverage_days;
    if (found == nullptr || cell.lead_days <= 0) draft.input.lead_days = rules_.store_lead_days;
    draft.order = OrderFor(draft.input);
    if (!draft.origin && draft.order.wanted > Decimal()) {
      draft.order.reason = OrderReason::kNoOrigin;
    }
    HoldBack(draft, cell);
    return draft;
  }

  Draft CentreDraft(std::size_t location) {
    static const Cell kNothing;
    const Cell* const found = product_.In(location);
    const Cell& cell = found == nullptr ? kNothing : *found;
    Draft draft = DraftOf(cell, location, CentreOrigin(location));
    const bool nothing = cell.stock <= Decimal() && !(cell.demand > 0);
    if (nothing && !product_.abc.empty() && draft.origin) {
      draft.input.abc = product_.abc;
      draft.order = FirstFillFor(draft.input);
    } else {
      draft.order = OrderFor(draft.input);
    }
    // What the chain buys is ordered elsewhere.
    if (!draft.origin && draft.order.reason != OrderReason::kOverstock) draft.order = Order();
    HoldBack(draft, cell);
    return draft;
  }

  Draft DraftOf(const Cell& cell, std::size_t location, std::optional<std::size_t> origin) const {
    Draft draft{.location = location, .origin = origin};
    draft.input = {.stock = cell.stock,
                   .demand = cell.demand,
                   .safety_stock = cell.safety_stock,
                   .reorder_point = cell.reorder_point,
                   .maximum = cell.maximum,
                   .lead_days = cell.lead_days,
                   .coverage_days = cell.coverage_days,
                   .abc = cell.abc,
                   .sold_before = cell.sold,
                   .units_per_case = product_.units_per_case};
    if (cell.limits) {
      draft.input.capacity = board_.limits[*cell.limits].capacity;
      draft.input.exhibition = board_.limits[*cell.limits].exhibition;
    }
    if (origin) draft.input.origin_stock = left_[*origin];
    return draft;
  }

  void HoldBack(Draft& draft, const Cell& cell) const {
    Order& order = draft.order;
    if (order.needed <= Decimal() || (product_.active && !cell.excluded)) return;
    order.wanted = Decimal();
    Grant(order, 0, draft.input);
    order.reason = product_.active ? OrderReason::kExcluded : OrderReason::kInactive;
  }

  std::optional<double> RegionalDemand(const Cell& cell, std::size_t location) const {
    const auto found = regions_.find(board_.locations[location].region);
    if (found == regions_.end()) return std::nullopt;
    auto [demand, stores] = found->second;
    if (cell.sold) {
      demand -= cell.demand;
      --stores;
    }
    if (stores == 0) return std::nullopt;
    return Rounded(demand / stores);
  }

  std::optional<std::size_t> NamedOrigin() const {
    if (product_.origin.empty()) return std::nullopt;
    for (std::size_t i = 0; i < board_.locations.size(); ++i) {
      if (board_.locations[i].cedi && board_.locations[i].id == product_.origin) return i;
    }
    return std::nullopt;
  }

  /// The centre of a region with most of the product; of equal ones the first.
  std::optional<std::size_t> RichestOf(const std::string& region,
                                       std::optional<std::size_t> but = std::nullopt) const {
    std::optional<std::size_t> richest;
    for (std::size_t i = 0; i < board_.locations.size(); ++i) {
      const auto& location = board_.locations[i];
      if (!location.cedi || location.region != region || i == but) continue;
      if (!richest || left_[i] > left_[*richest]) richest = i;
    }
    return richest;
  }

  std::optional<std::size_t> StoreOrigin(std::size_t store) const {
    if (const auto named = NamedOrigin()) return named;
    const auto near = RichestOf(board_.locations[store].region);
    if (near && left_[*near] > Decimal()) return near;
    const auto general = RichestOf("");
    if (!near || (general && left_[*general] > Decimal())) return general;
    return near;
  }

  std::optional<std::size_t> CentreOrigin(std::size_t centre) const {
    if (board_.locations[centre].region.empty()) return std::nullopt;
    const auto named = NamedOrigin();
    if (named == centre) return std::nullopt;
    return named ? named : RichestOf("", centre);
  }

  /// Cuts the orders of each origin to what it has, and takes them from it.
  void ShareOut(std::vector<Draft>& drafts) {
    std::map<std::size_t, std::vector<Draft*>> by_origin;
    for (Draft& draft : drafts) {
      if (draft.origin && draft.order.wanted > Decimal())
        by_origin[*draft.origin].push_back(&draft);
    }
    for (auto& [origin, those] : by_origin) {
      Decimal wanted, given;
      std::vector<Claim> claims;
      for (const Draft* draft : those) {
        wanted = wanted + draft->order.wanted;
        claims.push_back({.location = board_.locations[draft->location].id,
                          .need = draft->order.wanted,
                          .demand = draft->order.demand,
                          .stock = draft->input.stock});
      }
      if (wanted > left_[origin]) {
        const auto cases = SplitScarce(left_[origin], product_.units_per_case, claims);
        for (std::size_t i = 0; i < those.size(); ++i)
          Grant(those[i]->order, cases[i], those[i]->input);
      }
      for (const Draft* draft : those) given = given + draft->order.quantity;
      left_[origin] = left_[origin] - given;
    }
  }

  const OrderBoard& board_;
  const Product& product_;
  const Rules& rules_;
  std::optional<double> category_demand_;
  std::vector<Decimal> left_;  ///< Of each location that is a centre.
  std::map<std::string, std::pair<double, int>> regions_;
};

/// `sugerencias_pedido` without the time of calculation.
constexpr std::string_view kShadow = R"sql(
CREATE TEMPORARY TABLE an_sugerencias (
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  origen_id {key_text},
  clase_abc {key_text},
  metodo {key_text},
  stock {decimal(18,4)},
  demanda {real},
  punto_reorden {real},
  stock_maximo {real},
  unidades_por_bulto {decimal(18,4)},
  necesidad {decimal(18,4)},
  sugerido {decimal(18,4)},
  bultos {bigint},
  asignado {decimal(18,4)},
  sobrestock {decimal(18,4)},
  motivo {key_text},
  PRIMARY KEY (ubicacion_id, producto_id));
)sql";

db::Value TextOrNull(std::string_view text) {
  if (text.empty()) return db::Null();
  return std::string(text);
}

std::vector<db::Value> RowOf(const Suggestion& s) {
  const Order& order = s.order;
  return {s.location,
          s.product,
          TextOrNull(s.origin),
          TextOrNull(order.abc),
          std::string(OrderMethodName(order.method)),
          s.stock,
          order.demand,
          order.reorder_point.ToDoubleForStatistics(),
          order.maximum.ToDoubleForStatistics(),
          s.units_per_case,
          order.needed,
          order.wanted,
          order.cases,
          order.quantity,
          order.overstock,
          TextOrNull(OrderReasonName(order.reason))};
}

Status Write(db::Connection& transaction, const Script& script,
             const std::vector<Suggestion>& suggestions, const std::string& calculated) {
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kShadow).status());
  const db::MergeSpec spec{
      .table = "an_sugerencias",
      .columns = {"ubicacion_id", "producto_id", "origen_id", "clase_abc", "metodo", "stock",
                  "demanda", "punto_reorden", "stock_maximo", "unidades_por_bulto", "necesidad",
                  "sugerido", "bultos", "asignado", "sobrestock", "motivo"},
      .key = {"ubicacion_id", "producto_id"}};
  std::vector<std::vector<db::Value>> rows;
  rows.reserve(suggestions.size());
  for (const Suggestion& suggestion : suggestions) rows.push_back(RowOf(suggestion));
  TELAR_RETURN_IF_ERROR(transaction.Merge(spec, rows).status());
  // Fewer orders than yesterday are no sign of anything lost.
  TELAR_RETURN_IF_ERROR(Publish(transaction, script, "sugerencias_pedido",
                                "SELECT * FROM an_sugerencias", {},
                                {.calculated = calculated, .guard = 0})
                            .status());
  return script.Run(transaction, "DROP TABLE an_sugerencias").status();
}

}  // namespace

std::vector<Suggestion> DecideOrders(const OrderBoard& board, const Rules& rules) {
  const auto medians = CategoryMedians(board);
  std::vector<Suggestion> suggestions;
  for (const Product& product : board.products) {
    const auto median = medians.find(product.category);
    ProductOrders orders(
        board, product, rules,
        median == medians.end() ? std::nullopt : std::optional<double>(median->second));
    for (Draft& draft : orders.Decide()) {
      suggestions.push_back(
          {.location = board.locations[draft.location].id,
           .product = product.id,
           .name = product.name,
           .origin = draft.origin ? board.locations[*draft.origin].id : std::string(),
           .stock = draft.input.stock,
           .units_per_case = product.units_per_case,
           .order = std::move(draft.order)});
    }
  }
  std::sort(suggestions.begin(), suggestions.end(), [](const Suggestion& a, const Suggestion& b) {
    return std::tie(a.location, a.product) < std::tie(b.location, b.product);
  });
  return suggestions;
}

Result<Suggestions> Suggest(db::Database& database, const SuggestionRequest& request) {
  const Script script(database);
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
  TELAR_ASSIGN_OR_RETURN(const OrderBoard board, ReadOrderBoard(*connection));
  Suggestions result{.rows = DecideOrders(board, request.rules), .parameters_of = board.calculated};
  if (!request.write) return result;
  TELAR_RETURN_IF_ERROR(Write(*connection, script, result.rows, request.local));
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  return result;
}

}  // namespace telar::analytics
