#include "documents/einvoice/rules/values.h"

#include <algorithm>
#include <array>

namespace telar::documents::einvoice::rules {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kMostDigits = 18;
constexpr int kMostDecimals = 12;

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<int> Digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Of the zone behind a date, eastwards.
std::optional<int> ZoneMinutes(std::string_view zone) {
  if (zone.empty() || zone == "Z") return 0;
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const auto hours = Digits(zone.substr(1, 2)), minutes = Digits(zone.substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

}  // namespace

std::optional<Decimal> ParseNumber(std::string_view text) {
  text = Trim(text);
  if (text.find('.') != std::string_view::npos && text.find_first_of("0123456789") < text.size()) {
    while (text.ends_with('0')) text.remove_suffix(1);
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.empty() || text == "-" || text == "+") return Decimal();  // ".0"
  }
  std::size_t digits = 0;
  bool leading = true;
  for (const char c : text) {
    leading = leading && (c < '1' || c > '9');
    digits += c >= '0' && c <= '9' && !leading ? 1 : 0;
  }
  if (digits > kMostDigits) return std::nullopt;
  const Result<Decimal> parsed = Decimal::Parse(text);
  if (!parsed.ok() || parsed->scale() > kMostDecimals) return std::nullopt;
  return *parsed;
}

std::optional<bool> ParseBoolean(std::string_view text) {
  text = Trim(text);
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

std::optional<std::int64_t> ParseDate(std::string_view text) {
  text = Trim(text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Digits(text.substr(0, 4)), month = Digits(text.substr(5, 2)),
             day = Digits(text.substr(8, 2));
  const auto zone = ZoneMinutes(text.substr(10));
  if (!year || !month || !day || !zone || *month < 1 || *month > 12) return std::nullopt;
  static constexpr std::array<int, 13> kBefore = {0,   31,  59,  90,  120, 151, 181,
                                                  212, 243, 273, 304, 334, 365};
  const auto m = static_cast<std::size_t>(*month);
  const int length = kBefore[m] - kBefore[m - 1] + (*month == 2 && IsLeap(*year) ? 1 : 0);
  if (*day < 1 || *day > length) return std::nullopt;
  const int before = *year - 1;
  const std::int64_t days = 365LL * *year + before / 4 - before / 100 + before / 400 +
                            kBefore[m - 1] + (*month > 2 && IsLeap(*year) ? 1 : 0) + *day;
  return days * 24 * 60 - *zone;
}

Decimal RoundHalfUp(const Decimal& value, int scale) {
  const Decimal even = value.Rounded(scale);
  const Decimal half = Decimal::FromUnits(5, scale + 1);
  return value - even == half ? even + Decimal::FromUnits(1, scale) : even;
}

std::string NormalizeSpace(std::string_view text) {
  std::string out;
  for (const char c : Trim(text)) {
    if (kBlanks.find(c) == std::string_view::npos) out.push_back(c);
    else if (out.back() != ' ') out.push_back(' ');
  }
  return out;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::size_t DecimalsWritten(std::string_view text) {
  const std::size_t point = text.find('.');
  return point == std::string_view::npos ? 0 : CountCharacters(text.substr(point + 1));
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace telar::documents::einvoice::rules
