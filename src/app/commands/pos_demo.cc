#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/child.h"
#include "app/commands/commands.h"
#include "app/table.h"
#include "app/wiring.h"
#include "config/url.h"
#include "core/text.h"
#include "net/http.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kDays = 90, kFewestDays = 7, kMostDays = 365;
// One till is out of order for some days in the middle.
constexpr int kOutageBack = 5, kOutageDays = 3;
constexpr std::string_view kDeadShop = "tienda_08", kDeadBranch = "SUC002";

/// The demonstration: a folder, the invented tills, and this program run as a person would.
class Demo {
 public:
  Demo(Context& context, fs::path folder, std::int64_t days)
      : context_(context),
        folder_(std::move(folder)),
        first_(DayBack(days)),
        outage_first_(DayBack(kOutageBack)),
        outage_last_(DayBack(kOutageBack - kOutageDays + 1)),
        last_(DayBack(1)) {}

  Status Run() {
    TELAR_RETURN_IF_ERROR(Prepare());
    Say("Stock of every shop and distribution centre");
    TELAR_RETURN_IF_ERROR(Telar({"pos", "stock"}, {0, 8}));
    Say("Sales of every shop from " + FormatDate(first_) + " on, three requests at a time");
    TELAR_RETURN_IF_ERROR(Backfill(first_, DayBack(kOutageBack + 1), {0, 8}));
    Say("From " + FormatDate(outage_first_) + " to " + FormatDate(outage_last_) + " the till of " +
        std::string(kDeadShop) + " is out of order");
    TELAR_RETURN_IF_ERROR(Faults("error path=/ventas place=" + std::string(kDeadBranch)));
    TELAR_RETURN_IF_ERROR(Telar({"pos", "sales", "--from", FormatDate(outage_first_), "--to",
                                 FormatDate(outage_last_), "--no-gaps"},
                                {8}));
    TELAR_RETURN_IF_ERROR(Faults(""));
    TELAR_RETURN_IF_ERROR(Backfill(DayBack(kOutageBack - kOutageDays), last_, {0, 8}));
    Say("What is missing is known");
    TELAR_RETURN_IF_ERROR(
        Telar({"pos", "coverage", "--days", std::to_string(kFewestDays)}, {0, 8}));
    Say("The till answers again: the whole time, and only what is missing is read");
    TELAR_RETURN_IF_ERROR(Backfill(first_, last_, {0, 8}));
    Say("Is every line the tills have in the warehouse, to the cent?");
    TELAR_RETURN_IF_ERROR(Telar({"pos", "reconcile", std::string(kDeadShop), "--from",
                                 FormatDate(outage_first_), "--to", FormatDate(outage_last_)},
                                {0}));
    Say("What is in the warehouse");
    TELAR_RETURN_IF_ERROR(Tables());
    Say("What the chain lives on, and a page for its buyers");
    // A window that the demonstration fills, and a class for what was sold on half of its days.
    const auto window = std::min<std::int64_t>(
        30, (std::chrono::sys_days(last_) - std::chrono::sys_days(first_)).count() + 1);
    TELAR_RETURN_IF_ERROR(Telar({"pos", "abc", "--top", "8", "--days", std::to_string(window),
                                 "--set", "analytics.xyz_days=" + std::to_string(window / 2)},
                                {0}));
    TELAR_RETURN_IF_ERROR(Telar({"pos", "report", "--html", "report.html"}, {0}));
    tills_.reset();
    Say("Where to look next");
    context_.out.Write(
        "  cd " + folder_.string() +
        "\n"
        "  telar pos coverage                        what was read, and what is open\n"
        "  telar pos suggest                         what every shop should get\n"
        "  open report.html                          what a buyer looks at\n"
        "  telar runs                                the history of runs\n"
        "  sqlite3 pos.db 'SELECT * FROM v_etl_summary_24h'\n"
        "  less locations.yaml telar.yaml            what makes it yours\n"
        "The tills were invented, and have ended.\n");
    return Status::Ok();
  }

 private:
  Date DayBack(std::int64_t days) const {
    // The chain lives in Caracas, four hours behind.
    const auto here =
        std::chrono::floor<std::chrono::days>(context_.clock.Now() - std::chrono::hours(4));
    return Date(here - std::chrono::days(days));
  }

  void Say(const std::string& text) {
    context_.out.Write("\n" + context_.out_style.Bold(text) + "\n");
    [[maybe_unused]] const Status sent = context_.out.Flush();
  }

  Status Write(const char* name, const std::string& text) {
    std::ofstream file(folder_ / name, std::ios::binary);
    file << text;
    file.close();
    if (file) return Status::Ok();
    return Status::Unavailable("write " + (folder_ / name).string() + ": not written")
        .WithRole(Role::kDestination);
  }

  Status Prepare() {
    std::error_code error;
    if (fs::exists(folder_, error) && !fs::exists(folder_ / "telar.yaml", error) &&
        !fs::is_empty(folder_, error)) {
      return Status::AlreadyExists("make a demonstration in " + folder_.string() +
                                   ": other files are there")
          .WithHint("Name another folder with --folder.");
    }
    fs::remove_all(folder_, error);
    fs::create_directories(folder_, error);
    if (error) return Status::FromErrno(error.value(), "make the folder " + folder_.string());

    TELAR_ASSIGN_OR_RETURN(
        tills_, Child::Start({.program = context_.programs / "telar-samples",
                              .arguments = {"tills", "serve", "--port", "0", "--tds-port", "0"},
                              .folder = folder_,
                              .read_output = true}));
    std::string port;
    for (std::string* address : {&url_, &port}) {
      const auto line = tills_->ReadLine();
      const std::size_t space = line ? line->find(' ') : std::string::npos;
      if (space == std::string::npos) {
        return Status::Unavailable("start the invented tills: they said no address");
      }
      *address = line->substr(space + 1);
    }
    port = port.substr(port.rfind(':') + 1);
    TELAR_ASSIGN_OR_RETURN(const auto lister,
                           Child::Start({.program = context_.programs / "telar-samples",
                                         .arguments = {"tills", "locations", "--tds-port", port,
                                                       "--first-sync", FormatDate(first_)},
                                         .folder = folder_,
                                         .read_output = true}));
    std::string locations;
    while (const auto line = lister->ReadLine()) locations += *line + "\n";
    TELAR_RETURN_IF_ERROR(Write("locations.yaml", locations));
    TELAR_RETURN_IF_ERROR(Write("telar.yaml",
                                "pos:\n  database: sqlite:pos.db\n  archive: archive\n"
                                "  flag: etl_last_success.flag\n  max_attempts: 2\n"
                                "  retry_delay: 200ms\n  backfill_pause: 0s\n"
                                "  klk:\n    url: " +
                                    url_ + "\ndisplay:\n  time_zone: America/Caracas\n"));
    Say("An invented chain of 19 shops and 4 distribution centres answers at " + url_ +
        " (KLK) and on port " + port + " (Stellar's SQL Server)");
    context_.out.Write("its settings: " + (folder_ / "telar.yaml").string() + ", " +
                       (folder_ / "locations.yaml").string() + "\n");
    return Status::Ok();
  }

  Status Backfill(Date from, Date to, std::initializer_list<int> good) {
    return Telar(
        {"pos", "backfill", "--from", FormatDate(from), "--to", FormatDate(to), "--parallel", "3"},
        good);
  }

  Status Faults(const std::string& text) {
    TELAR_ASSIGN_OR_RETURN(const auto client, net::OpenHttpClient());
    TELAR_ASSIGN_OR_RETURN(
        const auto answer,
        client->Send(
            {.method = "POST", .url = url_ + "/simulator/faults", .headers = {}, .body = text}));
    if (answer.ok()) return Status::Ok();
    return net::StatusOfAnswer(answer, "tell the invented tills what goes wrong");
  }

  /// Runs this program in the demonstration's folder.
  Status Telar(std::vector<std::string> words, std::initializer_list<int> good) {
    std::string shown = "telar";
    for (const std::string& word : words) shown += " " + word;
    context_.out.Write("$ " + shown + "\n");
    [[maybe_unused]] const Status sent = context_.out.Flush();
    TELAR_ASSIGN_OR_RETURN(const auto child, Child::Start({.program = context_.programs / "telar",
                                                           .arguments = std::move(words),
                                                           .folder = folder_}));
    const int code = child->Wait();
    if (std::find(good.begin(), good.end(), code) != good.end()) return Status::Ok();
    if (code == 130 || code == 143) return Status::Cancelled("the demonstration was stopped");
    return Status::ContractBroken("demonstrate " + shown + ": it ended with " +
                                  std::to_string(code));
  }

  Status Show(db::Connection& connection, std::vector<Table::Column> columns,
              std::string_view sql) {
    Table table(std::move(columns));
    TELAR_RETURN_IF_ERROR(connection.Query(sql, {}, [&](const db::Row& row) {
      std::vector<std::string> cells;
      for (int i = 0; i < row.size(); ++i) cells.push_back(row.TextOrEmpty(i));
      table.Add(std::move(cells));
      return Status::Ok();
    }));
    context_.out.Write(table.Render(context_.TableWidth()) + "\n");
    return Status::Ok();
  }

  Status Tables() {
    TELAR_ASSIGN_OR_RETURN(config::DatabaseUrl url,
                           config::DatabaseUrl::Parse("sqlite:" + (folder_ / "pos.db").string()));
    TELAR_ASSIGN_OR_RETURN(const auto database, OpenDatabase(url));
    TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
    using enum Table::Align;
    TELAR_RETURN_IF_ERROR(Show(
        *connection,
        {{"location"},
         {"name"},
         {"lines", kRight},
         {"units", kRight},
         {"USD", kRight},
         {"last sale"}},
        "SELECT u.id, u.nombre, COUNT(*), printf('%.1f', SUM(v.cantidad_vendida)), "
        "printf('%.2f', SUM(v.venta_total)), MAX(v.fecha_venta) FROM ventas v JOIN ubicaciones u "
        "ON "
        "u.id = v.ubicacion_id GROUP BY u.id, u.nombre ORDER BY SUM(v.venta_total) DESC LIMIT 8"));
    TELAR_RETURN_IF_ERROR(
        Show(*connection, {{"product"}, {"name"}, {"units", kRight}, {"USD", kRight}},
             "SELECT v.producto_id, p.nombre, printf('%.1f', SUM(v.cantidad_vendida)), "
             "printf('%.2f', SUM(v.venta_total)) FROM ventas v JOIN productos p ON p.id = "
             "v.producto_id GROUP BY v.producto_id, p.nombre ORDER BY SUM(v.venta_total) DESC "
             "LIMIT 5"));
    return Show(
        *connection,
        {{"location"}, {"products", kRight}, {"out of stock", kRight}, {"negative", kRight}},
        "SELECT ubicacion_id, COUNT(*), SUM(CASE WHEN cantidad = 0 THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN cantidad < 0 THEN 1 ELSE 0 END) FROM inventario_actual GROUP BY "
        "ubicacion_id ORDER BY ubicacion_id LIMIT 8");
  }

  Context& context_;
  const fs::path folder_;
  const Date first_, outage_first_, outage_last_, last_;
  std::string url_;
  std::unique_ptr<Child> tills_;
};

Result<ExitCode> Run(Context& context) {
  const std::int64_t days = context.call.Number("days", kDays);
  if (days < kFewestDays || days > kMostDays) {
    return Status::InvalidInput("--days: from " + std::to_string(kFewestDays) + " to " +
                                std::to_string(kMostDays));
  }
  const std::string folder = context.call.Has("folder") ? context.call.Get("folder") : "pos-demo";
  TELAR_RETURN_IF_ERROR(Demo(context, context.Resolve(folder), days).Run());
  return ExitCode::kDone;
}

}  // namespace

Command PosDemoCommand() {
  return {.name = "demo",
          .summary = "Show the whole way from tills to tables on an invented chain",
          .description = {"Starts the tills of an invented grocery chain (telar-samples tills "
                          "serve), reads their stock and days of sales into a SQLite file of its "
                          "own folder, lets one till fail, finds what is missing, reads it, and "
                          "compares. Nothing outside the folder is touched."},
          .flags = {{.name = "folder",
                     .value = "DIR",
                     .help = "Where to; pos-demo without it",
                     .kind = ValueKind::kFolder},
                    {.name = "days",
                     .value = "N",
                     .help = "Days of trade; 90 without it",
                     .kind = ValueKind::kNumber}},
          .examples = {{"telar pos demo", "All of it, some minutes"},
                       {"telar pos demo --days 7", "A week of it"}},
          .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                    ExitCode::kInterrupted, ExitCode::kTerminated},
          .run = Run};
}

}  // namespace telar::app
