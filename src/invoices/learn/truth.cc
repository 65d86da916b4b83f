#include "invoices/learn/truth.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "invoices/invoice.h"

namespace telar::invoices::learn {
namespace {

using Json = nlohmann::json;

constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"company", "supplier"},
    {"issuer", "supplier"},
    {"address", "supplier_address"},
    {"vat", "supplier_tax_id"},
    {"static_vat", "supplier_tax_id"},
    {"date_due", "due_date"},
    {"amount", "total"},
    {"amount_untaxed", "subtotal"},
    {"amount_tax", "tax"}};

/// Our name for a field; empty when it is none.
std::string_view FieldName(std::string_view name) {
  for (const auto& [theirs, ours] : kOtherNames) {
    if (name == theirs) return ours;
  }
  const auto own = std::find(std::begin(kFieldNames), std::end(kFieldNames), name);
  return own == std::end(kFieldNames) ? std::string_view() : *own;
}

}  // namespace

Result<LabelledDocument> ReadTruth(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_array() && !json.empty()) json = Json(json.front());
  if (!json.is_object()) return Status::InvalidInput("read labels: not a JSON object");
  LabelledDocument labelled;
  const bool whole = json.contains("fields") && json["fields"].is_object();
  labelled.complete = whole;
  const Json& fields = whole ? json["fields"] : json;
  for (const auto& [name, given] : fields.items()) {
    const std::string_view field = FieldName(name);
    if (field.empty() || given.is_null()) continue;
    const Json& value = given.is_object() && given.contains("value") ? given["value"] : given;
    if (value.is_structured()) continue;
    std::string said = value.is_string() ? value.get<std::string>() : value.dump();
    if (!said.empty()) labelled.truth.insert_or_assign(std::string(field), std::move(said));
  }
  return labelled;
}

}  // namespace telar::invoices::learn
