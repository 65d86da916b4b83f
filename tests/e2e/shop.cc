#include "tests/e2e/shop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/clock.h"
#include "core/digest.h"
#include "db/sqlite/sqlite_database.h"
#include "tests/support/status_matchers.h"

namespace telar::testing {

namespace fs = std::filesystem;

namespace {

std::multiset<std::string> HashesBelow(const fs::path& folder) {
  std::multiset<std::string> hashes;
  if (!fs::exists(folder)) return hashes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const bool hidden = entry.path().filename().string().starts_with(".");
    if (entry.is_regular_file() && !hidden) hashes.insert(Sha256Hex(ReadFile(entry.path())));
  }
  return hashes;
}

}  // namespace

Shop::Shop() {
  folder_.Write("telar.yaml",
                "invoices:\n"
                "  database: sqlite:data/telar.db\n"
                "  inbox: inbox\n"
                "  archive: archive\n"
                "  workers: 2\n");
  fs::create_directories(folder_ / "inbox");
}

void Shop::DrawInvoices(int count, std::uint64_t seed, const std::vector<std::string>& more) {
  const fs::path drawn = folder_ / "drawn";
  Process::Options options{.command = {Program("telar-samples"), "invoices", "--out",
                                       drawn.string(), "--count", std::to_string(count), "--seed",
                                       std::to_string(seed)}};
  options.command.insert(options.command.end(), more.begin(), more.end());
  const Ended ended = Run(options);
  ASSERT_EQ(ended.exit, 0) << ended.err;
  for (const auto& entry : fs::directory_iterator(drawn)) {
    if (entry.path().extension() == ".json") continue;
    const auto truth =
        nlohmann::json::parse(ReadFile(fs::path(entry.path()).replace_extension(".json")));
    std::vector<Row> rows;
    for (const auto& line : truth.at("lines")) {
      rows.push_back({line.at("description"),
                      *Decimal::Parse(line.at("quantity").get<std::string>()),
                      *Decimal::Parse(line.at("amount").get<std::string>())});
    }
    truth_[Sha256Hex(ReadFile(entry.path()))] = rows;
    fs::rename(entry.path(), folder_ / "inbox" / entry.path().filename());
  }
  fs::remove_all(drawn);
}

void Shop::Drop(const std::string& name, const std::string& bytes) const {
  folder_.Write("inbox/" + name, bytes);
}

Process::Options Shop::Telar(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), Program("telar"));
  return {.command = std::move(arguments), .folder = folder_.path()};
}

std::map<std::string, std::vector<Shop::Row>> Shop::Sales() const {
  std::map<std::string, std::vector<Row>> sales;
  if (!fs::exists(folder_ / "data/telar.db")) return sales;
  auto database = db::sqlite::Open({.file = folder_ / "data/telar.db"});
  EXPECT_OK(database);
  if (!database.ok()) return sales;
  auto connection = (*database)->Acquire();
  EXPECT_OK(connection);
  if (!connection.ok()) return sales;
  const auto tables = (*connection)->Tables();
  EXPECT_OK(tables);
  for (const char* table : {"ventas_preventivas", "ventas_correctivas"}) {
    // A run that was killed early may not have made it yet.
    if (std::find(tables->begin(), tables->end(), table) == tables->end()) continue;
    EXPECT_OK((*connection)
                  ->Query(std::string("SELECT documento, producto, cantidad, total FROM ") + table +
                              " ORDER BY documento, linea",
                          {}, [&](const db::Row& row) {
                            sales[row.TextOrEmpty(0)].push_back(
                                {row.TextOrEmpty(1), row.AsDecimal(2).value_or(Decimal(-1)),
                                 row.AsDecimal(3).value_or(Decimal(-1))});
                            return Status::Ok();
                          }));
  }
  return sales;
}

std::vector<std::string> Shop::Differences() const {
  const auto text = [](const std::vector<Row>& rows) {
    std::string all;
    for (const Row& r : rows) {
      all += "\n    " + r.quantity.ToString() + " x '" + r.product + "' = " + r.total.ToString();
    }
    return all;
  };
  std::vector<std::string> differences;
  const auto sales = Sales();
  for (const auto& [document, rows] : truth_) {
    const auto it = sales.find(document);
    if (it == sales.end()) differences.push_back(document + " is missing");
    else if (it->second != rows) {
      differences.push_back(document + "\n  has" + text(it->second) + "\n  not" + text(rows));
    }
  }
  for (const auto& [document, rows] : sales) {
    if (!truth_.contains(document)) differences.push_back(document + " was never drawn");
  }
  return differences;
}

std::multiset<std::string> Shop::Inbox() const { return HashesBelow(folder_ / "inbox"); }
std::multiset<std::string> Shop::Archive() const { return HashesBelow(folder_ / "archive"); }

}  // namespace telar::testing
