#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace telar::db::postgres {

/// The failure behind a five-letter SQLSTATE (PostgreSQL manual, appendix A) as "`operation`:
/// `message`", with a hint where a person can do something. "" is a failure without one: the
/// connection broke. `message` is the server's first line; what it quotes of values is left out.
Status StatusOfSqlstate(std::string_view sqlstate, std::string_view operation,
                        std::string_view message);

/// The failure behind the text of a connection that could not be made, as libpq writes it in its
/// verbose form, so that it holds the SQLSTATE whatever language the server speaks.
Status StatusOfConnectError(std::string_view text);

}  // namespace telar::db::postgres
