#include <algorithm>

#include "invoices/templates/plain_text.h"
#include "invoices/templates/run_internal.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

struct Row {
  Map values;
  std::vector<std::string_view> printed;
};

/// One rule of a field.
class Rule {
 public:
  Rule(const Job& job, std::string_view field, const Map& settings, bool plain)
      : job_(job), field_(field), settings_(settings), plain_(plain) {}

  /// Blocks between `start` and `end`, one after the other, as rows.
  Status Parse(std::string_view content, List& rows) {
    const Value* wanted = settings_.Find("end_match");
    const bool last_end = wanted != nullptr && wanted->ToText() == "last";
    while (true) {
      TELAR_ASSIGN_OR_RETURN(const auto start, Pattern("start").Search(content, job_.matching));
      if (!start) return {};
      content = content.substr(start->whole().last);
      std::optional<Match> end;
      if (last_end) {
        TELAR_ASSIGN_OR_RETURN(auto ends, Pattern("end").FindAll(content, job_.matching));
        if (!ends.empty()) end = std::move(ends.back());
      } else {
        TELAR_ASSIGN_OR_RETURN(end, Pattern("end").Search(content, job_.matching));
      }
      if (!end) return {};
      TELAR_RETURN_IF_ERROR(Block(content.substr(0, end->whole().first), rows));
      // Python would go on for ever where neither pattern takes a character.
      if (start->whole().last == 0 && end->whole().last == 0) return {};
      content = content.substr(end->whole().last);
    }
  }

 private:
  const Regex& Pattern(std::string_view key) const {
    return job_.t.Pattern(*settings_.Find(key)->AsText());
  }

  bool Has(std::string_view key) const { return settings_.Has(key); }

  Result<std::optional<std::pair<const Regex*, Match>>> FirstOf(std::string_view key,
                                                                std::string_view line) const {
    using Found = std::optional<std::pair<const Regex*, Match>>;
    for (const Value& one : AsValues(*settings_.Find(key))) {
      if (one.AsText() == nullptr) continue;
      const Regex& pattern = job_.t.Pattern(*one.AsText());
      TELAR_ASSIGN_OR_RETURN(auto match, pattern.Search(line, job_.matching));
      if (match) return Found({&pattern, *std::move(match)});
    }
    return Found();
  }

  template <typename Each>
  static void ForNamed(const Regex& pattern, const Match& match, std::string_view line,
                       Each&& each) {
    for (const auto& [name, number] : pattern.names()) {
      const auto& group = match.groups[static_cast<std::size_t>(number)];
      each(name, group ? Strip(line.substr(group->first, group->last - group->first))
                       : std::string_view());
    }
  }

  Status Block(std::string_view content, List& rows) {
    const bool neither = !Has("first_line") && !Has("last_line");
    const std::string_view first_key = neither ? "line" : "first_line";
    const bool any_first = neither || Has("first_line");
    std::vector<Row> found;
    Row current;
    bool inside = false;
    const auto close = [&] {
      if (!current.values.empty()) found.push_back(std::move(current));
      current = {};
    };
    const std::string separator =
        !plain_ && Has("line_separator") ? settings_.Find("line_separator")->ToText() : "\\n";
    TELAR_ASSIGN_OR_RETURN(const std::vector<Place> pieces,
                           job_.t.Pattern(separator).Split(content, job_.matching));
    for (const Place& piece : pieces) {
      const std::string_view line = content.substr(piece.first, piece.last - piece.first);
      if (line.find_first_not_of("\n\r") == line.npos) continue;
      if (const Value* skip = settings_.Find("skip_line"); skip != nullptr && skip->Truthy()) {
        TELAR_ASSIGN_OR_RETURN(const auto skipped, FirstOf("skip_line", line));
        if (skipped) continue;
      }
      if (any_first) {
        TELAR_ASSIGN_OR_RETURN(const auto match, FirstOf(first_key, line));
        if (match) {
          close();
          ForNamed(*match->first, match->second, line,
                   [&](const std::string& name, std::string_view text) {
                     current.values.Set(name, std::string(text));
                     current.printed.push_back(text);
                   });
          inside = true;
          continue;
        }
      }
      if (!inside) continue;
      if (Has("last_line")) {
        TELAR_ASSIGN_OR_RETURN(const auto match, FirstOf("last_line", line));
        if (match) {
          Append(*match->first, match->second, line, current);
          close();
          inside = false;
          continue;
        }
      }
      TELAR_ASSIGN_OR_RETURN(const auto match, FirstOf("line", line));
      if (match) Append(*match->first, match->second, line, current);
    }
    close();
    for (Row& row : found) {
      TELAR_RETURN_IF_ERROR(Convert(row.values));
      for (const std::string_view raw : row.printed) {
        job_.Note(field_, static_cast<int>(rows.size()), raw);
      }
      rows.emplace_back(std::move(row.values));
    }
    return {};
  }

  static void Append(const Regex& pattern, const Match& match, std::string_view line, Row& row) {
    ForNamed(pattern, match, line, [&](const std::string& name, std::string_view text) {
      const Value* there = row.values.Find(name);
      std::string joined = there == nullptr ? "" : there->ToText();
      if (!joined.empty()) joined += '\n';
      row.values.Set(name, joined.append(text));
      row.printed.push_back(text);
    });
  }

  Status Convert(Map& row) const {
    const Value* replace = plain_ ? nullptr : settings_.Find("replace");
    if (replace != nullptr && replace->Truthy()) {
      for (const Value& part : AsValues(*replace)) {
        if (part.AsMap() == nullptr) continue;
        for (const auto& [name, spec] : *part.AsMap()) {
          Value* value = row.Find(name);
          if (value == nullptr || value->AsText() == nullptr) continue;
          for (const auto& [pattern, replacement] : ReplacementsOf(spec)) {
            TELAR_ASSIGN_OR_RETURN(
                std::string text,
                job_.t.Pattern(pattern).Substitute(replacement, *value->AsText(), job_.matching));
            *value = Value(std::move(text));
          }
        }
      }
    }
    const Value* types = settings_.Find("types");
    if (types == nullptr || types->AsMap() == nullptr) return {};
    for (auto& [name, value] : row) {
      const Value* type = types->AsMap()->Find(name);
      if (type == nullptr || value.AsText() == nullptr) continue;
      auto converted = Coerce(*value.AsText(), type->ToText(), job_.t.options(), job_.matching);
      if (!converted.ok()) return std::move(converted).status().WithContext(name);
      value = *std::move(converted);
    }
    return {};
  }

  const Job& job_;
  const std::string_view field_;
  const Map& settings_;
  const bool plain_;  // without `rules`: no line_separator and no replace there
};

}  // namespace

Result<List> ParseLines(const Job& job, std::string_view field, const Value& settings,
                        std::string_view content) {
  List rows;
  const List* rules = settings.AsList();
  if (rules == nullptr) {
    const Value* given = settings.AsMap()->Find("rules");
    if (given == nullptr) {
      TELAR_RETURN_IF_ERROR(Rule(job, field, *settings.AsMap(), true).Parse(content, rows));
      return rows;
    }
    rules = given->AsList();
  }
  for (const Value& rule : *rules) {
    TELAR_RETURN_IF_ERROR(Rule(job, field, *rule.AsMap(), false).Parse(content, rows));
  }
  return rows;
}

}  // namespace telar::invoices::templates
