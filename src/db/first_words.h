#pragma once

#include <string_view>

namespace telar::db {

/// The first words of a statement, for error messages: at most four, none that could hold a value.
std::string_view FirstWords(std::string_view sql);

}  // namespace telar::db
