#include "bench/analytics/contest.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <sstream>
#include <vector>

#include "analytics/recalculate.h"
#include "analytics/schema.h"
#include "bench/pos/costs.h"
#include "bench/support/or_die.h"
#include "bench/support/postgres_server.h"
#include "bench/support/process_cost.h"
#include "db/duckdb/duckdb_database.h"
#include "db/sqlite/sqlite_database.h"
#include "pos/warehouse/partitions.h"
#include "pos/warehouse/schema.h"

namespace telar::bench {
namespace {

/// What every side must agree on.
struct Results {
  std::int64_t in_stores = 0, parameters = 0, stockouts = 0, steady = 0;
  double demand = 0;

  bool Agree(const Results& other) const {
    return in_stores == other.in_stores && parameters == other.parameters &&
           stockouts == other.stockouts && steady == other.steady &&
           std::abs(demand - other.demand) <= 1e-6 * std::abs(demand);
  }
  std::string Text() const {
    return fmt::format(
        "{} classes in stores, {} parameters, {} days without stock, {} of X, demand "
        "{:.2f}",
        in_stores, parameters, stockouts, steady, demand);
  }
};

Results ResultsOf(db::Database& database) {
  Results results;
  OrDie(OrDie(database.Acquire())
            ->Query("SELECT (SELECT COUNT(*) FROM productos_abc_tienda), (SELECT COUNT(*) FROM "
                    "parametros_stock), (SELECT COUNT(*) FROM quiebres_stock), (SELECT COUNT(*) "
                    "FROM productos_abc_tienda WHERE clase_xyz = 'X'), (SELECT SUM(demanda_p75) "
                    "FROM parametros_stock)",
                    {}, [&](const db::Row& row) -> Status {
                      results.in_stores = row.IntOr(0, 0);
                      results.parameters = row.IntOr(1, 0);
                      results.stockouts = row.IntOr(2, 0);
                      results.steady = row.IntOr(3, 0);
                      TELAR_ASSIGN_OR_RETURN(results.demand, row.AsDouble(4));
                      return Status::Ok();
                    }));
  return results;
}

struct Step {
  double seconds = 0, processor = 0, megabytes = 0;
};

class Contest {
 public:
  explicit Contest(const AnalyticsOrder& order) : order_(order) {}

  void Run() {
    std::printf("analytics: %lld lines of %d days, %s\n",
                static_cast<long long>(order_.chain.lines), order_.chain.days(),
                order_.database.c_str());
    const auto database = Open();
    Make(*database);
    const auto pieces = order_.database == "duckdb" ? nullptr : OpenDuckdb("peer.duckdb");
    if (pieces) Make(*pieces);
    WriteParquet(pieces ? *pieces : *database);
    std::printf("%-44s%10s%12s%10s%12s\n", "", "seconds", "processor s", "peak MB", "x processor");
    const Step full = Calculate(*database, true, order_.chain.today);
    Line("Telar, all lines", full, full);
    const Results results = ResultsOf(*database);
    const Step parquet = OverParquet(results);
    Line("Telar's SQL over Parquet, DuckDB", parquet, full);
    Line("Telar, one day more", NextDay(*database), full);
    if (!order_.python.empty()) Pandas(full, results);
    std::printf("%s\n", results.Text().c_str());
  }

 private:
  std::unique_ptr<db::Database> OpenDuckdb(const std::string& name) {
    return OrDie(db::duckdb::Open({.file = folder_.path() / name, .memory_mb = 4096}));
  }

  std::unique_ptr<db::Database> Open() {
    if (order_.database == "duckdb") return OpenDuckdb("chain.duckdb");
    if (order_.database == "sqlite")
      return OrDie(db::sqlite::Open({.file = folder_.path() / "chain.db"}));
    server_ = OrDie(PostgresServer::Start());
    OrDie(server_->Create("chain"));
    return OrDie(server_->Open("chain", 4));
  }

  void Prepare(db::Database& database) {
    OrDie(pos::warehouse::Prepare(database, clock_));
    OrDie(analytics::Prepare(database, clock_));
  }

  void Make(db::Database& database) {
    const auto start = std::chrono::steady_clock::now();
    Prepare(database);
    const MadeChain& chain = order_.chain;
    const auto connection = OrDie(database.Acquire());
    OrDie(pos::warehouse::EnsureMonths(*connection, database, chain.first(), chain.today));
    OrDie(connection->ExecuteScript(
        "DROP INDEX ventas_linea; DROP INDEX ventas_ubicacion_hora; DROP INDEX "
        "ventas_producto_hora; DROP INDEX ventas_hora"));
    OrDie(MakeMasters(*connection, database, chain));
    OrDie(MakeSales(*connection, database, chain, 0, chain.days()));
    const bool duckdb = database.Describe().starts_with("duckdb");
    if (!duckdb) {
      OrDie(connection->ExecuteScript(
          "CREATE UNIQUE INDEX ventas_linea ON ventas (ubicacion_id, numero_factura, fecha);"
          "CREATE INDEX ventas_ubicacion_hora ON ventas (ubicacion_id, fecha_venta);"
          "CREATE INDEX ventas_producto_hora ON ventas (producto_id, fecha_venta);"
          "CREATE INDEX ventas_hora ON ventas (fecha_venta)"));
      OrDie(connection->ExecuteScript("ANALYZE"));
    }
    std::printf("rows made in %.1f s\n",
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }

  void WriteParquet(db::Database& database) {
    const auto connection = OrDie(database.Acquire());
    const auto write = [&](const std::string& table, const std::string& columns) {
      OrDie(connection->ExecuteScript(
          fmt::format("COPY (SELECT {} FROM {}) TO '{}' (FORMAT parquet)", columns, table,
                      (folder_.path() / (table + ".parquet")).string())));
    };
    write("ventas",
          "ubicacion_id, numero_factura, fecha, fecha_venta, documento, producto_id, "
          "CAST(cantidad_vendida AS DOUBLE) AS cantidad_vendida, CAST(venta_total AS DOUBLE) AS "
          "venta_total, CAST(costo_total AS DOUBLE) AS costo_total, CAST(utilidad_bruta AS DOUBLE) "
          "AS utilidad_bruta");
    write("inventario_historico",
          "ubicacion_id, producto_id, fecha_snapshot, CAST(cantidad_cambio AS DOUBLE) AS "
          "cantidad_cambio");
    write("inventario_actual", "ubicacion_id, producto_id, CAST(cantidad AS DOUBLE) AS cantidad");
    write("ubicaciones", "id, tipo, region");
  }

  Step Calculate(db::Database& database, bool full, Date today) {
    ForgetPeak();
    const double processor = Processor();
    const auto start = std::chrono::steady_clock::now();
    OrDie(analytics::Recalculate(
        database, {.today = today, .local = FormatDate(today) + " 03:00:00", .full = full},
        clock_));
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    return {spent.count(), Processor() - processor, PeakMegabytes()};
  }

  double Processor() const { return CpuSeconds({}) + (server_ ? server_->CpuSeconds() : 0); }

  Step NextDay(db::Database& database) {
    const MadeChain& chain = order_.chain;
    {
      const auto connection = OrDie(database.Acquire());
      OrDie(MakeSales(*connection, database, chain, chain.days(), 1));
    }
    return Calculate(database, false,
                     Date(std::chrono::sys_days(chain.today) + std::chrono::days(1)));
  }

  Step OverParquet(const Results& expected) {
    const auto database = OpenDuckdb("parquet.duckdb");
    Prepare(*database);
    {
      const auto connection = OrDie(database->Acquire());
      OrDie(MakeMasters(*connection, *database, order_.chain));
      OrDie(connection->ExecuteScript(
          fmt::format("DROP TABLE ventas; CREATE VIEW ventas AS SELECT * FROM read_parquet('{}')",
                      (folder_.path() / "ventas.parquet").string())));
    }
    const Step step = Calculate(*database, true, order_.chain.today);
    Compare("DuckDB over Parquet", ResultsOf(*database), expected);
    return step;
  }

  void Pandas(const Step& full, const Results& expected) {
    const std::string command =
        fmt::format("'{}' '{}' '{}' {}", order_.python, order_.script, folder_.path().string(),
                    FormatDate(order_.chain.today));
    const std::unique_ptr<FILE, int (*)(FILE*)> out(popen(command.c_str(), "r"), pclose);
    char line[300] = "";
    if (out == nullptr || fgets(line, sizeof line, out.get()) == nullptr) {
      OrDie(Status::Unavailable("run the pandas peer: it failed")
                .WithHint("--python wants an interpreter with pandas and pyarrow"));
    }
    Step reading, step;
    Results results;
    std::istringstream(line) >> reading.seconds >> reading.processor >> reading.megabytes >>
        step.seconds >> step.processor >> step.megabytes >> results.in_stores >>
        results.parameters >> results.stockouts >> results.steady >> results.demand;
    Line("pandas, reading Parquet", reading, full);
    Line("pandas, all lines (once more for a new day)", step, full);
    Compare("pandas", results, expected);
  }

  static void Compare(const char* who, const Results& results, const Results& expected) {
    if (results.Agree(expected)) return;
    std::printf("%s DIFFERS: %s\n", who, results.Text().c_str());
  }

  static void Line(const char* name, const Step& step, const Step& full) {
    std::printf("%-44s%10.2f%12.2f%10.0f%12.2f\n", name, step.seconds, step.processor,
                step.megabytes, step.processor / full.processor);
    std::fflush(stdout);
  }

  const AnalyticsOrder order_;
  const SystemClock clock_;
  const TempFolder folder_;
  std::unique_ptr<PostgresServer> server_;
};

}  // namespace

void MeasureAnalytics(const AnalyticsOrder& order) { Contest(order).Run(); }

}  // namespace telar::bench
