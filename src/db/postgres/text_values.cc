#include "db/postgres/text_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace telar::db::postgres {
namespace {

constexpr std::size_t kPlaces = Decimal::kMaxScale;
constexpr std::size_t kDigits = Decimal::kMaxDigits;

template <typename T>
std::optional<T> Number(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// `text` is digits with a point and more decimals than fit; half to even.
std::optional<Decimal> Rounded(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  const bool negative = text.starts_with('-');
  const std::size_t whole = point - (negative ? 1 : 0);
  if (whole >= kDigits) return std::nullopt;
  const std::size_t places = std::min({kPlaces, kDigits - whole, text.size() - point - 1});
  const std::string_view rest = text.substr(point + 1 + places);
  const auto cut =
      Decimal::Parse(places == 0 ? text.substr(0, point) : text.substr(0, point + 1 + places));
  if (!cut.ok()) return std::nullopt;
  const bool odd = ((text[point + places] - '0') % 2) != 0;
  const bool half =
      rest.starts_with('5') && rest.find_first_not_of('0', 1) == std::string_view::npos;
  const bool up = !rest.empty() && (half ? odd && places > 0 : rest[0] >= '5');
  if (!up) return *cut;
  const Decimal step = Decimal::FromUnits(negative ? -1 : 1, static_cast<int>(places));
  return *cut + step;
}

std::optional<Decimal> Numeric(std::string_view text) {
  if (auto exact = Decimal::Parse(text); exact.ok()) return *exact;
  return Rounded(text);
}

std::optional<Blob> Bytes(std::string_view hex) {
  if (!hex.starts_with("\\x") || hex.size() % 2 != 0) return std::nullopt;
  Blob blob;
  blob.bytes.reserve(hex.size() / 2 - 1);
  for (std::size_t i = 2; i < hex.size(); i += 2) {
    unsigned byte = 0;
    const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    if (error != std::errc() || end != hex.data() + i + 2) return std::nullopt;
    blob.bytes.push_back(static_cast<char>(byte));
  }
  return blob;
}

/// "2026-01-02 09:30:00.5+00", in UTC as the session asks.
std::optional<Instant> Timestamptz(std::string_view text) {
  if (!text.ends_with("+00") || text.size() < 19) return std::nullopt;
  std::string iso(text.substr(0, text.size() - 3));
  iso[10] = 'T';
  const auto instant = ParseInstant(iso + "Z");
  return instant.ok() ? std::optional(*instant) : std::nullopt;
}

std::string PaddedFraction(std::string_view text) {
  std::string padded(text);
  const std::size_t point = padded.find('.');
  if (point != std::string::npos && padded.size() < point + 7) padded.resize(point + 7, '0');
  return padded;
}

}  // namespace

std::string TextOfValue(const Value& value, std::uint32_t type) {
  struct Writer {
    std::uint32_t type;
    std::string operator()(Null) const { return ""; }
    std::string operator()(bool v) const { return v ? "1" : "0"; }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(double v) const { return fmt::format("{}", v); }
    std::string operator()(const Decimal& v) const {
      const bool whole = type == kInt2 || type == kInt4 || type == kInt8;
      return (whole ? v.Normalized() : v).ToString();
    }
    std::string operator()(const std::string& v) const { return v; }
    std::string operator()(const Blob& v) const { return v.bytes; }
    std::string operator()(Date v) const { return FormatDate(v); }
    std::string operator()(Instant v) const { return FormatInstant(v); }
  };
  return std::visit(Writer{type}, value);
}

Value ValueOfText(std::string_view text, std::uint32_t type) {
  switch (type) {
    case kBool: return text == "t";
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid:
      if (const auto number = Number<std::int64_t>(text)) return *number;
      break;
    case kFloat4:
    case kFloat8:
      if (const auto number = Number<double>(text)) return *number;
      break;
    case kNumeric:
      if (const auto decimal = Numeric(text)) return *decimal;
      break;
    case kBytea:
      if (auto blob = Bytes(text)) return *std::move(blob);
      break;
    case kDate:
      if (const auto date = ParseDate(text); date.ok()) return *date;
      break;
    case kTimestamptz:
      if (const auto instant = Timestamptz(text)) return *instant;
      break;
    case kTimestamp: return PaddedFraction(text);
    default: break;
  }
  return std::string(text);
}

Result<Instant> ParseLocalTime(std::string_view text) {
  if (text.size() >= 19 && (text[10] == ' ' || text[10] == 'T')) {
    std::string iso(text);
    iso[10] = 'T';
    if (iso.back() != 'Z') {
      if (auto instant = ParseInstant(iso + "Z"); instant.ok()) return instant;
    }
  }
  return Status::InvalidInput("not a local date and time");
}

}  // namespace telar::db::postgres
