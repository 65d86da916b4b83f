#include "db/first_words.h"

#include <algorithm>

#include "core/text.h"

namespace telar::db {

std::string_view FirstWords(std::string_view sql) {
  sql = Trim(sql);
  std::size_t end = 0;
  for (int words = 0; words < 4; ++words) {
    const std::size_t start = sql.find_first_not_of(' ', end);
    if (start == std::string_view::npos) break;
    const std::size_t stop = std::min(sql.find_first_of(" \n\t(;", start), sql.size());
    const std::string_view word = sql.substr(start, stop - start);
    const bool digits = !word.empty() && word[0] >= '0' && word[0] <= '9';
    if (word.empty() || digits || word.find_first_of("'=?") != std::string_view::npos) break;
    end = stop;
    if (stop < sql.size() && sql[stop] != ' ') break;
  }
  return sql.substr(0, std::min<std::size_t>(end, 80));
}

}  // namespace telar::db
