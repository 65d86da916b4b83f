#pragma once

#include <string_view>

#include "core/status.h"

namespace telar::db::sqlite {

/// The failure behind an extended result code of SQLite (sqlite.org/rescode.html) as "`operation`:
/// `message`", with a hint where a person can do something. `system_errno` tells a file that may
/// not be opened from one that cannot be. `code` is not SQLITE_OK, SQLITE_ROW or SQLITE_DONE.
Status StatusOfCode(int code, int system_errno, std::string_view operation,
                    std::string_view message);

}  // namespace telar::db::sqlite
