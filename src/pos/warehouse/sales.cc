#include "pos/warehouse/sales.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/text.h"
#include "pos/warehouse/batch.h"
#include "pos/warehouse/tables.h"

namespace telar::pos::warehouse {
namespace {

constexpr std::size_t kFechaAt = 2;  // in SaleColumns()

std::size_t ColumnAt(std::string_view name) {
  const auto columns = SaleColumns();
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) -
                                  columns.begin());
}

Decimal NumberAt(const SaleRow& row, std::size_t at) {
  const auto* number = std::get_if<Decimal>(&row.values[at]);
  return number == nullptr ? Decimal() : *number;
}

std::chrono::days Apart(Date a, Date b) {
  return std::chrono::abs(std::chrono::sys_days(a) - std::chrono::sys_days(b));
}

Date Shifted(Date date, std::chrono::days days) { return std::chrono::sys_days(date) + days; }

bool Erase(std::vector<Date>& dates, Date date) {
  const auto found = std::find(dates.begin(), dates.end(), date);
  if (found == dates.end()) return false;
  dates.erase(found);
  return true;
}

const db::MergeSpec& Spec() {
  static const db::MergeSpec spec = [] {
    db::MergeSpec made{.table = "ventas",
                       .columns = {SaleColumns().begin(), SaleColumns().end()},
                       .key = {"ubicacion_id", "numero_factura", "fecha"},
                       .keep_on_update = {"fecha_creacion"},
                       .along = {"item_id", "run_id", "fecha_actualizacion"}};
    for (const auto* more : {"fecha_creacion", "item_id", "run_id", "fecha_actualizacion"}) {
      made.columns.emplace_back(more);
    }
    return made;
  }();
  return spec;
}

}  // namespace

Result<SalesLoad> SalesLoad::Begin(db::Connection& transaction, const Location& location,
                                   const LocalRange& range, Provenance by) {
  SalesLoad load(transaction, location, range, std::move(by));
  TELAR_RETURN_IF_ERROR(load.ReadKnown());
  return load;
}

Status SalesLoad::ReadKnown() {
  // The business date bounds which partitions are touched; trade after midnight may be a day off.
  const std::chrono::days day(1);
  return transaction_->Query(
      "SELECT numero_factura, fecha FROM ventas WHERE ubicacion_id = ? AND fecha_venta >= ? AND "
      "fecha_venta < ? AND fecha >= ? AND fecha <= ?",
      {location_->id, FormatLocal(range_.from), FormatLocal(range_.to),
       Shifted(DateOf(range_.from), -day), Shifted(DateOf(range_.to), day)},
      [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(std::string key, row.AsText(0));
        TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(1));
        known_[std::move(key)].push_back(date);
        ++known_lines_;
        return Status::Ok();
      });
}

Status SalesLoad::Add(SaleRow row) {
  static const std::size_t quantity_at = ColumnAt("cantidad_vendida");
  static const std::size_t amount_at = ColumnAt("venta_total");
  if (!range_.Contains(row.sold)) {
    return Status::Internal("add a sale: it lies outside the window of the load");
  }
  if (row.values.size() != SaleColumns().size() ||
      !std::holds_alternative<Date>(row.values[kFechaAt])) {
    return Status::Internal("add a sale: its values are not those of SaleColumns()");
  }
  Came came{.date = std::get<Date>(row.values[kFechaAt]),
            .quantity = NumberAt(row, quantity_at),
            .amount = NumberAt(row, amount_at),
            .batch = batch_number_,
            .at = batch_.size()};
  TELAR_ASSIGN_OR_RETURN(const bool doubled, TakeDoubled(row, came));
  if (doubled) return Status::Ok();
  ++counts_.lines;
  counts_.quantity = counts_.quantity + came.quantity;
  counts_.amount = counts_.amount + came.amount;
  came_[row.key].push_back(came);
  batch_.push_back(std::move(row));
  return batch_.size() < kBatch ? Status::Ok() : Flush();
}

Result<bool> SalesLoad::TakeDoubled(SaleRow& row, Came& came) {
  const auto lines = came_.find(row.key);
  if (lines == came_.end()) return false;
  for (Came& before : lines->second) {
    if (Apart(before.date, came.date) > kRedated) continue;
    ++counts_.doubled;
    counts_.quantity = counts_.quantity + came.quantity - before.quantity;
    counts_.amount = counts_.amount + came.amount - before.amount;
    if (before.batch == batch_number_) {
      came.at = before.at;
      batch_[before.at] = std::move(row);
    } else {
      TELAR_RETURN_IF_ERROR(Move(row, before.date));
      came.batch = before.batch;
    }
    before = came;
    return true;
  }
  return false;
}

Status SalesLoad::Flush() {
  ++batch_number_;
  std::sort(batch_.begin(), batch_.end(), [](const SaleRow& a, const SaleRow& b) {
    if (a.key != b.key) return a.key < b.key;
    return std::get<Date>(a.values[kFechaAt]) < std::get<Date>(b.values[kFechaAt]);
  });
  TELAR_RETURN_IF_ERROR(MoveRedated());
  std::vector<std::vector<db::Value>> rows;
  rows.reserve(batch_.size());
  std::set<Date> dates;
  for (auto& row : batch_) {
    dates.insert(std::get<Date>(row.values[kFechaAt]));
    rows.push_back(Values(std::move(row)));
  }
  batch_.clear();
  TELAR_ASSIGN_OR_RETURN(const auto counts, MergeShared(*transaction_, Spec(), rows));
  counts_.inserted += counts.inserted;
  counts_.changed += counts.updated;
  counts_.unchanged += counts.unchanged;
  if (counts.inserted + counts.updated > 0) touched_.merge(dates);
  return Status::Ok();
}

Status SalesLoad::MoveRedated() {
  std::vector<std::string> unknown;
  std::vector<bool> settled(batch_.size(), false);
  Date first{}, last{};
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const Date date = std::get<Date>(batch_[i].values[kFechaAt]);
    const auto found = known_.find(batch_[i].key);
    settled[i] = found != known_.end() && Erase(found->second, date);
    if (settled[i]) continue;
    first = unknown.empty() ? date : std::min(first, date);
    last = unknown.empty() ? date : std::max(last, date);
    if (unknown.empty() || unknown.back() != batch_[i].key) unknown.push_back(batch_[i].key);
  }
  std::unordered_map<std::string, std::vector<Date>> elsewhere;
  TELAR_RETURN_IF_ERROR(InParts(unknown, [&](std::span<const std::string> keys,
                                             const std::string&) {
    std::vector<db::Value> values(keys.begin(), keys.end());
    values.insert(values.end(),
                  {location_->id, Shifted(first, -kRedated), Shifted(last, kRedated)});
    // A window's numbers lie close together: between the least and the greatest an index or a
    // column's statistics find them, whatever the order of the database is.
    return transaction_->Query(
        "WITH k (numero) AS (VALUES " + Join(std::vector<std::string>(keys.size(), "(?)"), ", ") +
            ") SELECT numero_factura, fecha FROM ventas WHERE ubicacion_id = ? AND fecha >= ? "
            "AND fecha <= ? AND numero_factura >= (SELECT MIN(numero) FROM k) AND "
            "numero_factura <= (SELECT MAX(numero) FROM k) AND numero_factura IN (SELECT "
            "numero FROM k)",
        values, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(std::string key, row.AsText(0));
          TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(1));
          elsewhere[std::move(key)].push_back(date);
          return Status::Ok();
        });
  }));
  std::vector<SaleRow> rest;
  rest.reserve(batch_.size());
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const Date date = std::get<Date>(batch_[i].values[kFechaAt]);
    const auto found = settled[i] ? elsewhere.end() : elsewhere.find(batch_[i].key);
    const Date* from = nullptr;
    if (found != elsewhere.end() && std::ranges::find(found->second, date) == found->second.end()) {
      for (const Date& other : found->second) {
        // A day that came too, in this batch or an earlier one, is a line of its own.
        const auto& came = came_[batch_[i].key];
        const bool taken =
            std::any_of(came.begin(), came.end(), [&](const Came& c) { return c.date == other; });
        if (taken || Apart(other, date) > kRedated) continue;
        if (from == nullptr || Apart(other, date) < Apart(*from, date)) from = &other;
      }
    }
    if (from == nullptr) {
      rest.push_back(std::move(batch_[i]));
      continue;
    }
    TELAR_RETURN_IF_ERROR(Move(batch_[i], *from));
    ++counts_.changed;
    if (const auto known = known_.find(batch_[i].key); known != known_.end()) {
      Erase(known->second, *from);
    }
  }
  batch_ = std::move(rest);
  return Status::Ok();
}

Status SalesLoad::Move(const SaleRow& row, Date from) {
  // Whole and in one statement: some databases take a key only once in a transaction.
  static const std::string sql = [] {
    std::vector<std::string> set;
    for (const auto& column : SaleColumns().subspan(kFechaAt)) set.push_back(column + " = ?");
    for (const auto& column : Spec().along) set.push_back(column + " = ?");
    return "UPDATE ventas SET " + Join(set, ", ") +
           " WHERE ubicacion_id = ? AND numero_factura = ? AND fecha = ?";
  }();
  std::vector<db::Value> values(row.values.begin() + kFechaAt, row.values.end());
  values.insert(values.end(),
                {by_.item, by_.run, FormatLocal(by_.local), location_->id, row.key, from});
  auto moved = transaction_->Execute(sql, values);
  if (moved.status().code() == Code::kAlreadyExists) {
    return Status::Conflict("move a sale to another day: another load wrote it at the same time");
  }
  touched_.insert({from, std::get<Date>(row.values[kFechaAt])});
  return moved.ok() ? Status::Ok() : std::move(moved).status();
}

std::vector<db::Value> SalesLoad::Values(SaleRow row) const {
  std::vector<db::Value> values = std::move(row.values);
  const std::string local = FormatLocal(by_.local);
  values.insert(values.end(), {local, by_.item, by_.run, local});
  return values;
}

Result<SalesCounts> SalesLoad::Finish(const SalesGuard& guard) {
  TELAR_RETURN_IF_ERROR(Flush());
  std::map<Date, std::vector<std::string>> gone;
  if (keep_all_) known_.clear();
  for (const auto& [key, dates] : known_) {
    for (const Date date : dates) {
      gone[date].push_back(key);
      ++counts_.removed;
    }
  }
  if (!guard.Believes(counts_.removed, known_lines_, counts_.lines)) {
    return Status::ContractBroken(
               fmt::format("load the sales of {}: {} of the {} lines known from {} to {} are gone",
                           location_->id, counts_.removed, known_lines_, FormatLocal(range_.from),
                           FormatLocal(range_.to)))
        .WithHint(
            "Does the till still hold that time? If the lines were really withdrawn, read "
            "the window again with a guard that allows it.");
  }
  for (auto& [date, keys] : gone) {
    std::sort(keys.begin(), keys.end());
    TELAR_RETURN_IF_ERROR(Withdraw(keys, date));
    touched_.insert(date);
  }
  TELAR_RETURN_IF_ERROR(Mark());
  return counts_;
}

Status SalesLoad::Mark() {
  for (const Date date : touched_) {
    TELAR_RETURN_IF_ERROR(
        transaction_
            ->Execute("INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) VALUES (?, ?)",
                      {location_->id, date})
            .status());
  }
  return Status::Ok();
}

Status SalesLoad::Withdraw(const std::vector<std::string>& keys, Date date) {
  static const std::string copy =
      fmt::format("INSERT INTO ventas_retiradas ({0}, {1}) SELECT {0}, ?, ?, ? FROM ventas",
                  NamesOf(Ventas()), NamesOf(Retirada()));
  return InParts(keys, [&](std::span<const std::string> part, const std::string& list) -> Status {
    const std::string which = " WHERE ubicacion_id = ? AND fecha = ? AND numero_factura IN " + list;
    std::vector<db::Value> values{location_->id, date};
    values.insert(values.end(), part.begin(), part.end());
    std::vector<db::Value> with_item{by_.now, by_.item, by_.run};
    with_item.insert(with_item.end(), values.begin(), values.end());
    TELAR_RETURN_IF_ERROR(transaction_->Execute(copy + which, with_item).status());
    return transaction_->Execute("DELETE FROM ventas" + which, values).status();
  });
}

}  // namespace telar::pos::warehouse
