#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/settings.h"
#include "config/describe.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

Result<ExitCode> Show(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  context.out.Write(context.json() ? config::RenderShowJson(loaded) : config::RenderShow(loaded));
  return ExitCode::kDone;
}

Result<ExitCode> Check(Context& context) {
  std::vector<config::Problem> problems;
  const Result<config::Loaded> loaded = LoadSettings(context, &problems);
  if (!loaded.ok() && problems.empty()) return loaded.status();
  if (context.json()) {
    Json json{{"ok", loaded.ok()}, {"problems", Json::array()}, {"warnings", Json::array()}};
    for (const config::Problem& p : problems) {
      json["problems"].push_back({{"where", p.where}, {"message", p.message}, {"hint", p.hint}});
    }
    if (loaded.ok()) json["warnings"] = loaded->warnings;
    context.out.Write(json.dump() + "\n");
  } else if (loaded.ok()) {
    const std::string file =
        loaded->file.empty() ? "no telar.yaml, defaults" : loaded->file.string();
    context.out.Write(context.out_style.Green("ok") + ": " + file + "\n");
  } else {
    for (const config::Problem& p : problems) {
      context.out.Write(p.where + ": " + p.message + "\n");
      if (!p.hint.empty()) context.out.Write(context.out_style.Dim("  hint: " + p.hint) + "\n");
    }
  }
  return loaded.ok() ? ExitCode::kDone : ExitCode::kConfig;
}

Result<ExitCode> Schema(Context& context) {
  context.out.Write(config::JsonSchema());
  return ExitCode::kDone;
}

Result<ExitCode> Reference(Context& context) {
  if (context.json())
    context.out.Write(Json{{"markdown", config::SettingsReference()}}.dump() + "\n");
  else context.out.Write(config::SettingsReference());
  return ExitCode::kDone;
}

}  // namespace

Command ConfigCommand() {
  return {
      .name = "config",
      .summary = "Look at the settings",
      .children = {
          {.name = "show",
           .summary = "Print every setting, its value and where it came from",
           .description = {"Secrets are masked."},
           .examples = {{"telar config show --set invoices.workers=2",
                         "What would hold with this flag"}},
           .run = Show},
          {.name = "check",
           .summary = "Say whether the settings are right",
           .description =
               {"Reads telar.yaml, .env and the environment and prints every problem with "
                "its line. Asks no database and no store: see telar doctor."},
           .examples = {{"telar config check --config new.yaml", "Check a file before it is used"}},
           .exits = {ExitCode::kConfig},
           .run = Check},
          {.name = "schema",
           .summary = "Print the JSON Schema of telar.yaml",
           .examples = {{"telar config schema > telar.schema.json",
                         "Let an editor complete settings"}},
           .run = Schema},
          {.name = "reference",
           .summary = "Print the reference of all settings as Markdown",
           .examples = {{"telar config reference > settings.md", "Keep the reference as a file"}},
           .run = Reference}}};
}

}  // namespace telar::app
