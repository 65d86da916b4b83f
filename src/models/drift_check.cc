#include "models/drift_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "models/baseline.h"
#include "models/drift_report.h"
#include "models/observations.h"

namespace telar::models {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kChecks = "checks/";
constexpr std::uint64_t kMostRecordBytes = 1 << 20;
constexpr int kPage = 1000;

std::string CheckKey(int number) { return fmt::format("{}{:06}.json", kChecks, number); }

int NumberOf(const std::string& key) {
  int number = 0;
  if (key.size() > kChecks.size()) {
    std::from_chars(key.data() + kChecks.size(), key.data() + key.size(), number);
  }
  return number;
}

// Oldest first.
Result<std::vector<std::string>> CheckKeys(store::ObjectStore& drift) {
  std::vector<std::string> keys;
  std::string after;
  do {
    TELAR_ASSIGN_OR_RETURN(const store::ListPage page, drift.List(kChecks, after, kPage));
    for (const store::ObjectInfo& object : page.objects) keys.push_back(object.key);
    after = page.next;
  } while (!after.empty());
  return keys;
}

Result<DriftRecord> ReadCheck(store::ObjectStore& drift, const std::string& key) {
  TELAR_ASSIGN_OR_RETURN(const std::string text, drift.Get(key, "", kMostRecordBytes));
  auto record = ParseDriftRecord(text);
  if (!record.ok()) return record.status().WithContext(key);
  return record;
}

// The champion's baseline, or in `problem` why there is none.
Result<Baseline> BaselineOf(Registry& registry, const ModelManifest& champion,
                            std::string& problem) {
  if (champion.baseline_sha256.empty()) {
    problem = fmt::format("model version {} was registered without a baseline", champion.version);
    return Baseline{};
  }
  const auto unusable = [&](const Status& status) {
    problem = fmt::format("the baseline of model version {} cannot be used: {}", champion.version,
                          status.FullMessage());
    return Baseline{};
  };
  const auto bytes = registry.Blob(champion.baseline_sha256);
  if (bytes.status().code() == Code::kNotFound || bytes.status().code() == Code::kContractBroken) {
    return unusable(bytes.status());
  }
  if (!bytes.ok()) return bytes.status();
  auto baseline = ParseBaseline(*bytes);
  if (!baseline.ok()) return unusable(baseline.status());
  return baseline;
}

std::string WindowName(const DriftRecord& record, std::span<const Observation> observations) {
  Sha256 digest;
  digest.Add(fmt::format("{} {}\n", record.model_version, record.baseline_sha256));
  for (const Observation& o : observations) digest.Add(o.document + "\n");
  return digest.FinishHex();
}

Json FeaturesJson(const PageFeatures& f) {
  Json features = {{"mean", f.mean},     {"std", f.std},       {"mean_r", f.mean_r},
                   {"mean_g", f.mean_g}, {"mean_b", f.mean_b}, {"min", f.min},
                   {"max", f.max},       {"median", f.median}};
  if (f.look) {
    features.update({{"paper", f.look->paper},
                     {"ink", f.look->ink},
                     {"sharpness", f.look->sharpness},
                     {"top", f.look->top},
                     {"upper", f.look->upper}});
  }
  return features;
}

Result<std::string> WindowJson(const DriftRecord& record, std::span<const Observation> observations,
                               const DriftCheckOptions& options) {
  Json documents = Json::array();
  for (const Observation& o : observations) {
    std::string key;
    if (options.whereabouts) {
      TELAR_ASSIGN_OR_RETURN(key, options.whereabouts(o.document));
    }
    documents.push_back({{"document", o.document},
                         {"key", key.empty() ? Json(nullptr) : Json(key)},
                         {"observed_at", FormatInstant(o.observed_at)},
                         {"label", o.label},
                         {"probability", o.probability},
                         {"features", FeaturesJson(o.features)}});
  }
  const Json object = {
      {"format", "telar.drift_window"},        {"version", 1},
      {"model_version", record.model_version}, {"baseline_sha256", record.baseline_sha256},
      {"from", FormatInstant(record.from)},    {"to", FormatInstant(record.to)},
      {"documents", std::move(documents)}};
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string WhyTrain(const DriftRecord& record) {
  std::string moved;
  for (const DriftComparison& c : record.report.comparisons) {
    if (!c.drifted) continue;
    moved += fmt::format("{}{} of {} by {:.2f}", moved.empty() ? "" : ", ", c.feature,
                         ClassName(c.label), c.test.distance);
  }
  return fmt::format("drift of model version {}: {}", record.model_version, moved);
}

// When the present champion became it; nothing when none did.
Result<std::optional<Instant>> ChampionSince(Registry& registry) {
  TELAR_ASSIGN_OR_RETURN(const auto history, registry.History());
  std::optional<Instant> since;
  for (const AliasChange& change : history) {
    if (change.alias == kChampion) since = change.at;
  }
  return since;
}

Status RequestTraining(const DriftSources& sources, const DriftCheckOptions& options,
                       DriftRecord& record) {
  RequestGuard guard;
  guard.days = options.request_days;
  TELAR_ASSIGN_OR_RETURN(guard.promoted, ChampionSince(sources.registry));
  TrainingRequest request;
  request.who = options.who;
  request.why = WhyTrain(record);
  request.model_version = record.model_version;
  request.window = record.window;
  request.check = record.number;
  TELAR_ASSIGN_OR_RETURN(
      const AskedTraining asked,
      TrainingRequests(sources.models, sources.clock).Ask(request, guard, options.dry_run));
  record.request = asked.request ? asked.request->number : 0;
  record.no_request = asked.refusal;
  return Status::Ok();
}

// The window goes first and the record last: a record's window and report are there.
Status Keep(const DriftSources& sources, const DriftCheckOptions& options,
            std::span<const Observation> observations, DriftOutcome& outcome) {
  DriftRecord& record = outcome.record;
  const bool drifted = record.report.verdict == DriftVerdict::kDrift;
  if (drifted) {
    TELAR_ASSIGN_OR_RETURN(const std::string window, WindowJson(record, observations, options));
    TELAR_RETURN_IF_ERROR(sources.drift->Put(WindowKey(record), window, true).status());
    TELAR_RETURN_IF_ERROR(sources.drift->Put(ReportKey(record), outcome.html, true).status());
  }
  const Status put =
      sources.drift->Put(CheckKey(record.number), DriftRecordJson(record), false).status();
  if (put.code() == Code::kAlreadyExists) {
    return Status::Conflict("check for drift: another check was kept at the same moment");
  }
  return put;
}

}  // namespace

std::string ReportKey(const DriftRecord& record) {
  return fmt::format("reports/{:06}.html", record.number);
}

std::string WindowKey(const DriftRecord& record) {
  return fmt::format("windows/{}.json", record.window);
}

Result<DriftOutcome> RunDriftCheck(const DriftSources& sources, const DriftCheckOptions& options) {
  if (options.to <= options.from) {
    return Status::InvalidInput("check for drift: the window ends before it starts");
  }
  DriftOutcome outcome;
  DriftRecord& record = outcome.record;
  record.checked_at = sources.clock.Now();
  record.from = options.from;
  record.to = options.to;
  record.limits = options.limits;
  TELAR_ASSIGN_OR_RETURN(const auto champion, sources.registry.Alias(kChampion));
  Baseline baseline;
  ObservationWindow window;
  if (!champion) {
    record.problem = "no model is champion";
  } else {
    record.model_version = champion->version;
    record.baseline_sha256 = champion->baseline_sha256;
    TELAR_ASSIGN_OR_RETURN(baseline, BaselineOf(sources.registry, *champion, record.problem));
    if (sources.database != nullptr) {
      TELAR_ASSIGN_OR_RETURN(
          window, ReadObservations(*sources.database, champion->version, options.from, options.to));
    }
  }
  record.baseline_documents = baseline.documents;
  record.documents = window.documents;
  record.looked_at = window.observations.size();
  const std::vector<FeatureSample> current = SamplesLike(baseline, window.observations);
  record.report = CheckDrift(baseline.samples, current, options.limits);
  const DriftVerdict verdict = record.report.verdict;
  if (verdict == DriftVerdict::kNoBaseline && record.problem.empty()) {
    record.problem = fmt::format(
        "the baseline of model version {} has fewer than {} documents of "
        "either class",
        record.model_version, options.limits.least);
  }
  record.window = WindowName(record, window.observations);
  if (!options.dry_run) {
    TELAR_ASSIGN_OR_RETURN(const auto keys, CheckKeys(*sources.drift));
    record.number = keys.empty() ? 1 : NumberOf(keys.back()) + 1;
  }
  if (verdict == DriftVerdict::kDrift) {
    TELAR_RETURN_IF_ERROR(RequestTraining(sources, options, record));
  }
  if (!record.report.comparisons.empty()) {
    outcome.html = DriftReportHtml(record, baseline.samples, current);
  }
  if (options.dry_run) return outcome;
  TELAR_RETURN_IF_ERROR(Keep(sources, options, window.observations, outcome));
  const bool tell = verdict == DriftVerdict::kDrift || verdict == DriftVerdict::kNoBaseline;
  if (tell && options.notify) outcome.notified = options.notify(record);
  return outcome;
}

Result<std::vector<DriftRecord>> KeptChecks(store::ObjectStore& drift, std::size_t most) {
  TELAR_ASSIGN_OR_RETURN(auto keys, CheckKeys(drift));
  std::reverse(keys.begin(), keys.end());
  if (keys.size() > most) keys.resize(most);
  std::vector<DriftRecord> records;
  for (const std::string& key : keys) {
    TELAR_ASSIGN_OR_RETURN(DriftRecord record, ReadCheck(drift, key));
    records.push_back(std::move(record));
  }
  return records;
}

Result<DriftRecord> KeptCheck(store::ObjectStore& drift, int number) {
  auto record = ReadCheck(drift, CheckKey(number));
  if (record.status().code() == Code::kNotFound) {
    return Status::NotFound(fmt::format("check {}: none is kept in {}", number, drift.Describe()))
        .WithHint("`telar drift show` lists the checks there are.");
  }
  return record;
}

}  // namespace telar::models
