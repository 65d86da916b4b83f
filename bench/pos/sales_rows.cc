#include "bench/pos/sales_rows.h"

#include <fmt/format.h>

#include "core/time.h"

namespace telar::bench {
namespace {

constexpr std::int64_t kLinesADay = 100'000;

/// Four decimals of a number that looks drawn (Knuth's multiplicative hash).
Decimal Amount(std::int64_t i, std::uint64_t salt, std::uint64_t most) {
  const auto mixed = (static_cast<std::uint64_t>(i) * 2'654'435'761U + salt * 40'503U) >> 7;
  return Decimal::FromUnits(static_cast<std::int64_t>(mixed % most), 4);
}

}  // namespace

std::vector<db::Value> SalesRow(std::int64_t i) {
  using namespace std::chrono_literals;
  const Date first{2025y / 9 / 1};
  const Date date = std::chrono::sys_days(first) + std::chrono::days(i / kLinesADay);
  const std::int64_t second = i % kLinesADay * 57'600 / kLinesADay + 21'600;
  const std::string hour =
      fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  const Instant sold = Instant(std::chrono::sys_days(date)) + std::chrono::seconds(second) + 4h;
  const std::int64_t shop = i % 16 + 1, invoice = i / 128;
  const std::string document = fmt::format("F{:02}-{:09}", shop, invoice);
  const std::int64_t line = i / 16 % 8 + 1;
  const Decimal quantity = Amount(i, 1, 60'000) + Decimal(1),
                rate = Decimal::FromUnits(36'512345, 6);
  const Decimal price = Amount(i, 2, 250'000) + Decimal(1);
  const Decimal cost = (price * Decimal::FromUnits(7, 1)).Rounded(4);
  const Decimal total = (price * quantity).Rounded(4), total_cost = (cost * quantity).Rounded(4);
  const auto bs = [&](const Decimal& usd) { return (usd * rate).Rounded(4); };
  return {fmt::format("tienda_{:02}", shop),
          fmt::format("{}_L{}", document, line),
          date,
          FormatDate(date) + " " + hour,
          sold,
          hour + ".0000000",
          document,
          line,
          fmt::format("TT{:02}", shop),
          fmt::format("Piso de venta {:02}", shop),
          fmt::format("{:06}", i * 7919 % 5000),
          std::string("CUADRANTE I"),
          quantity,
          Decimal::FromUnits(10'000, 4),
          quantity,
          quantity,
          std::string("UNIDAD"),
          Decimal(1),
          price,
          cost,
          total,
          total_cost,
          total - total_cost,
          Decimal::FromUnits(3000, 2),
          bs(total * Decimal(8)),
          rate,
          bs(price),
          bs(cost),
          Decimal(16),
          bs(total * Decimal::FromUnits(16, 2)),
          Decimal(0),
          Decimal(0),
          bs(total),
          bs(total_cost),
          bs(total - total_cost),
          i % 5 == 0,
          false,
          db::Null()};
}

}  // namespace telar::bench
