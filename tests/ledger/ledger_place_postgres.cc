#include "tests/ledger/ledger_place.h"
#include "tests/support/postgres_place.h"

namespace telar::ledger {
namespace {

class PostgresPlace final : public LedgerPlace {
 public:
  Result<std::unique_ptr<db::Database>> Open() override {
    return db::postgres::Open(schema_.options());
  }
  Result<std::unique_ptr<db::Database>> OpenFast() override { return Open(); }
  std::vector<std::string> arguments() const override {
    return {std::to_string(schema_.options().port), schema_.options().parameters.at("options")};
  }
  int schedules() const override { return 30; }

 private:
  testing::PostgresSchema schema_;
};

}  // namespace

std::unique_ptr<LedgerPlace> LedgerPlace::Make() {
  if (!testing::PostgresServer::Installed()) return nullptr;
  return std::make_unique<PostgresPlace>();
}

}  // namespace telar::ledger
