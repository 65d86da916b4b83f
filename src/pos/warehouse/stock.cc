#include "pos/warehouse/stock.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "pos/fingerprint.h"
#include "pos/warehouse/batch.h"
#include "pos/warehouse/masters.h"
#include "pos/warehouse/prices.h"

namespace telar::pos::warehouse {
namespace {

struct Held {
  Decimal quantity;
  std::int64_t print = 0;
  bool came = false;
};
using Stock = std::unordered_map<std::string, Held>;

/// A row of the answer, and what is held of its product: null for a new one.
struct Answered {
  const StockRow* row;
  Held* held;
};

/// Of everything a row says beside its quantity: kept in `huella`, so that products and prices that
/// a source repeats are not compared again.
std::int64_t PrintOf(const StockRow& row) {
  Fingerprint print;
  for (const auto& value : row.product_values) print.Add(value);
  print.Add(row.price);
  print.Add(row.cost);
  print.Add(row.tax_rate);
  return static_cast<std::int64_t>(print.value());
}

class StockLoad {
 public:
  StockLoad(db::Connection& transaction, const Location& location, const Warehouse& warehouse,
            const Provenance& by)
      : db_(transaction), location_(location), warehouse_(warehouse), by_(by) {}

  Result<StockCounts> Run(std::span<const StockRow> rows, const StockGuard& guard,
                          std::span<const std::string> doubtful) {
    TELAR_RETURN_IF_ERROR(RefuseOlder());
    TELAR_RETURN_IF_ERROR(ReadHeld());
    ReadAnswer(rows);
    doubtful_.insert(doubtful.begin(), doubtful.end());
    TELAR_RETURN_IF_ERROR(Guard(guard));
    TELAR_RETURN_IF_ERROR(Stamp());
    TELAR_RETURN_IF_ERROR(Compare());
    TELAR_RETURN_IF_ERROR(WriteWhatTheySay());
    TELAR_RETURN_IF_ERROR(WriteStock());
    return counts_;
  }

 private:
  Status Older() const {
    return Status::Conflict(fmt::format("load the stock of {}/{}: a later answer is there already",
                                        location_.id, warehouse_.code));
  }

  Status RefuseOlder() {
    return db_.Query("SELECT inventario_en FROM almacenes WHERE ubicacion_id = ? AND codigo = ?",
                     {location_.id, warehouse_.code}, [&](const db::Row& row) -> Status {
                       TELAR_ASSIGN_OR_RETURN(const auto last, row.MaybeInstant(0));
                       return last && *last > by_.now ? Older() : Status::Ok();
                     });
  }

  Status ReadHeld() {
    return db_.Query(
        "SELECT producto_id, cantidad, huella FROM inventario_actual WHERE ubicacion_id = ? AND "
        "almacen_codigo = ?",
        {location_.id, warehouse_.code}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(std::string product, row.AsText(0));
          Held held;
          TELAR_ASSIGN_OR_RETURN(held.quantity, row.AsDecimal(1));
          held.print = row.IntOr(2, 0);
          held_.emplace(std::move(product), std::move(held));
          return Status::Ok();
        });
  }

  /// Of several rows of a product the last counts.
  void ReadAnswer(std::span<const StockRow> rows) {
    answer_.reserve(rows.size());
    for (const auto& row : rows) {
      const auto held = held_.find(row.product);
      answer_.push_back({&row, held == held_.end() ? nullptr : &held->second});
      if (held != held_.end()) held->second.came = true;
    }
    const auto product = [](const Answered& one) -> const std::string& { return one.row->product; };
    std::ranges::stable_sort(answer_, {}, product);
    const auto last =
        std::unique(answer_.rbegin(), answer_.rend(),
                    [&](const auto& a, const auto& b) { return product(a) == product(b); });
    answer_.erase(answer_.begin(), last.base());
  }

  Status Guard(const StockGuard& guard) {
    for (const auto& [product, held] : held_) {
      const bool came = held.came || doubtful_.contains(product);
      if (!came) gone_.emplace(product, held.quantity);
    }
    const std::size_t kept = held_.size() - gone_.size();
    const bool emptied = kept == 0 && answer_.empty() && doubtful_.empty() && guard.least_share > 0;
    if ((static_cast<int>(held_.size()) < guard.from_products && !emptied) ||
        static_cast<double>(kept) >= guard.least_share * static_cast<double>(held_.size())) {
      return Status::Ok();
    }
    return Status::ContractBroken(
               fmt::format("load the stock of {}/{}: {} of the {} products known there are missing",
                           location_.id, warehouse_.code, gone_.size(), held_.size()))
        .WithHint(
            "The answer may be cut short. If the products really left, load it again with a "
            "guard that allows it.");
  }

  /// When the warehouse last answered; also keeps two loads of one warehouse in order.
  Status Stamp() {
    TELAR_ASSIGN_OR_RETURN(
        const std::int64_t stamped,
        db_.Execute("UPDATE almacenes SET inventario_en = ? WHERE ubicacion_id = ? AND codigo = ? "
                    "AND (inventario_en IS NULL OR inventario_en <= ?)",
                    {by_.now, location_.id, warehouse_.code, by_.now}));
    if (stamped > 0) return Status::Ok();
    auto made = db_.Execute(
        "INSERT INTO almacenes (codigo, nombre, ubicacion_id, activo, fecha_creacion, "
        "inventario_en) VALUES (?, ?, ?, ?, ?, ?)",
        {warehouse_.code, warehouse_.name.empty() ? warehouse_.code : warehouse_.name, location_.id,
         true, FormatLocal(by_.local), by_.now});
    if (made.status().code() == Code::kAlreadyExists) return Older();
    return made.status();
  }

  Status Compare() {
    std::set<std::string> adjusted;
    TELAR_RETURN_IF_ERROR(
        db_.Query("SELECT DISTINCT codigo FROM productos_ajustes", {}, [&](const db::Row& row) {
          adjusted.insert(row.TextOrEmpty(0));
          return Status::Ok();
        }));
    for (const auto& [row, held] : answer_) {
      const std::string& product = row->product;
      const std::int64_t print = PrintOf(*row);
      const bool said = held != nullptr && held->print == print;
      if (!said) said_.push_back(row);
      if (!said || adjusted.contains(product)) described_.push_back(*row);
      if (held == nullptr) {
        ++counts_.inserted;
        AddChange(product, row->quantity, row->quantity, print);
      } else if (held->quantity != row->quantity) {
        ++counts_.changed;
        AddChange(product, row->quantity, row->quantity - held->quantity, print);
      } else {
        ++counts_.unchanged;
        if (!said)
          prints_.push_back({location_.id, product, warehouse_.code, print, row->quantity});
      }
    }
    for (const auto& [product, quantity] : gone_) {
      ++counts_.removed;
      AddHistory(product, Decimal(), -quantity);
    }
    return Status::Ok();
  }

  void AddChange(const std::string& product, const Decimal& quantity, const Decimal& change,
                 std::int64_t print) {
    const std::string local = FormatLocal(by_.local);
    current_.push_back({location_.id, product, warehouse_.code, quantity, print, local, local,
                        by_.now, by_.item, by_.run});
    AddHistory(product, quantity, change);
  }

  void AddHistory(const std::string& product, const Decimal& quantity, const Decimal& change) {
    const std::string local = FormatLocal(by_.local);
    history_.push_back({location_.id, product, warehouse_.code, local, by_.now, quantity, change,
                        by_.item, by_.run, local});
  }

  Status WriteWhatTheySay() {
    if (!described_.empty()) {
      TELAR_ASSIGN_OR_RETURN(const auto counts, WriteProducts(db_, described_, by_));
      counts_.products = counts.inserted + counts.updated;
    }
    TELAR_ASSIGN_OR_RETURN(counts_.prices, WritePrices(db_, location_.id, said_, by_));
    return Status::Ok();
  }

  Status WriteStock() {
    static const db::MergeSpec current{
        .table = "inventario_actual",
        .columns = {"ubicacion_id", "producto_id", "almacen_codigo", "cantidad", "huella",
                    "fecha_creacion", "fecha_actualizacion", "fecha_actualizacion_utc", "item_id",
                    "run_id"},
        .key = {"ubicacion_id", "producto_id", "almacen_codigo"},
        .keep_on_update = {"fecha_creacion"},
        .along = {"fecha_actualizacion", "fecha_actualizacion_utc", "item_id", "run_id"}};
    static const db::MergeSpec prints{
        .table = "inventario_actual",
        .columns = {"ubicacion_id", "producto_id", "almacen_codigo", "huella", "cantidad"},
        .key = {"ubicacion_id", "producto_id", "almacen_codigo"}};
    static const db::MergeSpec history{
        .table = "inventario_historico",
        .columns = {"ubicacion_id", "producto_id", "almacen_codigo", "fecha_snapshot",
                    "fecha_snapshot_utc", "cantidad", "cantidad_cambio", "etl_batch_id", "run_id",
                    "fecha_creacion"},
        .key = {"ubicacion_id", "producto_id", "almacen_codigo", "fecha_snapshot"}};
    TELAR_RETURN_IF_ERROR(Merge(current, current_));
    TELAR_RETURN_IF_ERROR(Merge(prints, prints_));
    TELAR_RETURN_IF_ERROR(Merge(history, history_));
    std::vector<std::string> keys;
    for (const auto& [product, quantity] : gone_) keys.push_back(product);
    return InParts(keys, [&](std::span<const std::string> part, const std::string& list) {
      std::vector<db::Value> values{location_.id, warehouse_.code};
      values.insert(values.end(), part.begin(), part.end());
      return db_
          .Execute(
              "DELETE FROM inventario_actual WHERE ubicacion_id = ? AND almacen_codigo = ? AND "
              "producto_id IN " +
                  list,
              values)
          .status();
    });
  }

  Status Merge(const db::MergeSpec& spec, const std::vector<std::vector<db::Value>>& rows) {
    if (rows.empty()) return Status::Ok();
    return MergeShared(db_, spec, rows).status();
  }

  db::Connection& db_;
  const Location& location_;
  const Warehouse& warehouse_;
  const Provenance& by_;
  Stock held_;
  std::vector<Answered> answer_;  // by product: the order rows are written in
  std::set<std::string> doubtful_;
  std::map<std::string, Decimal> gone_;
  std::vector<const StockRow*> said_;
  std::vector<StockRow> described_;
  std::vector<std::vector<db::Value>> current_, prints_, history_;
  StockCounts counts_;
};

}  // namespace

Result<StockCounts> LoadStock(db::Connection& transaction, const Location& location,
                              const Warehouse& warehouse, std::span<const StockRow> rows,
                              const StockGuard& guard, const Provenance& by,
                              std::span<const std::string> doubtful) {
  return StockLoad(transaction, location, warehouse, by).Run(rows, guard, doubtful);
}

}  // namespace telar::pos::warehouse
