#include <algorithm>
#include <cstdio>
#include <map>

#include "core/text.h"
#include "invoices/templates/plain_text.h"
#include "invoices/templates/run_internal.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

constexpr std::string_view kRowFields[] = {"lines", "tax_lines"};

// Other names of line fields, in the order in which invoice2data looks for them.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"description", "name"},
    {"unit_price", "price_unit"},
    {"unitprice", "price_unit"},
    {"vat_rate", "line_tax_percent"},
    {"tax_percent", "line_tax_percent"},
};

struct UnitCode {
  std::string_view code;   ///< UN/ECE Recommendation 20.
  std::string_view words;  ///< As printed, lower case.
};
constexpr UnitCode kUnits[] = {
    {"LTR", "l ltr lt ℓ liter litre liters litres"},
    {"MLT", "ml millilitre milliliter"},
    {"KGM", "kg kgm kgs kilogram kilograms"},
    {"GRM", "g gr grm gram grams"},
    {"MTR", "m mtr meter metre meters metres"},
    {"CMT", "cm"},
    {"MMT", "mm"},
    {"KMT", "km"},
    {"H87",
     "pcs pc piece pieces ea each ps st stk stuk stuks stück stueck stueckliste unit units stk. x"},
    {"SET", "set sets"},
    {"HUR", "h hr hrs hour hours uur uren"},
    {"MIN", "min minute minutes"},
    {"DAY", "d day days dag dagen"},
    {"MON", "month months maand maanden mnd"},
    {"ANN", "year years jaar"},
};

constexpr std::string_view kInvoiceFields =
    " issuer vat partner_name partner_street partner_street2 partner_street3 partner_city "
    "partner_zip country_code state_code partner_email partner_website telephone mobile "
    "partner_ref siren partner_coc company_vat amount amount_untaxed amount_tax date date_due "
    "date_start date_end invoice_number currency currency_symbol bic iban note narration "
    "payment_reference payment_unece_code incoterm mandate_id lines tax_lines desc template_name ";
constexpr std::string_view kLineFields =
    " name product taxes code barcode qty unece_code uom price_unit price_subtotal price_total "
    "discount line_tax_percent line_tax_amount line_note sectionheader date_start date_end ";
constexpr std::string_view kTaxLineFields =
    " price_subtotal line_tax_percent line_tax_amount line_tax_code ";

List* RowsOf(Map& output, std::string_view field) {
  Value* value = output.Find(field);
  return value == nullptr ? nullptr : value->AsList();
}

/// Python's float() of whatever a template gave.
std::optional<double> Number(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (const auto* f = std::get_if<Float>(&value->data)) return f->printed;
  if (const auto* i = std::get_if<std::int64_t>(&value->data)) return static_cast<double>(*i);
  if (const auto* b = std::get_if<bool>(&value->data)) return *b ? 1 : 0;
  if (value->AsText() == nullptr) return std::nullopt;
  const auto parsed = ParseFloat(*value->AsText());
  return parsed.ok() ? std::optional(parsed->printed) : std::nullopt;
}

/// subtotal × percent / 100 to the cent, as Python's round() of doubles gives it.
Value TaxAmount(double subtotal, double percent) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", subtotal * percent / 100);
  const auto amount = ParseFloat(text);
  return amount.ok() ? Value(*amount) : Value(Float{});
}

void SetRate(Map& line, const Value& percent) {
  line.Set("line_tax_percent", percent);
  if (line.Has("line_tax_amount")) return;
  const auto subtotal = Number(line.Find("price_subtotal")), rate = Number(&percent);
  if (subtotal && rate) line.Set("line_tax_amount", TaxAmount(*subtotal, *rate));
}

/// The only rate at which anything was taxed; null when there are several or none.
const Value* OnlyRate(const List& tax_lines) {
  std::map<double, const Value*> rates;
  for (const Value& row : tax_lines) {
    if (row.AsMap() == nullptr) continue;
    const Value* printed = row.AsMap()->Find("line_tax_percent");
    const double rate = Number(printed).value_or(0);
    const double subtotal = Number(row.AsMap()->Find("price_subtotal")).value_or(0);
    const double amount = Number(row.AsMap()->Find("line_tax_amount")).value_or(0);
    if (rate != 0 && (subtotal != 0 || amount != 0)) rates[rate] = printed;
  }
  return rates.size() == 1 ? rates.begin()->second : nullptr;
}

void TaxLines(List& lines, const List& tax_lines) {
  const auto rate_of_code = [&](const std::string& code) {
    const Value* rate = nullptr;  // the last one counts
    for (const Value& row : tax_lines) {
      const Value* known = row.AsMap() ? row.AsMap()->Find("line_tax_code") : nullptr;
      const Value* percent = row.AsMap() ? row.AsMap()->Find("line_tax_percent") : nullptr;
      if (known != nullptr && percent != nullptr && known->ToText() == code) rate = percent;
    }
    return rate;
  };
  const Value* only = OnlyRate(tax_lines);
  for (Value& line : lines) {
    Map* row = line.AsMap();
    if (row == nullptr || row->Has("line_tax_percent")) continue;
    const Value* code = row->Find("line_tax_code");
    const Value* rate = code == nullptr ? nullptr : rate_of_code(code->ToText());
    if (rate == nullptr || rate->IsNull()) rate = only;
    if (rate != nullptr) SetRate(*row, *rate);
  }
}

bool Known(std::string_view name, std::string_view names, const std::vector<std::string>& extra) {
  return name.starts_with("amount") || name.starts_with("date") ||
         names.find(" " + std::string(name) + " ") != names.npos ||
         std::find(extra.begin(), extra.end(), name) != extra.end();
}

}  // namespace

void Finish(Map& output) {
  for (const std::string_view field : kRowFields) {
    List* rows = RowsOf(output, field);
    if (rows == nullptr) continue;
    for (Value& value : *rows) {
      Map* row = value.AsMap();
      if (row == nullptr) continue;
      for (const auto& [alias, name] : kAliases) {
        if (!row->Has(alias) || row->Has(name)) continue;
        Value moved = *row->Find(alias);
        row->Remove(alias);
        row->Set(name, std::move(moved));
      }
      const Value* code = row->Find("unece_code");
      const Value* unit = row->Find("uom");
      if ((code != nullptr && code->Truthy()) || unit == nullptr || unit->AsText() == nullptr) {
        continue;
      }
      const std::string printed = LowerCase(Strip(*unit->AsText()));
      for (const UnitCode& known : kUnits) {
        const auto words = Split(known.words, ' ');
        if (std::find(words.begin(), words.end(), printed) == words.end()) continue;
        row->Set("unece_code", std::string(known.code));
        break;
      }
    }
  }
  List* lines = RowsOf(output, "lines");
  List* tax_lines = RowsOf(output, "tax_lines");
  if (lines != nullptr && tax_lines != nullptr) TaxLines(*lines, *tax_lines);
  if (tax_lines == nullptr) return;
  for (Value& value : *tax_lines) {
    Map* row = value.AsMap();
    if (row == nullptr || row->Has("line_tax_amount")) continue;
    const auto percent = Number(row->Find("line_tax_percent"));
    const auto subtotal = Number(row->Find("price_subtotal"));
    if (percent && subtotal) row->Set("line_tax_amount", TaxAmount(*subtotal, *percent));
  }
}

std::vector<std::string> UnknownFields(const Map& output,
                                       const std::vector<std::string>& extra_fields) {
  std::vector<std::string> unknown;
  for (const auto& [name, value] : output) {
    if (!Known(name, kInvoiceFields, extra_fields)) unknown.push_back(name);
  }
  for (const std::string_view field : kRowFields) {
    const Value* rows = output.Find(field);
    if (rows == nullptr || rows->AsList() == nullptr) continue;
    for (const Value& row : *rows->AsList()) {
      if (row.AsMap() == nullptr) continue;
      for (const auto& [name, value] : *row.AsMap()) {
        if (!Known(name, field == "lines" ? kLineFields : kTaxLineFields, extra_fields)) {
          unknown.push_back(name);
        }
      }
    }
  }
  return unknown;
}

}  // namespace telar::invoices::templates
