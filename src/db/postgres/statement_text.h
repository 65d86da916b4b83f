#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telar::db::postgres {

struct NumberedStatement {
  std::string sql;
  int parameters = 0;
};

/// `sql` with every `?` replaced by $1, $2 …; those in quoted text, names, dollar quotes and
/// comments stay. `??` is the operator `?` of JSON.
NumberedStatement NumberParameters(std::string_view sql);

/// The statements of a script, without their ';' and without empty ones. Views into `sql`.
std::vector<std::string_view> SplitScript(std::string_view sql);

/// True for COMMIT, ROLLBACK and their like; ROLLBACK TO a savepoint is none.
bool EndsTransaction(std::string_view statement);

}  // namespace telar::db::postgres
