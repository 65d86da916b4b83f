#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <regex>

#include "config/table.h"
#include "core/secret.h"
#include "core/text.h"

namespace telar::config {
namespace {

constexpr std::size_t kMaxText = 4096;
// std::regex recurses once a character.
constexpr std::size_t kMaxPatternText = 500;

struct Wanted {
  const Setting& setting;
  std::string_view text;
  bool secret;

  /// "expected `what`, got 'text'".
  Status Error(std::string_view what) const {
    if (secret) return Status::InvalidInput(fmt::format("expected {}", what));
    return Status::InvalidInput(fmt::format(
        "expected {}, got '{}'", what, ToValidUtf8(RedactUrl(std::string(text)).substr(0, 100))));
  }
};

Result<Value> ParseInteger(const Wanted& wanted) {
  const std::string_view text = wanted.text;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return wanted.Error("a whole number");
  if (number < wanted.setting.min || number > wanted.setting.max) {
    return wanted.Error(
        fmt::format("a whole number from {} to {}", wanted.setting.min, wanted.setting.max));
  }
  return Value(number);
}

Result<Value> ParseNumber(const Wanted& wanted) {
  const std::string_view text = wanted.text;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto min = static_cast<double>(wanted.setting.min);
  const auto max = static_cast<double>(wanted.setting.max);
  // Written so that "nan" is refused too.
  if (error != std::errc() || end != text.data() + text.size() ||
      !(number >= min && number <= max)) {
    return wanted.Error(
        fmt::format("a number from {} to {}", wanted.setting.min, wanted.setting.max));
  }
  return Value(number);
}

Result<Value> ParseBoolean(const Wanted& wanted) {
  const std::string text = AsciiLower(wanted.text);
  if (text == "true" || text == "yes" || text == "on" || text == "1") return Value(true);
  if (text == "false" || text == "no" || text == "off" || text == "0") return Value(false);
  return wanted.Error("true or false");
}

std::string ShowDuration(Duration duration) {
  static constexpr std::pair<std::int64_t, const char*> kUnits[] = {
      {86'400'000'000, "d"}, {3'600'000'000, "h"}, {60'000'000, "m"}, {1'000'000, "s"}};
  for (const auto& [microseconds, unit] : kUnits) {
    if (duration.count() != 0 && duration.count() % microseconds == 0) {
      return fmt::format("{}{}", duration.count() / microseconds, unit);
    }
  }
  return duration.count() == 0 ? "0s" : fmt::format("{}ms", duration.count() / 1000);
}

Result<Value> ParseDurationWithin(const Wanted& wanted) {
  const Result<Duration> duration = ParseDuration(wanted.text);
  if (!duration.ok()) return wanted.Error("a duration such as 500ms, 30s, 10m, 2h or 7d");
  const Duration min = std::chrono::seconds(wanted.setting.min);
  const Duration max = std::chrono::seconds(wanted.setting.max);
  if (*duration < min || *duration > max) {
    return wanted.Error(
        fmt::format("a duration from {} to {}", ShowDuration(min), ShowDuration(max)));
  }
  return Value(*duration);
}

Result<Value> ParseChoice(const Wanted& wanted) {
  std::string word = AsciiLower(wanted.text);
  for (const auto& [old_word, choice] : wanted.setting.synonyms) {
    if (word == old_word) word = choice;
  }
  const auto& choices = wanted.setting.choices;
  const auto found = std::find(choices.begin(), choices.end(), word);
  if (found != choices.end()) return Value(std::int64_t{found - choices.begin()});
  const std::vector<std::string> words(choices.begin(), choices.end());
  Status status = wanted.Error("one of " + Join(words, ", "));
  const std::string closest = wanted.secret ? "" : ClosestMatch(word, words);
  return closest.empty() ? status
                         : std::move(status).WithHint(fmt::format("Did you mean '{}'?", closest));
}

Result<Value> ParseText(const Wanted& wanted) {
  const std::string_view text = wanted.text;
  if (text.size() > kMaxText || !IsValidUtf8(text) ||
      std::any_of(text.begin(), text.end(),
                  [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
    return wanted.Error("plain text of at most 4096 bytes");
  }
  if (!wanted.setting.pattern.empty()) {
    const std::regex pattern(wanted.setting.pattern.begin(), wanted.setting.pattern.end());
    if (text.size() > kMaxPatternText || !std::regex_match(text.begin(), text.end(), pattern)) {
      return wanted.Error(wanted.setting.pattern_words);
    }
  }
  return Value(std::string(text));
}

/// A URL parser's complaint, without its code.
Status AsInput(const Status& status) {
  return Status::InvalidInput(status.message()).WithHint(status.hint());
}

}  // namespace

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kText: return "text";
    case Kind::kInteger: return "whole number";
    case Kind::kNumber: return "number";
    case Kind::kBoolean: return "yes or no";
    case Kind::kDuration: return "duration";
    case Kind::kChoice: return "word";
    case Kind::kDatabase: return "database URL";
    case Kind::kStore: return "folder or store URL";
    case Kind::kFolder: return "folder";
    case Kind::kFile: return "file";
  }
  return "";
}

Result<Value> ParseValue(const Setting& setting, std::string_view text,
                         const std::filesystem::path& base, bool secret) {
  text = Trim(text);
  if (text.empty()) {
    if (setting.may_be_empty) return Value();
    return Status::InvalidInput(fmt::format("expected a {}, got nothing", KindName(setting.kind)));
  }
  const Wanted wanted{setting, text, secret};
  switch (setting.kind) {
    case Kind::kText: return ParseText(wanted);
    case Kind::kInteger: return ParseInteger(wanted);
    case Kind::kNumber: return ParseNumber(wanted);
    case Kind::kBoolean: return ParseBoolean(wanted);
    case Kind::kDuration: return ParseDurationWithin(wanted);
    case Kind::kChoice: return ParseChoice(wanted);
    case Kind::kDatabase: {
      const Result<DatabaseUrl> url = DatabaseUrl::Parse(text);
      if (!url.ok()) return AsInput(url.status());
      return Value(url->Below(base));
    }
    case Kind::kStore: {
      const Result<StoreUrl> url = StoreUrl::Parse(text);
      if (!url.ok()) return secret ? wanted.Error("a folder or store URL") : AsInput(url.status());
      return Value(url->Below(base));
    }
    case Kind::kFolder:
    case Kind::kFile:
      if (text.find('\0') != std::string_view::npos) {
        return wanted.Error(fmt::format("a {}", KindName(setting.kind)));
      }
      return Value((base / std::filesystem::path(std::string(text))).lexically_normal());
  }
  return Status::Internal("unknown kind of setting");
}

std::string ShowValue(const Setting& setting, const Value& value) {
  struct Show {
    const Setting& setting;
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const {
      if (setting.kind != Kind::kChoice) return fmt::format("{}", number);
      return std::string(setting.choices[static_cast<std::size_t>(number)]);
    }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(Duration duration) const { return ShowDuration(duration); }
    std::string operator()(const DatabaseUrl& url) const { return url.Describe(); }
    std::string operator()(const StoreUrl& url) const { return url.Text(); }
    std::string operator()(const std::filesystem::path& path) const { return path.string(); }
  };
  return std::visit(Show{setting}, value);
}

}  // namespace telar::config
