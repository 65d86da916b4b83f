#include "invoices/templates/run.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/templates/run_internal.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

double NumberOf(const Map& area, std::string_view key) {
  const auto number = ParseFloat(area.Find(key)->ToText());
  return number.ok() ? number->printed : 0;
}

std::optional<Area> AreaOf(const Map& settings) {
  const Value* given = settings.Find("area");
  const Map* area = given == nullptr ? nullptr : given->AsMap();
  if (area == nullptr) return std::nullopt;
  Area result{.first_page = static_cast<int>(std::clamp(NumberOf(*area, "f"), 0.0, 1e6)),
              .last_page = static_cast<int>(std::clamp(NumberOf(*area, "l"), 0.0, 1e6)),
              .dpi = NumberOf(*area, "r"),
              .x = NumberOf(*area, "x"),
              .y = NumberOf(*area, "y"),
              .width = NumberOf(*area, "W"),
              .height = NumberOf(*area, "H")};
  return result.dpi > 0 ? std::optional(result) : std::nullopt;
}

Result<Value> ParserField(const Job& job, std::string_view name, const Value& spec,
                          std::string_view content) {
  const Map& settings = *spec.AsMap();
  const std::string parser = settings.Find("parser")->ToText();
  if (parser == "regex") return ParseRegexField(job, name, settings, content);
  if (parser == "static") {
    const Value* value = settings.Find("value");
    return value == nullptr ? Value() : *value;
  }
  if (parser == "lines") {
    TELAR_ASSIGN_OR_RETURN(List rows, ParseLines(job, name, spec, content));
    return Value(std::move(rows));
  }
  return Value();
}

/// A field that is a pattern or a list of them: its name says what it is.
Result<Value> LegacyField(const Job& job, std::string& name, const Value& spec,
                          std::string_view content) {
  Map settings;
  settings.Set("regex", spec);
  if (name.starts_with("sum_amount") && spec.AsList() != nullptr) {
    name.erase(0, 4);
    settings.Set("type", "float");
    settings.Set("group", "sum");
  } else if (name.starts_with("date") || name.ends_with("date")) {
    settings.Set("type", "date");
  } else if (name.starts_with("amount")) {
    settings.Set("type", "float");
  }
  return ParseRegexField(job, name, settings, content);
}

std::string WithoutStatic(std::string name) {
  constexpr std::string_view kStatic = "static_";
  for (std::size_t at = 0; (at = name.find(kStatic, at)) != name.npos;) {
    name.erase(at, kStatic.size());
  }
  return name;
}

Status CheckResult(const Template& t, const Map& fields) {
  if (t.options().strict_fields) {
    const auto unknown = UnknownFields(fields, t.options().extra_fields);
    if (!unknown.empty()) {
      return Status::InvalidInput("strict_fields: unknown fields " + Join(unknown, ", "));
    }
  }
  std::vector<std::string> required{"date", "amount", "invoice_number", "issuer"};
  if (const Value* given = t.file().Find("required_fields")) {
    required.clear();
    if (!given->IsNull()) {
      for (const Value& name : AsValues(*given)) required.push_back(name.ToText());
    }
  }
  std::vector<std::string> missing;
  for (std::string& name : required) {
    if (!fields.Has(name)) missing.push_back(std::move(name));
  }
  if (missing.empty()) return {};
  return Status::NotFound("required fields are missing: " + Join(missing, ", "));
}

}  // namespace

Result<Extraction> Run(const Template& t, const SourceText& source, Matching& matching) {
  TELAR_ASSIGN_OR_RETURN(const std::string text, t.Prepare(source.text, matching));
  Extraction result;
  Map& output = result.fields;
  const Job job{t, matching, result.captures, text};
  output.Set("issuer", t.issuer());
  output.Set("template_name", t.name());
  for (const auto& [key, spec] : *t.file().Find("fields")->AsMap()) {
    std::string name = key;
    Result<Value> value = Value();
    if (const Map* settings = spec.AsMap()) {
      if (!settings->Has("parser")) continue;
      const auto area = AreaOf(*settings);
      if (area && source.crop) {
        const std::string inside = source.crop(*area);
        value = ParserField(job, name, spec, inside);
      } else {
        value = ParserField(job, name, spec, text);
      }
    } else if (name.starts_with("static_")) {
      output.Set(WithoutStatic(name), spec);
      continue;
    } else {
      value = LegacyField(job, name, spec, text);
    }
    if (!value.ok()) return std::move(value).status().WithContext("field " + ToValidUtf8(name));
    if (value->Found()) output.Set(name, *std::move(value));
    else result.unmatched.push_back(name);
  }
  if (!output.Has("currency")) output.Set("currency", t.options().currency);
  if (const Value* lines = t.file().Find("lines")) {
    auto rows = ParseLines(job, "lines", *lines, text);
    if (!rows.ok()) return std::move(rows).status().WithContext("lines");
    output.Set("lines", *std::move(rows));
  }
  if (const Value* tables = t.file().Find("tables")) {
    const Status parsed = ParseTables(job, *tables->AsList(), text, output);
    if (!parsed.ok()) return parsed.WithContext("tables");
  }
  Finish(output);
  TELAR_RETURN_IF_ERROR(CheckResult(t, output));
  output.Set("desc", "Invoice from " + t.issuer());
  return result;
}

}  // namespace telar::invoices::templates
