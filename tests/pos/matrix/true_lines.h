#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "samples/shops/trade.h"
#include "tests/support/status_matchers.h"

namespace telar::pos {

/// Every figure of the lines a shop's till shows at `as_of` for the days from `first` to `last`,
/// each on one line of text, sorted. Equal to WarehouseLines when nothing is lost, doubled or
/// wrong.
inline std::vector<std::string> TrueLines(const samples::shops::Trade& trade, std::string_view shop,
                                          Date first, Date last, Instant as_of) {
  const auto joined = [](std::initializer_list<Decimal> numbers) {
    std::string text;
    for (const Decimal& number : numbers) {
      text += (text.empty() ? "" : " ") + number.Rounded(4).Normalized().ToString();
    }
    return text;
  };
  std::vector<std::string> lines;
  for (Date day = first; day <= last; day = samples::shops::NextDay(day)) {
    for (const auto& line : trade.TrueLines(*samples::shops::FindShop(shop), day, as_of)) {
      lines.push_back(line.invoice + "_L" + std::to_string(line.line) + " " + line.Day() + " " +
                      line.Hour() + " " + line.product->code + " " +
                      joined({line.quantity, line.total, line.total_bs, line.cost, line.tax_bs,
                              line.rate, line.unit_price, line.invoice_total_bs}));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// The same of `ventas`.
inline std::vector<std::string> WarehouseLines(db::Database& database, std::string_view location,
                                               Date first, Date last) {
  std::vector<std::string> lines;
  const auto connection = database.Acquire();
  EXPECT_OK(connection);
  if (!connection.ok()) return lines;
  EXPECT_OK(
      (*connection)
          ->Query(
              "SELECT numero_factura, fecha, hora_origen, producto_id, cantidad_vendida, "
              "venta_total, "
              "venta_total_bs, costo_total, impuesto_monto, tipo_cambio, precio_unitario, "
              "total_factura_bs FROM ventas WHERE ubicacion_id = ? AND fecha >= ? AND fecha <= ?",
              {std::string(location), first, last}, [&](const db::Row& row) -> Status {
                std::string line = row.TextOrEmpty(0);
                for (int i = 1; i < 4; ++i) line += " " + row.TextOrEmpty(i);
                for (int i = 4; i < row.size(); ++i) {
                  TELAR_ASSIGN_OR_RETURN(const Decimal number, row.AsDecimal(i));
                  line += " " + number.Normalized().ToString();
                }
                lines.push_back(std::move(line));
                return Status::Ok();
              }));
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace telar::pos
