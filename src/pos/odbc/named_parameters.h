#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::pos {

/// A statement whose names are "?", and the values in the order of those.
struct BoundStatement {
  std::string sql;
  std::vector<std::string> parameters;
};

/// Replaces each ":name" of `sql` that `values` knows by "?". What stands in quotes ('…', "…",
/// […], `…`), in comments (-- …, /* … */) and after "::" is left alone. kInvalidConfig for a
/// ":name" that `values` has not, naming it and those there are, and for a "?" of the text's own.
Result<BoundStatement> BindNames(std::string_view sql,
                                 const std::map<std::string, std::string, std::less<>>& values);

}  // namespace telar::pos
