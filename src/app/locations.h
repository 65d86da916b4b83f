#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "config/load.h"
#include "core/result.h"
#include "pos/location.h"

namespace telar::app {

/// The locations of the file that pos.locations names. ${NAME} in it is a variable of the
/// environment or of .env, secret:NAME#KEY is looked up as in telar.yaml; query files that it names
/// are below its folder. kInvalidConfig when there is no such file or when something is wrong in it
/// (pos/locations_file.h).
Result<std::vector<pos::Location>> LoadLocations(const config::Loaded& loaded,
                                                 const Context& context);

/// The flags that say which locations, with those of the earlier platform; and the argument
/// LOCATION…, which they stand for.
std::vector<Flag> LocationFlags();
Argument LocationArgument();

/// The ids that these say, each once, in the file's order; none when all are meant. kInvalidInput
/// for an id that the file does not have, for names beside --all, and, with `selling`, for a
/// location that sells nothing.
Result<std::vector<std::string>> ChosenLocations(const Context& context,
                                                 const std::vector<pos::Location>& locations,
                                                 bool selling);
/// The locations with these ids, or every active one for none.
std::vector<const pos::Location*> ThoseLocations(const std::vector<pos::Location>& locations,
                                                 const std::vector<std::string>& ids, bool selling);

/// "klk", "stellar", "odbc".
std::string_view SourceName(pos::Location::Source source);

}  // namespace telar::app
