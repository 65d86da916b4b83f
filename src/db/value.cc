#include "db/value.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "core/text.h"

namespace telar::db {
namespace {

/// FormatDate and FormatInstant have a fixed width for these years only.
bool HasFourDigitYear(Date date) {
  return date.ok() && date.year() >= std::chrono::year(1) && date.year() <= std::chrono::year(9999);
}

Status Refused(std::string_view reason) {
  return Status::InvalidInput("bind a value: " + std::string(reason));
}

}  // namespace

Status CheckStorable(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (!IsValidUtf8(*text)) return Refused("the text is not UTF-8");
    if (text->find('\0') != std::string::npos) return Refused("the text holds a NUL");
  } else if (const auto* number = std::get_if<double>(&value)) {
    if (!std::isfinite(*number)) return Refused("the number is not finite");
  } else if (const auto* date = std::get_if<Date>(&value)) {
    if (!HasFourDigitYear(*date)) return Refused("no such day between the years 1 and 9999");
  } else if (const auto* instant = std::get_if<Instant>(&value)) {
    if (!HasFourDigitYear(Date(std::chrono::floor<std::chrono::days>(*instant)))) {
      return Refused("the instant is outside the years 1 to 9999");
    }
  }
  return Status::Ok();
}

Result<Decimal> DecimalOfDouble(double value) {
  if (!std::isfinite(value))
    return Status::InvalidInput("read a decimal: the number is not finite");
  constexpr int kDigits = 15;
  const std::string scientific = fmt::format("{:.{}e}", std::fabs(value), kDigits - 1);
  const std::size_t e = scientific.find('e');
  const int exponent = std::stoi(scientific.substr(e + 1));
  const int scale = kDigits - 1 - exponent;
  std::string text = scientific.substr(0, 1) + scientific.substr(2, e - 2);
  if (scale > Decimal::kMaxScale) {
    text = fmt::format("{:.{}f}", std::fabs(value), Decimal::kMaxScale);
  } else if (scale <= 0) {
    text.append(static_cast<std::size_t>(-scale), '0');
  } else {
    if (scale >= kDigits) text.insert(0, static_cast<std::size_t>(scale - kDigits + 1), '0');
    text.insert(text.size() - static_cast<std::size_t>(scale), ".");
  }
  auto decimal = Decimal::Parse((value < 0 ? "-" : "") + text);
  if (!decimal.ok()) return Status::LimitExceeded("read a decimal: more than 36 digits");
  return decimal->Normalized();
}

}  // namespace telar::db
