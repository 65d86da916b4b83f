#include "tests/contract/database_contract.h"
#include "tests/support/postgres_place.h"

namespace telar::db {
namespace {

class PostgresPlace final : public DatabasePlace {
 public:
  Result<std::unique_ptr<Database>> Open(int max_connections,
                                         std::chrono::milliseconds acquire_timeout) override {
    postgres::Options options = schema_.options();
    options.max_connections = max_connections;
    options.acquire_timeout = acquire_timeout;
    return postgres::Open(options);
  }

 private:
  testing::PostgresSchema schema_;
};

std::unique_ptr<DatabasePlace> MakePlace() {
  if (!testing::PostgresServer::Installed()) return nullptr;
  return std::make_unique<PostgresPlace>();
}

TELAR_INSTANTIATE_DATABASE_CONTRACT(Postgres, (DatabaseUnderTest{"postgres", MakePlace}));

}  // namespace
}  // namespace telar::db
