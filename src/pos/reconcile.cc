#include "pos/reconcile.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/text.h"
#include "pos/fingerprint.h"
#include "pos/pipeline_steps.h"
#include "pos/rows.h"
#include "pos/transform.h"
#include "pos/warehouse/tables.h"

namespace telar::pos {
namespace {

constexpr int kHours = 24;

std::size_t Place(std::string_view column) {
  const auto columns = SaleColumns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == column) return i;
  }
  return columns.size();
}

/// What one side has of one hour: each line's digest by its key. Of a doubled line the last counts,
/// as in the tables.
struct Side {
  std::array<SalesDigest, kHours> hours;
  std::array<std::unordered_map<std::string, SalesDigest>, kHours> lines;

  void Add(LocalTime sold, const std::string& key, const std::vector<db::Value>& values) {
    const auto hour = static_cast<std::size_t>(TimeOfDay(sold) / std::chrono::hours(1));
    SalesDigest line;
    line.Add(values);
    auto [earlier, is_new] = lines[hour].try_emplace(key, line);
    if (!is_new) hours[hour].Remove(std::exchange(earlier->second, line));
    hours[hour].Add(line);
  }
};

/// The value of a column as the transform makes it, so that both sides compare alike.
Result<db::Value> Typed(const db::Row& row, int i, const db::Value& like) {
  if (row.IsNull(i)) return db::Value(db::Null());
  if (std::holds_alternative<Decimal>(like)) {
    TELAR_ASSIGN_OR_RETURN(const Decimal decimal, row.AsDecimal(i));
    return db::Value(decimal);
  }
  if (std::holds_alternative<std::int64_t>(like)) {
    TELAR_ASSIGN_OR_RETURN(const std::int64_t whole, row.AsInt(i));
    return db::Value(whole);
  }
  if (std::holds_alternative<bool>(like)) {
    TELAR_ASSIGN_OR_RETURN(const bool flag, row.AsBool(i));
    return db::Value(flag);
  }
  if (std::holds_alternative<Date>(like)) {
    TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(i));
    return db::Value(date);
  }
  if (std::holds_alternative<Instant>(like)) {
    TELAR_ASSIGN_OR_RETURN(const Instant instant, row.AsInstant(i));
    return db::Value(instant);
  }
  TELAR_ASSIGN_OR_RETURN(std::string text, row.AsText(i));
  return db::Value(std::move(text));
}

/// A value of each column's type, as the table declares it.
std::vector<db::Value> Types() {
  std::map<std::string, std::string> words;
  for (const auto& column : warehouse::ColumnsOf(warehouse::Ventas())) {
    words[column.name] = column.type;
  }
  std::vector<db::Value> types;
  for (const std::string& column : SaleColumns()) {
    const std::string& word = words[column];
    if (word == "{date}") types.emplace_back(Date{});
    else if (word == "{instant}") types.emplace_back(Instant{});
    else if (word == "{integer}") types.emplace_back(std::int64_t{0});
    else if (word == "{boolean}") types.emplace_back(false);
    else if (word.starts_with("{decimal")) types.emplace_back(Decimal());
    else types.emplace_back(std::string());
  }
  return types;
}

Status ReadWarehouse(db::Connection& connection, const Location& location, const LocalRange& wall,
                     Side& side) {
  static const std::vector<db::Value> kTypes = Types();
  const auto columns = SaleColumns();
  return connection.Query(
      fmt::format("SELECT {} FROM ventas WHERE ubicacion_id = ? AND fecha_venta >= ? AND "
                  "fecha_venta < ?",
                  Join(columns, ", ")),
      {location.id, FormatLocal(wall.from), FormatLocal(wall.to)},
      [&](const db::Row& row) -> Status {
        std::vector<db::Value> values;
        values.reserve(columns.size());
        for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
          TELAR_ASSIGN_OR_RETURN(values.emplace_back(),
                                 Typed(row, i, kTypes[static_cast<std::size_t>(i)]));
        }
        TELAR_ASSIGN_OR_RETURN(const LocalTime sold,
                               ParseLocal(std::get<std::string>(values[Place("fecha_venta")])));
        side.Add(sold, std::get<std::string>(values[Place("numero_factura")]), values);
        return Status::Ok();
      });
}

Status ReadSource(const Tills& tills, const Location& location, const LocalRange& wall,
                  Deadline deadline, std::stop_token stop, Side& side, ReconciledDay& day) {
  const auto take = [&](const SaleOrBad& made) {
    const auto* row = std::get_if<SaleRow>(&made);
    if (row == nullptr) ++day.rejected;
    else if (wall.Contains(row->sold)) side.Add(row->sold, row->key, row->values);
  };
  TELAR_ASSIGN_OR_RETURN(day.counts_agree,
                         AskSales(tills, location, wall, deadline, std::move(stop), take));
  return Status::Ok();
}

void Compare(const Side& source, const Side& warehouse, ReconciledDay& day) {
  for (std::size_t hour = 0; hour < kHours; ++hour) {
    for (auto [total, part] :
         {std::pair{&day.source, &source.hours[hour]}, {&day.warehouse, &warehouse.hours[hour]}}) {
      total->Add(*part);
    }
    if (source.hours[hour] == warehouse.hours[hour]) continue;
    DifferentHour different{static_cast<int>(hour), source.hours[hour], warehouse.hours[hour]};
    for (const auto& [key, digest] : source.lines[hour]) {
      const auto found = warehouse.lines[hour].find(key);
      if (found == warehouse.lines[hour].end()) ++different.missing;
      else if (found->second != digest) ++different.different;
    }
    for (const auto& [key, digest] : warehouse.lines[hour]) {
      if (!source.lines[hour].contains(key)) ++different.surplus;
    }
    day.hours.push_back(std::move(different));
  }
}

}  // namespace

void SalesDigest::Add(const std::vector<db::Value>& values) {
  static const std::size_t kQuantity = Place("cantidad_vendida"), kAmount = Place("venta_total");
  ++lines;
  if (const auto* sold = std::get_if<Decimal>(&values[kQuantity])) quantity = quantity + *sold;
  if (const auto* taken = std::get_if<Decimal>(&values[kAmount])) amount = amount + *taken;
  digest += Fingerprint::Of(values);
}

void SalesDigest::Add(const SalesDigest& other) {
  lines += other.lines;
  quantity = quantity + other.quantity;
  amount = amount + other.amount;
  digest += other.digest;
}

void SalesDigest::Remove(const SalesDigest& other) {
  lines -= other.lines;
  quantity = quantity - other.quantity;
  amount = amount - other.amount;
  digest -= other.digest;
}

Result<ReconciledDay> ReconcileDay(const Tills& tills, const Location& location, Date date,
                                   Deadline deadline, std::stop_token stop) {
  ReconciledDay day{.location = location.id, .day = date};
  const LocalRange wall{MidnightOf(date), MidnightOf(date) + std::chrono::days(1)};
  Side source, warehouse;
  day.failure = ReadSource(tills, location, wall, deadline, stop, source, day);
  if (!day.failure.ok()) {
    if (day.failure.role() == Role::kDestination) return day.failure;
    return day;
  }
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, tills.database->Acquire());
    TELAR_RETURN_IF_ERROR(ReadWarehouse(*connection, location, wall, warehouse));
  }
  Compare(source, warehouse, day);
  return day;
}

std::int64_t ReconciledDay::Surplus() const {
  std::int64_t lines = 0;
  for (const DifferentHour& hour : hours) lines += hour.surplus;
  return lines;
}

std::vector<SalesWindow> RepairWindows(const Location& location, const ReconciledDay& day,
                                       const warehouse::SalesGuard& guard) {
  if (!guard.Believes(day.Surplus(), day.warehouse.lines, day.source.lines)) {
    return {WholeDay(location, day.day, WindowReason::kRepair)};
  }
  std::vector<SalesWindow> windows;
  const LocalTime midnight = MidnightOf(day.day);
  for (const DifferentHour& hour : day.hours) {
    const Instant from = location.zone.ToInstant(midnight + std::chrono::hours(hour.hour));
    const Instant to = location.zone.ToInstant(midnight + std::chrono::hours(hour.hour + 1));
    if (!windows.empty() && windows.back().to == from) windows.back().to = to;
    else if (from < to) windows.push_back({location.id, from, to, WindowReason::kRepair});
  }
  return windows;
}

}  // namespace telar::pos
