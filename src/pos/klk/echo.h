#pragma once

#include <string_view>

#include "core/result.h"

namespace telar::pos::klk {

/// Whether the `meta` of an answer repeats what was asked for: `sucursal_codigo`, `almacen`,
/// `almacences_filtrados` (a text, a list, or a text that is a list). kUnavailable when it names
/// another branch of the same form ("SUC001" for "SUC008") or only other warehouses: somebody
/// between here and the till mixed answers up, which is often gone a moment later. What is not
/// there, empty or of another form says nothing. `branch` may be empty: not asked for.
Status CheckEcho(std::string_view meta, std::string_view branch, std::string_view warehouse);

}  // namespace telar::pos::klk
