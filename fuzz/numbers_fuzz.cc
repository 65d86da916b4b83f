#include <string>
#include <vector>

#include "core/text.h"
#include "fuzz/support/pen.h"
#include "fuzz/support/require.h"
#include "invoices/dates.h"
#include "invoices/layout.h"
#include "invoices/numbers.h"

namespace {

using namespace telar;
using namespace telar::invoices;
using fuzz::Require;

void JudgeReading(const std::optional<Decimal>& value, std::string_view text) {
  if (!value) return;
  Require(value->scale() <= 6, "a number has at most six decimals", text);
  const std::string print = value->Abs().ToString();
  const auto again = ReadNumber(print).Under(DecimalMark::kPoint);
  Require(again && *again == value->Abs(), "a number written plainly reads as itself", text);
}

void JudgeNumber(std::string_view text) {
  const NumberReadings readings = ReadNumber(text);
  JudgeReading(readings.point, text);
  JudgeReading(readings.comma, text);
  for (const DecimalMark mark : {DecimalMark::kPoint, DecimalMark::kComma})
    Require(readings.Under(mark).has_value() != readings.none(), "a reading serves both marks",
            text);
}

bool Inside(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void JudgeRow(const Row& row) {
  std::vector<Span> taken;
  for (const PrintedDate& date : FindDates(row.text)) taken.push_back(date.span);
  std::size_t end = 0;
  for (const Amount& amount : FindAmounts(row, taken)) {
    Require(amount.span.begin <= amount.digits.begin && amount.digits.end <= amount.span.end &&
                amount.span.end <= row.text.size() && !amount.digits.empty(),
            "digits lie in their amount and the amount in its row", row.text);
    Require(amount.span.begin >= end, "amounts come in order and do not overlap", row.text);
    end = amount.span.end;
    Require(!amount.readings.none(), "an amount has a value", row.text);
    JudgeReading(amount.readings.point, row.text);
    JudgeReading(amount.readings.comma, row.text);
    Require(Inside(amount.currency, row.text) && Inside(amount.unit, row.text),
            "marks are views into the row", row.text);
    Require(amount.decimals >= 0, "decimals are counted", row.text);
    for (const Span& date : taken)
      Require(amount.digits.end <= date.begin || amount.digits.begin >= date.end,
              "the digits of a date are no amount", row.text);
  }
}

}  // namespace

/// Any text as one number, and any drawn page as rows of amounts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::AsText(data, size);
  JudgeNumber(text);
  const documents::Document document = fuzz::DrawDocument(text);
  const Layout layout = BuildLayout(document);
  for (const Row& row : layout.rows) JudgeRow(row);
  return 0;
}
