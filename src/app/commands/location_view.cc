#include "app/commands/location_view.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/commands/json_line.h"
#include "app/locations.h"
#include "app/settings.h"
#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

std::string TimeOfDay(Duration time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  return fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
}

std::string Hours(const pos::Location& location) {
  if (location.opens == location.closes) return "";
  const std::string closes =
      location.closes == std::chrono::hours(24) ? "24:00" : TimeOfDay(location.closes);
  return TimeOfDay(location.opens) + "-" + closes;
}

std::string_view KindOf(const pos::Location& location) {
  return location.sells() ? "store" : "cedi";
}

Json ReachedJson(const ReachedLocation& reached) {
  return {{"ok", reached.status.ok()},
          {"host", reached.server.host},
          {"port", reached.server.port},
          {"milliseconds", std::chrono::duration<double, std::milli>(reached.latency).count()},
          {"message", reached.status.message()}};
}

Json LocationJson(const pos::Location& location) {
  Json json{{"location", location.id},
            {"name", location.name},
            {"kind", KindOf(location)},
            {"source", SourceName(location.source)},
            {"region", location.region},
            {"branch", location.branch},
            {"warehouses", Json::array()},
            {"zone", location.zone.name()},
            {"hours", Hours(location)},
            {"closed", location.closed},
            {"first_sync", FormatDate(location.first_sync)},
            {"active", location.active},
            {"visible", location.visible}};
  for (const pos::Warehouse& warehouse : location.warehouses)
    json["warehouses"].push_back({{"code", warehouse.code}, {"name", warehouse.name}});
  return json;
}

}  // namespace

void PrintLocations(Context& context, const std::vector<const pos::Location*>& locations,
                    const std::vector<ReachedLocation>& reached) {
  std::vector<Table::Column> columns = {{"location"},   {"name", Table::Align::kLeft, true},
                                        {"kind"},       {"source"},
                                        {"region"},     {"branch"},
                                        {"warehouses"}, {"hours"},
                                        {"active"}};
  if (!reached.empty()) columns.push_back({"server", Table::Align::kLeft, true});
  Table table(columns);
  for (std::size_t i = 0; i < locations.size(); ++i) {
    const pos::Location& location = *locations[i];
    if (context.json()) {
      Json json = LocationJson(location);
      if (!reached.empty()) json["reached"] = ReachedJson(reached[i]);
      context.out.Write(JsonLine(json));
      continue;
    }
    std::vector<std::string> codes;
    for (const pos::Warehouse& warehouse : location.warehouses) codes.push_back(warehouse.code);
    std::vector<std::string> cells = {location.id,
                                      location.name,
                                      std::string(KindOf(location)),
                                      std::string(SourceName(location.source)),
                                      location.region,
                                      location.branch,
                                      Join(codes, " "),
                                      Hours(location),
                                      location.active ? "yes" : "no"};
    if (!reached.empty()) {
      const ReachedLocation& its = reached[i];
      cells.push_back(its.status.ok() ? "reached in " + FormatDuration(its.latency)
                                      : its.status.message());
    }
    table.Add(std::move(cells));
    if (!reached.empty() && context.out_style.color && !reached[i].status.ok())
      table.Paint(9, [](std::string_view text) { return Style{true}.Red(text); });
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
}

Result<ExitCode> ListLocations(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto locations, LoadLocations(loaded, context));
  std::vector<const pos::Location*> all;
  for (const pos::Location& location : locations) all.push_back(&location);
  PrintLocations(context, all, {});
  return ExitCode::kDone;
}

}  // namespace telar::app
