#include "invoices/templates/run_internal.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

std::string FirstNumber(const std::string& text) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit(at)) continue;
    const std::size_t from = at > 0 && (text[at - 1] == '-' || text[at - 1] == '+') ? at - 1 : at;
    while (digit(at) ||
           (at < text.size() &&
            std::string_view(".,' \t\n\r\f\v").find(text[at]) != std::string_view::npos &&
            digit(at + 1))) {
      ++at;
    }
    return text.substr(from, at - from);
  }
  return text;
}

}  // namespace

void Job::Note(std::string_view field, int row, std::string_view raw) const {
  if (raw.empty()) return;
  Capture capture{.field = std::string(field), .row = row, .raw = std::string(raw), .before = 0};
  const std::less<const char*> before;
  if (!before(raw.data(), whole.data()) && before(raw.data(), whole.data() + whole.size())) {
    const auto end = static_cast<std::size_t>(raw.data() - whole.data());
    for (std::size_t at = whole.find(raw); at < end; at = whole.find(raw, at + 1)) ++capture.before;
  }
  captures.push_back(std::move(capture));
}

Result<Value> ParseRegexField(const Job& job, std::string_view field, const Map& settings,
                              std::string_view content) {
  const Value* regex = settings.Find("regex");
  if (regex == nullptr) return Value();
  std::vector<std::string_view> found;
  for (const Value& one : AsValues(*regex)) {
    if (one.AsText() == nullptr) continue;
    const Regex& pattern = job.t.Pattern(*one.AsText());
    TELAR_ASSIGN_OR_RETURN(const std::vector<Match> matches,
                           pattern.FindAll(content, job.matching));
    if (!matches.empty() && pattern.groups() > 1) return Value();
    for (const Match& match : matches) {
      const auto& group = match.groups[pattern.groups() == 1 ? 1 : 0];
      found.push_back(group ? content.substr(group->first, group->last - group->first)
                            : std::string_view());
    }
  }
  const auto replacements = settings.Has("replace") ? ReplacementsOf(*settings.Find("replace"))
                                                    : decltype(ReplacementsOf(Value())){};
  const Value* extract = settings.Find("extract_number");
  const bool extract_number = extract != nullptr && extract->Truthy();
  const Value* type = settings.Find("type");
  List values;
  for (const std::string_view raw : found) {
    job.Note(field, -1, raw);
    std::string text(raw);
    for (const auto& [pattern, replacement] : replacements) {
      TELAR_ASSIGN_OR_RETURN(text,
                             job.t.Pattern(pattern).Substitute(replacement, text, job.matching));
    }
    if (extract_number) text = FirstNumber(text);
    if (type == nullptr) {
      values.emplace_back(std::move(text));
      continue;
    }
    TELAR_ASSIGN_OR_RETURN(Value value,
                           Coerce(text, type->ToText(), job.t.options(), job.matching));
    values.push_back(std::move(value));
  }
  Value result(std::move(values));
  if (const Value* group = settings.Find("group")) {
    TELAR_ASSIGN_OR_RETURN(result, Group(group->ToText(), *result.AsList()));
  }
  if (List* list = result.AsList()) {
    *list = WithoutRepeats(*list);
    if (list->size() == 1) return Value(std::move(list->front()));
  }
  return result;
}

}  // namespace telar::invoices::templates
