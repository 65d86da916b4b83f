#include "pos/warehouse/prices.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pos/warehouse/batch.h"

namespace telar::pos::warehouse {
namespace {

struct Period {
  Instant since{};
  std::optional<Decimal> price, cost, tax;
  std::int64_t item = 0;
  std::string run;
};

db::Value OrNull(const std::optional<Decimal>& number) {
  return number ? db::Value(*number) : db::Value(db::Null());
}

Result<std::unordered_map<std::string, Period>> OpenPeriods(db::Connection& transaction,
                                                            std::string_view location) {
  std::unordered_map<std::string, Period> open;
  TELAR_RETURN_IF_ERROR(transaction.Query(
      "SELECT producto_id, valido_desde, precio, costo, iva_porcentaje, item_id, run_id FROM "
      "productos_precios WHERE ubicacion_id = ? AND valido_hasta IS NULL",
      {std::string(location)}, [&](const db::Row& row) -> Status {
        Period period;
        TELAR_ASSIGN_OR_RETURN(std::string product, row.AsText(0));
        TELAR_ASSIGN_OR_RETURN(period.since, row.AsInstant(1));
        TELAR_ASSIGN_OR_RETURN(period.price, row.MaybeDecimal(2));
        TELAR_ASSIGN_OR_RETURN(period.cost, row.MaybeDecimal(3));
        TELAR_ASSIGN_OR_RETURN(period.tax, row.MaybeDecimal(4));
        period.item = row.IntOr(5, 0);
        period.run = row.TextOrEmpty(6);
        open[std::move(product)] = std::move(period);
        return Status::Ok();
      }));
  return open;
}

}  // namespace

Result<std::int64_t> WritePrices(db::Connection& transaction, std::string_view location,
                                 std::span<const StockRow* const> rows, const Provenance& by) {
  if (rows.empty()) return 0;
  static const db::MergeSpec spec{
      .table = "productos_precios",
      .columns = {"ubicacion_id", "producto_id", "valido_desde", "valido_hasta", "precio", "costo",
                  "iva_porcentaje", "item_id", "run_id"},
      .key = {"ubicacion_id", "producto_id", "valido_desde"}};
  TELAR_ASSIGN_OR_RETURN(const auto open, OpenPeriods(transaction, location));
  std::map<std::string, std::vector<std::vector<db::Value>>> changes;  // by product, in key order
  std::int64_t opened = 0;
  const auto add = [&](const std::string& product, const Period& period, const db::Value& until) {
    changes[product].push_back({std::string(location), product, period.since, until,
                                OrNull(period.price), OrNull(period.cost), OrNull(period.tax),
                                period.item, period.run});
  };
  for (const StockRow* row : rows) {
    Period now{by.now, row->price, row->cost, row->tax_rate, by.item, by.run};
    const auto before = open.find(row->product);
    if (before != open.end()) {
      const Period& old = before->second;
      if (!now.price) now.price = old.price;
      if (!now.cost) now.cost = old.cost;
      if (!now.tax) now.tax = old.tax;
      if (now.price == old.price && now.cost == old.cost && now.tax == old.tax) continue;
      // A period that would last no time is corrected instead.
      if (old.since < by.now) add(row->product, old, by.now);
    } else if (!now.price && !now.cost && !now.tax) {
      continue;
    }
    add(row->product, now, db::Null());
    ++opened;
  }
  std::vector<std::vector<db::Value>> merged;
  for (auto& [product, periods] : changes) {
    for (auto& period : periods) merged.push_back(std::move(period));
  }
  TELAR_RETURN_IF_ERROR(MergeShared(transaction, spec, merged).status());
  return opened;
}

}  // namespace telar::pos::warehouse
