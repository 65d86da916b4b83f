#include "bench/pos/cycle_contest.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <vector>

#include "bench/pos/costs.h"
#include "bench/pos/till_rig.h"
#include "bench/support/or_die.h"
#include "bench/support/process_cost.h"
#include "bench/support/rounds.h"
#include "core/text.h"
#include "net/http.h"
#include "pos/klk/klk_source.h"
#include "pos/sales_plan.h"
#include "pos/stock_pipeline.h"
#include "pos/warehouse/partitions.h"
#include "pos/work_schema.h"

namespace telar::bench {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr const char* kOurs = "cycle_telar";
constexpr const char* kTheirs = "cycle_python";

/// Tills that answer at once, from files.
class Replay final : public net::HttpClient {
 public:
  explicit Replay(fs::path folder) : folder_(std::move(folder)) {}

  Result<net::HttpResponse> Send(const net::HttpRequest& request, std::stop_token) override {
    const bool stock = request.url.ends_with("/almacen");
    const std::string code =
        After(request.body, stock ? "\"Codigoalmacen\":\"" : "\"sucursal\":\"");
    std::ifstream in(folder_ / ((stock ? "stock-" : "sales-") + code + ".json"), std::ios::binary);
    if (!in) return net::HttpResponse{.status = 404};
    std::string piece(std::size_t{1} << 16, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) {
      TELAR_RETURN_IF_ERROR(request.on_body(
          std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount()))));
    }
    return net::HttpResponse{.status = 200};
  }

 private:
  static std::string After(const std::string& body, std::string_view mark) {
    const std::size_t at = body.find(mark);
    if (at == std::string::npos) return "";
    const std::size_t start = at + mark.size();
    return body.substr(start, body.find('"', start) - start);
  }
  const fs::path folder_;
};

struct Cost {
  double stock = 0, sales = 0;    // wall seconds
  double client = 0, server = 0;  // processor seconds
  double wall() const { return stock + sales; }
  double cpu() const { return client + server; }
};

double Timed(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class Contest {
 public:
  Contest(PostgresServer& server, const CycleOrder& order) : server_(server), order_(order) {
    for (int place = 1; place <= order_.chain.places; ++place) {
      pos::Location location;
      location.id = PlaceId(order_.chain, place);
      location.name = "SHOP " + location.id;
      location.kind =
          place <= order_.chain.stores ? pos::Location::Kind::kStore : pos::Location::Kind::kCedi;
      location.zone = OrDie(pos::Zone::Find("America/Caracas"));
      location.branch = BranchCode(place);
      location.warehouses = {{WarehouseCode(place), "Piso de venta"}};
      location.opens = 7h;
      location.closes = 21h;
      location.first_sync = Date{2025y / 9 / 1};
      locations_.push_back(std::move(location));
    }
  }

  void Run() {
    std::printf("cycle: %d places, %d stock rows, %d sales lines, ventas holds %lld lines\n",
                order_.chain.places, order_.chain.places * order_.chain.products,
                order_.chain.stores * order_.chain.lines_a_window,
                static_cast<long long>(order_.lines_before));
    std::fflush(stdout);
    OrDie(server_.Create(kOurs));
    const double filling = Timed([&] { Fill(); });
    std::printf("made in %.0f s\n", filling);
    if (!order_.python.empty()) CopyForPython();
    Open();
    std::vector<Cost> ours, rows, pages;
    for (int cycle = 0; cycle <= order_.rounds; ++cycle) {
      WriteAnswers(order_.chain, cycle, answers_.path());
      const Cost cost = Telar(cycle);
      if (cycle > 0) ours.push_back(cost);
      if (order_.python.empty()) continue;
      // The cycle before any that counts is the same for both ways of inserting.
      const bool by_rows = cycle % 2 == 1;
      const Cost peer = Python(by_rows ? "rows" : "pages");
      if (cycle > 0) (by_rows ? rows : pages).push_back(peer);
    }
    std::printf("%-40s%9s%9s%9s%10s%10s\n", "median of the rounds", "wall s", "stock s", "sales s",
                "client CPU", "server CPU");
    const Cost best = Line("Telar, 3 threads", ours);
    for (const auto& [name, costs] : {std::pair{"Python, 3 threads, stock row by row", rows},
                                      {"Python, 3 threads, stock in pages", pages}}) {
      if (costs.empty()) continue;
      const Cost peer = Line(name, costs);
      std::printf("  Telar is %.1f x as fast, and needs 1/%.1f of the processor time\n",
                  peer.wall() / best.wall(), peer.cpu() / best.cpu());
    }
    Parts();
    if (!order_.python.empty()) Compare();
    std::printf("peak memory of this process in the cycles: %.0f MB\n\n", peak_);
  }

 private:
  void CopyForPython() {
    OrDie(server_.Create(kTheirs, kOurs));
    // Which it looks every product up by.
    const auto theirs = OrDie(server_.Open(kTheirs, 1));
    const auto connection = OrDie(theirs->Acquire());
    OrDie(connection->ExecuteScript("CREATE UNIQUE INDEX ON productos (codigo)"));
  }

  void Fill() {
    const auto database = OrDie(server_.Open(kOurs, 2));
    OrDie(pos::PrepareTables(*database, clock_));
    const auto connection = OrDie(database->Acquire());
    OrDie(pos::warehouse::EnsureMonths(*connection, *database, Date{2025y / 9 / 1},
                                       Date{2026y / 1 / 15}));
    const Date today = pos::DateOf(pos::LocalTime(clock_.Now().time_since_epoch()));
    OrDie(pos::warehouse::EnsureMonths(*connection, *database, today, today));
    // Indexes of what is there already are made faster than they grow.
    std::vector<std::string> drop, make;
    OrDie(connection->Query(
        "SELECT c.relname, replace(pg_get_indexdef(c.oid), ' ON ONLY ', ' ON ') FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'ventas'::regclass AND NOT "
        "i.indisprimary",
        {}, [&](const db::Row& row) {
          drop.push_back("DROP INDEX " + row.TextOrEmpty(0));
          make.push_back(row.TextOrEmpty(1));
          return Status::Ok();
        }));
    OrDie(connection->ExecuteScript(Join(drop, ";")));
    OrDie(connection->ExecuteScript(fmt::format(
        "INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta, fecha_venta_utc, "
        "documento, linea, almacen_codigo, almacen_nombre, producto_id, cantidad_vendida, "
        "peso_unitario, unidad_medida_venta, factor_unidad_medida, precio_unitario, "
        "costo_unitario, venta_total, costo_total, utilidad_bruta, margen_bruto_pct, "
        "total_factura_bs, tipo_cambio, venta_total_bs, costo_total_bs, utilidad_bruta_bs, "
        "es_no_fiscal, tiene_promocion, fecha_creacion) SELECT 'tienda_' || lpad((i % 16 + "
        "1)::text, 2, '0'), 'B' || i / 8 || '_L' || i % 8 + 1, t::date, t, t + interval '4 hours', "
        "'B' || i / 8, i % 8 + 1, 'W' || lpad((i % 16 + 1)::text, 2, '0'), 'Piso de venta', "
        "lpad((i * 7919 % 4737)::text, 6, '0'), 1 + i % 7, 1, 'UNIDAD', 1, 2.5, 1.75, 2.5, 1.75, "
        "0.75, 30, 800, 40, 100, 70, 30, false, false, t FROM (SELECT i, timestamp '2025-09-01 "
        "07:00' + i * interval '136 days' / {0} AS t FROM generate_series(0::bigint, {0} - 1) i) "
        "AS n",
        order_.lines_before)));
    OrDie(connection->ExecuteScript(Join(make, ";")));
    OrDie(connection->ExecuteScript("ANALYZE ventas"));
  }

  void Open() {
    database_ = OrDie(server_.Open(kOurs, 8));
    source_ = OrDie(pos::klk::OpenKlkSource({.url = "http://till.example:7002"}, replay_, clock_));
    rig_ = std::make_unique<TillRig>(*database_, locations_, *source_);
  }

  void Work(ledger::Pipeline& pipeline) {
    const ledger::RunSummary summary = rig_->Run(pipeline, 3);
    retried_ += summary.totals.retried;
    for (const auto& [name, count] : summary.counts) counts_[name] += count;
  }

  Cost Telar(int cycle) {
    const auto connection = OrDie(database_->Acquire());
    OrDie(ForgetCosts(*connection));
    ForgetPeak();
    counts_.clear();
    retried_ = 0;
    const double client = CpuSeconds({}), server = server_.CpuSeconds();
    Cost cost;
    cost.stock = Timed([&] {
      pos::StockPipeline pipeline(rig_->tills(), {});
      Work(pipeline);
    });
    const auto stock_counts = std::exchange(counts_, {});
    cost.sales = Timed([&] {
      const pos::LocalTime midnight = pos::MidnightOf(Date{2026y / 1 / 15});
      const auto from = midnight + std::chrono::minutes(WindowStart(cycle));
      const auto locations = OrDie(pos::SellingLocations(rig_->tills(), {}));
      pos::SalesPipeline pipeline(rig_->tills(), "pos.sales",
                                  pos::RangePlan(rig_->tills(), locations, {from, from + 90min}, {},
                                                 pos::WindowReason::kManual));
      Work(pipeline);
    });
    cost.client = CpuSeconds({}) - client;
    cost.server = server_.CpuSeconds() - server;
    peak_ = std::max(peak_, PeakMegabytes());
    statements_ = OrDie(ReadCosts(*connection));
    stock_counts_ = stock_counts;
    return cost;
  }

  Cost Python(const std::string& how) {
    const double server = server_.CpuSeconds();
    const std::string command = fmt::format(
        "'{}' '{}' '{}' '{}' {} {} {}", order_.python, order_.script, server_.Parameters(kTheirs),
        answers_.path().string(), order_.chain.places, order_.chain.stores, how);
    const std::unique_ptr<FILE, int (*)(FILE*)> out(popen(command.c_str(), "r"), pclose);
    char line[200] = "";
    if (out == nullptr || fgets(line, sizeof line, out.get()) == nullptr) {
      OrDie(Status::Unavailable("run the Python peer: it failed")
                .WithHint("--python wants an interpreter with psycopg2"));
    }
    Cost cost;
    std::istringstream(line) >> cost.stock >> cost.sales >> cost.client;
    cost.server = server_.CpuSeconds() - server;
    return cost;
  }

  static Cost Line(const char* name, const std::vector<Cost>& costs) {
    const auto median = [&](double Cost::*member) {
      std::vector<double> values;
      for (const Cost& cost : costs) values.push_back(cost.*member);
      return SpreadOf(values).median;
    };
    const Cost cost{median(&Cost::stock), median(&Cost::sales), median(&Cost::client),
                    median(&Cost::server)};
    std::printf("%-40s%9.2f%9.2f%9.2f%10.2f%10.2f\n", name, cost.wall(), cost.stock, cost.sales,
                cost.client, cost.server);
    return cost;
  }

  void Parts() const {
    const auto counts = [](const std::map<std::string, std::int64_t>& named) {
      std::string text;
      for (const auto& [name, count] : named) {
        if (count != 0) text += fmt::format(" {} {}", name, count);
      }
      return text;
    };
    std::printf("Telar's last cycle, stock:%s\n  sales:%s\n", counts(stock_counts_).c_str(),
                counts(counts_).c_str());
    std::printf("items tried again: %lld\n", static_cast<long long>(retried_));
    std::printf("the server's time in it (sessions together):\n");
    for (std::size_t i = 0; i < std::min<std::size_t>(statements_.size(), 12); ++i) {
      const StatementCost& cost = statements_[i];
      std::printf("  %6.3f s  %5lld x  %s\n", cost.seconds, static_cast<long long>(cost.calls),
                  cost.text.c_str());
    }
  }

  void Compare() {
    const auto theirs = OrDie(server_.Open(kTheirs, 1));
    const auto a = OrDie(database_->Acquire());
    const auto b = OrDie(theirs->Acquire());
    for (const auto& [what, columns, from] :
         {std::tuple{"sales",
                     "ubicacion_id, numero_factura, fecha, fecha_venta, documento, linea, "
                     "almacen_codigo, producto_id, cantidad_vendida, precio_unitario, "
                     "costo_unitario, venta_total, costo_total, utilidad_bruta, total_factura_bs, "
                     "tipo_cambio, venta_total_bs, es_no_fiscal, tiene_promocion",
                     "ventas WHERE fecha >= '2026-01-15'"},
          {"stock", "ubicacion_id, producto_id, almacen_codigo, cantidad", "inventario_actual"},
          {"products", "id, codigo, nombre, codigo_barras, marca, categoria, precio_venta",
           "productos"}}) {
      const std::string ours = OrDie(Checksum(*a, columns, from));
      const std::string peer = OrDie(Checksum(*b, columns, from));
      std::printf("%s: %s\n", what,
                  ours == peer ? ("the same, " + ours.substr(0, ours.find(','))).c_str()
                               : ("DIFFER: " + ours + "; " + peer).c_str());
    }
  }

  PostgresServer& server_;
  const CycleOrder order_;
  const SystemClock clock_;
  const TempFolder answers_;
  Replay replay_{answers_.path()};
  std::vector<pos::Location> locations_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<pos::TillSource> source_;
  std::unique_ptr<TillRig> rig_;
  std::map<std::string, std::int64_t> counts_, stock_counts_;
  std::vector<StatementCost> statements_;
  std::int64_t retried_ = 0;
  double peak_ = 0;
};

}  // namespace

void MeasureCycle(PostgresServer& server, const CycleOrder& order) { Contest(server, order).Run(); }

}  // namespace telar::bench
