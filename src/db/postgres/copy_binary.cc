#include "db/postgres/copy_binary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <concepts>
#include <limits>
#include <optional>

#include "db/postgres/text_values.h"

namespace telar::db::postgres {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_days kEpoch{Date(2000y / 1 / 1)};

template <std::integral T>
void Put(std::string& out, T number) {
  auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(number);
  if constexpr (std::endian::native == std::endian::little)
    std::reverse(bytes.begin(), bytes.end());
  out.append(bytes.data(), bytes.size());
}

template <std::integral T>
void PutField(std::string& out, T number) {
  Put(out, static_cast<std::int32_t>(sizeof(T)));
  Put(out, number);
}

bool PutBytes(std::string& out, std::string_view bytes) {
  if (bytes.size() > std::size_t{1} << 30) return false;
  Put(out, static_cast<std::int32_t>(bytes.size()));
  out += bytes;
  return true;
}

/// Digits of base 10,000, the first the most significant, `whole` of them before the point.
struct BigDigits {
  std::array<std::int16_t, 16> digits{};
  int count = 0, whole = 0;
};

constexpr std::array<std::uint64_t, 4> kPowers{1, 10, 100, 1000};

/// By arithmetic; nothing when the number needs more than 64 bits.
std::optional<BigDigits> OfUnits(std::uint64_t units, int scale) {
  const int pad = (4 - scale % 4) % 4;
  if (__builtin_mul_overflow(units, kPowers[static_cast<std::size_t>(pad)], &units)) {
    return std::nullopt;
  }
  BigDigits number;
  const int after = (scale + pad) / 4;
  for (int place = 0; units != 0 || place < after; ++place) {
    number.digits[static_cast<std::size_t>(number.count++)] =
        static_cast<std::int16_t>(units % 10'000);
    units /= 10'000;
  }
  std::reverse(number.digits.begin(), number.digits.begin() + number.count);
  number.whole = number.count - after;
  return number;
}

BigDigits OfText(std::string text, int scale) {
  std::erase_if(text, [](char c) { return c == '-' || c == '.'; });
  text.append(static_cast<std::size_t>((4 - scale % 4) % 4), '0');
  text.insert(0, (4 - text.size() % 4) % 4, '0');
  BigDigits number;
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::int16_t digit = 0;
    std::from_chars(text.data() + at, text.data() + at + 4, digit);
    number.digits[static_cast<std::size_t>(number.count++)] = digit;
  }
  number.whole = number.count - (scale + 3) / 4;
  return number;
}

void PutNumeric(std::string& out, const Decimal& decimal) {
  const int scale = decimal.scale();
  std::optional<BigDigits> exact;
  if (const auto units = decimal.Units(); units.ok()) {
    const auto bits = static_cast<std::uint64_t>(*units);
    exact = OfUnits(*units < 0 ? ~bits + 1 : bits, scale);
  }
  const BigDigits number = exact ? *exact : OfText(decimal.ToString(), scale);
  int first = 0, end = number.count;
  const auto zero = [&](int i) { return number.digits[static_cast<std::size_t>(i)] == 0; };
  while (first < end && zero(first)) ++first;
  while (end > first && zero(end - 1)) --end;
  Put(out, static_cast<std::int32_t>(8 + 2 * (end - first)));
  Put(out, static_cast<std::int16_t>(end - first));
  Put(out, static_cast<std::int16_t>(end == first ? 0 : number.whole - first - 1));
  Put(out, static_cast<std::uint16_t>(decimal.is_negative() ? 0x4000 : 0));
  Put(out, static_cast<std::int16_t>(scale));
  for (int i = first; i < end; ++i) Put(out, number.digits[static_cast<std::size_t>(i)]);
}

std::optional<std::int64_t> Whole(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
  std::optional<Decimal> decimal;
  if (const auto* exact = std::get_if<Decimal>(&value)) decimal = *exact;
  const auto* text = std::get_if<std::string>(&value);
  if (const auto* real = std::get_if<double>(&value)) {
    if (auto near = DecimalOfDouble(*real); near.ok()) decimal = *near;
  } else if (text != nullptr) {
    if (auto read = Decimal::Parse(*text); read.ok()) decimal = *read;
  }
  if (!decimal || decimal->Normalized().scale() != 0) return std::nullopt;
  const auto units = decimal->Normalized().Units();
  return units.ok() ? std::optional(*units) : std::nullopt;
}

std::optional<Decimal> Exact(const Value& value) {
  if (const auto* decimal = std::get_if<Decimal>(&value)) return *decimal;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return Decimal(*number);
  if (const auto* real = std::get_if<double>(&value)) {
    if (auto decimal = DecimalOfDouble(*real); decimal.ok()) return *decimal;
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (auto decimal = Decimal::Parse(*text); decimal.ok()) return *decimal;
  }
  return std::nullopt;
}

std::optional<double> Real(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  std::string text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) text = std::to_string(*number);
  if (const auto* decimal = std::get_if<Decimal>(&value)) text = decimal->ToString();
  if (const auto* given = std::get_if<std::string>(&value)) text = *given;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Date> Day(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value)) return *date;
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (auto date = ParseDate(*text); date.ok()) return *date;
  }
  return std::nullopt;
}

std::optional<Instant> Moment(const Value& value, bool local) {
  if (const auto* instant = std::get_if<Instant>(&value)) return *instant;
  if (const auto* date = std::get_if<Date>(&value)) return Instant(std::chrono::sys_days(*date));
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  const auto instant = local ? ParseLocalTime(*text) : ParseInstant(*text);
  return instant.ok() ? std::optional(*instant) : std::nullopt;
}

template <std::integral T>
bool PutWhole(std::string& out, const Value& value) {
  const auto number = Whole(value);
  if (!number || *number < std::numeric_limits<T>::min() ||
      *number > std::numeric_limits<T>::max()) {
    return false;
  }
  PutField(out, static_cast<T>(*number));
  return true;
}

bool PutReal(std::string& out, const Value& value, bool half) {
  const auto number = Real(value);
  if (!number) return false;
  if (half) PutField(out, std::bit_cast<std::uint32_t>(static_cast<float>(*number)));
  else PutField(out, std::bit_cast<std::uint64_t>(*number));
  return true;
}

bool PutText(std::string& out, const Value& value, std::uint32_t type) {
  if (std::holds_alternative<Blob>(value)) return false;
  if (const auto* text = std::get_if<std::string>(&value)) return PutBytes(out, *text);
  return PutBytes(out, TextOfValue(value, type));
}

}  // namespace

bool CopyBinary::Takes(std::span<const std::uint32_t> types) {
  static constexpr std::array<std::uint32_t, 17> kKnown{
      kBool,   kBytea,   kName, kInt8,      kInt2,        kInt4,    kText,  kJson,  kFloat4,
      kFloat8, kVarchar, kDate, kTimestamp, kTimestamptz, kNumeric, kJsonb, kBpchar};
  return std::all_of(types.begin(), types.end(), [](std::uint32_t type) {
    return std::find(kKnown.begin(), kKnown.end(), type) != kKnown.end();
  });
}

CopyBinary::CopyBinary(std::span<const std::string> columns, std::vector<std::uint32_t> types)
    : columns_(columns), types_(std::move(types)) {
  constexpr std::string_view kSignature("PGCOPY\n\377\r\n\0", 11);
  bytes_ += kSignature;
  Put(bytes_, std::int32_t{0});  // flags
  Put(bytes_, std::int32_t{0});  // length of the header's extension
}

void CopyBinary::End() { Put(bytes_, std::int16_t{-1}); }

Status CopyBinary::Add(std::span<const Value> row) {
  Put(bytes_, static_cast<std::int16_t>(row.size()));
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (Status storable = CheckStorable(row[i]); !storable.ok()) {
      return std::move(storable).WithContext("column " + columns_[i]);
    }
    if (!AddValue(row[i], types_[i])) {
      return Status::InvalidInput("column " + columns_[i] + ": a value does not fit its type");
    }
  }
  return Status::Ok();
}

bool CopyBinary::AddValue(const Value& value, std::uint32_t type) {
  if (std::holds_alternative<Null>(value)) {
    Put(bytes_, std::int32_t{-1});
    return true;
  }
  switch (type) {
    case kBool: {
      const auto number = Whole(value);
      if (!number || (*number != 0 && *number != 1)) return false;
      PutField(bytes_, static_cast<std::int8_t>(*number));
      return true;
    }
    case kInt2: return PutWhole<std::int16_t>(bytes_, value);
    case kInt4: return PutWhole<std::int32_t>(bytes_, value);
    case kInt8: return PutWhole<std::int64_t>(bytes_, value);
    case kFloat4: return PutReal(bytes_, value, true);
    case kFloat8: return PutReal(bytes_, value, false);
    case kNumeric: {
      const auto decimal = Exact(value);
      if (decimal) PutNumeric(bytes_, *decimal);
      return decimal.has_value();
    }
    case kBytea: {
      if (const auto* blob = std::get_if<Blob>(&value)) return PutBytes(bytes_, blob->bytes);
      const auto* text = std::get_if<std::string>(&value);
      return text != nullptr && PutBytes(bytes_, *text);
    }
    case kDate: {
      const auto day = Day(value);
      if (!day) return false;
      PutField(bytes_, static_cast<std::int32_t>((std::chrono::sys_days(*day) - kEpoch).count()));
      return true;
    }
    case kTimestamp:
    case kTimestamptz: {
      const auto instant = Moment(value, type == kTimestamp);
      if (!instant) return false;
      PutField(bytes_, static_cast<std::int64_t>((*instant - Instant(kEpoch)).count()));
      return true;
    }
    case kJsonb: {
      if (std::holds_alternative<Blob>(value)) return false;
      const std::string text = TextOfValue(value, type);
      return PutBytes(bytes_, '\1' + text);
    }
    default: return PutText(bytes_, value, type);
  }
}

}  // namespace telar::db::postgres
