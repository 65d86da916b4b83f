#include <algorithm>
#include <cmath>
#include <string>

#include "core/money.h"
#include "core/text.h"
#include "core/time.h"
#include "fuzz/support/pen.h"
#include "fuzz/support/require.h"
#include "invoices/check_digits.h"
#include "invoices/extract.h"
#include "invoices/invoice_json.h"

namespace {

using namespace telar;
using namespace telar::invoices;
using fuzz::Require;

bool IsProbability(double p) { return std::isfinite(p) && p >= 0 && p <= 1; }

bool IsLineOfText(const std::string& text) {
  return !text.empty() && IsValidUtf8(text) && CollapseSpaces(text) == text;
}

bool IsNormal(std::string_view name, const std::string& value) {
  if (name == "date" || name == "due_date") return ParseDate(value).ok();
  if (name == "currency") {
    const auto currency = Currency::Parse(value);
    return currency.ok() && currency->code() == value;
  }
  if (name == "subtotal" || name == "tax" || name == "discount" || name == "total") {
    const auto number = Decimal::Parse(value);
    return number.ok() && number->ToString() == value;
  }
  if (name == "iban") return IsIban(value);
  if (name == "supplier_tax_id" || name == "customer_tax_id")
    return IsLineOfText(value) && value.find_first_of(" .") == std::string::npos;
  return IsLineOfText(value);
}

void JudgeInvoice(const documents::Document& document, const Invoice& invoice) {
  const auto on_a_page = [&](int number) {
    return number >= 1 && number <= static_cast<int>(document.pages.size());
  };
  for (const auto& [name, field] : invoice.fields) {
    Require(
        std::find(std::begin(kFieldNames), std::end(kFieldNames), name) != std::end(kFieldNames),
        "a field has a name of the contract", name);
    Require(IsNormal(name, field.value), "a value is normalised", name + " = " + field.value);
    Require(IsValidUtf8(field.raw), "what was printed is valid UTF-8", name + " = " + field.raw);
    Require(IsProbability(field.confidence), "a confidence is in 0..1", name);
    Require(on_a_page(field.page), "a field is on a page", name);
  }
  for (const Line& line : invoice.lines) {
    Require(IsProbability(line.confidence), "a line's confidence is in 0..1", line.raw);
    Require(on_a_page(line.page), "a line is on a page", line.raw);
    Require(IsValidUtf8(line.description) && IsValidUtf8(line.raw), "a line is valid UTF-8",
            line.raw);
  }
  Require((invoice.verdict == Verdict::kAccept) == invoice.reasons.empty(),
          "an accepted invoice has no reasons, another one has");
  Require((invoice.verdict == Verdict::kFailed) == !document.HasText(),
          "an invoice fails exactly when there is no text");
}

void JudgeStored(const Invoice& invoice) {
  Invoice stored;
  const std::string fields = FieldsJson(invoice), lines = LinesJson(invoice);
  Require(ParseFieldsJson(fields, stored).ok() && ParseLinesJson(lines, stored).ok(),
          "what is stored can be read back", fields);
  Require(FieldsJson(stored) == fields, "fields are the same when read back", fields);
  Require(LinesJson(stored) == lines, "lines are the same when read back", lines);
}

}  // namespace

/// Any words on any page become an invoice: normalised values, probabilities as confidences, the
/// same every time, and the same after it was stored.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const documents::Document document = fuzz::DrawDocument(fuzz::AsText(data, size));
  Explanation explanation;
  const Invoice invoice = Extract(document, &explanation);
  JudgeInvoice(document, invoice);
  JudgeStored(invoice);
  const Invoice again = Extract(document);
  Require(ReadReportJson({.file = "f", .invoice = invoice}) ==
              ReadReportJson({.file = "f", .invoice = again}),
          "the same words give the same invoice, explained or not");
  for (const auto& [name, candidates] : explanation) {
    for (const Candidate& candidate : candidates)
      Require(IsProbability(candidate.probability), "a candidate's probability is in 0..1", name);
  }
  return 0;
}
