#include "analytics/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/text.h"

namespace telar::analytics {
namespace {

constexpr std::size_t kCurvePoints = 200;
constexpr int kUsualDemandDays = 20;
/// Ends of the bands of cover, in days; after the last there is no end.
constexpr std::array<double, 6> kCoverEnds{0, 3, 7, 14, 30, 60};

/// Tables and conditions of the chain or of one store.
struct Scope {
  std::string store;
  const char* classes() const {
    return store.empty() ? "productos_abc_cache" : "productos_abc_tienda";
  }
  /// " AND X.ubicacion_id = ?" for one store.
  std::string Of(std::string_view alias) const {
    return store.empty() ? "" : fmt::format(" AND {}.ubicacion_id = ?", alias);
  }
  std::vector<db::Value> Values(std::vector<db::Value> before = {}) const {
    if (!store.empty()) before.emplace_back(store);
    return before;
  }
};

/// The value after "key": in the JSON that a calculation notes (recalculate.cc), without quotes.
std::string Noted(std::string_view json, std::string_view key) {
  const auto at = json.find(fmt::format("\"{}\"", key));
  if (at == json.npos) return "";
  const auto from = json.find(':', at) + 1;
  std::string_view value = Trim(json.substr(from, json.find_first_of(",}", from) - from));
  if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
  return std::string(value);
}

std::size_t PlaceOf(std::span<const std::string_view> words, std::string_view word) {
  return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

/// Reads into a Report within one transaction.
class Reading {
 public:
  Reading(db::Connection& connection, const ReportRequest& request)
      : connection_(connection), scope_{request.store}, rows_(request.rows) {}

  Result<Report> All() {
    report_.store = scope_.store;
    for (const auto part :
         {&Reading::Head, &Reading::Classes, &Reading::Days, &Reading::Changes, &Reading::Stockouts,
          &Reading::Dead, &Reading::States, &Reading::Locations, &Reading::Cover}) {
      TELAR_RETURN_IF_ERROR((this->*part)());
    }
    return std::move(report_);
  }

 private:
  Status Query(const std::string& sql, std::vector<db::Value> values, const db::RowFn& row) {
    return connection_.Query(sql, values, row);
  }
  Result<std::string> Word(const std::string& sql, std::vector<db::Value> values = {}) {
    std::string word;
    TELAR_RETURN_IF_ERROR(Query(sql, std::move(values), [&](const db::Row& row) {
      word = row.TextOrEmpty(0);
      return Status::Ok();
    }));
    return word;
  }

  Status Head() {
    for (const char* sql : {"SELECT MAX(fecha_calculo) FROM productos_abc_cache",
                            "SELECT MAX(fecha_calculo) FROM parametros_stock",
                            "SELECT MAX(updated_at) FROM productos_analisis_cache"}) {
      if (!report_.calculated.empty()) break;
      TELAR_ASSIGN_OR_RETURN(report_.calculated, Word(sql));
    }
    if (!scope_.store.empty()) {
      TELAR_ASSIGN_OR_RETURN(report_.store_name,
                             Word("SELECT nombre FROM ubicaciones WHERE id = ?", scope_.Values()));
    }
    TELAR_RETURN_IF_ERROR(
        Query("SELECT COUNT(*) FROM analisis_exclusiones", {}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(report_.exclusions, row.AsInt(0));
          return Status::Ok();
        }));
    if (report_.calculated.empty()) return Status::Ok();
    TELAR_ASSIGN_OR_RETURN(report_.previous,
                           Word("SELECT MAX(inicio) FROM abc_cache_control WHERE estado = "
                                "'completado' AND inicio < ?",
                                {report_.calculated}));
    TELAR_ASSIGN_OR_RETURN(
        const std::string noted,
        Word("SELECT parametros FROM abc_cache_control WHERE inicio = ? ORDER BY id DESC LIMIT 1",
             {report_.calculated}));
    report_.model = Noted(noted, "modelo");
    int demand_days = kUsualDemandDays;
    if (auto days = Decimal::Parse(Noted(noted, "dias_demanda")); days.ok()) {
      demand_days = static_cast<int>(days->ToDoubleForStatistics());
    }
    return Query("SELECT MIN(periodo_inicio), MAX(periodo_fin) FROM productos_abc_cache", {},
                 [&](const db::Row& row) -> Status {
                   TELAR_ASSIGN_OR_RETURN(report_.from, row.MaybeDate(0));
                   TELAR_ASSIGN_OR_RETURN(report_.to, row.MaybeDate(1));
                   if (!report_.from || !report_.to) return Status::Ok();
                   const auto looked =
                       std::chrono::sys_days(*report_.to) - std::chrono::days(3 * demand_days - 1);
                   report_.stockout_from =
                       Date(std::max(looked, std::chrono::sys_days(*report_.from)));
                   return Status::Ok();
                 });
  }

  Status Classes() {
    struct Sold {
      std::size_t abc;
      double value;
    };
    std::vector<Sold> sold;
    double all = 0;
    TELAR_RETURN_IF_ERROR(
        Query(fmt::format("SELECT c.clase_abc, c.clase_xyz, c.venta_30d FROM {} AS c WHERE 1 = 1{} "
                          "ORDER BY c.clase_abc, c.venta_30d DESC",
                          scope_.classes(), scope_.Of("c")),
              scope_.Values(), [&](const db::Row& row) -> Status {
                const std::size_t abc =
                    std::min(PlaceOf(Report::kAbc, row.TextOrEmpty(0)), std::size_t{3});
                const std::size_t xyz =
                    std::min(PlaceOf(Report::kXyz, row.TextOrEmpty(1)), std::size_t{3});
                TELAR_ASSIGN_OR_RETURN(const auto value, row.MaybeDecimal(2));
                const Decimal exact = value.value_or(Decimal());
                const double amount = exact.ToDoubleForStatistics();
                report_.value = report_.value + exact;
                ++report_.products;
                auto& cell = report_.matrix[abc][xyz];
                ++cell.products;
                cell.value += amount;
                sold.push_back({abc, std::max(amount, 0.0)});
                all += sold.back().value;
                return Status::Ok();
              }));
    if (sold.empty()) return Status::Ok();
    const std::size_t step = sold.size() / kCurvePoints + 1;
    const auto products = static_cast<double>(sold.size());
    report_.curve.push_back({});
    double sum = 0;
    for (std::size_t i = 0; i < sold.size(); ++i) {
      sum += sold[i].value;
      const bool end = i + 1 == sold.size() || sold[i + 1].abc != sold[i].abc;
      if (!end && (i + 1) % step != 0) continue;
      report_.curve.push_back({static_cast<double>(i + 1) / products, all > 0 ? sum / all : 0.0});
    }
    return Status::Ok();
  }

  Status Days() {
    if (!report_.from) return Status::Ok();
    const auto first = std::chrono::sys_days(*report_.from);
    report_.days.resize(
        static_cast<std::size_t>((std::chrono::sys_days(*report_.to) - first).count()) + 1);
    return Query(
        "SELECT d.fecha, SUM(d.venta_e4) FROM ventas_diarias_ubicacion AS d WHERE d.fecha "
        ">= ? AND d.fecha <= ?" +
            scope_.Of("d") + " GROUP BY d.fecha",
        scope_.Values({*report_.from, *report_.to}), [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(0));
          TELAR_ASSIGN_OR_RETURN(const double e4, row.AsDouble(1));
          const auto at = (std::chrono::sys_days(date) - first).count();
          report_.days[static_cast<std::size_t>(at)] = e4 / 10'000;
          return Status::Ok();
        });
  }

  Status Changes() {
    if (report_.calculated.empty()) return Status::Ok();
    const std::string which =
        " FROM abc_cambios AS c LEFT JOIN productos AS p ON p.codigo = c.producto_id WHERE "
        "c.fecha_calculo = ? AND c.ubicacion_id = ? AND c.clase_antes IS DISTINCT FROM "
        "c.clase_ahora";
    TELAR_RETURN_IF_ERROR(
        Query("SELECT c.clase_antes, c.clase_ahora, COUNT(*)" + which + " GROUP BY 1, 2",
              {report_.calculated, scope_.store}, [&](const db::Row& row) -> Status {
                TELAR_ASSIGN_OR_RETURN(const std::int64_t n, row.AsInt(2));
                if (row.IsNull(0)) report_.appeared += n;
                else if (row.IsNull(1)) report_.vanished += n;
                else if (row.TextOrEmpty(1) < row.TextOrEmpty(0)) report_.risen += n;
                else report_.fallen += n;
                return Status::Ok();
              }));
    return Query(
        "SELECT c.producto_id, p.nombre, c.clase_antes, c.clase_ahora, c.venta_30d" + which +
            fmt::format(" ORDER BY COALESCE(c.venta_30d, 0) DESC, c.producto_id LIMIT {}", rows_),
        {report_.calculated, scope_.store}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const auto value, row.MaybeDecimal(4));
          report_.changes.push_back({row.TextOrEmpty(0), row.TextOrEmpty(1), row.TextOrEmpty(2),
                                     row.TextOrEmpty(3), value});
          return Status::Ok();
        });
  }

  Status Stockouts() {
    if (!report_.stockout_from) return Status::Ok();
    std::vector<Report::Stockout> all;
    TELAR_RETURN_IF_ERROR(Query(
        "SELECT q.ubicacion_id, q.producto_id, q.n, COALESCE(s.clase_abc, c.clase_abc), "
        "s.demanda_media, s.stock, t.venta_30d, t.cantidad_30d, c.venta_30d, c.cantidad_30d, "
        "r.precio FROM (SELECT k.ubicacion_id, k.producto_id, COUNT(*) AS n FROM quiebres_stock AS "
        "k WHERE k.fecha >= ? AND k.fecha <= ?" +
            scope_.Of("k") +
            " GROUP BY k.ubicacion_id, k.producto_id) AS q "
            "LEFT JOIN parametros_stock AS s ON s.ubicacion_id = q.ubicacion_id AND s.producto_id "
            "= q.producto_id "
            "LEFT JOIN productos_abc_tienda AS t ON t.ubicacion_id = q.ubicacion_id AND "
            "t.producto_id = q.producto_id "
            "LEFT JOIN productos_abc_cache AS c ON c.producto_id = q.producto_id "
            "LEFT JOIN " +
            std::string(kPrices) +
            " AS r ON r.ubicacion_id = q.ubicacion_id AND r.producto_id = q.producto_id "
            "WHERE COALESCE(s.clase_abc, c.clase_abc) IN ('A', 'B')",
        scope_.Values({*report_.stockout_from, *report_.to}), [&](const db::Row& row) -> Status {
          Report::Stockout out{.location = row.TextOrEmpty(0),
                               .location_name = {},
                               .product = row.TextOrEmpty(1),
                               .name = {},
                               .abc = row.TextOrEmpty(3),
                               .without = {},
                               .demand = {},
                               .lost_units = {},
                               .lost_value = {}};
          TELAR_ASSIGN_OR_RETURN(out.days, row.AsInt(2));
          TELAR_ASSIGN_OR_RETURN(out.demand, row.MaybeDouble(4));
          TELAR_ASSIGN_OR_RETURN(const auto stock, row.MaybeDouble(5));
          out.still = stock.value_or(0) <= 0;
          TELAR_ASSIGN_OR_RETURN(std::optional<double> price, Quotient(row, 6, 7));
          if (!price) {
            TELAR_ASSIGN_OR_RETURN(price, Quotient(row, 8, 9));
          }
          if (!price) {
            TELAR_ASSIGN_OR_RETURN(price, row.MaybeDouble(10));
          }
          if (out.demand) out.lost_units = static_cast<double>(out.days) * *out.demand;
          if (out.lost_units && price) out.lost_value = *out.lost_units * *price;
          ++report_.stockout_pairs;
          report_.stockout_days += out.days;
          report_.lost_value += out.lost_value.value_or(0);
          all.push_back(std::move(out));
          return Status::Ok();
        }));
    const auto worse = [](const Report::Stockout& a, const Report::Stockout& b) {
      return std::tuple(-a.lost_value.value_or(0), -a.days, a.location, a.product) <
             std::tuple(-b.lost_value.value_or(0), -b.days, b.location, b.product);
    };
    const auto shown = std::min(all.size(), static_cast<std::size_t>(rows_));
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), all.end(),
                      worse);
    all.resize(shown);
    for (Report::Stockout& out : all) TELAR_RETURN_IF_ERROR(Details(out));
    report_.stockouts = std::move(all);
    return Status::Ok();
  }

  /// Names and days of a stock-out that is shown.
  Status Details(Report::Stockout& out) {
    TELAR_ASSIGN_OR_RETURN(out.location_name,
                           Word("SELECT nombre FROM ubicaciones WHERE id = ?", {out.location}));
    TELAR_ASSIGN_OR_RETURN(out.name,
                           Word("SELECT nombre FROM productos WHERE codigo = ?", {out.product}));
    const auto first = std::chrono::sys_days(*report_.stockout_from);
    out.without.resize(
        static_cast<std::size_t>((std::chrono::sys_days(*report_.to) - first).count()) + 1);
    return Query(
        "SELECT fecha FROM quiebres_stock WHERE ubicacion_id = ? AND producto_id = ? AND fecha >= "
        "? AND fecha <= ?",
        {out.location, out.product, *report_.stockout_from, *report_.to},
        [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(0));
          out.without[static_cast<std::size_t>((std::chrono::sys_days(date) - first).count())] =
              true;
          return Status::Ok();
        });
  }

  Status Dead() {
    const std::string which =
        " FROM parametros_stock AS s LEFT JOIN " + std::string(kPrices) +
        " AS r ON r.ubicacion_id = s.ubicacion_id AND r.producto_id = s.producto_id "
        "LEFT JOIN ubicaciones AS u ON u.id = s.ubicacion_id "
        "LEFT JOIN productos AS p ON p.codigo = s.producto_id WHERE s.actividad = 'DORMIDO'" +
        scope_.Of("s");
    TELAR_RETURN_IF_ERROR(Query(
        "SELECT COUNT(*), SUM(s.valor_stock), SUM(CASE WHEN s.valor_stock IS NULL THEN s.stock * "
        "r.precio END), SUM(CASE WHEN s.valor_stock IS NULL AND r.precio IS NULL THEN 1 ELSE 0 "
        "END)" +
            which,
        scope_.Values(), [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(report_.dead_pairs, row.AsInt(0));
          TELAR_ASSIGN_OR_RETURN(const auto at_cost, row.MaybeDecimal(1));
          TELAR_ASSIGN_OR_RETURN(const auto at_price, row.MaybeDecimal(2));
          report_.dead_at_cost = at_cost.value_or(Decimal());
          report_.dead_at_price = at_price.value_or(Decimal());
          TELAR_ASSIGN_OR_RETURN(const auto without, row.MaybeInt(3));
          report_.dead_without_value = without.value_or(0);
          return Status::Ok();
        }));
    return Query(
        "SELECT s.ubicacion_id, u.nombre, s.producto_id, p.nombre, s.stock, s.valor_stock, "
        "s.stock * r.precio, s.ultima_venta" +
            which +
            fmt::format(" ORDER BY COALESCE(s.valor_stock, s.stock * r.precio, 0) DESC, "
                        "s.ubicacion_id, s.producto_id LIMIT {}",
                        rows_),
        scope_.Values(), [&](const db::Row& row) -> Status {
          Report::Dead dead{.location = row.TextOrEmpty(0),
                            .location_name = row.TextOrEmpty(1),
                            .product = row.TextOrEmpty(2),
                            .name = row.TextOrEmpty(3),
                            .stock = {},
                            .value = {},
                            .last_sale = {}};
          TELAR_ASSIGN_OR_RETURN(dead.stock, row.AsDecimal(4));
          TELAR_ASSIGN_OR_RETURN(dead.value, row.MaybeDecimal(5));
          if (!dead.value) {
            TELAR_ASSIGN_OR_RETURN(dead.value, row.MaybeDecimal(6));
            dead.at_price = dead.value.has_value();
          }
          TELAR_ASSIGN_OR_RETURN(dead.last_sale, row.MaybeDate(7));
          report_.dead.push_back(std::move(dead));
          return Status::Ok();
        });
  }

  Status States() {
    const std::string sql =
        scope_.store.empty()
            ? "SELECT s.estado, COUNT(*) AS n FROM productos_analisis_cache AS s GROUP BY s.estado "
              "ORDER BY n DESC, s.estado"
            : "SELECT s.actividad, COUNT(*) AS n FROM parametros_stock AS s WHERE s.ubicacion_id = "
              "? GROUP BY s.actividad ORDER BY n DESC, s.actividad";
    return Query(sql, scope_.Values(), [&](const db::Row& row) -> Status {
      TELAR_ASSIGN_OR_RETURN(const std::int64_t products, row.AsInt(1));
      report_.states.push_back({row.TextOrEmpty(0), products});
      return Status::Ok();
    });
  }

  Status Locations() {
    return Query(
        "SELECT s.ubicacion_id, u.nombre, s.tipo, s.estado, COUNT(*) FROM parametros_stock AS s "
        "LEFT JOIN ubicaciones AS u ON u.id = s.ubicacion_id WHERE 1 = 1" +
            scope_.Of("s") +
            " GROUP BY s.ubicacion_id, u.nombre, s.tipo, s.estado ORDER BY CASE WHEN s.tipo = "
            "'cedi' THEN 1 ELSE 0 END, s.ubicacion_id",
        scope_.Values(), [&](const db::Row& row) -> Status {
          const std::string id = row.TextOrEmpty(0);
          if (report_.locations.empty() || report_.locations.back().id != id) {
            report_.locations.push_back(
                {.id = id, .name = row.TextOrEmpty(1), .centre = row.TextOrEmpty(2) == "cedi"});
          }
          const std::size_t state = PlaceOf(Report::kStockStates, row.TextOrEmpty(3));
          if (state == Report::kStockStates.size()) return Status::Ok();
          TELAR_ASSIGN_OR_RETURN(report_.locations.back().products[state], row.AsInt(4));
          return Status::Ok();
        });
  }

  Status Cover() {
    std::string band = "CASE WHEN s.dias_cobertura <= 0 THEN 0";
    report_.cover.push_back({});
    for (std::size_t i = 1; i < kCoverEnds.size(); ++i) {
      band += fmt::format(" WHEN s.dias_cobertura < {} THEN {}", kCoverEnds[i], i);
      report_.cover.push_back({.from = kCoverEnds[i - 1], .to = kCoverEnds[i], .value = {}});
    }
    band += fmt::format(" ELSE {} END", kCoverEnds.size());
    report_.cover.push_back({.from = kCoverEnds.back(), .to = -1, .value = {}});
    return Query("SELECT " + band +
                     " AS b, COUNT(*), SUM(s.valor_stock) FROM parametros_stock AS s WHERE "
                     "s.dias_cobertura IS NOT NULL" +
                     scope_.Of("s") + " GROUP BY 1",
                 scope_.Values(), [&](const db::Row& row) -> Status {
                   TELAR_ASSIGN_OR_RETURN(const std::int64_t at, row.AsInt(0));
                   auto& cover = report_.cover.at(static_cast<std::size_t>(at));
                   TELAR_ASSIGN_OR_RETURN(cover.pairs, row.AsInt(1));
                   TELAR_ASSIGN_OR_RETURN(const auto value, row.MaybeDecimal(2));
                   cover.value = value.value_or(Decimal());
                   return Status::Ok();
                 });
  }

  /// Column `a` by column `b`; none where either is unknown or not positive.
  static Result<std::optional<double>> Quotient(const db::Row& row, int a, int b) {
    TELAR_ASSIGN_OR_RETURN(const auto whole, row.MaybeDouble(a));
    TELAR_ASSIGN_OR_RETURN(const auto parts, row.MaybeDouble(b));
    if (!whole || !parts || *whole <= 0 || *parts <= 0) return std::optional<double>();
    return std::optional<double>(*whole / *parts);
  }

  static constexpr std::string_view kPrices =
      "(SELECT x.ubicacion_id, x.producto_id, MAX(x.precio) AS precio FROM productos_precios AS x "
      "WHERE x.valido_hasta IS NULL AND x.precio IS NOT NULL GROUP BY x.ubicacion_id, "
      "x.producto_id)";

  db::Connection& connection_;
  const Scope scope_;
  const int rows_;
  Report report_;
};

}  // namespace

Report::Cell Report::ClassTotal(std::size_t abc) const {
  Cell total;
  for (const Cell& cell : matrix.at(abc)) {
    total.products += cell.products;
    total.value += cell.value;
  }
  return total;
}

std::int64_t Report::LocationStates::Wanted() const {
  return products[0] + products[1] + products[2] + products[3];
}

double Report::LocationStates::Short() const {
  const std::int64_t wanted = Wanted();
  return wanted > 0 ? static_cast<double>(products[0] + products[1]) / static_cast<double>(wanted)
                    : 0.0;
}

Result<Report> ReadReport(db::Connection& connection, const ReportRequest& request) {
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  TELAR_ASSIGN_OR_RETURN(auto report, Reading(connection, request).All());
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  return report;
}

}  // namespace telar::analytics
