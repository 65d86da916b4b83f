#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "core/result.h"
#include "core/time.h"
#include "db/database.h"

namespace telar::analytics {

/// What a buyer looks at, of the chain or of one store, read from the tables of the last
/// calculation (recalculate.h). Money is USD. Estimates are binary floats: they are statistics.
struct Report {
  static constexpr std::array<std::string_view, 4> kAbc{"A", "B", "C", "D"};
  /// The last stands for products that are too new for a class.
  static constexpr std::array<std::string_view, 4> kXyz{"X", "Y", "Z", "-"};
  static constexpr std::array<std::string_view, 5> kStockStates{"CRITICO", "URGENTE", "OPTIMO",
                                                                "EXCESO", "SIN_DEMANDA"};

  std::string store, store_name;     ///< "" and "": the chain.
  std::string calculated, previous;  ///< Local times of this calculation and the one before; "".
  std::string model;                 ///< AbcModelName; "" where it was not noted.
  std::optional<Date> from, to;      ///< The window of ABC; none when nothing was sold in it.
  std::int64_t exclusions = 0;       ///< Rows of `analisis_exclusiones`.

  std::int64_t products = 0;  ///< Sold in the window.
  Decimal value;              ///< Of all sales of classified products in the window.
  std::vector<double> days;   ///< Value of each day of the window, of all products.

  /// Products one class after the other, in each by falling value: after `products` of them their
  /// values add up to `value` of the whole, both shares. From 0, 0; at most some 200 points, among
  /// them the end of every class. Values below zero count as none.
  struct CurvePoint {
    double products = 0, value = 0;
  };
  std::vector<CurvePoint> curve;
  struct Cell {
    std::int64_t products = 0;
    double value = 0;
  };
  std::array<std::array<Cell, 4>, 4> matrix{};  ///< [kAbc][kXyz]
  Cell ClassTotal(std::size_t abc) const;

  struct Change {
    std::string product, name, before, now;  ///< Classes ABC; "": none.
    std::optional<Decimal> value;            ///< Of the window; none when nothing was sold.
  };
  std::int64_t risen = 0, fallen = 0, appeared = 0, vanished = 0;
  std::vector<Change> changes;  ///< By falling value.

  /// A product of class A or B that a store lacked on days of trade. Its class is the store's, or
  /// the chain's where it sold nothing in the store's window.
  struct Stockout {
    std::string location, location_name, product, name, abc;
    std::vector<bool> without;         ///< A sign a day of stockout_from to `to`, oldest first.
    std::int64_t days = 0;             ///< Of them without stock.
    std::optional<double> demand;      ///< Mean units a day while there was stock.
    std::optional<double> lost_units;  ///< days × demand.
    /// lost_units × mean price: the store's in the window, else the chain's, else the price that
    /// holds now.
    std::optional<double> lost_value;
    bool still = false;  ///< No stock now either.
  };
  /// The window of ABC, or as much of its end as the calculation looked for days without stock.
  std::optional<Date> stockout_from;
  std::int64_t stockout_pairs = 0, stockout_days = 0;  ///< Of all, not only those listed.
  double lost_value = 0;
  std::vector<Stockout> stockouts;  ///< By falling lost value, then by days.

  /// Stock that does not sell (DORMIDO, see stock_parameters.h).
  struct Dead {
    std::string location, location_name, product, name;
    Decimal stock;
    std::optional<Decimal> value;
    bool at_price = false;  ///< Worth its selling price: what it cost is not known.
    std::optional<Date> last_sale;
  };
  std::int64_t dead_pairs = 0;
  Decimal dead_at_cost, dead_at_price;
  std::int64_t dead_without_value = 0;  ///< Neither cost nor price is known.
  std::vector<Dead> dead;               ///< By falling value.

  /// Products in each state: of the chain product_states.h, of a store its `actividad`.
  struct State {
    std::string name;
    std::int64_t products = 0;
  };
  std::vector<State> states;

  struct LocationStates {
    std::string id, name;
    bool centre = false;
    std::array<std::int64_t, kStockStates.size()> products{};
    std::int64_t Wanted() const;  ///< All but SIN_DEMANDA.
    double Short() const;         ///< Share of CRITICO and URGENTE in them; 0 without any.
  };
  std::vector<LocationStates> locations;  ///< Stores, then centres, by their ids.

  /// Pairs of product and location with demand, by how many days their stock lasts.
  struct Cover {
    double from = 0, to = 0;  ///< [from, to) days; {0, 0}: no stock; `to` below 0: no end.
    std::int64_t pairs = 0;
    Decimal value;  ///< At cost, where it is known.
  };
  std::vector<Cover> cover;
};

struct ReportRequest {
  std::string store;  ///< "": the chain.
  int rows = 25;      ///< At most so many rows of every list.
};

/// All of it in one transaction, so that it is of one calculation. The tables must be there
/// (schema.h); empty tables make a report without figures. `connection` must take transactions: on
/// SQLite nobody writes while it reads. Errors: what the database says.
Result<Report> ReadReport(db::Connection& connection, const ReportRequest& request);

}  // namespace telar::analytics
