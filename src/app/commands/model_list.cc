#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/commands/model_desk.h"
#include "app/commands/model_view.h"
#include "app/table.h"
#include "app/times.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

/// The aliases that stand for a version.
struct Aliases {
  std::optional<models::ModelManifest> champion, candidate;

  std::vector<std::string> Of(int version) const {
    std::vector<std::string> names;
    if (champion && champion->version == version) names.emplace_back(models::kChampion);
    if (candidate && candidate->version == version) names.emplace_back(models::kCandidate);
    return names;
  }
};

Result<Aliases> ReadAliases(models::Registry& registry) {
  Aliases aliases;
  TELAR_ASSIGN_OR_RETURN(aliases.champion, registry.Alias(models::kChampion));
  TELAR_ASSIGN_OR_RETURN(aliases.candidate, registry.Alias(models::kCandidate));
  return aliases;
}

std::string Figure(const models::ModelManifest& manifest, const std::string& name) {
  const auto found = manifest.figures.find(name);
  return found == manifest.figures.end() ? "" : fmt::format("{:.3f}", found->second);
}

std::string Size(std::uint64_t bytes) {
  return bytes < 1'000'000 ? fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3)
                           : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

void PrintHistory(Context& context, const std::vector<models::AliasChange>& history,
                  const LocalTimes& times, std::optional<int> version) {
  Table table({{"at"}, {"who"}, {"did"}, {"version"}, {"why", Table::Align::kLeft, true}});
  for (const models::AliasChange& change : history) {
    if (version && change.version != *version) continue;
    if (context.json()) {
      context.out.Write(JsonLine(ChangeJson(change)));
      continue;
    }
    table.Add({times.Format(change.at), change.who, change.action,
               "v" + std::to_string(change.version), change.why});
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
}

Result<ExitCode> List(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/false));
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open(desk->settings.display.time_zone));
  if (context.call.Has("history")) {
    TELAR_ASSIGN_OR_RETURN(const auto history, desk->registry->History());
    PrintHistory(context, history, times, {});
    return ExitCode::kDone;
  }
  TELAR_ASSIGN_OR_RETURN(const auto versions, desk->registry->Versions());
  TELAR_ASSIGN_OR_RETURN(const Aliases aliases, ReadAliases(*desk->registry));
  using Align = Table::Align;
  Table table({{"version"},
               {"in use as"},
               {"network"},
               {"macro F1", Align::kRight},
               {"accuracy", Align::kRight},
               {"size", Align::kRight},
               {"made"},
               {"file"},
               {"dataset"}});
  for (const models::ModelManifest& m : versions) {
    const auto names = aliases.Of(m.version);
    if (context.json()) {
      Json json = VersionJson(m);
      json["aliases"] = names;
      context.out.Write(JsonLine(json));
      continue;
    }
    std::string joined;
    for (const std::string& name : names) joined += (joined.empty() ? "" : ", ") + name;
    table.Add({"v" + std::to_string(m.version), joined, m.architecture, Figure(m, "macro_f1"),
               Figure(m, "accuracy"), Size(m.bytes), times.Format(m.created),
               m.sha256.substr(0, 12), m.dataset_sha256.substr(0, 12)});
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
  return ExitCode::kDone;
}

Result<ExitCode> Show(Context& context) {
  const auto& arguments = context.call.arguments();
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/false));
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open(desk->settings.display.time_zone));
  TELAR_ASSIGN_OR_RETURN(
      const models::ModelManifest m,
      desk->Find(arguments.empty() ? std::string(models::kChampion) : arguments[0]));
  TELAR_ASSIGN_OR_RETURN(const Aliases aliases, ReadAliases(*desk->registry));
  TELAR_ASSIGN_OR_RETURN(const auto history, desk->registry->History());
  if (context.json()) {
    Json json = VersionJson(m);
    json["aliases"] = aliases.Of(m.version);
    json["history"] = Json::array();
    for (const models::AliasChange& change : history) {
      if (change.version == m.version) json["history"].push_back(ChangeJson(change));
    }
    context.out.Write(JsonLine(json));
    return ExitCode::kDone;
  }
  Table table({{"v" + std::to_string(m.version)}, {""}});
  for (const std::string& name : aliases.Of(m.version)) table.Add({"in use as", name});
  table.Add({"network", m.architecture});
  table.Add({"file", m.sha256});
  table.Add({"size", Size(m.bytes)});
  table.Add({"made", times.Format(m.created)});
  table.Add({"by", m.code_version});
  table.Add({"dataset", m.dataset_sha256.empty() ? "unknown" : m.dataset_sha256});
  table.Add({"baseline of drift", m.baseline_sha256.empty() ? "none" : m.baseline_sha256});
  for (const auto& [name, value] : m.figures) table.Add({name, fmt::format("{:.4g}", value)});
  for (const auto& [name, value] : m.parameters) table.Add({name, value});
  context.out.Write(table.Render(context.TableWidth()) + "\n");
  PrintHistory(context, history, times, m.version);
  return ExitCode::kDone;
}

Result<ExitCode> Prune(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenModelDesk(context, /*make=*/false));
  const auto keep =
      std::max<std::int64_t>(context.call.Number("keep", desk->settings.models.keep), 1);
  TELAR_ASSIGN_OR_RETURN(const auto removed, desk->registry->Prune(static_cast<int>(keep)));
  if (context.json()) {
    context.out.Write(JsonLine({{"removed", removed}}));
  } else {
    context.out.Write(std::to_string(removed.size()) + " versions removed\n");
  }
  return removed.empty() ? ExitCode::kNothingToDo : ExitCode::kDone;
}

}  // namespace

Command ModelListCommand() {
  return {.name = "list",
          .summary = "List the versions, or who changed what when",
          .description = {"Oldest first, with the figures each was registered with."},
          .flags = {{.name = "history",
                     .help = "The changes instead: who promoted, rolled back or refused what, and "
                             "why"}},
          .examples = {{"telar model list --history", "Who was in production when"}},
          .exits = {ExitCode::kDestinationDown},
          .run = List};
}

Command ModelShowCommand() {
  return {.name = "show",
          .summary = "Show what one version is made of",
          .arguments = {{.name = "VERSION",
                         .help = "A version or an alias; the champion unless given",
                         .required = false}},
          .examples = {{"telar model show candidate", "The last one trained"}},
          .exits = {ExitCode::kDestinationDown},
          .run = Show};
}

Command ModelPruneCommand() {
  return {.name = "prune",
          .summary = "Remove the files of old versions",
          .description = {"Those in use, the champion before and the last models.keep stay, and so "
                          "does the history."},
          .flags = {{.name = "keep",
                     .value = "N",
                     .help = "Versions to keep (models.keep)",
                     .kind = ValueKind::kNumber}},
          .examples = {{"telar model prune --keep 5", "Only the last five and those in use"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
          .run = Prune};
}

}  // namespace telar::app
