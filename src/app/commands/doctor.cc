#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/checks.h"
#include "app/commands/commands.h"
#include "app/settings.h"
#include "app/table.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using Grade = CheckResult::Grade;

CheckResult SettingsCheck(const config::Loaded& loaded) {
  const std::string file = loaded.file.empty() ? "no telar.yaml, defaults" : loaded.file.string();
  if (loaded.warnings.empty()) return {"settings", Grade::kOk, file};
  std::string detail = file;
  for (const std::string& warning : loaded.warnings) detail += "; " + warning;
  return {"settings", Grade::kWarn, detail, "telar config show says where each value comes from"};
}

void PrintCheck(Context& context, const CheckResult& check) {
  if (context.json()) {
    context.out.Write(Json{{"check", check.name},
                           {"state", GradeName(check.grade)},
                           {"detail", check.detail},
                           {"hint", check.hint}}
                          .dump(-1, ' ', false, Json::error_handler_t::replace) +
                      "\n");
  } else {
    const Style& style = context.out_style;
    const std::string grade = fmt::format("{:<6}", GradeName(check.grade));
    const std::string painted = check.grade == Grade::kOk     ? style.Green(grade)
                                : check.grade == Grade::kWarn ? style.Yellow(grade)
                                                              : style.Red(grade);
    context.out.Write(fmt::format("{}{:<26}{}\n", painted, check.name, Printable(check.detail)));
    if (!check.hint.empty() && check.grade != Grade::kOk) {
      context.out.Write(fmt::format("{:<32}{}\n", "", style.Dim("hint: " + Printable(check.hint))));
    }
  }
  (void)context.out.Flush();
}

Result<ExitCode> Run(Context& context) {
  bool failed = false;
  const auto print = [&](const std::vector<CheckResult>& checks) {
    for (const CheckResult& check : checks) {
      PrintCheck(context, check);
      failed = failed || check.grade == Grade::kFail;
    }
  };
  const Result<config::Loaded> loaded = LoadSettings(context);
  if (!loaded.ok()) {
    print({{"settings", Grade::kFail, loaded.status().FullMessage(), loaded.status().hint()}});
    return ExitCode::kConfig;
  }
  print({SettingsCheck(*loaded)});
  print(CheckDatabase(loaded->settings));
  print(CheckStores(loaded->settings, context.clock));
  print(CheckTills(*loaded, context));
  print({CheckModel(loaded->settings, context.clock)});
  print(CheckReader(loaded->settings, context));
  print(CheckMachine(loaded->settings, context.clock));
  return failed ? ExitCode::kConfig : ExitCode::kDone;
}

}  // namespace

Command DoctorCommand() {
  return {
      .name = "doctor",
      .summary = "Check that this machine and these settings work",
      .description =
          {"Looks at settings, databases and their schemas, inbox and archive, locations and their "
           "tills, the reader and its sandbox, OCR languages, processor, memory, disk space, clock "
           "and time zone. Changes nothing. Without a locations file it needs no network.",
           "Each check is ok, warn or fail with a hint; the exit code is 3 when one failed. With "
           "--json, one object a line and check."},
      .examples = {{"telar doctor", "Before the first run"},
                   {"telar doctor --json", "For monitoring"}},
      .exits = {ExitCode::kConfig},
      .run = Run};
}

}  // namespace telar::app
