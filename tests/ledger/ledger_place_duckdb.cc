#include "db/duckdb/duckdb_database.h"
#include "tests/ledger/ledger_place.h"
#include "tests/support/temp_folder.h"

namespace telar::ledger {
namespace {

class DuckdbPlace final : public LedgerPlace {
 public:
  Result<std::unique_ptr<db::Database>> Open() override {
    return db::duckdb::Open({.file = folder_ / "ledger.duckdb"});
  }
  Result<std::unique_ptr<db::Database>> OpenFast() override { return Open(); }
  std::vector<std::string> arguments() const override { return {folder_ / "ledger.duckdb"}; }
  int schedules() const override { return 10; }

 private:
  testing::TempFolder folder_;
};

}  // namespace

std::unique_ptr<LedgerPlace> LedgerPlace::Make() { return std::make_unique<DuckdbPlace>(); }

}  // namespace telar::ledger
