#include <string>

#include "core/decimal.h"
#include "core/money.h"
#include "core/secret.h"
#include "core/text.h"
#include "core/time.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using fuzz::Require;

void JudgeDecimal(std::string_view text) {
  const Result<Decimal> value = Decimal::Parse(text);
  if (!value.ok()) return;
  const std::string printed = value->ToString();
  const Result<Decimal> again = Decimal::Parse(printed);
  Require(again.ok() && *again == *value && again->scale() == value->scale(),
          "a decimal prints as text that reads as the same", text);
  Require(value->scale() >= 0 && value->scale() <= Decimal::kMaxScale, "a scale is 0..18", text);
  Require(value->Normalized() == *value, "trailing zeros do not change a value", text);
  Require(-(-*value) == *value && value->Abs() >= Decimal(), "a sign can be turned", text);
  Require((*value <=> *value) == std::strong_ordering::equal, "a value equals itself", text);
  if (value->scale() > 2) {
    const Decimal rounded = value->Rounded(2);
    Require((rounded - *value).Abs() <= Decimal::FromUnits(5, 3), "rounding moves by half at most",
            text);
    Require(rounded.Rounded(2).ToString() == rounded.ToString(), "rounding twice is once", text);
  }
  if (const auto units = value->Units(); units.ok()) {
    Require(Decimal::FromUnits(*units, value->scale()) == *value, "units give the value", text);
  }
}

void JudgeTime(std::string_view text) {
  if (const auto date = ParseDate(text); date.ok())
    Require(date->ok() && FormatDate(*date) == text, "a date has one way to be written", text);
  if (const auto instant = ParseInstant(text); instant.ok()) {
    const auto again = ParseInstant(FormatInstant(*instant));
    Require(again.ok() && *again == *instant, "an instant prints as itself", text);
  }
  if (const auto duration = ParseDuration(text); duration.ok())
    Require(duration->count() >= 0, "a duration is not negative", text);
}

void JudgeText(std::string_view text) {
  const std::string valid = ToValidUtf8(text);
  Require(IsValidUtf8(valid), "repaired text is valid UTF-8", text);
  Require(!IsValidUtf8(text) || valid == text, "valid text is left alone", text);
  Require(EncodeUtf8(DecodeUtf8(valid)) == valid, "valid text survives decoding", text);
  const std::string folded = Fold(text);
  Require(IsValidUtf8(folded) && Fold(folded) == folded, "folding twice is once", text);
  const std::string collapsed = CollapseSpaces(text);
  Require(CollapseSpaces(collapsed) == collapsed && collapsed.find("  ") == std::string::npos,
          "collapsing twice is once", text);
  RedactUrl(std::string(text));
}

}  // namespace

/// Any bytes as a number, a currency, a point in time and plain text: refused, or a value that
/// prints as text which reads as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::AsText(data, size);
  JudgeDecimal(text);
  JudgeTime(text);
  JudgeText(text);
  if (const auto currency = Currency::Parse(text); currency.ok()) {
    Require(currency->code() == AsciiUpper(text) && currency->minor_units() <= 3,
            "a currency is three letters", text);
  }
  return 0;
}
