#include "db/sqlite/sqlite_database.h"
#include "tests/ledger/ledger_place.h"
#include "tests/support/temp_folder.h"

namespace telar::ledger {
namespace {

class Unsynced final : public db::Database {
 public:
  explicit Unsynced(std::unique_ptr<db::Database> real) : real_(std::move(real)) {}
  std::string Describe() const override { return real_->Describe(); }
  db::Capabilities capabilities() const override { return real_->capabilities(); }
  const db::Dialect& dialect() const override { return real_->dialect(); }
  Result<db::PooledConnection> Acquire() override {
    auto connection = real_->Acquire();
    if (connection.ok()) {
      TELAR_RETURN_IF_ERROR((*connection)->ExecuteScript("PRAGMA synchronous = OFF"));
    }
    return connection;
  }

 protected:
  void Release(std::unique_ptr<db::Connection>) override {}

 private:
  std::unique_ptr<db::Database> real_;
};

class SqlitePlace final : public LedgerPlace {
 public:
  Result<std::unique_ptr<db::Database>> Open() override {
    return db::sqlite::Open({.file = folder_ / "ledger.db"});
  }
  Result<std::unique_ptr<db::Database>> OpenFast() override {
    TELAR_ASSIGN_OR_RETURN(auto real, Open());
    return std::unique_ptr<db::Database>(std::make_unique<Unsynced>(std::move(real)));
  }
  std::vector<std::string> arguments() const override { return {folder_ / "ledger.db"}; }
  int schedules() const override { return 1500; }

 private:
  testing::TempFolder folder_;
};

}  // namespace

std::unique_ptr<LedgerPlace> LedgerPlace::Make() { return std::make_unique<SqlitePlace>(); }

}  // namespace telar::ledger
