#include "invoices/templates/draft_lines.h"

#include <algorithm>
#include <vector>

#include "core/text.h"
#include "invoices/templates/draft_patterns.h"
#include "invoices/templates/library.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

constexpr std::string_view kNumber = "-?\\d+(?:[.,']\\d+)*";

struct Token {
  std::string_view text;
  std::string role;
};

std::vector<Token> TokensOf(std::string_view line) {
  std::vector<Token> tokens;
  for (const std::string_view word : Split(line, ' ')) {
    if (!Trim(word).empty()) tokens.push_back({Trim(word), {}});
  }
  return tokens;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Decimal> NumberIn(std::string_view word, const Options& options) {
  std::size_t first = 0, last = word.size();
  while (first < last && !IsDigit(word[first]) && word[first] != '-') ++first;
  while (last > first && !IsDigit(word[last - 1])) --last;
  if (first == last) return std::nullopt;
  const auto number = ParseNumber(word.substr(first, last - first), options);
  return number.ok() ? std::optional(number->exact) : std::nullopt;
}

std::string Squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n') out += c;
  }
  return out;
}

/// Gives the rightmost free word that says the number its role.
bool MarkNumber(std::vector<Token>& tokens, const std::optional<Decimal>& value,
                const std::string& role, const Options& options) {
  if (!value) return true;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (!token->role.empty() || NumberIn(token->text, options) != *value) continue;
    token->role = role;
    return true;
  }
  return false;
}

bool MarkWord(std::vector<Token>& tokens, const std::optional<std::string>& word,
              const std::string& role) {
  if (!word) return true;
  for (Token& token : tokens) {
    if (!token.role.empty() || token.text != *word) continue;
    token.role = role;
    return true;
  }
  return false;
}

/// The words that the description begins with.
bool MarkDescription(std::vector<Token>& tokens, const std::string& description) {
  const std::string wanted = Squeezed(description);
  std::size_t at = 0;
  bool inside = false;
  for (Token& token : tokens) {
    const bool fits = token.role.empty() && wanted.compare(at, token.text.size(), token.text) == 0;
    if (fits) {
      token.role = "name";
      at += token.text.size();
      inside = true;
    } else if (inside) {
      break;
    }
  }
  return inside;
}

/// The roles of a line's words from left to right; empty when a part is not where it should be.
std::vector<std::string> RolesOf(std::string_view text, const Line& line, const Options& options) {
  std::vector<Token> tokens = TokensOf(text);
  // The code may be the description's first word, and a quantity may look like any small number.
  const bool all =
      MarkNumber(tokens, line.amount, "price_subtotal", options) &&
      MarkNumber(tokens, line.unit_price, "price_unit", options) &&
      MarkWord(tokens, line.code, "code") && MarkDescription(tokens, line.description) &&
      MarkNumber(tokens, line.quantity, "qty", options) && MarkWord(tokens, line.unit, "uom") &&
      MarkNumber(tokens, line.tax_rate, "line_tax_percent", options);
  std::vector<std::string> roles;
  if (!all) return roles;
  for (const Token& token : tokens) {
    if (token.role == "name" && !roles.empty() && roles.back() == "name") continue;
    roles.push_back(token.role);
  }
  return roles;
}

std::string PatternOf(const std::vector<std::string>& roles) {
  std::string pattern = "^\\s*";
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (i > 0) pattern += "\\s+";
    const std::string& role = roles[i];
    if (role == "name") pattern += "(?P<name>\\S.*?)";
    else if (role.empty()) pattern += "\\S+";
    else if (role == "code" || role == "uom") pattern += "(?P<" + role + ">\\S+)";
    else pattern += "[^\\s\\d-]*(?P<" + role + ">" + std::string(kNumber) + ")[^\\s\\d]*";
  }
  return pattern + "\\s*$";
}

/// A pattern for the words a line begins with, without those that hold digits.
std::string Opening(std::string_view line, std::size_t most) {
  std::string pattern;
  std::size_t count = 0;
  for (const Token& token : TokensOf(line)) {
    if (count == most || std::any_of(token.text.begin(), token.text.end(), IsDigit)) break;
    pattern += (count++ > 0 ? "\\s+" : "") + Literal(token.text);
  }
  return pattern;
}

std::string RuleYaml(const std::string& start, const std::string& end, const std::string& line,
                     const std::vector<std::string>& roles) {
  std::string out = "  lines:\n    parser: lines\n    start: " + YamlQuoted(start) +
                    "\n    end: " + YamlQuoted(end) + "\n    line: " + YamlQuoted(line) +
                    "\n    types:\n";
  for (const std::string& role : roles) {
    if (role == "qty" || role.starts_with("price") || role == "line_tax_percent") {
      out += "      " + role + ": float\n";
    }
  }
  return out;
}

bool GivesBack(const std::string& yaml, std::string_view text, const Invoice& invoice,
               const Options& options, const Clock& clock) {
  const auto t =
      ParseTemplate("keywords: x\nissuer: x\nrequired_fields: [lines]\nfields:\n" + yaml +
                        "options:\n  decimal_separator: '" + options.decimal_separator + "'\n",
                    "draft.yml");
  if (!t.ok()) return false;
  Matching matching(clock);
  const auto run = Run(**t, {.text = std::string(text), .crop = {}}, matching);
  const Value* rows = run.ok() ? run->fields.Find("lines") : nullptr;
  if (rows == nullptr || rows->AsList() == nullptr) return false;
  const List& list = *rows->AsList();
  if (list.size() != invoice.lines.size()) return false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Value* amount = list[i].AsMap()->Find("price_subtotal");
    const auto* number = amount == nullptr ? nullptr : std::get_if<Float>(&amount->data);
    if (number == nullptr || number->exact != *invoice.lines[i].amount) return false;
  }
  return true;
}

}  // namespace

DraftedLines DraftLines(std::string_view text, const Invoice& invoice, const Options& options,
                        const Clock& clock) {
  if (invoice.lines.empty()) return {};
  const std::vector<std::string_view> printed = Split(text, '\n');
  std::vector<std::string> roles;
  std::size_t first = 0, at = 0;
  for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
    const Line& line = invoice.lines[i];
    if (!line.amount || line.description.empty()) return {};
    std::vector<std::string> found;
    for (; at < printed.size() && found.empty(); ++at) found = RolesOf(printed[at], line, options);
    if (found.empty() || (i > 0 && found != roles)) return {};
    if (i == 0) first = at - 1;
    roles = std::move(found);
  }
  std::string end;
  for (std::size_t i = at; i < printed.size() && end.empty(); ++i) end = Opening(printed[i], 2);
  const std::string line = PatternOf(roles);
  for (std::size_t above = first; above-- > 0 && first - above < 8;) {
    const std::string start = Opening(printed[above], 3);
    if (start.empty() || end.empty()) continue;
    DraftedLines lines{.yaml = RuleYaml(start, end, line, roles), .rows = invoice.lines.size()};
    if (GivesBack(lines.yaml, text, invoice, options, clock)) return lines;
  }
  return {};
}

}  // namespace telar::invoices::templates
