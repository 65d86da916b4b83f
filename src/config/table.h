#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/secrets.h"
#include "config/settings.h"

namespace telar::config {

/// What a setting's text must be.
enum class Kind {
  kText,
  kInteger,   ///< Within Setting::min..max.
  kNumber,    ///< With a decimal point if need be; within Setting::min..max.
  kBoolean,   ///< true/false, yes/no, on/off, 1/0.
  kDuration,  ///< "30s"; within min..max seconds.
  kChoice,    ///< One of Setting::choices, whatever the case.
  kDatabase,  ///< DatabaseUrl.
  kStore,     ///< StoreUrl.
  kFolder,    ///< A path.
  kFile,      ///< A path.
};
/// For people: "whole number", "database URL".
std::string_view KindName(Kind kind);

/// A setting's value, checked. A choice is the index of its word; paths are absolute; an empty
/// text, database or folder (where Setting::may_be_empty) is std::monostate.
using Value = std::variant<std::monostate, std::string, std::int64_t, double, bool, Duration,
                           DatabaseUrl, StoreUrl, std::filesystem::path>;

/// One setting: the row from which reading, `config show`, the schema and the reference page come.
struct Setting {
  std::string_view key;  ///< "invoices.database".
  Kind kind = Kind::kText;
  std::string_view fallback;  ///< The default, as text.
  std::string_view doc;       ///< One sentence for people.
  void (*assign)(Settings&, const Value&) = nullptr;

  std::int64_t min = 0, max = 0;
  std::vector<std::string_view> choices = {};
  std::vector<std::pair<std::string_view, std::string_view>> synonyms = {};  ///< Old word → choice.
  std::string_view pattern = {};        ///< ECMAScript expression the whole text must match.
  std::string_view pattern_words = {};  ///< The same for people.
  bool may_be_empty = false;
  bool secret = false;  ///< A password or token: never shown, wherever it comes from.

  /// Environment names of the systems before. Each alone stands for the value, or `compose` makes
  /// the value from several.
  std::vector<std::string_view> old_names = {};
  /// No value: the names do not say enough. A failure: they contradict each other.
  Result<std::optional<std::string>> (*compose)(const Environment&) = nullptr;

  /// "TELAR_INVOICES_DATABASE".
  std::string EnvironmentName() const;
};

/// Every setting, grouped by section.
std::span<const Setting> Table();
/// Null when there is no such key.
const Setting* FindSetting(std::string_view key);

/// `text` as a value of `setting`; relative paths are below `base`. kInvalidInput with a message
/// such as "expected a whole number, got 'many'"; `secret` (and every database URL) keeps the text
/// out of it.
Result<Value> ParseValue(const Setting& setting, std::string_view text,
                         const std::filesystem::path& base, bool secret);
/// For people: passwords in URLs are "***".
std::string ShowValue(const Setting& setting, const Value& value);

}  // namespace telar::config
