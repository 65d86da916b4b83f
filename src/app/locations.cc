#include "app/locations.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "config/dotenv.h"
#include "core/text.h"
#include "pos/locations_file.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;

Result<std::string> ReadWhole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return Status::InvalidConfig("read " + path.string() + ": it cannot be opened")
        .WithHint("change its rights, or set pos.locations");
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The environment, and what .env says beside it.
config::Environment Variables(const config::Loaded& loaded, const Context& context) {
  config::Environment variables;
  for (const auto& [name, value] : context.environment) {
    if (!value.empty()) variables.emplace(name, value);
  }
  if (loaded.dotenv.empty()) return variables;
  const Result<std::string> text = ReadWhole(loaded.dotenv);
  std::vector<config::Problem> ignored;  // the settings have named them
  if (!text.ok()) return variables;
  for (const auto& entry : config::ParseDotenv(*text, ".env", ignored)) {
    if (!entry.value.empty()) variables.emplace(entry.name, entry.value);
  }
  return variables;
}

/// What people wrote as several ids: "--tiendas a,b", "a b".
std::vector<std::string> Named(const Context& context) {
  std::vector<std::string> names = context.call.arguments();
  for (const char* flag : {"location", "tienda", "tiendas"}) {
    for (const std::string& value : context.call.All(flag)) {
      for (const std::string_view name : Split(value, ','))
        if (!Trim(name).empty()) names.emplace_back(Trim(name));
    }
  }
  return names;
}

}  // namespace

Result<std::vector<pos::Location>> LoadLocations(const config::Loaded& loaded,
                                                 const Context& context) {
  const fs::path& path = loaded.settings.pos.locations;
  std::error_code error;
  if (!fs::exists(path, error)) {
    return Status::InvalidConfig("there is no locations file " + path.string())
        .WithHint("write one (config/locations.example.yaml shows how), or set pos.locations");
  }
  TELAR_ASSIGN_OR_RETURN(const std::string text, ReadWhole(path));
  const config::Environment variables = Variables(loaded, context);
  std::vector<std::unique_ptr<config::SecretProvider>> chain;
  chain.push_back(config::SecretsInEnvironment(variables));
  if (!loaded.settings.secrets.folder.empty())
    chain.push_back(config::SecretsInFolder(loaded.settings.secrets.folder));
  const auto secrets = config::SecretChain(std::move(chain));
  const std::string label =
      path.parent_path() == context.folder ? path.filename().string() : path.string();
  TELAR_ASSIGN_OR_RETURN(
      auto locations,
      pos::ReadLocations(text, label,
                         {.variable = [&](std::string_view name) -> std::optional<std::string> {
                            const auto found = variables.find(name);
                            if (found == variables.end()) return std::nullopt;
                            return found->second;
                          },
                          .secrets = secrets.get()}));
  for (pos::Location& location : locations) {
    for (std::string* query :
         {&location.connection.stock_query, &location.connection.sales_query}) {
      if (!query->empty()) *query = (path.parent_path() / *query).lexically_normal().string();
    }
  }
  return locations;
}

std::vector<Flag> LocationFlags() {
  return {{.name = "all", .help = "Every active location, as without any name"},
          {.name = "location",
           .value = "ID",
           .help = "Only this location; may be given more than once",
           .kind = ValueKind::kText,
           .repeated = true},
          {.name = "todas", .help = "The same as --all"},
          {.name = "tienda",
           .value = "ID",
           .help = "The same as --location",
           .kind = ValueKind::kText,
           .repeated = true},
          {.name = "tiendas",
           .value = "ID",
           .help = "The same as --location; further ids may follow",
           .kind = ValueKind::kText,
           .repeated = true}};
}

Argument LocationArgument() {
  return {.name = "LOCATION",
          .help = "Only these locations; every active one without any",
          .kind = ValueKind::kText,
          .choices = {},
          .required = false,
          .repeated = true};
}

Result<std::vector<std::string>> ChosenLocations(const Context& context,
                                                 const std::vector<pos::Location>& locations,
                                                 bool selling) {
  const std::vector<std::string> named = Named(context);
  if (named.empty()) return std::vector<std::string>();
  if (context.call.Has("all") || context.call.Has("todas")) {
    return Status::InvalidInput("all locations are meant, and " + named[0] + " is named")
        .WithHint("leave out one of the two");
  }
  std::vector<std::string> ids;
  for (const pos::Location& location : locations) ids.push_back(location.id);
  for (const std::string& name : named) {
    const auto found = std::find(ids.begin(), ids.end(), name);
    if (found == ids.end()) {
      const std::string closest = ClosestMatch(name, ids);
      return Status::InvalidInput("there is no location '" + ToValidUtf8(name) + "'")
          .WithHint(closest.empty() ? "telar pos locations shows them"
                                    : "did you mean " + closest + "?");
    }
    if (selling && !locations[static_cast<std::size_t>(found - ids.begin())].sells()) {
      return Status::InvalidInput(name + " is a distribution centre and sells nothing")
          .WithHint("telar pos stock reads what it holds");
    }
  }
  std::vector<std::string> chosen;
  for (const std::string& id : ids) {
    if (std::find(named.begin(), named.end(), id) != named.end()) chosen.push_back(id);
  }
  return chosen;
}

std::vector<const pos::Location*> ThoseLocations(const std::vector<pos::Location>& locations,
                                                 const std::vector<std::string>& ids,
                                                 bool selling) {
  std::vector<const pos::Location*> those;
  for (const pos::Location& location : locations) {
    const bool named = std::find(ids.begin(), ids.end(), location.id) != ids.end();
    if ((ids.empty() ? location.active : named) && (!selling || location.sells()))
      those.push_back(&location);
  }
  return those;
}

std::string_view SourceName(pos::Location::Source source) {
  switch (source) {
    case pos::Location::Source::kKlk: return "klk";
    case pos::Location::Source::kStellar: return "stellar";
    case pos::Location::Source::kOdbc: return "odbc";
  }
  return "";
}

}  // namespace telar::app
