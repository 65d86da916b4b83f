#include "samples/truth_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace telar::samples {
namespace {

using Json = nlohmann::ordered_json;

Json BoxJson(const documents::Box& box) {
  Json json = Json::array();
  for (float edge : {box.x0, box.y0, box.x1, box.y1}) {
    json.push_back(std::round(static_cast<double>(edge) * 10) / 10);
  }
  return json;
}

documents::Box Around(const documents::Box& a, const documents::Box& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

std::string IsoDate(Date date) { return FormatDate(date, DateStyle::kIso); }

std::string JoinedAddress(const Party& party) {
  std::string text;
  for (const std::string& line : party.address) text += (text.empty() ? "" : " ") + line;
  return text;
}

std::string WithoutSpaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::vector<std::pair<std::string_view, std::string>> FieldValues(const InvoicePlan& plan) {
  return {{"supplier", plan.supplier.name},
          {"supplier_tax_id", plan.supplier.tax_id},
          {"supplier_address", JoinedAddress(plan.supplier)},
          {"customer", plan.customer.name},
          {"customer_tax_id", plan.customer.tax_id},
          {"invoice_number", plan.invoice_number},
          {"purchase_order", plan.purchase_order},
          {"date", IsoDate(plan.date)},
          {"due_date", IsoDate(plan.due_date)},
          {"currency", plan.currency},
          {"subtotal", plan.subtotal.ToString()},
          {"tax", plan.tax.ToString()},
          {"discount", plan.discount.ToString()},
          {"total", plan.total.ToString()},
          {"iban", WithoutSpaces(plan.iban)}};
}

// What a document prints beside the fields: signs and names as in the plan.
std::vector<std::pair<std::string_view, std::string>> ExtraValues(const InvoicePlan& plan) {
  return {
      {"service_charge", plan.service_charge.ToString()},
      {"shipping", plan.shipping.ToString()},
      {"rounding", plan.rounding.ToString()},
      {"withheld", plan.withheld.ToString()},
      {"payable", (plan.withheld_from_total ? plan.total : plan.total - plan.withheld).ToString()}};
}

// The texts drawn for a field, as one: several lines of an address become one text and box.
Json FieldJson(const Sample& sample, std::string_view name, const std::string& value) {
  Json json;
  std::string raw;
  documents::Box box;
  for (const DrawnText& text : sample.drawn) {
    if (text.field != name || text.line >= 0) continue;
    box = raw.empty() ? text.box : Around(box, text.box);
    raw += (raw.empty() ? "" : " ") + text.text;
    json = {{"value", value}, {"raw", raw}, {"page", text.page}, {"box", BoxJson(box)}};
  }
  return json;
}

Json FieldsJson(const Sample& sample) {
  Json fields = Json::object();
  for (const auto& [name, value] : FieldValues(sample.plan)) {
    Json field = FieldJson(sample, name, value);
    if (field.is_null() && name == "currency") {
      field = FieldJson(sample, "total", value);
      field["raw"] = sample.plan.look.money.symbol;
    }
    if (!field.is_null()) fields[std::string(name)] = std::move(field);
  }
  return fields;
}

Json ExtrasJson(const Sample& sample) {
  Json extras = Json::object();
  for (const auto& [name, value] : ExtraValues(sample.plan)) {
    Json extra = FieldJson(sample, name, value);
    if (!extra.is_null()) extras[std::string(name)] = std::move(extra);
  }
  return extras;
}

Json LineJson(const Sample& sample, std::size_t index) {
  const PlannedLine& line = sample.plan.lines[index];
  std::string raw;
  documents::Box box;
  int page = 1;
  std::vector<std::string_view> printed;
  for (const DrawnText& text : sample.drawn) {
    if (text.line != static_cast<int>(index)) continue;
    box = raw.empty() ? text.box : Around(box, text.box);
    raw += (raw.empty() ? "" : " ") + text.text;
    page = text.page;
    printed.push_back(text.field);
  }
  const auto when = [&](std::string_view field, const std::string& value) {
    const bool shown = std::find(printed.begin(), printed.end(), field) != printed.end();
    return shown ? Json(value) : Json(nullptr);
  };
  return {{"description", line.description},
          {"raw", raw},
          {"code", when("code", line.code)},
          {"quantity", when("quantity", line.quantity.ToString())},
          {"unit", when("unit", line.unit)},
          {"unit_price", when("unit_price", line.unit_price.ToString())},
          {"amount", when("amount", line.amount.ToString())},
          {"tax_rate", when("tax_rate", line.tax_rate.ToString())},
          {"discount", when("line_discount", line.discount.ToString())},
          {"page", page},
          {"box", BoxJson(box)}};
}

// The XML's address in the order it is read in.
std::string AddressInXml(const InvoicePlan& plan, EinvoiceForm form) {
  std::string text;
  for (const std::string& line : plan.supplier.address) {
    const bool glued =
        form == EinvoiceForm::kFacturae && !text.empty() && &line != &plan.supplier.address.back();
    text += (text.empty() ? "" : glued ? " " : ", ") + line;
  }
  return text;
}

Json EinvoiceJson(const Sample& sample) {
  if (!sample.einvoice) return nullptr;
  const EinvoiceForm form = *sample.einvoice;
  const InvoicePlan& plan = sample.plan;
  Json fields = Json::object();
  for (const auto& [name, value] : FieldValues(plan)) {
    if (!value.empty() && name != "supplier_address" && EinvoiceSays(form, name, plan))
      fields[std::string(name)] = value;
  }
  if (EinvoiceSays(form, "supplier_address", plan))
    fields["supplier_address"] = AddressInXml(plan, form);
  if (std::string id = EinvoiceFiscalId(form, plan); !id.empty()) fields["fiscal_id"] = id;
  Json lines = Json::array();
  for (const PlannedLine& line : plan.lines) {
    const std::string code = EinvoiceCode(form, line);
    lines.push_back({{"description", line.description},
                     {"code", code.empty() ? Json(nullptr) : Json(code)},
                     {"quantity", line.quantity.ToString()},
                     {"unit", EinvoiceUnit(form, line.unit)},
                     {"unit_price", line.unit_price.ToString()},
                     {"amount", line.amount.ToString()},
                     {"tax_rate", line.tax_rate.ToString()}});
  }
  const bool inside = form == EinvoiceForm::kFacturX;
  return {{"form", EinvoiceFormName(form)},
          {"file", sample.name + (inside ? "." + sample.extension : ".xml")},
          {"fields", std::move(fields)},
          {"lines", std::move(lines)}};
}

Json DegradationJson(const Degradation& d) {
  return {{"format", ScanFormatName(d.format)},
          {"dpi", d.dpi},
          {"color", d.color},
          {"skew_degrees", d.skew_degrees},
          {"noise", d.noise},
          {"blur", d.blur},
          {"light", d.light},
          {"light_angle", d.light_angle},
          {"paper", d.paper},
          {"jpeg_quality", d.jpeg_quality},
          {"stamp", d.stamp.empty() ? Json(nullptr) : Json(d.stamp)},
          {"fade", d.fade},
          {"black_and_white", d.black_and_white},
          {"quarter_turns", d.quarter_turns},
          {"perspective", d.perspective},
          {"surroundings", d.surroundings},
          {"surroundings_grey", d.surroundings_grey}};
}

}  // namespace

std::string TruthJson(const Sample& sample, std::uint64_t seed) {
  const InvoicePlan& plan = sample.plan;
  Json json = {{"file", sample.name + "." + sample.extension},
               {"seed", seed},
               {"index", plan.index},
               {"pages", sample.pages},
               {"class", InvoiceClassName(plan.invoice_class)},
               {"layout", LayoutName(plan.layout)},
               {"language", LanguageCode(plan.language)},
               {"credit_note", plan.credit_note},
               {"fields", FieldsJson(sample)},
               {"lines", Json::array()},
               {"einvoice", EinvoiceJson(sample)},
               {"extras", ExtrasJson(sample)},
               {"degradation", nullptr}};
  for (std::size_t i = 0; i < plan.lines.size(); ++i) json["lines"].push_back(LineJson(sample, i));
  if (sample.degradation) json["degradation"] = DegradationJson(*sample.degradation);
  return json.dump(1) + "\n";
}

}  // namespace telar::samples
