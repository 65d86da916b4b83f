#include "invoices/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/check.h"
#include "invoices/check_digits.h"
#include "invoices/currency.h"
#include "invoices/dates.h"
#include "invoices/numbers.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostCharacters = 500;
constexpr std::array<std::string_view, 7> kLineFields = {
    "description", "code", "quantity", "unit", "unit_price", "amount", "tax_rate"};

/// The rules that Check sets itself, and can therefore take back.
constexpr std::array<std::string_view, 10> kCheckRules = {
    "missing_supplier", "missing_date",  "missing_total", "low_confidence", "unchecked_total",
    "total_mismatch",   "line_mismatch", "number_format", "date_order",     "too_long"};

template <typename Range>
bool Contains(const Range& range, std::string_view name) {
  return std::find(std::begin(range), std::end(range), name) != std::end(range);
}

Status Wrong(std::string_view name, std::string why) {
  return Status::InvalidInput(fmt::format("set {}: {}", name, std::move(why)));
}

template <typename Range>
Status UnknownName(std::string_view name, const Range& known) {
  std::vector<std::string> names(std::begin(known), std::end(known));
  const std::string closest = ClosestMatch(name, names);
  return Status::InvalidInput(fmt::format("set {}: there is no such field", name))
      .WithHint(closest.empty() ? "the fields are " + Join(names, ", ")
                                : "did you mean " + closest + "?");
}

Result<std::string> NormalText(std::string_view name, std::string_view typed) {
  if (!IsValidUtf8(typed)) return Wrong(name, "it is not UTF-8 text");
  std::string text = CollapseSpaces(typed);
  const bool control = std::any_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (control) return Wrong(name, "it has control characters");
  if (DecodeUtf8(text).size() > kMostCharacters) {
    return Wrong(name, fmt::format("it has more than {} characters", kMostCharacters));
  }
  return text;
}

Result<Decimal> NormalNumber(std::string_view name, std::string_view typed) {
  std::string_view digits = Trim(typed);
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  const NumberReadings readings = ReadNumber(digits);
  if (readings.none()) {
    return Wrong(name, "it is not a number").WithHint("write it as 1234.50");
  }
  if (readings.ambiguous()) {
    return Wrong(name, "it may mean two numbers")
        .WithHint(fmt::format(
            "write {} or {}0",
            readings.point->scale() > 0 ? readings.comma->ToString() : readings.point->ToString(),
            readings.point->scale() > 0 ? readings.point->ToString() : readings.comma->ToString()));
  }
  const Decimal value = readings.point ? *readings.point : *readings.comma;
  return negative ? -value : value;
}

Result<std::string> NormalDate(std::string_view name, std::string_view typed) {
  const std::string text = CollapseSpaces(typed);
  if (const auto iso = ParseDate(text); iso.ok()) return FormatDate(*iso);
  const std::vector<PrintedDate> dates = FindDates(text);
  const bool whole =
      dates.size() == 1 && dates[0].span.begin == 0 && dates[0].span.end == text.size();
  if (!whole) return Wrong(name, "it is not a date").WithHint("write it as 2026-01-31");
  if (dates[0].ambiguous()) {
    return Wrong(name, "it may mean two days")
        .WithHint(fmt::format("write {} or {}", FormatDate(*dates[0].day_first),
                              FormatDate(*dates[0].month_first)));
  }
  return FormatDate(dates[0].Under(DateOrder::kDayFirst));
}

Result<std::string> NormalCurrency(std::string_view name, std::string_view typed) {
  const std::string text = CollapseSpaces(typed);
  const std::string upper = AsciiUpper(text);
  for (const std::string& mark : {upper, text}) {
    const auto meaning = MeaningOf(mark);
    if (meaning && !meaning->shared) return std::string(meaning->code);
  }
  const bool code = upper.size() == 3 && std::all_of(upper.begin(), upper.end(), IsAsciiLetter);
  if (code) return upper;
  return Wrong(name, "it is not a currency").WithHint("write its three letters, as EUR");
}

Result<std::string> NormalTaxId(std::string_view name, std::string_view typed,
                                std::string* warning) {
  const std::string number = Compact(typed);
  if (CountDigits(number) == 0) return Wrong(name, "it has no digits");
  if (warning != nullptr && ProvenScheme(number) == nullptr) {
    *warning = fmt::format("no check digit that Telar knows proves {} {}", name, number);
  }
  return number;
}

/// A line's column as text.
std::optional<std::string> Cell(const Line& line, std::string_view name) {
  const auto text = [](const std::optional<Decimal>& number) {
    return number ? std::optional(number->ToString()) : std::nullopt;
  };
  if (name == "description") return line.description;
  if (name == "code") return line.code;
  if (name == "unit") return line.unit;
  if (name == "quantity") return text(line.quantity);
  if (name == "unit_price") return text(line.unit_price);
  if (name == "amount") return text(line.amount);
  return text(line.tax_rate);
}

Status SetCell(std::string_view name, std::string_view typed, Line& line) {
  if (name == "description" || name == "code" || name == "unit") {
    TELAR_ASSIGN_OR_RETURN(std::string text, NormalText(name, typed));
    if (name == "description") {
      if (text.empty()) return Wrong(name, "a line needs a description");
      line.description = std::move(text);
    } else {
      (name == "code" ? line.code : line.unit) =
          text.empty() ? std::nullopt : std::optional(std::move(text));
    }
    return Status::Ok();
  }
  std::optional<Decimal> number;
  if (!Trim(typed).empty()) {
    TELAR_ASSIGN_OR_RETURN(number, NormalNumber(name, typed));
  }
  if (name == "quantity") line.quantity = number;
  else if (name == "unit_price") line.unit_price = number;
  else if (name == "amount") line.amount = number;
  else line.tax_rate = number;
  return Status::Ok();
}

Status SetCells(int number, std::span<const FieldChange> changes, Line& line, Edits& made) {
  for (const FieldChange& change : changes) {
    if (!Contains(kLineFields, change.name)) return UnknownName(change.name, kLineFields);
    auto before = Cell(line, change.name);
    if (before && before->empty()) before.reset();
    TELAR_RETURN_IF_ERROR(SetCell(change.name, change.value, line));
    made.edits.push_back(
        {fmt::format("line {} {}", number, change.name), before, Cell(line, change.name)});
  }
  line.confidence = 1;
  if (line.quantity && line.unit_price && line.amount &&
      !ProductAgrees(*line.quantity, *line.unit_price, *line.amount)) {
    made.warnings.push_back(fmt::format("line {}: {} × {} is not {}", number,
                                        line.quantity->ToString(), line.unit_price->ToString(),
                                        line.amount->ToString()));
  }
  return Status::Ok();
}

Status NoLine(int number, const Invoice& invoice) {
  return Status::InvalidInput(fmt::format("line {}: the invoice has {} line{}", number,
                                          invoice.lines.size(),
                                          invoice.lines.size() == 1 ? "" : "s"));
}

bool HasLine(int number, const Invoice& invoice) {
  return number >= 1 && static_cast<std::size_t>(number) <= invoice.lines.size();
}

bool IsAmount(std::string_view name) {
  return name == "subtotal" || name == "tax" || name == "discount" || name == "total";
}

/// The text of a reason "rule: X may mean …", up to " may mean".
std::string Doubted(const Invoice& invoice, std::string_view rule) {
  for (const std::string& reason : invoice.reasons) {
    if (RuleOf(reason) != rule) continue;
    const std::size_t start = std::min(reason.size(), rule.size() + 2);
    return reason.substr(start, reason.find(" may mean") - start);
  }
  return "";
}

bool SetByPerson(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  return field != nullptr && field->how == How::kPerson;
}

std::optional<Decimal> AmountOf(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  if (field == nullptr) return std::nullopt;
  const auto value = Decimal::Parse(field->value);
  return value.ok() ? std::optional(*value) : std::nullopt;
}

bool SumsGiveTotal(const Invoice& invoice) {
  const auto total = AmountOf(invoice, "total"), subtotal = AmountOf(invoice, "subtotal"),
             tax = AmountOf(invoice, "tax"), discount = AmountOf(invoice, "discount");
  if (!total || !subtotal || (!tax && !discount)) return false;
  return *subtotal - discount.value_or(Decimal()).Abs() + tax.value_or(Decimal()) == *total;
}

}  // namespace

std::string_view RuleOf(std::string_view reason) {
  const std::size_t colon = reason.find(": ");
  return colon == reason.npos ? reason : reason.substr(0, colon);
}

Result<std::string> NormalField(std::string_view name, std::string_view typed,
                                std::string* warning) {
  if (name == "date" || name == "due_date") return NormalDate(name, typed);
  if (name == "currency") return NormalCurrency(name, typed);
  if (name == "supplier_tax_id" || name == "customer_tax_id") {
    return NormalTaxId(name, typed, warning);
  }
  if (IsAmount(name)) {
    TELAR_ASSIGN_OR_RETURN(const Decimal number, NormalNumber(name, typed));
    return number.ToString();
  }
  if (name == "iban") {
    const std::string iban = Compact(typed);
    if (!IsIban(iban)) return Wrong(name, "its length or check digits are wrong");
    return iban;
  }
  return NormalText(name, typed);
}

Result<Edits> CorrectFields(std::span<const FieldChange> changes, Invoice& invoice) {
  Edits made;
  Invoice corrected = invoice;
  for (const FieldChange& change : changes) {
    if (!Contains(kFieldNames, change.name)) return UnknownName(change.name, kFieldNames);
    const auto found = corrected.fields.find(change.name);
    const bool had = found != corrected.fields.end();
    Edit edit{change.name, had ? std::optional(found->second.value) : std::nullopt, {}};
    if (Trim(change.value).empty()) {
      corrected.fields.erase(change.name);
      made.edits.push_back(std::move(edit));
      continue;
    }
    std::string warning;
    TELAR_ASSIGN_OR_RETURN(std::string value, NormalField(change.name, change.value, &warning));
    if (!warning.empty()) made.warnings.push_back(std::move(warning));
    Field field = had && found->second.value == value ? found->second : Field{};
    field.value = value;
    field.confidence = 1;
    field.how = How::kPerson;
    edit.after = std::move(value);
    corrected.fields.insert_or_assign(change.name, std::move(field));
    made.edits.push_back(std::move(edit));
  }
  invoice = std::move(corrected);
  return made;
}

Result<Edits> CorrectLine(int number, std::span<const FieldChange> changes, Invoice& invoice) {
  if (!HasLine(number, invoice)) return NoLine(number, invoice);
  Line& line = invoice.lines[static_cast<std::size_t>(number) - 1];
  Line corrected = line;
  Edits made;
  TELAR_RETURN_IF_ERROR(SetCells(number, changes, corrected, made));
  line = std::move(corrected);
  return made;
}

Result<Edits> AddLine(std::span<const FieldChange> changes, Invoice& invoice) {
  Line line;
  Edits made;
  const int number = static_cast<int>(invoice.lines.size()) + 1;
  TELAR_RETURN_IF_ERROR(SetCells(number, changes, line, made));
  if (line.description.empty()) {
    return Status::InvalidInput("add a line: it needs a description")
        .WithHint("say description=TEXT");
  }
  invoice.lines.push_back(std::move(line));
  return made;
}

Result<Edits> RemoveLine(int number, Invoice& invoice) {
  if (!HasLine(number, invoice)) return NoLine(number, invoice);
  const auto at = invoice.lines.begin() + number - 1;
  Edits made;
  for (const std::string_view name : kLineFields) {
    if (auto before = Cell(*at, name); before && !before->empty()) {
      made.edits.push_back({fmt::format("line {} {}", number, name), std::move(before), {}});
    }
  }
  invoice.lines.erase(at);
  return made;
}

void Recheck(Invoice& invoice) {
  Findings findings;
  std::vector<std::string> others;
  bool unchecked = false;
  for (const std::string& reason : invoice.reasons) {
    const std::string_view rule = RuleOf(reason);
    if (rule == "no_text" || Contains(kCheckRules, rule)) unchecked |= rule == "unchecked_total";
    else others.push_back(reason);
  }
  findings.cut = std::any_of(invoice.reasons.begin(), invoice.reasons.end(),
                             [](const auto& reason) { return RuleOf(reason) == "too_long"; });
  if (!SetByPerson(invoice, "total")) findings.number_format = Doubted(invoice, "number_format");
  if (!SetByPerson(invoice, "date")) findings.date_order = Doubted(invoice, "date_order");
  const bool corrected_sums = std::any_of(
      invoice.fields.begin(), invoice.fields.end(),
      [](const auto& entry) { return IsAmount(entry.first) && entry.second.how == How::kPerson; });
  findings.total_confirmed = !corrected_sums && !unchecked;
  Check(findings, invoice);
  // A person, the sums, or what was printed beside the total when it was read.
  if (SetByPerson(invoice, "total") || SumsGiveTotal(invoice) || !unchecked) {
    std::erase_if(invoice.reasons,
                  [](const auto& reason) { return RuleOf(reason) == "unchecked_total"; });
  }
  invoice.verdict = invoice.reasons.empty() ? Verdict::kAccept : Verdict::kReview;
  invoice.reasons.insert(invoice.reasons.end(), others.begin(), others.end());
}

}  // namespace telar::invoices
