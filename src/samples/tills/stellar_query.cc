#include "samples/tills/stellar_query.h"

#include <algorithm>

#include "core/text.h"

namespace telar::samples::tills {
namespace {

using shops::WallTime;

bool IsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '#' || c == '@';
}

/// A name, a quoted text (with its quote) or one other character.
std::vector<std::string> Tokens(std::string_view sql) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < sql.size();) {
    const char c = sql[i];
    std::size_t end = i + 1;
    if (c == '-' && i + 1 < sql.size() && sql[i + 1] == '-') {
      i = std::min(sql.find('\n', i), sql.size());
      continue;
    }
    if (c == '\'' || c == '[' || c == '"') {
      const char closing = c == '[' ? ']' : c;
      end = std::min(sql.find(closing, end), sql.size() - 1) + 1;
      std::string inner(sql.substr(i + 1, end - i - 2));
      tokens.push_back(c == '\'' ? "'" + inner : inner);
    } else if (IsName(c)) {
      while (end < sql.size() && IsName(sql[end])) ++end;
      tokens.emplace_back(sql.substr(i, end - i));
    } else if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      tokens.emplace_back(1, c);
    }
    i = end;
  }
  return tokens;
}

bool Is(const std::string& token, std::string_view word) {
  return AsciiLower(token) == AsciiLower(word);
}

std::vector<std::string> Columns(const std::vector<std::string>& tokens) {
  std::vector<std::string> columns;
  const auto select = std::find_if(tokens.begin(), tokens.end(),
                                   [](const auto& token) { return Is(token, "select"); });
  int depth = 0;
  std::string name;
  for (auto at = select; at != tokens.end() && ++at != tokens.end();) {
    if (*at == "(") ++depth;
    if (*at == ")") --depth;
    const bool end = depth == 0 && Is(*at, "from");
    if ((depth == 0 && *at == ",") || end) {
      columns.push_back(name);
      name.clear();
      if (end) break;
    } else if (depth == 0 && IsName((*at)[0])) {
      name = *at;
    }
  }
  return columns;
}

/// "2026-01-02", also "20260102".
std::optional<Date> DateIn(std::string_view text) {
  std::string dashed(text);
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    dashed = dashed.substr(0, 4) + "-" + dashed.substr(4, 2) + "-" + dashed.substr(6);
  }
  const Result<Date> date = ParseDate(dashed);
  return date.ok() ? std::optional(*date) : std::nullopt;
}

/// "09:30", "09:30:00", "09:30:00.123".
std::optional<Duration> TimeIn(std::string_view text) {
  if (text.size() < 5 || text[2] != ':') return std::nullopt;
  std::string whole(text);
  if (whole.size() == 5) whole += ":00";
  const Result<Instant> instant = ParseInstant("1970-01-01T" + whole.substr(0, 15) + "Z");
  return instant.ok() ? std::optional(instant->time_since_epoch()) : std::nullopt;
}

}  // namespace

StellarQuery ReadStellarQuery(std::string_view sql, const std::vector<std::string>& parameters) {
  StellarQuery query;
  const std::vector<std::string> tokens = Tokens(sql);
  query.columns = Columns(tokens);
  query.values = parameters;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (Is(tokens[i], "MA_DEPOPROD")) query.kind = StellarQuery::Kind::kStock;
    if (Is(tokens[i], "MA_TRANSACCION")) query.kind = StellarQuery::Kind::kSales;
    if (tokens[i][0] == '\'') query.values.push_back(tokens[i].substr(1));
    if (Is(tokens[i], "n_TipoPeso") && i + 2 < tokens.size() && tokens[i + 1] == "=" &&
        tokens[i + 2] == "0") {
      query.leaves_out_weighed = true;
    }
  }
  return query;
}

Result<WallRange> RangeOf(const StellarQuery& query) {
  std::vector<WallTime> moments;
  std::vector<Date> dates;
  std::vector<Duration> times;
  for (const std::string& value : query.values) {
    if (const auto date = DateIn(value)) {
      dates.push_back(*date);
    } else if (const auto time = TimeIn(value)) {
      times.push_back(*time);
    } else if (value.size() > 11 && (value[10] == ' ' || value[10] == 'T')) {
      const auto day = DateIn(value.substr(0, 10));
      const auto hour = TimeIn(std::string_view(value).substr(11));
      if (day && hour) moments.push_back(shops::MidnightOf(*day) + *hour);
    }
  }
  if (moments.size() >= 2) return WallRange{moments[0], moments[1]};
  if (dates.size() >= 2 && times.size() >= 2) {
    return WallRange{shops::MidnightOf(dates[0]) + times[0],
                     shops::MidnightOf(dates[1]) + times[1]};
  }
  if (dates.size() == 1 && !times.empty()) {
    const WallTime day = shops::MidnightOf(dates[0]);
    const WallTime last = day + std::chrono::days(1) - Duration(1);
    return WallRange{day + times[0], times.size() >= 2 ? day + times[1] : last};
  }
  return Status::InvalidInput("read a sales query: it names no two moments");
}

}  // namespace telar::samples::tills
