#include "config/dotenv.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace telar::config {
namespace {

bool IsName(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// True when nothing or a comment follows a closing quote.
bool EndsHere(std::string_view rest) {
  rest = Trim(rest);
  return rest.empty() || rest.front() == '#';
}

std::optional<std::string> Quoted(std::string_view text) {
  const char quote = text.front();
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == quote) {
      return EndsHere(text.substr(i + 1)) ? std::optional(value) : std::nullopt;
    }
    if (quote == '"' && c == '\\' && i + 1 < text.size()) {
      const char escaped = text[++i];
      if (escaped == 'n') value.push_back('\n');
      else if (escaped == 't') value.push_back('\t');
      else value.push_back(escaped);
    } else {
      value.push_back(c);
    }
  }
  return std::nullopt;
}

std::string Unquoted(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '#' && (text[i - 1] == ' ' || text[i - 1] == '\t'))
      return std::string(Trim(text.substr(0, i)));
  }
  return std::string(text);
}

}  // namespace

std::vector<DotenvEntry> ParseDotenv(std::string_view text, std::string_view label,
                                     std::vector<Problem>& problems) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<DotenvEntry> entries;
  int number = 0;
  for (std::string_view line : Split(text, '\n')) {
    ++number;
    line = Trim(line);
    if (line.empty() || line.front() == '#') continue;
    const auto fail = [&](std::string message) {
      problems.push_back(
          {fmt::format("{}:{}", label, number), std::move(message), "Write NAME=value."});
    };
    if (line.starts_with("export ")) line = Trim(line.substr(7));
    const std::size_t equals = line.find('=');
    const std::string_view name = Trim(line.substr(0, equals));
    if (equals == std::string_view::npos || !IsName(name)) {
      fail("the line is not of the form NAME=value");
      continue;
    }
    const std::string_view rest = Trim(line.substr(equals + 1));
    std::optional<std::string> value;
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) value = Quoted(rest);
    else if (rest.starts_with('#')) value = "";
    else value = Unquoted(rest);
    if (!value) {
      fail(fmt::format("the quotes of {} do not match", name));
      continue;
    }
    if (std::any_of(entries.begin(), entries.end(),
                    [&](const auto& e) { return e.name == name; })) {
      fail(fmt::format("{} is given twice", name));
      continue;
    }
    entries.push_back({std::string(name), *std::move(value), number});
  }
  return entries;
}

}  // namespace telar::config
