#include "invoices/templates/template.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/templates/plain_text.h"

namespace telar::invoices::templates {
namespace {

Status At(int line, std::string cause) {
  return Status::InvalidInput(std::to_string(line) + ": " + std::move(cause));
}

/// A word of the file as it is written: 0123 and no are words where words are wanted.
std::string Written(const Value& value) {
  return value.written.empty() ? value.ToText() : value.written;
}

std::vector<std::string> Words(const Value& value) {
  std::vector<std::string> words;
  for (const Value& one : AsValues(value)) words.push_back(Written(one));
  return words;
}

bool LooksLikePattern(std::string_view keyword) {
  return keyword.find_first_of("[\\") != keyword.npos || keyword.find("(?") != keyword.npos ||
         keyword.find(".*") != keyword.npos;
}

bool IsType(const Value& type) {
  const std::string* name = type.AsText();
  return name != nullptr &&
         (*name == "int" || *name == "float" || *name == "date" || *name == "datetime");
}

}  // namespace

List AsValues(const Value& value) {
  if (const auto* list = value.AsList()) return *list;
  return List{value};
}

std::vector<std::pair<std::string, std::string>> ReplacementsOf(const Value& value) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const List* list = value.AsList();
  if (list == nullptr) return pairs;
  const bool one =
      list->size() == 2 && (*list)[0].AsText() != nullptr && (*list)[1].AsText() != nullptr;
  if (one) {
    pairs.emplace_back(*(*list)[0].AsText(), *(*list)[1].AsText());
    return pairs;
  }
  for (const Value& entry : *list) {
    const List* pair = entry.AsList();
    if (pair == nullptr || pair->size() < 2) return {};
    pairs.emplace_back(Written((*pair)[0]), Written((*pair)[1]));
  }
  return pairs;
}

Result<std::shared_ptr<const Template>> Template::Parse(Value file, std::string name) {
  if (file.IsNull()) return At(0, "the file is empty");
  if (file.AsMap() == nullptr) return At(file.line, "a template is a list of names and values");
  const std::shared_ptr<Template> made(new Template());
  Template& t = *made;
  TELAR_ASSIGN_OR_RETURN(t.nothing_, Regex::Compile("(?!)"));
  t.name_ = std::move(name);
  t.file_ = std::move(*file.AsMap());
  const Value* keywords = t.file_.Find("keywords");
  if (keywords == nullptr) return At(0, "there are no keywords");
  t.keywords_ = Words(*keywords);
  if (t.keywords_.empty()) return At(keywords->line, "there are no keywords");
  if (const Value* exclude = t.file_.Find("exclude_keywords")) {
    if (!exclude->IsNull()) t.exclude_keywords_ = Words(*exclude);
  }
  if (const Value* priority = t.file_.Find("priority")) {
    if (const auto* i = std::get_if<std::int64_t>(&priority->data)) {
      t.priority_ = static_cast<double>(*i);
    } else if (const auto* f = std::get_if<Float>(&priority->data)) {
      t.priority_ = f->printed;
    } else {
      return At(priority->line, "priority is a number");
    }
  }
  const Value* issuer = t.file_.Find("issuer");
  t.issuer_ = issuer == nullptr ? t.keywords_[0] : Written(*issuer);
  if (const Value* options = t.file_.Find("options")) {
    if (options->AsMap() != nullptr) TELAR_RETURN_IF_ERROR(t.ReadOptions(*options->AsMap()));
    else if (!options->IsNull()) return At(options->line, "options are names and values");
  }
  TELAR_RETURN_IF_ERROR(t.ReadFields());
  if (const Value* lines = t.file_.Find("lines"))
    TELAR_RETURN_IF_ERROR(t.AddLines(*lines, "lines"));
  if (const Value* tables = t.file_.Find("tables")) TELAR_RETURN_IF_ERROR(t.AddTables(*tables));
  for (const std::string& keyword : t.keywords_) {
    if (!LooksLikePattern(keyword)) continue;
    // A keyword that is no pattern is only looked for as it is.
    if (auto regex = Regex::Compile(keyword); regex.ok()) t.patterns_[keyword] = *std::move(regex);
  }
  return std::shared_ptr<const Template>(made);
}

Status Template::ReadOptions(const Map& options) {
  const auto flag = [&](std::string_view name, bool& value) {
    if (const Value* given = options.Find(name)) value = given->Truthy();
  };
  flag("remove_whitespace", options_.remove_whitespace);
  flag("remove_accents", options_.remove_accents);
  flag("lowercase", options_.lowercase);
  flag("strict_fields", options_.strict_fields);
  if (const Value* currency = options.Find("currency")) {
    options_.currency = Written(*currency);
    options_.currency_given = true;
  }
  if (const Value* separator = options.Find("decimal_separator")) {
    if (separator->AsText() == nullptr) {
      return At(separator->line, "options: decimal_separator is a sign in quotes");
    }
    options_.decimal_separator = *separator->AsText();
  }
  if (const Value* languages = options.Find("languages"); languages && !languages->IsNull()) {
    for (std::string& code : options_.languages = Words(*languages)) {
      if (code.size() != 2) return At(languages->line, "options: a language has two letters");
      code = AsciiLower(code);
    }
  }
  if (const Value* extra = options.Find("extra_fields"); extra && !extra->IsNull()) {
    options_.extra_fields = Words(*extra);
  }
  if (const Value* formats = options.Find("date_formats"); formats && !formats->IsNull()) {
    for (const std::string& format : Words(*formats)) {
      auto parsed = DateFormat::Parse(format);
      // Python counts a format it does not understand as one that never fits.
      if (parsed.ok()) options_.date_formats.push_back(*std::move(parsed));
    }
  }
  if (const Value* replace = options.Find("replace"); replace && !replace->IsNull()) {
    for (const Value& entry : AsValues(*replace)) {
      const List* pair = entry.AsList();
      if (pair == nullptr || pair->size() != 2) {
        return At(replace->line, "options: replace is a list of [pattern, replacement]");
      }
      options_.replace.emplace_back(Written((*pair)[0]), Written((*pair)[1]));
      AddPattern(options_.replace.back().first, entry.line, "options: replace");
    }
  }
  return {};
}

Status Template::ReadFields() {
  const Value* fields = file_.Find("fields");
  if (fields == nullptr) return At(0, "there are no fields");
  if (fields->AsMap() == nullptr) return At(fields->line, "fields are names and values");
  for (const auto& [name, spec] : *fields->AsMap()) {
    const std::string what = "field " + ToValidUtf8(name);
    if (const Map* settings = spec.AsMap()) {
      const Value* parser = settings->Find("parser");
      if (parser == nullptr) continue;
      const std::string kind = Written(*parser);
      if (kind == "regex") TELAR_RETURN_IF_ERROR(AddRegexField(what, spec, *settings));
      else if (kind == "lines") TELAR_RETURN_IF_ERROR(AddLines(spec, what));
      if (const Value* area = settings->Find("area"); area && area->Truthy()) {
        for (const char* key : {"f", "l", "r", "x", "y", "W", "H"}) {
          if (area->AsMap() == nullptr || !area->AsMap()->Has(key)) {
            return At(area->line, what + ": area needs f, l, r, x, y, W and H");
          }
        }
      }
    } else if (!name.starts_with("static_")) {
      AddPatterns(spec, what);
    }
  }
  return {};
}

Status Template::AddRegexField(const std::string& what, const Value& spec, const Map& settings) {
  if (const Value* regex = settings.Find("regex")) {
    AddPatterns(*regex, what);
  }
  if (const Value* type = settings.Find("type")) CheckType(*type, what);
  const Value* replace = settings.Find("replace");
  const bool none =
      replace == nullptr || (replace->AsList() != nullptr && replace->AsList()->empty());
  if (!none) {
    TELAR_RETURN_IF_ERROR(AddReplacements(*replace, what));
  }
  static_cast<void>(spec);
  return {};
}

void Template::AddPatterns(const Value& value, std::string_view what) {
  for (const Value& one : AsValues(value)) {
    if (one.AsText() == nullptr) continue;
    AddPattern(*one.AsText(), one.line > 0 ? one.line : value.line, what);
  }
}

void Template::AddPattern(const std::string& pattern, int line, std::string_view what) {
  if (patterns_.contains(pattern)) return;
  auto regex = Regex::Compile(pattern);
  if (regex.ok()) {
    patterns_.emplace(pattern, *std::move(regex));
  } else {
    problems_.push_back(std::to_string(line) + ": " + std::string(what) +
                        ": pattern: " + regex.status().message());
  }
}

void Template::CheckType(const Value& type, std::string_view what) {
  if (IsType(type)) return;
  problems_.push_back(std::to_string(type.line) + ": " + std::string(what) +
                      ": type is int, float, date or datetime");
}

void Template::CheckTypes(const Value* types, std::string_view what) {
  if (types == nullptr || types->AsMap() == nullptr) return;
  for (const auto& [name, type] : *types->AsMap()) CheckType(type, what);
}

Status Template::AddReplacements(const Value& value, std::string_view what) {
  const auto pairs = ReplacementsOf(value);
  if (pairs.empty()) {
    return At(value.line,
              std::string(what) + ": replace is [pattern, replacement] or a list of it");
  }
  for (const auto& [pattern, replacement] : pairs) {
    AddPattern(pattern, value.line, what);
  }
  return {};
}

Status Template::AddLines(const Value& settings, std::string_view what) {
  if (const List* rules = settings.AsList()) return AddRules(*rules, what);
  if (settings.AsMap() == nullptr) {
    return At(settings.line, std::string(what) + ": expected names and values");
  }
  const Value* rules = settings.AsMap()->Find("rules");
  if (rules == nullptr) return AddRule(*settings.AsMap(), what, settings.line);
  if (rules->AsList() == nullptr) return At(rules->line, std::string(what) + ": rules are a list");
  return AddRules(*rules->AsList(), what);
}

Status Template::AddRules(const List& rules, std::string_view what) {
  for (const Value& rule : rules) {
    if (rule.AsMap() == nullptr) {
      return At(rule.line, std::string(what) + ": a rule is names and values");
    }
    TELAR_RETURN_IF_ERROR(AddRule(*rule.AsMap(), what, rule.line));
  }
  return {};
}

Status Template::AddRule(const Map& rule, std::string_view what, int line) {
  for (const char* key : {"start", "end", "line"}) {
    if (!rule.Has(key)) return At(line, std::string(what) + ": there is no " + key);
  }
  for (const char* key : {"start", "end", "line_separator"}) {
    const Value* pattern = rule.Find(key);
    if (pattern != nullptr && pattern->AsText() == nullptr) {
      return At(pattern->line, std::string(what) + ": " + key + " is one pattern");
    }
  }
  AddPattern("\\n", line, what);
  for (const char* key :
       {"start", "end", "line", "first_line", "last_line", "skip_line", "line_separator"}) {
    const Value* pattern = rule.Find(key);
    if (pattern == nullptr) continue;
    AddPatterns(*pattern, std::string(what) + " " + key);
  }
  CheckTypes(rule.Find("types"), what);
  const Value* replace = rule.Find("replace");
  if (replace == nullptr || !replace->Truthy()) return {};
  for (const Value& part : AsValues(*replace)) {
    if (part.AsMap() == nullptr) {
      return At(replace->line, std::string(what) + ": replace names the parts of a line");
    }
    for (const auto& [name, pairs] : *part.AsMap()) {
      TELAR_RETURN_IF_ERROR(AddReplacements(pairs, what));
    }
  }
  return {};
}

Status Template::AddTables(const Value& tables) {
  if (tables.AsList() == nullptr) return At(tables.line, "tables are a list");
  for (const Value& table : *tables.AsList()) {
    const Map* settings = table.AsMap();
    for (const char* key : {"start", "end", "body"}) {
      const Value* pattern = settings == nullptr ? nullptr : settings->Find(key);
      if (pattern == nullptr || pattern->AsText() == nullptr) {
        return At(table.line, std::string("tables: there is no ") + key);
      }
      AddPatterns(*pattern, std::string("tables ") + key);
    }
    AddPattern("\\n", table.line, "tables");
    if (const Value* separator = settings->Find("line_separator")) {
      if (separator->AsText() == nullptr) {
        return At(separator->line, "tables: line_separator is one pattern");
      }
      AddPatterns(*separator, "tables line_separator");
    }
    CheckTypes(settings->Find("types"), "tables");
  }
  return {};
}

const Regex& Template::Pattern(std::string_view pattern) const {
  const auto found = patterns_.find(pattern);
  return found == patterns_.end() ? *nothing_ : *found->second;
}

bool Template::Matches(std::string_view text) const {
  const auto in_text = [&](const std::string& keyword) { return text.find(keyword) != text.npos; };
  return std::all_of(keywords_.begin(), keywords_.end(), in_text) &&
         std::none_of(exclude_keywords_.begin(), exclude_keywords_.end(), in_text);
}

bool Template::MatchesAsPatterns(std::string_view text, Matching& matching) const {
  bool any = false;
  for (const std::string& keyword : keywords_) {
    if (text.find(keyword) != text.npos) continue;
    const auto pattern = patterns_.find(keyword);
    if (!LooksLikePattern(keyword) || pattern == patterns_.end()) return false;
    any = true;
  }
  if (!any) return false;
  for (const std::string& keyword : keywords_) {
    if (text.find(keyword) != text.npos) continue;
    const auto match = Pattern(keyword).Search(text, matching);
    if (!match.ok() || !*match) return false;
  }
  return std::none_of(exclude_keywords_.begin(), exclude_keywords_.end(),
                      [&](const std::string& k) { return text.find(k) != text.npos; });
}

std::vector<std::string> Template::MissingKeywords(std::string_view text) const {
  std::vector<std::string> missing;
  for (const std::string& keyword : keywords_) {
    if (text.find(keyword) == text.npos) missing.push_back(keyword);
  }
  return missing;
}

Result<std::string> Template::Prepare(std::string_view text, Matching& matching) const {
  std::string prepared(text);
  if (options_.remove_whitespace) std::erase(prepared, ' ');
  if (options_.remove_accents) prepared = WithoutAccents(prepared);
  if (options_.lowercase) prepared = LowerCase(prepared);
  for (const auto& [pattern, replacement] : options_.replace) {
    auto replaced = Pattern(pattern).Substitute(replacement, prepared, matching);
    if (!replaced.ok()) return std::move(replaced).status().WithContext("options: replace");
    prepared = *std::move(replaced);
  }
  return prepared;
}

}  // namespace telar::invoices::templates
