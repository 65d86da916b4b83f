#pragma once

#include <string>

#include "app/context.h"

namespace telar::app {

/// --by of every command whose steps are kept with who took them.
Flag ByFlag();
/// Who acts: --by, else the user of the operating system. kInvalidInput when that is no name.
Result<std::string> ActorName(const Context& context);

}  // namespace telar::app
