#include "invoices/templates/from_template.h"

#include <algorithm>
#include <initializer_list>

#include "core/text.h"
#include "invoices/currency.h"
#include "invoices/dates.h"
#include "invoices/templates/find_text.h"
#include "invoices/templates/values.h"

namespace telar::invoices::templates {
namespace {

constexpr double kSure = 0.99, kDiffering = 0.9;

enum class Form { kText, kCode, kAmount, kDate, kCurrency };

struct Mapping {
  std::string_view field;
  Form form;
  std::initializer_list<std::string_view> keys;  ///< The first one that is there counts.
};

const Mapping kMappings[] = {
    {"supplier", Form::kText, {"issuer", "partner_name"}},
    {"supplier_tax_id", Form::kCode, {"vat", "static_vat", "vat_number", "tax_id"}},
    {"customer", Form::kText, {"customer", "customer_name", "client_name"}},
    {"customer_tax_id", Form::kCode, {"company_vat", "customer_vat"}},
    {"invoice_number", Form::kText, {"invoice_number"}},
    {"purchase_order",
     Form::kText,
     {"purchase_order", "po_number", "purchase_order_number", "order_number"}},
    {"date", Form::kDate, {"date"}},
    {"due_date", Form::kDate, {"date_due", "due_date"}},
    {"currency", Form::kCurrency, {"currency", "currency_symbol"}},
    {"subtotal", Form::kAmount, {"amount_untaxed"}},
    {"tax", Form::kAmount, {"amount_tax"}},
    {"discount", Form::kAmount, {"amount_discount", "discount"}},
    {"total", Form::kAmount, {"amount"}},
    {"iban", Form::kCode, {"iban"}},
};

/// The one value, when all of a list are the same.
const Value* Single(const Value* value) {
  if (value == nullptr || value->AsList() == nullptr) return value;
  const List& list = *value->AsList();
  if (list.empty()) return nullptr;
  const bool same = std::all_of(list.begin(), list.end(),
                                [&](const Value& other) { return other == list.front(); });
  return same ? &list.front() : nullptr;
}

std::optional<Decimal> AmountOf(const Value* value, const Options& options) {
  if (value == nullptr) return std::nullopt;
  if (const auto* f = std::get_if<Float>(&value->data)) return f->exact;
  if (const auto* i = std::get_if<std::int64_t>(&value->data)) return Decimal(*i);
  if (value->AsText() == nullptr || value->AsText()->empty()) return std::nullopt;
  const auto number = ParseNumber(*value->AsText(), options);
  return number.ok() ? std::optional(number->exact) : std::nullopt;
}

std::optional<std::string> DateOf(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value.data)) return FormatDate(*date);
  if (value.AsText() == nullptr) return std::nullopt;
  const std::vector<PrintedDate> dates = FindDates(*value.AsText());
  if (dates.size() != 1 || dates[0].ambiguous()) return std::nullopt;
  return FormatDate(dates[0].Under(DateOrder::kDayFirst));
}

std::optional<std::string> CurrencyCode(const Value& value) {
  if (value.AsText() == nullptr) return std::nullopt;
  const std::string mark = CollapseSpaces(*value.AsText());
  const bool code = mark.size() == 3 && std::all_of(mark.begin(), mark.end(), [](char c) {
                      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                    });
  if (const auto meaning = MeaningOf(mark)) return std::string(meaning->code);
  return code ? std::optional(AsciiUpper(mark)) : std::nullopt;
}

std::optional<std::string> Normalized(const Value& value, Form form, const Options& options) {
  switch (form) {
    case Form::kAmount:
      if (const auto amount = AmountOf(&value, options)) return amount->ToString();
      return std::nullopt;
    case Form::kDate: return DateOf(value);
    case Form::kCurrency: return CurrencyCode(value);
    case Form::kCode:
    case Form::kText: break;
  }
  if (value.AsList() != nullptr || value.AsMap() != nullptr || !value.Truthy()) return std::nullopt;
  std::string text = CollapseSpaces(ToValidUtf8(value.ToText()));
  if (form == Form::kCode) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '.'; });
    text = AsciiUpper(text);
  }
  return text.empty() ? std::nullopt : std::optional(text);
}

bool Same(const std::string& a, const std::string& b, Form form) {
  if (form == Form::kAmount) {
    const auto x = Decimal::Parse(a), y = Decimal::Parse(b);
    return x.ok() && y.ok() && *x == *y;
  }
  const auto letters = [](const std::string& text) {
    std::string out;
    for (const char c : Fold(text)) {
      if (std::string_view(" .,-/").find(c) == std::string_view::npos) out += c;
    }
    return out;
  };
  return letters(a) == letters(b);
}

bool MayDiffer(std::string_view field) {
  return field == "total" || field == "subtotal" || field == "tax" || field == "date" ||
         field == "invoice_number";
}

class Applier {
 public:
  Applier(const Reading& reading, const documents::Document& document, Invoice& invoice)
      : reading_(reading), finder_(document), invoice_(invoice) {}

  void Fields() {
    for (const Mapping& mapping : kMappings) {
      for (const std::string_view key : mapping.keys) {
        const Value* value = Single(reading_.extraction.fields.Find(key));
        if (value == nullptr) continue;
        const auto normalized = Normalized(*value, mapping.form, options());
        if (!normalized) continue;
        if (mapping.field == "currency" && key == "currency" && IsDefaultCurrency() &&
            invoice_.Find("currency") != nullptr) {
          break;
        }
        Set(mapping.field, mapping.form, key, *normalized);
        break;
      }
    }
    Address();
  }

  void Lines() {
    const Value* given = reading_.extraction.fields.Find("lines");
    const List* rows = given == nullptr ? nullptr : given->AsList();
    if (rows == nullptr) return;
    std::vector<Line> lines;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      if (const Map* row = (*rows)[i].AsMap()) AddLine(*row, static_cast<int>(i), lines);
    }
    if (!lines.empty()) invoice_.lines = std::move(lines);
  }

  const std::vector<std::string>& mismatches() const { return mismatches_; }
  bool total_agrees() const { return total_agrees_; }

 private:
  const Options& options() const { return reading_.used->options(); }

  bool IsDefaultCurrency() const {
    if (options().currency_given) return false;
    const Value* fields = reading_.used->file().Find("fields");
    return fields == nullptr || fields->AsMap() == nullptr ||
           (!fields->AsMap()->Has("currency") && !fields->AsMap()->Has("static_currency"));
  }

  const Capture* CaptureOf(std::string_view key) const {
    const auto& captures = reading_.extraction.captures;
    const auto found = std::find_if(captures.begin(), captures.end(),
                                    [&](const Capture& c) { return c.row < 0 && c.field == key; });
    return found == captures.end() ? nullptr : &*found;
  }

  void Set(std::string_view name, Form form, std::string_view key, const std::string& value) {
    Field field{.value = value, .confidence = kSure, .how = How::kTemplate};
    const Capture* capture = CaptureOf(key);
    field.raw = CollapseSpaces(ToValidUtf8(capture != nullptr ? capture->raw : value));
    const auto place =
        finder_.Find(capture != nullptr ? capture->raw : value, capture ? capture->before : 0);
    if (place) {
      field.page = place->page;
      field.box = place->box;
    }
    if (const Field* extracted = invoice_.Find(name)) {
      if (Same(extracted->value, value, form)) {
        if (!extracted->box.empty()) {
          field.page = extracted->page;
          field.box = extracted->box;
          field.raw = extracted->raw;
        }
        total_agrees_ |= name == "total";
      } else if (MayDiffer(name) && extracted->confidence >= kSureToDiffer) {
        field.confidence = kDiffering;
        mismatches_.push_back("template_mismatch: " + std::string(name) + " is " + value +
                              " by the template, " + extracted->value + " by the page");
      }
    }
    invoice_.fields.insert_or_assign(std::string(name), std::move(field));
  }

  void Address() {
    std::vector<std::string> parts;
    std::string town;
    const Value* first = nullptr;
    std::string first_key;
    for (const char* key : {"partner_street", "partner_street2", "partner_street3", "partner_zip",
                            "partner_city", "country_code"}) {
      const Value* value = Single(reading_.extraction.fields.Find(key));
      if (value == nullptr || value->AsText() == nullptr || value->AsText()->empty()) continue;
      const std::string text = CollapseSpaces(ToValidUtf8(*value->AsText()));
      if (first == nullptr) {
        first = value;
        first_key = key;
      }
      if (key == std::string_view("partner_zip")) {
        town = text;
      } else if (key == std::string_view("partner_city")) {
        town += (town.empty() ? "" : " ") + text;
      } else if (key == std::string_view("country_code")) {
        if (!town.empty()) parts.push_back(std::exchange(town, {}));
        if (!parts.empty()) parts.push_back(AsciiUpper(text));
      } else {
        parts.push_back(text);
      }
    }
    if (!town.empty()) parts.push_back(town);
    if (parts.size() < 2 || !reading_.extraction.fields.Has("partner_street")) return;
    // What is printed says more than its parts, as long as it holds the street.
    const Field* printed = invoice_.Find("supplier_address");
    if (printed != nullptr && Fold(printed->value).find(Fold(parts.front())) != std::string::npos) {
      return;
    }
    Set("supplier_address", Form::kText, first_key, Join(parts, ", "));
  }

  std::optional<Decimal> Number(const Map& row,
                                std::initializer_list<std::string_view> keys) const {
    for (const std::string_view key : keys) {
      if (const auto amount = AmountOf(row.Find(key), options())) return amount;
    }
    return std::nullopt;
  }

  static std::string Words(const Map& row, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
      const Value* value = row.Find(key);
      if (value == nullptr || !value->Truthy()) continue;
      std::string text = CollapseSpaces(ToValidUtf8(value->ToText()));
      if (!text.empty()) return text;
    }
    return {};
  }

  void AddLine(const Map& row, int number, std::vector<Line>& lines) const {
    Line line;
    line.description = Words(row, {"name", "desc", "description", "product"});
    if (std::string code = Words(row, {"code", "barcode"}); !code.empty()) line.code = code;
    if (std::string unit = Words(row, {"uom", "unit"}); !unit.empty()) line.unit = unit;
    line.quantity = Number(row, {"qty", "quantity"});
    line.unit_price = Number(row, {"price_unit"});
    line.amount = Number(row, {"price_subtotal", "price", "price_total", "amount"});
    line.tax_rate = Number(row, {"line_tax_percent", "taxpercent"});
    if (line.description.empty() && !line.quantity && !line.unit_price && !line.amount) return;
    line.confidence = kSure;
    bool first = true;
    for (const Capture& capture : reading_.extraction.captures) {
      if (capture.row != number || capture.field != "lines") continue;
      line.raw += (line.raw.empty() ? "" : " ") + CollapseSpaces(ToValidUtf8(capture.raw));
      const auto place = finder_.Find(capture.raw, capture.before);
      if (!place || (!first && place->page != line.page)) continue;
      // A short text may stand elsewhere too: only what is near belongs to the line.
      const bool near = first || (place->box.y0 < line.box.y1 + 40 && place->box.y1 > line.box.y0);
      if (!near) continue;
      line.page = place->page;
      line.box = first ? place->box : Union(line.box, place->box);
      first = false;
    }
    lines.push_back(std::move(line));
  }

  const Reading& reading_;
  const TextFinder finder_;
  Invoice& invoice_;
  std::vector<std::string> mismatches_;
  bool total_agrees_ = false;
};

bool Near(const Decimal& a, const Decimal& b) { return (a - b).Abs() <= Decimal::FromUnits(5, 2); }

/// Sums or lines that come out at the total.
bool AddsUp(const Invoice& invoice) {
  const auto of = [&](std::string_view name) -> std::optional<Decimal> {
    const Field* field = invoice.Find(name);
    const auto value =
        field == nullptr ? Result<Decimal>(Status::NotFound("")) : Decimal::Parse(field->value);
    return value.ok() ? std::optional(*value) : std::nullopt;
  };
  const auto total = of("total"), subtotal = of("subtotal"), tax = of("tax");
  if (!total) return false;
  if (subtotal && tax && !tax->is_zero()) {
    return Near(*subtotal + *tax - of("discount").value_or(Decimal()).Abs(), *total);
  }
  if (invoice.lines.size() < 2) return false;
  Decimal sum;
  for (const Line& line : invoice.lines) {
    if (!line.amount) return false;
    sum = sum + *line.amount;
  }
  return Near(sum, *total) || (subtotal && Near(sum, *subtotal));
}

}  // namespace

void ApplyTemplate(const Reading& reading, const documents::Document& document,
                   const Findings& findings, Invoice& invoice) {
  if (reading.used == nullptr) return;
  Applier applier(reading, reading.seen == nullptr ? document : *reading.seen, invoice);
  applier.Fields();
  applier.Lines();
  Findings now = findings;
  const auto from_template = [&](std::string_view name) {
    const Field* field = invoice.Find(name);
    return field != nullptr && field->how == How::kTemplate;
  };
  if (from_template("date")) now.date_order.clear();
  if (from_template("total")) {
    now.number_format.clear();
    now.total_confirmed = applier.total_agrees() || AddsUp(invoice);
  }
  Check(now, invoice);
  for (const std::string& mismatch : applier.mismatches()) invoice.reasons.push_back(mismatch);
  if (!applier.mismatches().empty() && invoice.verdict == Verdict::kAccept) {
    invoice.verdict = Verdict::kReview;
  }
}

}  // namespace telar::invoices::templates
