#include <algorithm>

#include "app/commands/commands.h"
#include "app/commands/location_view.h"
#include "app/locations.h"
#include "app/settings.h"
#include "app/till_sources.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto locations, LoadLocations(loaded, context));
  TELAR_ASSIGN_OR_RETURN(const auto chosen, ChosenLocations(context, locations, false));
  std::vector<const pos::Location*> those;
  for (const pos::Location& location : locations) {
    const bool named = std::find(chosen.begin(), chosen.end(), location.id) != chosen.end();
    if (chosen.empty() || named) those.push_back(&location);
  }
  if (!context.call.Has("reach")) {
    PrintLocations(context, those, {});
    return ExitCode::kDone;
  }
  // What is not active need not be there.
  std::erase_if(those, [](const pos::Location* location) { return !location->active; });
  TELAR_ASSIGN_OR_RETURN(const auto sources,
                         TillSources::Open(loaded.settings, those, context.clock));
  const auto reached = sources->Reach(those, context.interrupts.drain());
  PrintLocations(context, those, reached);
  const auto failed = std::count_if(reached.begin(), reached.end(),
                                    [](const auto& one) { return !one.status.ok(); });
  if (failed == 0) return ExitCode::kDone;
  return failed == std::ssize(reached) ? ExitCode::kSourceDown : ExitCode::kSomeNeedPeople;
}

}  // namespace

Command PosLocationsCommand() {
  std::vector<Flag> flags = {
      {.name = "reach", .help = "Also ask each server of an active location for a connection"}};
  for (Flag& flag : LocationFlags()) flags.push_back(std::move(flag));
  return {.name = "locations",
          .summary = "Check the locations file and show what is in it",
          .description = {"Every problem in the file of pos.locations is named with its line. With "
                          "--reach the server of each active location is asked for a TCP "
                          "connection: 8 when some did not take it, 5 when none did."},
          .arguments = {LocationArgument()},
          .flags = std::move(flags),
          .examples = {{"telar pos locations", "Is the file right?"},
                       {"telar pos locations --reach", "Are the tills there?"}},
          .exits = {ExitCode::kSourceDown, ExitCode::kSomeNeedPeople},
          .run = Run};
}

}  // namespace telar::app
