#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analytics/recalculate.h"
#include "analytics/schema.h"
#include "pos/warehouse/partitions.h"
#include "pos/warehouse/schema.h"
#include "tests/support/adapter_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::analytics {

using telar::testing::Adapters;
using telar::testing::IsOk;
using telar::testing::StatusIs;

/// A chain's warehouse with tables and no rows, in every database; tests put in what they need.
class ChainTest : public ::testing::TestWithParam<std::string> {
 protected:
  ChainTest() {
    EXPECT_OK(pos::warehouse::Prepare(*database_, clock_));
    EXPECT_OK(Prepare(*database_, clock_));
    Run("INSERT INTO ubicaciones (id, tipo, region) VALUES ('t1', 'tienda', 'NORTE'), ('t2', "
        "'tienda', 'SUR'), ('cedi_seco', 'cedi', '')");
  }

  void Run(const std::string& sql) {
    const auto connection = *database_->Acquire();
    EXPECT_OK(connection->ExecuteScript(sql));
  }

  struct Sale {
    std::string location, date, product, quantity, amount;
    std::string document = "";  ///< "": one of its own.
    std::string cost = "0";     ///< "": unknown.
  };
  /// Writes lines as a load does, with their mark.
  void Sell(const std::vector<Sale>& sales) {
    for (const Sale& sale : sales) {
      const std::string document =
          sale.document.empty() ? "d" + std::to_string(++documents_) : sale.document;
      const std::string cost = sale.cost.empty() ? "NULL" : sale.cost;
      Run("INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta, documento, "
          "producto_id, cantidad_vendida, venta_total, costo_total, utilidad_bruta) VALUES ('" +
          sale.location + "', '" + document + "_L" + std::to_string(++lines_) + "', '" + sale.date +
          "', '" + sale.date + " 10:00:00', '" + document + "', '" + sale.product + "', " +
          sale.quantity + ", " + sale.amount + ", " + cost + ", " + sale.amount + " - " + cost +
          "); INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) VALUES ('" + sale.location +
          "', '" + sale.date + "')");
    }
  }

  /// A day on which the location traded, with something nobody asks about.
  void Trade(const std::string& location, const std::string& date) {
    Sell({{location, date, "bolsa", "1", "0.01"}});
  }

  std::vector<std::string> Rows(const std::string& sql) {
    const auto connection = *database_->Acquire();
    std::vector<std::string> rows;
    EXPECT_OK(connection->Query(sql, {}, [&](const db::Row& row) {
      std::string line;
      for (int i = 0; i < row.size(); ++i) line += (i > 0 ? "|" : "") + Cell(row, i);
      rows.push_back(line);
      return Status::Ok();
    }));
    return rows;
  }

  Result<Calculation> Calculate(const std::string& today, const Rules& rules = {},
                                bool full = false) {
    return Recalculate(
        *database_,
        {.rules = rules, .today = *ParseDate(today), .local = today + " 03:00:00", .full = full},
        clock_);
  }

  /// Numbers without zeros at the end, which databases keep or not.
  static std::string Cell(const db::Row& row, int i) {
    if (row.IsNull(i)) return "-";
    const db::Value value = row.Get(i);
    if (std::holds_alternative<bool>(value)) return std::get<bool>(value) ? "1" : "0";
    if (auto decimal = row.AsDecimal(i); decimal.ok()) return decimal->Normalized().ToString();
    return row.TextOrEmpty(i);
  }

  telar::testing::FakeClock clock_;
  telar::testing::AdapterDatabase database_{GetParam()};

 private:
  int documents_ = 0, lines_ = 0;
};

}  // namespace telar::analytics
