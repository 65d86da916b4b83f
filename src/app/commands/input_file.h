#pragma once

#include <cstdint>
#include <string>

#include "app/context.h"
#include "core/result.h"

namespace telar::app {

/// The bytes of a file a person named, "-" for standard input. kInvalidInput for a folder,
/// kLimitExceeded beyond `limit` bytes, otherwise what the system says.
Result<std::string> ReadInput(Context& context, const std::string& name, std::uint64_t limit);

}  // namespace telar::app
