#include <charconv>
#include <string>

#include "core/text.h"
#include "pos/transform.h"

namespace telar::pos {

int SignificantDigits(const Decimal& number) {
  std::string digits = number.Normalized().ToString();
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  const std::size_t last = digits.find_last_not_of('0');
  return first == digits.size() ? 0 : static_cast<int>(last - first + 1);
}

std::optional<Decimal> ParseNumber(std::string_view text) {
  text = Trim(text);
  if (const auto plain = Decimal::Parse(text); plain.ok()) return *plain;
  if (text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  if (const auto e = text.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (power.empty() || error != std::errc() || end != power.data() + power.size()) {
      return std::nullopt;
    }
    text = text.substr(0, e);
  }
  // Move the point, so that an exponent and digits beyond what a Decimal holds are no special case.
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) digits += text.substr(point + 1);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  constexpr int kMost = 400;  // a double's exponent ends before
  if (exponent > kMost || exponent < -kMost) return std::nullopt;
  long place = static_cast<long>(point) + exponent;
  if (place <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - place), '0');
    place = 1;
  }
  if (place > static_cast<long>(digits.size()))
    digits.append(static_cast<std::size_t>(place) - digits.size(), '0');
  std::string whole = digits.substr(0, static_cast<std::size_t>(place));
  std::string fraction = digits.substr(static_cast<std::size_t>(place));
  // Digits that no column holds: one more than are kept decides the rounding well enough.
  if (fraction.size() > static_cast<std::size_t>(Decimal::kMaxScale)) {
    const bool more = fraction.find_first_not_of('0', Decimal::kMaxScale - 1) != std::string::npos;
    fraction.resize(Decimal::kMaxScale - 1);
    fraction += more ? '1' : '0';
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  std::string canonical = negative ? "-" + whole : whole;
  if (!fraction.empty()) canonical += "." + fraction;
  const auto number = Decimal::Parse(canonical);
  return number.ok() ? std::optional(*number) : std::nullopt;
}

std::optional<BadRecord> BeyondDigits(std::span<const db::Value> values,
                                      std::span<const std::string> columns, int digits) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto* number = std::get_if<Decimal>(&values[i]);
    if (number == nullptr || SignificantDigits(*number) <= digits) continue;
    return BadRecord{i < columns.size() ? columns[i] : "", "too_large", number->ToString()};
  }
  return std::nullopt;
}

}  // namespace telar::pos
