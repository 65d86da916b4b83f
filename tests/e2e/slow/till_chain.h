#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "db/database.h"
#include "net/http.h"
#include "samples/shops/trade.h"
#include "tests/support/postgres_place.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {

/// Three shops of the invented chain: their tills as `telar-samples tills serve`, and a user's
/// folder whose locations.yaml and telar.yaml name them. The tills stand at the moment the object
/// is made, so that the days before can be read as by a schedule and never change.
class TillChain {
 public:
  /// `database` is "Sqlite", "Duckdb" or "Postgres".
  explicit TillChain(const std::string& database);

  Process::Options Telar(std::vector<std::string> words) const;
  Ended RunTelar(std::vector<std::string> words) const { return Run(Telar(std::move(words))); }
  /// Replaces what goes wrong at the tills (samples/tills/faults.h).
  void Faults(const std::string& text) const;

  /// Whether the tills have had any request but those above.
  bool HasBeenAsked() const;

  /// The days that are compared: the two whole ones before now in Caracas. With --days 3 they are
  /// read also when midnight passes meanwhile.
  std::string from() const { return FormatDate(first_); }
  std::string to() const { return FormatDate(last_); }
  /// Line for line, of every shop and both days; no telar may be running.
  void ExpectTheTruth() const;

  static std::vector<std::string> Shops() { return {"tienda_01", "tienda_08", "tienda_17"}; }
  const TempFolder& folder() const { return folder_; }
  std::unique_ptr<db::Database> OpenDatabase() const;

 private:
  std::string DatabaseUrl() const;

  const std::string database_;
  TempFolder folder_;
  std::unique_ptr<PostgresSchema> schema_;  // of PostgreSQL alone
  Instant now_{};
  Date first_{}, last_{};
  std::unique_ptr<samples::shops::Trade> trade_;
  std::unique_ptr<net::HttpClient> http_;
  std::string url_;
  std::unique_ptr<Process> tills_;
};

/// Those that this machine has.
std::vector<std::string> TillDatabases();

}  // namespace telar::testing
