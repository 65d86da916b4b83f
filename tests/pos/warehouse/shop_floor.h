#pragma once

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "pos/rows.h"
#include "pos/warehouse/sales.h"
#include "pos/warehouse/schema.h"
#include "pos/warehouse/stock.h"
#include "tests/support/adapter_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::pos::warehouse {

using telar::testing::Adapters;
using telar::testing::IsOk;
using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;

/// Runs a suite over every adapter.
class FloorTest : public ::testing::TestWithParam<std::string> {
 protected:
  FloorTest() {
    location_.id = "tienda_07";
    location_.name = "Lomas";
    location_.branch = "SUC007";
    location_.warehouses = {{"PISO", "Piso de venta"}};
    location_.opens = std::chrono::hours(7);
    location_.closes = std::chrono::hours(24);
  }

  db::Database& database() { return *database_; }
  void PrepareIt() { ASSERT_OK(Prepare(database(), clock_)); }

  /// A load at `minute` after 10:00 by item `item`.
  static Provenance By(int minute, std::int64_t item = 1) {
    const Instant now = *ParseInstant("2026-03-02T14:00:00Z") + std::chrono::minutes(minute);
    return {item, "run-" + std::to_string(item), now,
            LocalTime(now.time_since_epoch() - std::chrono::hours(4))};
  }

  /// The rows of a query, values joined by '|', NULL as "-".
  std::vector<std::string> Rows(const std::string& sql) {
    std::vector<std::string> rows;
    auto connection = database().Acquire();
    EXPECT_OK(connection);
    EXPECT_OK((*connection)->Query(sql, {}, [&](const db::Row& row) {
      std::string line;
      for (int i = 0; i < row.size(); ++i) {
        if (i > 0) line += "|";
        const auto number = row.AsDecimal(i);
        line += row.IsNull(i) ? "-"
                : number.ok() ? number->Normalized().ToString()
                              : row.TextOrEmpty(i);
      }
      rows.push_back(line);
      return Status::Ok();
    }));
    return rows;
  }

  void Run(const std::string& sql) {
    auto connection = database().Acquire();
    ASSERT_OK(connection);
    ASSERT_OK((*connection)->ExecuteScript(sql));
  }

  /// Runs `work` in a transaction and commits it when it succeeds.
  template <typename Work>
  auto InTransaction(Work work) -> decltype(work(std::declval<db::Connection&>())) {
    auto connection = database().Acquire();
    if (!connection.ok()) return connection.status();
    auto transaction = db::Transaction::Begin(**connection);
    if (!transaction.ok()) return transaction.status();
    auto result = work(**connection);
    if (!result.ok()) return result;
    if (Status done = transaction->Commit(); !done.ok()) return done;
    return result;
  }

  telar::testing::FakeClock clock_;
  telar::testing::AdapterDatabase database_{GetParam()};
  Location location_;
};

/// A line "F100_L1" sold at `time` ("2026-03-02 10:15:00").
inline SaleRow Sale(const std::string& key, const std::string& time, std::int64_t quantity,
                    std::int64_t cents = 250) {
  SaleRow row{key, *ParseLocal(time), {}};
  for (const auto& column : SaleColumns()) {
    db::Value value = db::Null();
    if (column == "ubicacion_id") value = std::string("tienda_07");
    if (column == "numero_factura") value = key;
    if (column == "fecha") value = DateOf(row.sold);
    if (column == "fecha_venta") value = FormatLocal(row.sold);
    if (column == "producto_id") value = std::string("P1");
    if (column == "cantidad_vendida") value = Decimal(quantity);
    if (column == "venta_total") value = Decimal::FromUnits(quantity * cents, 2);
    if (column == "es_no_fiscal") value = false;
    row.values.push_back(value);
  }
  return row;
}

inline void Set(std::span<const std::string> columns, std::vector<db::Value>& values,
                std::string_view column, db::Value value) {
  const auto at = std::find(columns.begin(), columns.end(), column) - columns.begin();
  values.at(static_cast<std::size_t>(at)) = std::move(value);
}

/// A product as a till describes it.
inline StockRow Product(const std::string& code, Decimal quantity,
                        std::optional<Decimal> price = std::nullopt) {
  StockRow row{code, quantity, price, std::nullopt, std::nullopt, {}};
  row.product_values.assign(ProductColumns().size(), db::Null());
  Set(ProductColumns(), row.product_values, "id", code);
  Set(ProductColumns(), row.product_values, "codigo", code);
  Set(ProductColumns(), row.product_values, "nombre", "Harina " + code);
  Set(ProductColumns(), row.product_values, "marca", std::string("Molino"));
  return row;
}

}  // namespace telar::pos::warehouse
