#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "ledger/runs.h"

namespace telar::app {

/// One line of JSON output; malformed UTF-8 of foreign text is replaced.
inline std::string JsonLine(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// What a run did with its items, as every command prints it.
inline nlohmann::ordered_json TotalsJson(const ledger::RunTotals& t) {
  return {{"planned", t.planned}, {"done", t.done},         {"empty", t.empty},
          {"review", t.review},   {"rejected", t.rejected}, {"failed", t.failed},
          {"retried", t.retried}, {"left", t.left}};
}

}  // namespace telar::app
