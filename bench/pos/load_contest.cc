#include "bench/pos/load_contest.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <vector>

#include "bench/pos/costs.h"
#include "bench/pos/sales_rows.h"
#include "bench/support/or_die.h"
#include "bench/support/peer.h"
#include "bench/support/process_cost.h"
#include "bench/support/rounds.h"
#include "core/clock.h"
#include "core/text.h"
#include "db/postgres/copy_binary.h"
#include "db/postgres/postgres_database.h"
#include "pos/rows.h"
#include "pos/warehouse/partitions.h"
#include "pos/work_schema.h"

namespace telar::bench {
namespace {

using Rows = std::vector<std::vector<db::Value>>;
using Handle = std::unique_ptr<PGconn, void (*)(PGconn*)>;
using Answer = std::unique_ptr<PGresult, void (*)(PGresult*)>;

constexpr const char* kDatabase = "load";

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string Columns() {
  return Join(std::vector<std::string>(pos::SaleColumns().begin(), pos::SaleColumns().end()), ", ");
}

class Contest {
 public:
  Contest(PostgresServer& server, const LoadOrder& order)
      : server_(server),
        order_(order),
        plain_(nullptr, PQfinish),
        spec_{.table = "ventas",
              .columns = {pos::SaleColumns().begin(), pos::SaleColumns().end()},
              .key = {"ubicacion_id", "numero_factura", "fecha"},
              .keep_on_update = {}} {}

  void Run() {
    Prepare();
    Encode();
    std::vector<double> ordinary, temporary, staging;
    double fresh = 0, again = 0, fresh_staging = 0;
    for (int round = 0; round < order_.rounds; ++round) {
      Send("TRUNCATE plain");
      ordinary.push_back(Seconds([&] { CopyEncoded("plain"); }));
      Send("CREATE TEMPORARY TABLE bare AS SELECT * FROM plain WITH NO DATA");
      temporary.push_back(Seconds([&] { CopyEncoded("bare"); }));
      Send("DROP TABLE bare");
      const double took = Merge();
      staging.push_back(SecondsOf(costs_, "COPY"));
      if (round == 0) {
        fresh = took;
        fresh_staging = staging.back();
        merge_costs_ = costs_;
      } else {
        again = again == 0 ? took : std::min(again, took);
      }
    }
    std::printf("%s", Heading().c_str());
    const Spread plain = SpreadOf(ordinary), bare = SpreadOf(temporary), ours = SpreadOf(staging);
    Line("COPY BINARY encoded before, ordinary table", plain.median, plain.median);
    Line("  the same into a temporary table", bare.median, plain.median);
    Line("Telar's staging (typing, COPY)", ours.median, plain.median);
    Line("Telar's upsert, all rows new", fresh, plain.median);
    if (again > 0) Line("Telar's upsert, all rows equal", again, plain.median);
    std::vector<double> ratio;
    for (std::size_t i = 0; i < staging.size(); ++i) ratio.push_back(ordinary[i] / staging[i]);
    const Spread share = SpreadOf(ratio);
    PgLoader(ours.median, plain.median);
    std::printf("staging is %.0f %% of plain COPY BINARY (%.0f–%.0f %% in %d rounds)\n",
                100 * share.median, 100 * share.min, 100 * share.max, order_.rounds);
    std::printf("typing alone: %.2f CPU s for %lld rows\n", encoding_,
                static_cast<long long>(order_.lines));
    std::printf("a merge of %lld rows spends, in %.2f s all new (staging %.2f s of it):\n",
                static_cast<long long>(order_.batch), fresh, fresh_staging);
    for (const StatementCost& cost : merge_costs_) {
      if (cost.seconds < fresh / 100) break;
      std::printf("  %6.2f s  %5lld x  %s\n", cost.seconds, static_cast<long long>(cost.calls),
                  cost.text.c_str());
    }
    Compare();
    std::printf("peak memory of this process while it loaded: %.0f MB\n\n", peak_);
  }

 private:
  void Prepare() {
    OrDie(server_.Create(kDatabase));
    database_ = OrDie(server_.Open(kDatabase, 4));
    const SystemClock clock;
    OrDie(pos::PrepareTables(*database_, clock));
    using namespace std::chrono_literals;
    const auto connection = OrDie(database_->Acquire());
    OrDie(pos::warehouse::EnsureMonths(
        *connection, *database_, Date{2025y / 9 / 1},
        std::chrono::sys_days(Date{2025y / 9 / 1}) + std::chrono::days(order_.lines / 100'000)));
    for (const char* table : {"plain", "pgloaded"}) {
      OrDie(connection->ExecuteScript(
          fmt::format("CREATE TABLE {} AS SELECT {} FROM ventas WITH NO DATA", table, Columns())));
    }
    plain_ = Handle(PQconnectdb(server_.Parameters(kDatabase).c_str()), PQfinish);
    if (PQstatus(plain_.get()) != CONNECTION_OK) OrDie(Status::Unavailable("connect with libpq"));
    Send("SET synchronize_seqscans = off");  // the first rows are the same ones each time
  }

  void Send(const std::string& sql) {
    const Answer done(PQexec(plain_.get(), sql.c_str()), PQclear);
    if (PQresultStatus(done.get()) == PGRES_COMMAND_OK) return;
    OrDie(Status::Internal(sql + ": " + PQerrorMessage(plain_.get())));
  }

  template <typename Fn>
  void ForBatches(const Fn& take) {
    Rows rows;
    for (std::int64_t from = 0; from < order_.lines; from += order_.batch) {
      rows.clear();
      for (std::int64_t i = from; i < std::min(from + order_.batch, order_.lines); ++i) {
        rows.push_back(SalesRow(i));
      }
      take(rows);
    }
  }

  void Encode() {
    std::vector<std::uint32_t> types;
    const Answer shape(PQexec(plain_.get(), "SELECT * FROM plain LIMIT 0"), PQclear);
    for (int i = 0; i < PQnfields(shape.get()); ++i) types.push_back(PQftype(shape.get(), i));
    db::postgres::CopyBinary copy(spec_.columns, types);
    std::ofstream out(encoded_, std::ios::binary);
    ForBatches([&](const Rows& rows) {
      const double before = CpuSeconds({});
      for (const auto& row : rows) OrDie(copy.Add(row));
      encoding_ += CpuSeconds({}) - before;
      out << copy.bytes();
      copy.Clear();
    });
    copy.End();
    out << copy.bytes();
  }

  void CopyEncoded(const std::string& table) {
    const Answer begun(
        PQexec(plain_.get(), ("COPY " + table + " FROM STDIN (FORMAT binary)").c_str()), PQclear);
    std::ifstream in(encoded_, std::ios::binary);
    std::vector<char> piece(std::size_t{1} << 18);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) {
      PQputCopyData(plain_.get(), piece.data(), static_cast<int>(in.gcount()));
    }
    PQputCopyEnd(plain_.get(), nullptr);
    while (const Answer done{PQgetResult(plain_.get()), PQclear}) {
      if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) {
        OrDie(Status::Internal(std::string("COPY: ") + PQerrorMessage(plain_.get())));
      }
    }
  }

  /// Seconds of merging everything, making the rows not counted.
  double Merge() {
    const auto connection = OrDie(database_->Acquire());
    OrDie(ForgetCosts(*connection));
    ForgetPeak();
    double took = 0;
    ForBatches([&](const Rows& rows) {
      took += Seconds([&] {
        auto transaction = OrDie(db::Transaction::Begin(*connection));
        OrDie(connection->Merge(spec_, rows).status());
        OrDie(transaction.Commit());
      });
    });
    peak_ = std::max(peak_, PeakMegabytes());
    costs_ = OrDie(ReadCosts(*connection));
    return took;
  }

  void PgLoader(double staging, double plain) {
    if (!FindPeers({"pgloader"}).ok()) {
      std::printf("pgloader: not on PATH (./dev setup bench)\n");
      return;
    }
    const TempFolder folder;
    const std::string csv = (folder.path() / "rows.csv").string();
    WriteCsv(csv);
    const std::string load = (folder.path() / "rows.load").string();
    std::ofstream(load) << fmt::format(
        "LOAD CSV FROM '{}' ({}) INTO {}?tablename=pgloaded ({}) WITH fields terminated by ',', "
        "fields optionally enclosed by '\"' SET work_mem to '64MB';",
        csv, Columns(), server_.Url(kDatabase), Columns());
    const auto connection = OrDie(database_->Acquire());
    OrDie(ForgetCosts(*connection));
    const double whole = Seconds([&] {
      OrDie(RunPeer({"pgloader", "--root-dir", folder.path().string(), load}));
    });
    std::ofstream(csv, std::ios::trunc).close();
    const double start_up = Seconds([&] {
      OrDie(RunPeer({"pgloader", "--root-dir", folder.path().string(), load}));
    });
    // As if it had been given everything.
    const double all =
        (whole - start_up) * static_cast<double>(order_.lines) / static_cast<double>(PeerLines());
    Line(fmt::format("pgloader, CSV, less its start ({} lines)", PeerLines()), all, plain);
    std::printf("staging is %.1f x pgloader (which took %.1f s to start and end)\n", all / staging,
                start_up);
  }

  std::int64_t PeerLines() const { return std::min(order_.peer_lines, order_.lines); }

  void WriteCsv(const std::string& path) {
    const Answer begun(
        PQexec(
            plain_.get(),
            fmt::format("COPY (SELECT * FROM plain LIMIT {}) TO STDOUT (FORMAT csv)", PeerLines())
                .c_str()),
        PQclear);
    std::ofstream out(path, std::ios::binary);
    char* text = nullptr;
    for (int size = 0; (size = PQgetCopyData(plain_.get(), &text, 0)) > 0; PQfreemem(text)) {
      out.write(text, size);
    }
    while (const Answer done{PQgetResult(plain_.get()), PQclear}) continue;
  }

  void Compare() {
    const auto connection = OrDie(database_->Acquire());
    OrDie(connection->ExecuteScript("SET synchronize_seqscans = off"));
    const auto sum = [&](const char* table) {
      return OrDie(Checksum(*connection, Columns(), table));
    };
    const std::string plain = sum("plain"), ours = sum("ventas"), pgloader = sum("pgloaded");
    const std::string given =
        sum(fmt::format("(SELECT * FROM plain LIMIT {}) AS given", PeerLines()).c_str());
    std::printf("rows of plain COPY and Telar: %s\n",
                plain == ours ? "the same" : ("DIFFER: " + plain + "; " + ours).c_str());
    std::printf("rows of plain COPY and pgloader: %s\n",
                given == pgloader ? "the same" : ("DIFFER: " + given + "; " + pgloader).c_str());
  }

  std::string Heading() const {
    return fmt::format("{} sales lines of {} columns into {}\n{:<46}{:>9}{:>12}{:>8}\n",
                       order_.lines, pos::SaleColumns().size(), server_.Version(), "", "s",
                       "rows/s", "share");
  }
  void Line(std::string_view name, double seconds, double of) const {
    std::printf("%s", fmt::format("{:<46}{:>9.2f}{:>12.0f}{:>7.0f} %\n", name, seconds,
                                  static_cast<double>(order_.lines) / seconds, 100 * of / seconds)
                          .c_str());
  }

  PostgresServer& server_;
  const LoadOrder order_;
  std::unique_ptr<db::Database> database_;
  Handle plain_;
  const db::MergeSpec spec_;
  const TempFolder folder_;
  const std::filesystem::path encoded_ = folder_.path() / "rows.pgcopy";
  double encoding_ = 0, peak_ = 0;
  std::vector<StatementCost> costs_, merge_costs_;
};

}  // namespace

void MeasureLoad(PostgresServer& server, const LoadOrder& order) { Contest(server, order).Run(); }

}  // namespace telar::bench
