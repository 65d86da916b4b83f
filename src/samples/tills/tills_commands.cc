#include "samples/tills/tills_commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>

#include "core/clock.h"
#include "core/digest.h"
#include "samples/shops/trade.h"
#include "samples/tills/klk_simulator.h"
#include "samples/tills/stellar_simulator.h"

namespace telar::samples::tills {
namespace {

using shops::Shop;

constexpr int kExitArguments = 2, kExitConfig = 3, kExitFailed = 9;

/// Wall time stands at one instant, so that a server shows the same all the time.
class StandingClock final : public Clock {
 public:
  explicit StandingClock(Instant now) : now_(now) {}
  Instant Now() const override { return now_; }
  std::chrono::steady_clock::time_point Steady() const override { return system_.Steady(); }
  bool Sleep(Duration duration, std::stop_token stop) const override {
    return system_.Sleep(duration, stop);
  }

 private:
  Instant now_;
  SystemClock system_;
};

int Report(const Status& status, int exit_code) {
  std::fprintf(stderr, "telar-samples: %s\n", status.ToString().c_str());
  return exit_code;
}

std::string Hours(std::chrono::minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

/// One line of a truth, in a form that does not depend on the form of an answer.
std::string LineText(const shops::SaleLine& line, bool json) {
  const auto number = [](const Decimal& value) { return value.Normalized().ToString(); };
  if (json) {
    return fmt::format(
        R"({{"location":"{}","invoice":"{}","line":{},"date":"{}","time":"{}","product":"{}",)"
        R"("quantity":{},"unit_price":{},"total":{},"total_bs":{},"tax_bs":{},"cost":{},"rate":{}}})",
        line.shop->id, line.invoice, line.line, line.Day(), line.Hour(), line.product->code,
        number(line.quantity), number(line.unit_price), number(line.total), number(line.total_bs),
        number(line.tax_bs), number(line.cost), number(line.rate));
  }
  return fmt::format("{}\t{}\t{}\t{} {}\t{}\t{}\t{}\t{}\t{}", line.shop->id, line.invoice,
                     line.line, line.Day(), line.Hour(), line.product->code, number(line.quantity),
                     number(line.unit_price), number(line.total), number(line.total_bs));
}

}  // namespace

struct TillsCommands::State {
  CLI::App* group = nullptr;
  CLI::App* serve = nullptr;
  CLI::App* truth = nullptr;
  CLI::App* locations = nullptr;

  std::uint64_t seed = 1;
  std::string size = "demo", now = "live", zone = "America/Caracas";
  int port = 0, tds_port = -1, threads = 4;
  std::string faults, faults_file, hour_end = "whole_unit";
  bool no_seconds = false, hours_per_day = false;
  std::string location, from, to, first_sync = "2026-01-01";
  bool json = false, digest = false, stock = false;

  Result<std::unique_ptr<shops::Trade>> OpenTrade() const {
    return shops::Trade::Open(
        {.seed = seed, .size = size == "full" ? shops::kFullSize : shops::kDemoSize, .zone = zone});
  }
  Result<Instant> AsOf() const {
    if (now == "live") return SystemClock().Now();
    return ParseInstant(now);
  }
  int Serve() const;
  int Truth() const;
  int Locations() const;
};

int TillsCommands::State::Serve() const {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const auto trade = OpenTrade();
  if (!trade.ok()) return Report(trade.status(), kExitConfig);
  const Result<Instant> as_of = AsOf();
  if (!as_of.ok()) return Report(as_of.status(), kExitArguments);
  std::unique_ptr<Clock> clock = std::make_unique<SystemClock>();
  if (now != "live") clock = std::make_unique<StandingClock>(*as_of);
  std::string plan = faults;
  if (!faults_file.empty()) {
    std::ifstream in(faults_file);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
      return Report(Status::InvalidConfig("read " + faults_file + ": cannot be read"), kExitConfig);
    }
    plan += "\n" + text.str();
  }
  Result<std::vector<Fault>> parsed = ParseFaults(plan);
  if (!parsed.ok()) return Report(parsed.status(), kExitArguments);

  static const std::map<std::string, HourEnd> kEnds = {{"exclusive", HourEnd::kExclusive},
                                                       {"inclusive", HourEnd::kInclusive},
                                                       {"whole_unit", HourEnd::kWholeUnit}};
  const KlkOptions options{
      .port = port,
      .threads = threads,
      .hours = {.end = kEnds.at(hour_end), .takes_seconds = !no_seconds, .per_day = hours_per_day},
      .fault_seed = seed,
      .faults = *parsed};
  const auto simulator = KlkSimulator::Start(**trade, *clock, options);
  if (!simulator.ok()) return Report(simulator.status(), kExitFailed);
  std::printf("klk %s\n", (*simulator)->url().c_str());
  std::unique_ptr<StellarSimulator> stellar;
  if (tds_port >= 0) {
    auto started = StellarSimulator::Start(**trade, *clock, {.port = tds_port, .fault_seed = seed});
    if (!started.ok()) return Report(started.status(), kExitFailed);
    stellar = *std::move(started);
    stellar->SetFaults(*parsed);
    std::printf("stellar 127.0.0.1:%d\n", stellar->port());
  }
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  const KlkCounts counts = (*simulator)->counts();
  std::fprintf(stderr, "%lld requests, at most %d at a time, %lld faults\n",
               static_cast<long long>(counts.requests), counts.most_parallel,
               static_cast<long long>(counts.faults));
  return 0;
}

int TillsCommands::State::Truth() const {
  const auto trade = OpenTrade();
  if (!trade.ok()) return Report(trade.status(), kExitConfig);
  const Result<Instant> as_of = AsOf();
  const Result<Date> first = ParseDate(from), last = ParseDate(to.empty() ? from : to);
  const Shop* shop = shops::FindShop(location);
  if (shop == nullptr) {
    return Report(Status::NotFound("find location " + location + ": the chain has none")
                      .WithHint("`telar-samples tills locations` lists them."),
                  kExitArguments);
  }
  if (!as_of.ok()) return Report(as_of.status(), kExitArguments);
  if (stock) {
    for (const shops::StockLevel& level : (*trade)->TrueStock(*shop, *as_of)) {
      const std::string quantity = level.quantity.Normalized().ToString();
      if (json) {
        fmt::print(R"({{"location":"{}","product":"{}","quantity":{},"price":{}}})"
                   "\n",
                   shop->id, level.product->code, quantity, level.price.ToString());
      } else {
        fmt::print("{}\t{}\t{}\t{}\n", shop->id, level.product->code, quantity,
                   level.price.ToString());
      }
    }
    return 0;
  }
  if (from.empty()) {
    return Report(Status::InvalidInput("find the days: --from is missing"), kExitArguments);
  }
  if (!first.ok()) return Report(first.status(), kExitArguments);
  if (!last.ok()) return Report(last.status(), kExitArguments);
  for (Date day = *first; day <= *last; day = shops::NextDay(day)) {
    Sha256 sum;
    Decimal total;
    const auto lines = (*trade)->TrueLines(*shop, day, *as_of);
    for (const shops::SaleLine& line : lines) {
      if (digest) {
        sum.Add(LineText(line, false) + "\n");
        total = total + line.total;
      } else {
        fmt::print("{}\n", LineText(line, json));
      }
    }
    if (digest) {
      fmt::print("{}\t{}\t{}\t{}\t{}\n", shop->id, FormatDate(day), lines.size(), total.ToString(),
                 sum.FinishHex());
    }
  }
  return 0;
}

int TillsCommands::State::Locations() const {
  fmt::print("# The invented chain of `telar-samples tills serve`.\nlocations:\n");
  for (const Shop& shop : shops::Chain()) {
    const bool klk = shop.till == Shop::Till::kKlk;
    fmt::print("  - id: {}\n    name: \"{}\"\n    kind: {}\n    region: {}\n    zone: {}\n",
               shop.id, shop.name, shop.sells() ? "store" : "cedi", shop.region, zone);
    fmt::print("    source: {}\n", klk ? "klk" : "stellar");
    if (!shop.branch.empty()) fmt::print("    branch: {}\n", shop.branch);
    fmt::print("    warehouses: [{{code: \"{}\"}}]\n    hours: \"{}-{}\"\n", shop.warehouse,
               Hours(shop.opens), Hours(shop.closes));
    // Without a server of theirs, places on the other till are there but not asked.
    fmt::print("    closed: [\"12-25\", \"01-01\"]\n    active: {}\n    visible: true\n",
               klk || tds_port > 0);
    fmt::print("    first_sync: {}\n", first_sync);
    if (klk) continue;
    fmt::print(
        "    connection: {{server: 127.0.0.1, port: {}, database: VAD10, user: tills, "
        "password: \"${{TILLS_PASSWORD:-invented}}\"}}\n",
        tds_port > 0 ? tds_port : 1433);
  }
  return 0;
}

TillsCommands::TillsCommands(CLI::App& app) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.group = app.add_subcommand("tills", "An invented grocery chain and its tills");
  s.group->require_subcommand(1);
  const auto common = [&s](CLI::App* command) {
    command->add_option("--seed", s.seed, "The same seed gives the same trade")
        ->capture_default_str();
    command
        ->add_option("--size", s.size,
                     "demo (about 400 lines a shop and day) or full (about 12300)")
        ->check(CLI::IsMember({"demo", "full"}))
        ->capture_default_str();
    command
        ->add_option("--now", s.now,
                     "What the tills show is as of this instant (2026-01-15T16:00:00Z), or live")
        ->capture_default_str();
    command->add_option("--zone", s.zone, "Time zone of the shops")->capture_default_str();
  };
  s.serve = s.group->add_subcommand(
      "serve", "Answers like the KLK REST API on 127.0.0.1 until SIGTERM; prints its addresses");
  common(s.serve);
  s.serve->add_option("--port", s.port, "Port of the KLK API; 0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  s.serve
      ->add_option("--tds-port", s.tds_port,
                   "Also answers like Stellar's SQL Server on this port; 0: any that is free")
      ->check(CLI::Range(0, 65535));
  s.serve->add_option("--threads", s.threads, "Threads that answer")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  s.serve->add_option(
      "--faults", s.faults,
      "What goes wrong: 'status status=502 path=/ventas count=2; slow per_row=1ms'");
  s.serve->add_option("--faults-file", s.faults_file, "The same from a file, one fault a line");
  s.serve
      ->add_option("--hour-end", s.hour_end,
                   "What hora_hasta includes: exclusive, inclusive or whole_unit")
      ->check(CLI::IsMember({"exclusive", "inclusive", "whole_unit"}))
      ->capture_default_str();
  s.serve->add_flag("--no-seconds", s.no_seconds, "HH:MM:SS is an error");
  s.serve->add_flag("--hours-per-day", s.hours_per_day,
                    "Hours bound each day of a range by itself");
  s.truth = s.group->add_subcommand("truth", "The lines or the stock that a till should show");
  common(s.truth);
  s.truth->add_option("--location", s.location, "Id, branch or warehouse code")->required();
  CLI::Option* from = s.truth->add_option("--from", s.from, "First day, 2026-01-15");
  s.truth->add_option("--to", s.to, "Last day; the first when not given");
  CLI::Option* stock = s.truth->add_flag("--stock", s.stock, "The stock instead of sales");
  stock->excludes(from);
  CLI::Option* json = s.truth->add_flag("--json", s.json, "One JSON object a line");
  s.truth
      ->add_flag("--digest", s.digest,
                 "A line a day: location, day, lines, sum of totals in USD, SHA-256")
      ->excludes(json)
      ->excludes(stock);
  s.locations = s.group->add_subcommand("locations", "locations.yaml of these tills");
  s.locations->add_option("--zone", s.zone, "Time zone of the shops")->capture_default_str();
  s.locations
      ->add_option("--tds-port", s.tds_port, "Port of the SQL Server of the places on Stellar")
      ->check(CLI::Range(1, 65535));
  s.locations->add_option("--first-sync", s.first_sync, "First business day wanted")
      ->capture_default_str();
}

TillsCommands::~TillsCommands() = default;

bool TillsCommands::parsed() const { return state_->group->parsed(); }

int TillsCommands::Run() {
  if (state_->serve->parsed()) return state_->Serve();
  if (state_->truth->parsed()) return state_->Truth();
  return state_->Locations();
}

}  // namespace telar::samples::tills
