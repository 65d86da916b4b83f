#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace telar::bench {

/// An invented chain's tills: the first `stores` of `places` places sell, all have stock.
struct Chain {
  int places = 19, stores = 16;
  int products = 4'737;      ///< In each place.
  int lines_a_window = 812;  ///< Of a store, in 90 minutes of trade.
  int changed_in = 33;       ///< One of so many stock rows changes from cycle to cycle.
};

std::string PlaceId(const Chain& chain, int place);  ///< "tienda_01", "cedi_17".
std::string WarehouseCode(int place);                ///< "W01".
std::string BranchCode(int place);                   ///< "SUC001".

/// The first minute after midnight of 2026-01-15 of the window of cycle `cycle` (0, 1, …); it is 90
/// minutes long, and a third of it is new.
int WindowStart(int cycle);

/// A sales line as KLK answers it. Amounts are ten-thousandths of a dollar; 40 Bs are one.
struct TillLine {
  int place = 1;
  std::int64_t document = 0, line = 1;
  std::string date, hour;  ///< "2026-01-15", "08:30:00"
  int product = 0;         ///< Of which the code is made.
  std::int64_t quantity = 1, price = 10'000;
};
void AppendSalesLine(std::string& out, const TillLine& line);

/// Writes what the tills answer in that cycle, in the form of KLK (docs/formats/tills.md):
/// `folder`/stock-W01.json … and sales-SUC001.json ….
void WriteAnswers(const Chain& chain, int cycle, const std::filesystem::path& folder);

}  // namespace telar::bench
