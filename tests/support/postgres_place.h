#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "db/postgres/postgres_database.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"

namespace telar::testing {

/// An empty schema of the shared server for one test; gone with the object.
class PostgresSchema {
 public:
  PostgresSchema() {
    static std::atomic<int> count = 0;
    name_ = "test_" + std::to_string(++count);
    Run("CREATE SCHEMA " + name_);
  }
  ~PostgresSchema() { Run("DROP SCHEMA " + name_ + " CASCADE"); }
  PostgresSchema(const PostgresSchema&) = delete;
  PostgresSchema& operator=(const PostgresSchema&) = delete;

  db::postgres::Options options() const {
    return {.host = "127.0.0.1",
            .port = PostgresServer::Shared().port(),
            .user = PostgresServer::user(),
            .password = Secret(PostgresServer::password()),
            .database = PostgresServer::database(),
            .parameters = {{"options", "-c search_path=" + name_}}};
  }

 private:
  void Run(const std::string& sql) const {
    auto database = db::postgres::Open(options());
    ASSERT_OK(database);
    auto connection = (*database)->Acquire();
    ASSERT_OK(connection);
    EXPECT_OK((*connection)->ExecuteScript(sql));
  }

  std::string name_;
};

}  // namespace telar::testing
