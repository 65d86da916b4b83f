#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "analytics/export/manifest.h"
#include "app/wiring.h"
#include "config/url.h"
#include "pos/warehouse/partitions.h"
#include "store/folder/folder_store.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"
#include "tests/support/postgres_place.h"
#include "tests/support/status_matchers.h"

namespace telar::testing {

/// A chain that has read its stock once, and whose sales are put into the table by hand.
class SoldShop : public ::testing::Test {
 protected:
  /// "sqlite", "duckdb" or "postgresql".
  virtual std::string adapter() const { return "sqlite"; }

  void SetUp() override {
    if (adapter() == "postgresql") {
      schema_ = std::make_unique<PostgresSchema>();
      const auto place = schema_->options();
      url_.kind = config::DatabaseUrl::Kind::kPostgresql;
      url_.host = place.host;
      url_.port = place.port;
      url_.user = place.user;
      url_.password = place.password;
      url_.database = place.database;
      url_.parameters = place.parameters;
    } else {
      url_ = config::DatabaseUrl::Parse(adapter() + ":shop.db")->Below(telar_.folder.path());
    }
    telar_.folder.Write("locations.yaml", ThreeLocations());
    telar_.environment["TELAR_POS_DATABASE"] = std::string(url_.Text().Reveal());
    const HttpServer till(QuietTill);
    const auto ran = telar_.Run({"pos", "stock", "--set", "pos.klk.url=" + till.url()});
    ASSERT_EQ(ran.exit, app::ExitCode::kDone) << ran.err;
  }

  void Sell(const std::string& key, const std::string& day, const std::string& total = "2.5") {
    const auto database = app::OpenDatabase(url_);
    ASSERT_OK(database);
    const auto connection = (*database)->Acquire();
    const Date date = *ParseDate(day);
    ASSERT_OK(pos::warehouse::EnsureMonths(**connection, **database, date, date));
    ASSERT_OK((*connection)
                  ->ExecuteScript("INSERT INTO ventas (ubicacion_id, numero_factura, fecha, "
                                  "fecha_venta, venta_total) VALUES ('tienda_01', '" +
                                  key + "', '" + day + "', '" + day + " 10:00:00', " + total +
                                  ")"));
  }
  /// Lines in the table.
  std::int64_t Sold() {
    const auto database = app::OpenDatabase(url_);
    const auto connection = (*database)->Acquire();
    std::int64_t count = -1;
    EXPECT_OK((*connection)->Query("SELECT COUNT(*) FROM ventas", {}, [&](const db::Row& row) {
      count = row.IntOr(0, -1);
      return Status::Ok();
    }));
    return count;
  }
  std::unique_ptr<store::ObjectStore> Store(const std::string& name) {
    return *store::FolderStore::Open({.path = telar_.folder / name});
  }
  /// Of the exported sales.
  analytics::ExportManifest Manifest(const std::string& name) {
    return **analytics::ReadExportManifest(*Store(name), "ventas");
  }
  std::string Today() const {
    return FormatDate(Date(std::chrono::floor<std::chrono::days>(telar_.clock.Now())));
  }

  InProcess telar_;

 private:
  std::unique_ptr<PostgresSchema> schema_;
  config::DatabaseUrl url_;
};

}  // namespace telar::testing
