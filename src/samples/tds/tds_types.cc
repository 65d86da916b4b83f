#include "samples/tds/tds_types.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "core/decimal.h"
#include "core/text.h"
#include "core/time.h"

namespace telar::samples::tds {
namespace {

// Type bytes of [MS-TDS] 2.2.5.4.
enum : std::uint8_t {
  kNull = 0x1F,
  kText = 0x23,
  kGuid = 0x24,
  kIntN = 0x26,
  kDateN = 0x28,
  kTimeN = 0x29,
  kDateTime2N = 0x2A,
  kDateTimeOffsetN = 0x2B,
  kInt1 = 0x30,
  kBitFixed = 0x32,
  kInt2 = 0x34,
  kInt4 = 0x38,
  kFloat8 = 0x3E,
  kNText = 0x63,
  kBitN = 0x68,
  kDecimalN = 0x6A,
  kNumericN = 0x6C,
  kFloatN = 0x6D,
  kMoneyN = 0x6E,
  kDateTimeN = 0x6F,
  kInt8 = 0x7F,
  kBigVarBinary = 0xA5,
  kBigVarChar = 0xA7,
  kBigBinary = 0xAD,
  kBigChar = 0xAF,
  kNVarCharType = 0xE7,
  kNChar = 0xEF,
};
// Latin1_General, code page 1252, as SQL_Latin1_General_CP1_CI_AS is sent.
constexpr std::string_view kCollation("\x09\x04\xD0\x00\x34", 5);
constexpr std::uint64_t kMax = 0xFFFF;
constexpr int kTicksPerSecond = 300;  // of datetime

using Wide = unsigned __int128;

Status Wrong(const Column& column) {
  return Status::InvalidInput("send column " + column.name + ": its text is no value of its type");
}

Wide Power10(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

struct Scaled {
  bool negative = false;
  Wide units = 0;
};

std::optional<Scaled> ParseScaled(std::string_view text, int scale) {
  Scaled scaled;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    scaled.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string fraction(point == std::string_view::npos ? "" : text.substr(point + 1));
  fraction.resize(static_cast<std::size_t>(scale), '0');
  digits += fraction;
  if (digits.empty() || digits.size() > 60) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    scaled.units = scaled.units * 10 + static_cast<unsigned>(c - '0');
  }
  return scaled;
}

std::string FormatScaled(bool negative, Wide units, int scale) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(units % 10)));
    units /= 10;
  } while (units > 0 || digits.size() <= static_cast<std::size_t>(scale));
  if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
  return (negative ? "-" : "") + digits;
}

std::size_t DecimalBytes(int precision) {
  return precision <= 9 ? 4 : precision <= 19 ? 8 : precision <= 28 ? 12 : 16;
}

std::size_t TimeBytes(int scale) { return scale <= 2 ? 3 : scale <= 4 ? 4 : 5; }

constexpr std::chrono::sys_days kYear1 = std::chrono::year{1} / 1 / 1;
constexpr std::chrono::sys_days kYear1900 = std::chrono::year{1900} / 1 / 1;

std::optional<std::chrono::sys_days> ParseDay(std::string_view text) {
  const Result<Date> date = ParseDate(text);
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{*date};
}

/// Units of 10^-7 s since midnight of "09:30:00.1234567".
std::optional<std::uint64_t> ParseTime(std::string_view text) {
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  std::uint64_t seconds = 0;
  for (const std::size_t at : {0u, 3u, 6u}) {
    const auto part = ParseScaled(text.substr(at, 2), 0);
    if (!part) return std::nullopt;
    seconds = seconds * 60 + static_cast<std::uint64_t>(part->units);
  }
  std::uint64_t fraction = 0;
  if (text.size() > 8) {
    const auto part = ParseScaled("0" + std::string(text.substr(8)), 7);
    if (text[8] != '.' || !part) return std::nullopt;
    fraction = static_cast<std::uint64_t>(part->units);
  }
  return seconds * 10'000'000 + fraction;
}

void AppendTime(std::string& out, std::uint64_t ticks, int scale) {
  Append(out, ticks / static_cast<std::uint64_t>(Power10(7 - scale)), TimeBytes(scale));
}

void AppendDay(std::string& out, std::chrono::sys_days day) {
  Append(out, static_cast<std::uint64_t>((day - kYear1).count()), 3);
}

std::string Sized(std::string_view bytes) {
  std::string out;
  Append(out, bytes.size(), 1);
  return out.append(bytes);
}

std::optional<std::string> FromHex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    if (error != std::errc() || end != hex.data() + i + 2) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string ToHex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return hex;
}

/// The first three groups of a GUID are sent with their bytes reversed.
std::string SwapGuid(std::string bytes) {
  std::swap(bytes[0], bytes[3]);
  std::swap(bytes[1], bytes[2]);
  std::swap(bytes[4], bytes[5]);
  std::swap(bytes[6], bytes[7]);
  return bytes;
}

std::string EncodeBytes(const Column& column, const std::optional<std::string>& bytes) {
  std::string out;
  if (column.size == 0) {
    Append(out, bytes ? bytes->size() : ~std::uint64_t{0}, 8);
    if (!bytes) return out;
    if (!bytes->empty()) {
      Append(out, bytes->size(), 4);
      out += *bytes;
    }
    Append(out, 0, 4);
    return out;
  }
  Append(out, bytes ? bytes->size() : kMax, 2);
  return bytes ? out + *bytes : out;
}

std::optional<std::string> EncodeDateTime(const Column& column, std::string_view text) {
  const auto day = ParseDay(text.substr(0, 10));
  const auto ticks = text.size() > 11 ? ParseTime(text.substr(11, text.find(' ', 11) - 11))
                                      : std::optional<std::uint64_t>(0);
  if (!day || !ticks) return std::nullopt;
  std::string out;
  if (column.type == Type::kDateTime) {
    Append(out, static_cast<std::uint64_t>((*day - kYear1900).count()), 4);
    Append(out, (*ticks * kTicksPerSecond + 5'000'000) / 10'000'000, 4);
    return out;
  }
  if (column.type == Type::kDateTime2) {
    AppendTime(out, *ticks, column.scale);
    AppendDay(out, *day);
    return out;
  }
  if (text.size() < 17) return std::nullopt;
  const std::string_view zone = text.substr(text.size() - 6);
  const auto hours = ParseScaled(zone.substr(1, 2), 0), minutes = ParseScaled(zone.substr(4), 0);
  if (!hours || !minutes || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const int offset =
      static_cast<int>(hours->units * 60 + minutes->units) * (zone[0] == '-' ? -1 : 1);
  constexpr std::int64_t kDay = 86'400ll * 10'000'000;
  std::int64_t utc = static_cast<std::int64_t>(*ticks) - offset * 600'000'000ll;
  std::chrono::sys_days date = *day;
  if (utc < 0) utc += kDay, date -= std::chrono::days(1);
  if (utc >= kDay) utc -= kDay, date += std::chrono::days(1);
  AppendTime(out, static_cast<std::uint64_t>(utc), column.scale);
  AppendDay(out, date);
  Append(out, static_cast<std::uint16_t>(offset), 2);
  return out;
}

std::optional<std::string> Encode(const Column& column, const std::string& text) {
  std::string out;
  switch (column.type) {
    case Type::kBit:
    case Type::kInt:
    case Type::kBigInt: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
      Append(out, static_cast<std::uint64_t>(number),
             column.type == Type::kBit   ? 1
             : column.type == Type::kInt ? 4
                                         : 8);
      return out;
    }
    case Type::kDecimal: {
      const auto scaled = ParseScaled(text, column.scale);
      if (!scaled || scaled->units >= Power10(column.precision)) return std::nullopt;
      out += scaled->negative ? '\0' : '\1';
      const std::size_t bytes = DecimalBytes(column.precision);
      Append(out, static_cast<std::uint64_t>(scaled->units), std::min<std::size_t>(bytes, 8));
      if (bytes > 8) Append(out, static_cast<std::uint64_t>(scaled->units >> 64), bytes - 8);
      return out;
    }
    case Type::kMoney: {
      const auto scaled = ParseScaled(text, 4);
      constexpr Wide kMost = (Wide{1} << 63) - 1;
      if (!scaled || scaled->units > kMost + (scaled->negative ? 1 : 0)) return std::nullopt;
      auto units = static_cast<std::uint64_t>(scaled->units);
      if (scaled->negative) units = ~units + 1;
      Append(out, units >> 32, 4);
      Append(out, units, 4);
      return out;
    }
    case Type::kReal:
      Append(out, std::bit_cast<std::uint32_t>(std::strtof(text.c_str(), nullptr)), 4);
      return out;
    case Type::kFloat:
      Append(out, std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)), 8);
      return out;
    case Type::kDate: {
      const auto day = ParseDay(text);
      if (!day) return std::nullopt;
      AppendDay(out, *day);
      return out;
    }
    case Type::kTime: {
      const auto ticks = ParseTime(text);
      if (!ticks) return std::nullopt;
      AppendTime(out, *ticks, column.scale);
      return out;
    }
    case Type::kDateTime:
    case Type::kDateTime2:
    case Type::kDateTimeOffset: return EncodeDateTime(column, text);
    case Type::kUniqueIdentifier: {
      std::string hex;
      for (const char c : text)
        if (c != '-') hex += c;
      const auto bytes = FromHex(hex);
      if (!bytes || bytes->size() != 16) return std::nullopt;
      return SwapGuid(*bytes);
    }
    case Type::kNVarChar: return ToUtf16(text);
    case Type::kVarBinary: return FromHex(text);
  }
  return std::nullopt;
}

std::string ReadTime(ByteReader& value, int scale) {
  const std::uint64_t ticks = value.Number(TimeBytes(scale));
  const std::uint64_t units = static_cast<std::uint64_t>(Power10(scale)), seconds = ticks / units;
  std::string text =
      fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (scale > 0) text += fmt::format(".{:0{}}", ticks % units, scale);
  return text;
}

std::string ReadDay(ByteReader& value) {
  return FormatDate(kYear1 + std::chrono::days(value.Number(3)));
}

std::string ReadDecimal(ByteReader& value, int scale) {
  const bool negative = value.Byte() == 0;
  Wide units = 0;
  for (std::size_t i = 0; !value.empty(); ++i) units |= Wide{value.Byte()} << (8 * i);
  return FormatScaled(negative, units, scale);
}

std::string ReadFloat(ByteReader& value, std::size_t bytes) {
  return bytes == 4
             ? fmt::format("{}", std::bit_cast<float>(static_cast<std::uint32_t>(value.Number(4))))
             : fmt::format("{}", std::bit_cast<double>(value.Number(8)));
}

std::int64_t Signed(std::uint64_t number, std::size_t bytes) {
  const int shift = 64 - 8 * static_cast<int>(bytes);
  return static_cast<std::int64_t>(number << shift) >> shift;
}

std::string ReadMoney(ByteReader& value, std::size_t bytes) {
  std::uint64_t units = value.Number(4);
  std::int64_t whole = Signed(units, 4);
  if (bytes == 8) whole = static_cast<std::int64_t>(units << 32 | value.Number(4));
  return FormatScaled(whole < 0, static_cast<Wide>(std::abs(whole)), 4);
}

std::string ReadDateTime(ByteReader& value, std::size_t bytes) {
  if (bytes == 4) {  // smalldatetime
    const auto day = kYear1900 + std::chrono::days(value.Number(2));
    const std::uint64_t minutes = value.Number(2);
    return fmt::format("{} {:02}:{:02}:00", FormatDate(day), minutes / 60, minutes % 60);
  }
  const auto day = kYear1900 + std::chrono::days(Signed(value.Number(4), 4));
  const std::uint64_t ticks = value.Number(4), seconds = ticks / kTicksPerSecond;
  return fmt::format("{} {:02}:{:02}:{:02}.{:03}", FormatDate(day), seconds / 3600,
                     seconds / 60 % 60, seconds % 60,
                     (ticks % kTicksPerSecond * 1000 + 150) / kTicksPerSecond);
}

std::string FromLatin1(std::string_view bytes) {
  std::u32string text;
  for (const char c : bytes) text += static_cast<unsigned char>(c);
  return EncodeUtf8(text);
}

/// Value of a type with a length of two bytes, or in chunks when `declared` is "max".
Cell TakeBytes(ByteReader& reader, std::uint64_t declared) {
  if (declared != kMax) {
    const std::uint64_t length = reader.Number(2);
    if (length == kMax) return std::nullopt;
    return std::string(reader.Take(length));
  }
  if (reader.Number(8) == ~std::uint64_t{0}) return std::nullopt;
  std::string bytes;
  while (const std::uint64_t length = reader.Number(4)) bytes += reader.Take(length);
  return bytes;
}

}  // namespace

std::string_view ByteReader::Take(std::uint64_t count) {
  if (failed_ || count > rest_.size()) {
    failed_ = true;
    return {};
  }
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::uint64_t ByteReader::Number(std::size_t bytes) {
  std::uint64_t number = 0;
  const std::string_view taken = Take(bytes);
  for (std::size_t i = 0; i < taken.size(); ++i)
    number |= std::uint64_t{static_cast<unsigned char>(taken[i])} << (8 * i);
  return number;
}

void Append(std::string& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

std::string ToUtf16(std::string_view utf8) {
  std::string out;
  for (const char32_t c : DecodeUtf8(utf8)) {
    if (c < 0x10000) {
      Append(out, c, 2);
    } else {
      Append(out, 0xD800 + ((c - 0x10000) >> 10), 2);
      Append(out, 0xDC00 + ((c - 0x10000) & 0x3FF), 2);
    }
  }
  return out;
}

std::string FromUtf16(std::string_view bytes) {
  std::u32string text;
  ByteReader reader(bytes);
  char32_t high = 0;
  while (reader.rest().size() >= 2) {
    const auto unit = static_cast<char32_t>(reader.Number(2));
    if (high != 0 && unit >= 0xDC00 && unit < 0xE000) {
      text += 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
      high = 0;
      continue;
    }
    if (high != 0) text += U'\uFFFD';
    high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    if (high == 0) text += unit >= 0xDC00 && unit < 0xE000 ? U'\uFFFD' : unit;
  }
  if (high != 0) text += U'\uFFFD';
  return EncodeUtf8(text);
}

std::string EncodeType(const Column& column) {
  std::string out;
  const auto sized = [&](std::uint8_t type, std::uint64_t bytes) {
    Append(out, type, 1);
    Append(out, bytes, 1);
  };
  switch (column.type) {
    case Type::kBit: sized(kBitN, 1); break;
    case Type::kInt: sized(kIntN, 4); break;
    case Type::kBigInt: sized(kIntN, 8); break;
    case Type::kDecimal:
      sized(kDecimalN, DecimalBytes(column.precision) + 1);
      Append(out, static_cast<std::uint64_t>(column.precision), 1);
      Append(out, static_cast<std::uint64_t>(column.scale), 1);
      break;
    case Type::kMoney: sized(kMoneyN, 8); break;
    case Type::kReal: sized(kFloatN, 4); break;
    case Type::kFloat: sized(kFloatN, 8); break;
    case Type::kDate: Append(out, kDateN, 1); break;
    case Type::kTime: sized(kTimeN, static_cast<std::uint64_t>(column.scale)); break;
    case Type::kDateTime: sized(kDateTimeN, 8); break;
    case Type::kDateTime2: sized(kDateTime2N, static_cast<std::uint64_t>(column.scale)); break;
    case Type::kDateTimeOffset:
      sized(kDateTimeOffsetN, static_cast<std::uint64_t>(column.scale));
      break;
    case Type::kUniqueIdentifier: sized(kGuid, 16); break;
    case Type::kNVarChar:
      Append(out, kNVarCharType, 1);
      Append(out, column.size == 0 ? kMax : static_cast<std::uint64_t>(column.size) * 2, 2);
      out += kCollation;
      break;
    case Type::kVarBinary:
      Append(out, kBigVarBinary, 1);
      Append(out, column.size == 0 ? kMax : static_cast<std::uint64_t>(column.size), 2);
      break;
  }
  return out;
}

Result<std::string> EncodeValue(const Column& column, const Cell& cell) {
  const bool bytes = column.type == Type::kNVarChar || column.type == Type::kVarBinary;
  if (!cell) return bytes ? EncodeBytes(column, std::nullopt) : std::string(1, '\0');
  auto value = Encode(column, *cell);
  if (!value) return Wrong(column);
  if (!bytes) return Sized(*value);
  const std::size_t unit = column.type == Type::kNVarChar ? 2 : 1;
  if (column.size != 0 && value->size() > unit * static_cast<std::size_t>(column.size))
    return Wrong(column);
  return EncodeBytes(column, value);
}

Result<Parameter> DecodeParameter(ByteReader& reader) {
  Parameter parameter;
  const std::uint8_t type = reader.Byte();
  // Takes a value with a length of one byte and lets `read` make text of it.
  const auto small = [&](std::string_view name, const auto& read) {
    parameter.type = name;
    const std::size_t length = reader.Byte();
    ByteReader value(reader.Take(length));
    if (length > 0) parameter.value = read(value, length);
  };
  const auto integer = [](ByteReader& value, std::size_t bytes) {
    return std::to_string(bytes == 1 ? static_cast<std::int64_t>(value.Number(1))
                                     : Signed(value.Number(bytes), bytes));
  };
  const auto text = [&](std::string_view name, bool wide) {
    parameter.type = name;
    const std::uint64_t declared = reader.Number(2);
    reader.Take(kCollation.size());
    parameter.value = TakeBytes(reader, declared);
    if (parameter.value)
      parameter.value = wide ? FromUtf16(*parameter.value) : FromLatin1(*parameter.value);
  };
  switch (type) {
    case kNull: parameter.type = "null"; break;
    case kInt1:
    case kInt2:
    case kInt4:
    case kInt8: {
      const std::size_t bytes = type == kInt1 ? 1 : type == kInt2 ? 2 : type == kInt4 ? 4 : 8;
      parameter.type = bytes == 8 ? "bigint" : "int";
      parameter.value = integer(reader, bytes);
      break;
    }
    case kBitFixed:
      parameter.type = "bit";
      parameter.value = std::to_string(reader.Byte());
      break;
    case kFloat8:
      parameter.type = "float";
      parameter.value = ReadFloat(reader, 8);
      break;
    case kIntN: {
      const std::uint8_t size = reader.Byte();
      small(size == 8 ? "bigint" : "int", integer);
      break;
    }
    case kBitN:
      reader.Byte();
      small("bit", integer);
      break;
    case kFloatN:
      reader.Byte();
      small("float", ReadFloat);
      break;
    case kMoneyN:
      reader.Byte();
      small("money", ReadMoney);
      break;
    case kDateTimeN:
      reader.Byte();
      small("datetime", ReadDateTime);
      break;
    case kDecimalN:
    case kNumericN: {
      reader.Take(2);
      const int scale = reader.Byte();
      small("decimal", [&](ByteReader& value, std::size_t) { return ReadDecimal(value, scale); });
      break;
    }
    case kDateN:
      small("date", [](ByteReader& value, std::size_t) { return ReadDay(value); });
      break;
    case kTimeN:
    case kDateTime2N:
    case kDateTimeOffsetN: {
      const int scale = reader.Byte();
      if (scale > 7) return Status::InvalidInput("read a parameter: more than 7 decimals");
      small(type == kTimeN        ? "time"
            : type == kDateTime2N ? "datetime2"
                                  : "datetimeoffset",
            [&](ByteReader& value, std::size_t) {
              std::string time = ReadTime(value, scale);
              return type == kTimeN ? time : ReadDay(value) + " " + time;
            });
      break;
    }
    case kGuid:
      reader.Byte();
      small("uniqueidentifier", [](ByteReader& value, std::size_t bytes) {
        const std::string_view raw = value.Take(bytes);
        return raw.size() == 16 ? ToHex(SwapGuid(std::string(raw))) : std::string();
      });
      break;
    case kNVarCharType: text("nvarchar", true); break;
    case kNChar: text("nchar", true); break;
    case kBigVarChar: text("varchar", false); break;
    case kBigChar: text("char", false); break;
    case kBigVarBinary:
    case kBigBinary: {
      parameter.type = "varbinary";
      const std::uint64_t declared = reader.Number(2);
      parameter.value = TakeBytes(reader, declared);
      if (parameter.value) parameter.value = ToHex(*parameter.value);
      break;
    }
    case kNText:
    case kText: {
      parameter.type = type == kNText ? "ntext" : "text";
      reader.Take(4 + kCollation.size());
      const std::uint64_t length = reader.Number(4);
      if (length == 0xFFFFFFFF) break;
      const std::string_view bytes = reader.Take(length);
      parameter.value = type == kNText ? FromUtf16(bytes) : FromLatin1(bytes);
      break;
    }
    default: return Status::InvalidInput(fmt::format("read a parameter: type 0x{:02X}", type));
  }
  if (reader.failed()) return Status::InvalidInput("read a parameter: it ends early");
  return parameter;
}

}  // namespace telar::samples::tds
