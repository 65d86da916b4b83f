#include "invoices/templates/plain_text.h"
#include "invoices/templates/run_internal.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

/// What one row of a table says. False when a date of it is none: the table then says nothing.
Result<bool> ReadRow(const Job& job, const Map& table, std::string_view line, Map& output) {
  const Regex& body = job.t.Pattern(*table.Find("body")->AsText());
  TELAR_ASSIGN_OR_RETURN(const std::optional<Match> match, body.Search(line, job.matching));
  if (!match) return true;
  const Value* types = table.Find("types");
  const Value* fields = table.Find("fields");
  for (const auto& [name, number] : body.names()) {
    const auto& group = match->groups[static_cast<std::size_t>(number)];
    const std::string_view raw =
        group ? line.substr(group->first, group->last - group->first) : std::string_view();
    job.Note(name, -1, raw);
    const std::string printed(raw);
    Value value = group ? Value(printed) : Value();
    const Value* type =
        types == nullptr || types->AsMap() == nullptr ? nullptr : types->AsMap()->Find(name);
    if (type == nullptr && fields != nullptr && fields->AsMap() != nullptr) {
      const Value* settings = fields->AsMap()->Find(name);
      if (settings != nullptr && settings->AsMap() != nullptr) {
        type = settings->AsMap()->Find("type");
      }
    }
    if (name.starts_with("date") || name.ends_with("date")) {
      TELAR_ASSIGN_OR_RETURN(value, ParseDate(printed, job.t.options(), job.matching));
      if (value.IsNull()) return false;
    } else if (name.starts_with("amount")) {
      TELAR_ASSIGN_OR_RETURN(const Float amount, ParseNumber(printed, job.t.options()));
      value = Value(amount);
    } else if (type != nullptr) {
      TELAR_ASSIGN_OR_RETURN(value, Coerce(printed, type->ToText(), job.t.options(), job.matching));
    }
    Value* there = output.Find(name);
    if (there == nullptr) {
      output.Set(name, std::move(value));
    } else if (List* list = there->AsList()) {
      list->push_back(std::move(value));
    } else {
      output.Set(name, List{*there, std::move(value)});
    }
  }
  return true;
}

Status ReadTable(const Job& job, const Map& table, std::string_view content, Map& output) {
  const auto pattern = [&](std::string_view key) -> const Regex& {
    return job.t.Pattern(*table.Find(key)->AsText());
  };
  TELAR_ASSIGN_OR_RETURN(const auto start, pattern("start").Search(content, job.matching));
  TELAR_ASSIGN_OR_RETURN(const auto end, pattern("end").Search(content, job.matching));
  if (!start || !end || end->whole().first < start->whole().last) return {};
  const std::string_view body =
      content.substr(start->whole().last, end->whole().first - start->whole().last);
  const Value* separator = table.Find("line_separator");
  TELAR_ASSIGN_OR_RETURN(
      const std::vector<Place> pieces,
      job.t.Pattern(separator == nullptr ? "\\n" : separator->ToText()).Split(body, job.matching));
  Map found;
  for (const Place& piece : pieces) {
    const std::string_view line = body.substr(piece.first, piece.last - piece.first);
    if (Strip(line).empty()) continue;
    TELAR_ASSIGN_OR_RETURN(const bool sound, ReadRow(job, table, line, found));
    if (!sound) return {};
  }
  if (const Value* fields = table.Find("fields"); fields && fields->AsMap()) {
    for (const auto& [name, settings] : *fields->AsMap()) {
      Value* value = found.Find(name);
      const Value* group = settings.AsMap() ? settings.AsMap()->Find("group") : nullptr;
      if (value == nullptr || group == nullptr) continue;
      TELAR_ASSIGN_OR_RETURN(Value grouped, Group(group->ToText(), AsValues(*value)));
      if (!grouped.IsNull()) *value = std::move(grouped);
    }
  }
  for (auto& [name, value] : found) output.Set(name, std::move(value));
  return {};
}

}  // namespace

Status ParseTables(const Job& job, const List& tables, std::string_view content, Map& output) {
  for (const Value& table : tables) {
    TELAR_RETURN_IF_ERROR(ReadTable(job, *table.AsMap(), content, output));
  }
  return {};
}

}  // namespace telar::invoices::templates
