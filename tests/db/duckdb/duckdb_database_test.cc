#include "db/duckdb/duckdb_database.h"

#include <sys/wait.h>
#include <unistd.h>

#include "tests/contract/database_contract.h"
#include "tests/support/temp_folder.h"

namespace telar::db {
namespace {

using telar::testing::TempFolder;

class DuckdbPlace final : public DatabasePlace {
 public:
  Result<std::unique_ptr<Database>> Open(int max_connections,
                                         std::chrono::milliseconds acquire_timeout) override {
    return duckdb::Open({.file = folder_ / "telar.duckdb",
                         .max_connections = max_connections,
                         .acquire_timeout = acquire_timeout});
  }

 private:
  TempFolder folder_;
};

TELAR_INSTANTIATE_DATABASE_CONTRACT(Duckdb,
                                    (DatabaseUnderTest{
                                        "duckdb", [] { return std::make_unique<DuckdbPlace>(); }}));

}  // namespace
}  // namespace telar::db
