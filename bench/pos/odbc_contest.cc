#include "bench/pos/odbc_contest.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/pos/costs.h"
#include "bench/pos/get_data_reader.h"
#include "bench/pos/till_rig.h"
#include "bench/support/or_die.h"
#include "bench/support/process_cost.h"
#include "bench/support/rounds.h"
#include "pos/odbc/odbc_connection.h"
#include "pos/odbc/odbc_source.h"
#include "pos/sales_plan.h"
#include "pos/warehouse/partitions.h"
#include "pos/work_schema.h"

namespace telar::bench {
namespace {

using namespace std::chrono_literals;

constexpr const char* kTill = "odbc_till";
constexpr const char* kOurs = "odbc_telar";
constexpr const char* kTheirs = "odbc_get_data";
constexpr std::int64_t kLinesADay = 10'000;
constexpr Date kFirst{2024y / 1 / 1};

/// What a till's database holds of a sale, under the names that Telar knows.
constexpr const char* kQuery =
    "SELECT invoice, line, sold AS date_time, product, product_name, warehouse, quantity, "
    "unit_price, unit_cost, total, total_cost, profit, rate, invoice_total_bs FROM sales "
    "WHERE sold >= CAST(:from AS timestamp) AND sold < CAST(:to AS timestamp) ORDER BY sold";

/// What the straightforward program writes of it.
constexpr const char* kWritten =
    "ubicacion_id, numero_factura, fecha, fecha_venta, documento, linea, almacen_codigo, "
    "producto_id, cantidad_vendida, precio_unitario, costo_unitario, venta_total, costo_total, "
    "utilidad_bruta, tipo_cambio, total_factura_bs";

struct Cost {
  double wall = 0, client = 0, server = 0;
};

class Contest {
 public:
  Contest(PostgresServer& server, const OdbcOrder& order)
      : server_(server), order_(order), days_(static_cast<int>(order.lines / kLinesADay)) {
    pos::Location location;
    location.id = "tienda_01";
    location.name = "SHOP tienda_01";
    location.zone = OrDie(pos::Zone::Find("America/Caracas"));
    location.source = pos::Location::Source::kOdbc;
    location.warehouses = {{"W01", "Piso de venta"}};
    location.opens = 7h;
    location.closes = 21h;
    location.first_sync = kFirst;
    location.connection.sales_query = "sales.sql";
    location.connection.odbc =
        Secret("Driver={PostgreSQL Unicode};" + server.OdbcParameters(kTill));
    locations_.push_back(std::move(location));
    std::ofstream(folder_.path() / "sales.sql") << kQuery;
  }

  void Run() {
    const std::string driver = pos::DriverFile("PostgreSQL", pos::DriverFolders());
    if (driver == "PostgreSQL") {
      std::printf("odbc: the driver of PostgreSQL is not installed (./dev setup bench)\n");
      return;
    }
    std::printf("odbc: %lld lines of %d days through the driver of PostgreSQL\n",
                static_cast<long long>(Lines()), days_);
    MakeTill();
    theirs_ = std::make_unique<GetDataReader>("Driver=" + driver +
                                              ";UseDeclareFetch=1;Fetch=500;CommLog=0;Debug=0;" +
                                              server_.OdbcParameters(kTill));
    Reading();
    std::printf("%-46s%9s%12s%12s%12s\n", "into ventas", "s", "rows/s", "client CPU", "server CPU");
    Prepare(kTheirs);
    const Cost theirs = Measured([&] { Straightforward(); });
    Line("SQLGetData, INSERT in pages of 1000", theirs);
    const std::string wanted = Rows(kTheirs);
    for (const int threads : {1, 3}) {
      const std::string name = fmt::format("{}_{}", kOurs, threads);
      Prepare(name);
      const Cost ours = Measured([&] { Telar(name, threads); });
      const double peak = PeakMegabytes();
      Line(fmt::format("Telar, threads: {}", threads).c_str(), ours);
      const std::string rows = Rows(name);
      std::printf("  %.2f x as fast; peak memory of this process %.0f MB; rows %s\n",
                  theirs.wall / ours.wall, peak,
                  rows == wanted ? "the same" : ("DIFFER: " + rows + "; " + wanted).c_str());
    }
    std::printf("\n");
  }

 private:
  std::int64_t Lines() const { return days_ * kLinesADay; }
  static Date Day(int day) { return Date(std::chrono::sys_days(kFirst) + std::chrono::days(day)); }

  void MakeTill() {
    OrDie(server_.Create(kTill));
    const auto till = OrDie(server_.Open(kTill, 1));
    OrDie(OrDie(till->Acquire())
              ->ExecuteScript(fmt::format(R"sql(
CREATE TABLE sales (invoice varchar(20), line int, sold timestamp, product varchar(20),
  product_name varchar(80), warehouse varchar(10), quantity numeric(18,4),
  unit_price numeric(18,4), unit_cost numeric(18,4), total numeric(18,4),
  total_cost numeric(18,4), profit numeric(18,4), rate numeric(18,6),
  invoice_total_bs numeric(18,2));
INSERT INTO sales SELECT 'F' || lpad((i / 8)::text, 9, '0'), i % 8 + 1,
    timestamp '{0} 07:00' + (i / {1}) * interval '1 day' + (i % {1}) * interval '5 seconds',
    lpad((i * 7919 % 5000)::text, 6, '0'), 'ARTICULO ' || i % 5000, 'W01', q, 2.5, 1.75, 2.5 * q,
    1.75 * q, 0.75 * q, 40, 800
  FROM (SELECT i, 1 + i % 7 AS q FROM generate_series(0::bigint, {2} - 1) AS i) AS n;
CREATE INDEX ON sales (sold);
ANALYZE sales)sql",
                                          FormatDate(kFirst), kLinesADay, Lines())));
  }

  static std::string QueryOf(Date day) {
    const std::string next = FormatDate(Date(std::chrono::sys_days(day) + std::chrono::days(1)));
    std::string sql = kQuery;
    sql.replace(sql.find(":from"), 5, "'" + FormatDate(day) + " 00:00:00'");
    sql.replace(sql.find(":to"), 3, "'" + next + " 00:00:00'");
    return sql;
  }

  void Reading() {
    const auto to = OrDie(pos::ConnectionString::Parse(locations_[0].connection.odbc.Reveal()));
    const auto ours = OrDie(pos::OdbcConnection::Open({.label = "till", .to = to}, clock_, {}));
    std::int64_t bytes[2] = {0, 0};
    const auto blocks = [&] {
      std::int64_t rows = bytes[0] = 0;
      for (int day = 0; day < days_; ++day) {
        OrDie(ours->Query(QueryOf(Day(day)), {}, {},
                          {[](const std::vector<std::string>&) { return Status::Ok(); },
                           [&](pos::OdbcRow row) {
                             ++rows;
                             for (const auto& value : row) {
                               if (value) bytes[0] += static_cast<std::int64_t>(value->size());
                             }
                             return Status::Ok();
                           }}));
      }
      Expect(rows);
    };
    const auto columns = [&] {
      std::int64_t rows = bytes[1] = 0;
      for (int day = 0; day < days_; ++day) {
        theirs_->Query(QueryOf(Day(day)), [&](std::span<const std::string> row) {
          ++rows;
          for (const std::string& value : row) bytes[1] += static_cast<std::int64_t>(value.size());
        });
      }
      Expect(rows);
    };
    const Duel duel = Fight(order_.rounds, blocks, columns);
    std::printf("%-46s%9s%12s\n", "reading alone", "s", "rows/s");
    for (const auto& [name, seconds] : {std::pair{"Telar, in blocks", &duel.ours},
                                        {"SQLGetData, column by column", &duel.theirs}}) {
      const double median = SpreadOf(*seconds).median;
      std::printf("%-46s%9.2f%12.0f\n", name, median, static_cast<double>(Lines()) / median);
    }
    std::printf("  Telar is %s x as fast; bytes of values %lld and %lld\n",
                RatioText(duel.Ratio()).c_str(), static_cast<long long>(bytes[0]),
                static_cast<long long>(bytes[1]));
  }

  void Expect(std::int64_t rows) const {
    if (rows == Lines()) return;
    OrDie(Status::Internal(fmt::format("read {} lines instead of {}", rows, Lines())));
  }

  Cost Measured(const std::function<void()>& work) {
    ForgetPeak();
    const double client = CpuSeconds({}), server = server_.CpuSeconds();
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {wall.count(), CpuSeconds({}) - client, server_.CpuSeconds() - server};
  }

  void Prepare(const std::string& name) {
    OrDie(server_.Create(name));
    const auto database = OrDie(server_.Open(name, 1));
    OrDie(pos::PrepareTables(*database, clock_));
    OrDie(pos::warehouse::EnsureMonths(*OrDie(database->Acquire()), *database, kFirst, Day(days_)));
  }

  std::string Rows(const std::string& name) {
    const auto database = OrDie(server_.Open(name, 1));
    return OrDie(Checksum(*OrDie(database->Acquire()), kWritten, "ventas"));
  }

  void Telar(const std::string& name, int threads) {
    const auto database = OrDie(server_.Open(name, threads + 2));
    const auto source = pos::OpenOdbcSource({.folder = folder_.path()}, clock_);
    const TillRig rig(*database, locations_, *source);
    const auto locations = OrDie(pos::SellingLocations(rig.tills(), {}));
    pos::SalesPipeline pipeline(
        rig.tills(), "pos.backfill",
        pos::BackfillPlan(rig.tills(), locations, kFirst, Day(days_ - 1), false));
    const auto summary = rig.Run(pipeline, threads);
    const auto inserted = summary.counts.find("inserted");
    Expect(inserted == summary.counts.end() ? 0 : inserted->second);
  }

  void Straightforward() {
    const auto database = OrDie(server_.Open(kTheirs, 1));
    const auto connection = OrDie(database->Acquire());
    for (int day = 0; day < days_; ++day) {
      auto transaction = OrDie(db::Transaction::Begin(*connection));
      std::string page;
      int rows = 0;
      const auto give = [&] {
        if (rows == 0) return;
        OrDie(connection
                  ->Execute(fmt::format(
                      "INSERT INTO ventas ({}) VALUES {} ON CONFLICT (ubicacion_id, "
                      "numero_factura, fecha) DO UPDATE SET cantidad_vendida = "
                      "excluded.cantidad_vendida, precio_unitario = excluded.precio_unitario, "
                      "costo_unitario = excluded.costo_unitario, venta_total = "
                      "excluded.venta_total, costo_total = excluded.costo_total, utilidad_bruta "
                      "= excluded.utilidad_bruta",
                      kWritten, page))
                  .status());
        page.clear();
        rows = 0;
      };
      theirs_->Query(QueryOf(Day(day)), [&](std::span<const std::string> v) {
        page += fmt::format(
            "{}('tienda_01','{}_L{}','{}','{}','{}',{},'{}','{}',{},{},{},{},{},{},{},{})",
            rows == 0 ? "" : ",", v[0], v[1], v[2].substr(0, 10), v[2], v[0], v[1], v[5], v[3],
            v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13]);
        if (++rows == 1000) give();
      });
      give();
      OrDie(transaction.Commit());
    }
  }

  void Line(const char* name, const Cost& cost) const {
    std::printf("%-46s%9.2f%12.0f%12.2f%12.2f\n", name, cost.wall,
                static_cast<double>(Lines()) / cost.wall, cost.client, cost.server);
  }

  PostgresServer& server_;
  const OdbcOrder order_;
  const int days_;
  const SystemClock clock_;
  const TempFolder folder_;
  std::vector<pos::Location> locations_;
  std::unique_ptr<GetDataReader> theirs_;
};

}  // namespace

void MeasureOdbc(PostgresServer& server, const OdbcOrder& order) { Contest(server, order).Run(); }

}  // namespace telar::bench
