#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "invoices/templates/regex.h"
#include "invoices/templates/strptime.h"
#include "invoices/templates/value.h"

namespace telar::invoices::templates {

/// The `options` of a template with invoice2data's defaults.
struct Options {
  bool remove_whitespace = false, remove_accents = false, lowercase = false;
  std::vector<std::pair<std::string, std::string>> replace;  ///< Pattern and replacement.
  std::string currency = "EUR";
  bool currency_given = false;
  std::vector<DateFormat> date_formats;
  std::vector<std::string> languages;  ///< ISO 639-1.
  std::string decimal_separator = ".";
  bool strict_fields = false;
  std::vector<std::string> extra_fields;
};

/// A template file of invoice2data 1.0: which documents it is for, and how their text becomes
/// fields. Checked and compiled once. Immutable, safe to share between threads.
class Template {
 public:
  /// `file` is what stands in the file `name`. kInvalidInput "LINE: cause" when it has no keywords
  /// or no fields, a rule lacks a part, or an option has the wrong kind; LINE is 0 when none is to
  /// blame. A pattern that is not well formed matches nothing and is one of problems(), as is an
  /// unknown type: nothing that matches can become it.
  static Result<std::shared_ptr<const Template>> Parse(Value file, std::string name);

  /// "LINE: cause" of patterns that are not well formed and of unknown types.
  const std::vector<std::string>& problems() const { return problems_; }
  const std::string& name() const { return name_; }
  double priority() const { return priority_; }
  const std::string& issuer() const { return issuer_; }
  const Options& options() const { return options_; }
  /// Everything in the file, in its order: `fields`, `lines`, `tables`, `required_fields` …
  const Map& file() const { return file_; }

  std::size_t KeywordCount() const { return keywords_.size(); }

  /// True when the text holds every keyword and no exclude_keyword as they are written.
  bool Matches(std::string_view text) const;
  /// The same where keywords with brackets or backslashes count as patterns, as they did before
  /// invoice2data 1.0; false for a template that has none.
  bool MatchesAsPatterns(std::string_view text, Matching& matching) const;
  /// Keywords that the text lacks.
  std::vector<std::string> MissingKeywords(std::string_view text) const;

  /// The text with white space, accents, case and replacements as `options` ask for. Errors of
  /// Regex::Substitute.
  Result<std::string> Prepare(std::string_view text, Matching& matching) const;

  /// The compiled pattern of the file; one that matches nothing for what is not well formed.
  const Regex& Pattern(std::string_view pattern) const;

 private:
  Template() = default;
  Status ReadOptions(const Map& options);
  Status ReadFields();
  Status AddRegexField(const std::string& name, const Value& spec, const Map& settings);
  void AddPatterns(const Value& value, std::string_view what);
  void AddPattern(const std::string& pattern, int line, std::string_view what);
  void CheckType(const Value& type, std::string_view what);
  void CheckTypes(const Value* types, std::string_view what);
  Status AddReplacements(const Value& value, std::string_view what);
  Status AddLines(const Value& settings, std::string_view what);
  Status AddRules(const List& rules, std::string_view what);
  Status AddRule(const Map& rule, std::string_view what, int line);
  Status AddTables(const Value& tables);

  std::string name_, issuer_;
  double priority_ = 5;
  std::vector<std::string> keywords_, exclude_keywords_;
  Options options_;
  Map file_;
  std::vector<std::string> problems_;
  std::map<std::string, std::shared_ptr<const Regex>, std::less<>> patterns_;
  std::shared_ptr<const Regex> nothing_;
};

/// A `replace` of a field: [pattern, replacement] or a list of such pairs. Empty for another form.
std::vector<std::pair<std::string, std::string>> ReplacementsOf(const Value& value);

/// A value that may stand alone or in a list.
List AsValues(const Value& value);

}  // namespace telar::invoices::templates
