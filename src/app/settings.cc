#include "app/settings.h"

#include "core/log.h"

namespace telar::app {

Result<config::Loaded> LoadSettings(Context& context, std::vector<config::Problem>* problems) {
  config::LoadOptions options;
  options.environment = context.environment;
  options.working_folder = context.folder;
  if (context.call.Has("config")) options.file = context.Resolve(context.call.Get("config"));
  // Flags of their own first, so that an explicit --set wins over them.
  if (context.call.Has("verbose")) options.flags["log.level"] = "debug";
  if (context.quiet()) options.flags["log.level"] = "error";
  if (context.call.Has("log-format")) options.flags["log.format"] = context.call.Get("log-format");
  for (const std::string& setting : context.call.All("set")) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Status::InvalidInput("--set needs KEY=VALUE")
          .WithHint("such as --set invoices.workers=2");
    }
    options.flags[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  Result<config::Loaded> loaded = config::Load(options, problems);
  if (!loaded.ok()) return loaded;
  log::Configure({.level = loaded->settings.log.level, .format = loaded->settings.log.format});
  for (const std::string& warning : loaded->warnings)
    log::Warn("settings are odd", {{"what", warning}});
  return loaded;
}

}  // namespace telar::app
