#include "app/commands/model_word.h"

#include "app/build_info.h"
#include "app/times.h"
#include "app/wiring.h"
#include "core/ids.h"
#include "models/report_training.h"
#include "models/tracking_table.h"

namespace telar::app {
namespace {

void Trouble(ModelDesk& desk, const Status& status) {
  desk.context.err.Write(status.FullMessage() + "\n");
  if (!status.hint().empty()) desk.context.err.Write("  " + status.hint() + "\n");
}

void Say(ModelDesk& desk, const models::TrainingReport& report) {
  if (desk.context.quiet() && !report.trouble) return;
  for (const std::string& line : report.lines) desk.context.err.Write(line + "\n");
}

/// Everything but the database; nothing when no service is named.
std::optional<models::ReportOptions> Services(ModelDesk& desk,
                                              std::unique_ptr<net::HttpClient>& http) {
  models::ReportOptions options = models::ReportOptionsOf(desk.settings);
  if (!options.mlflow && !options.cloudwatch) return std::nullopt;
  auto client = net::OpenHttpClient({.user_agent = "telar/" + std::string(TheBuild().version)});
  if (!client.ok()) {
    Trouble(desk, client.status());
    return std::nullopt;
  }
  http = *std::move(client);
  options.http = http.get();
  options.store = desk.store.get();
  options.clock = &desk.context.clock;
  options.random = &desk.context.random;
  return options;
}

/// The database with the row in it; null when there is none.
std::unique_ptr<db::Database> Tracked(ModelDesk& desk, const models::TrainingRecord& record) {
  auto database = OpenDatabase(desk.settings.invoices.database);
  Status written = database.status();
  if (database.ok()) written = models::WriteTracking(**database, desk.context.clock, record);
  if (written.ok()) return *std::move(database);
  Trouble(desk, written.WithContext("the training has no row in tracking"));
  return nullptr;
}

}  // namespace

void TellOfTraining(ModelDesk& desk, models::TrainingFacts facts) {
  Context& context = desk.context;
  facts.id = NewUuid(context.clock, context.random);
  if (const auto times = LocalTimes::Open(desk.settings.display.time_zone); times.ok()) {
    facts.local_time = times->Format(facts.finished);
  }
  facts.registry_address = models::RegistryAddress(desk.store->Describe(), facts.manifest);
  facts.commit = TheBuild().commit_hash;
  const models::TrainingRecord record = models::RecordOf(facts);
  const std::unique_ptr<db::Database> database = Tracked(desk, record);
  std::unique_ptr<net::HttpClient> http;
  if (auto options = Services(desk, http)) {
    options->database = database.get();
    Say(desk, models::ReportTraining(*options, record, {}, context.interrupts.drain()));
  }
}

void TellOfAliases(ModelDesk& desk) {
  std::unique_ptr<net::HttpClient> http;
  auto options = Services(desk, http);
  if (!options || !options->mlflow) return;
  // Trainings that waited have their row noted only where the table is there already.
  const auto database = OpenDatabase(desk.settings.invoices.database);
  if (database.ok()) options->database = database->get();
  Say(desk, models::DeliverPending(*options, desk.context.interrupts.drain()));
}

}  // namespace telar::app
