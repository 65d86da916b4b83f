#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::samples::tds {

/// Types of SQL Server that the server can send.
enum class Type {
  kBit,
  kInt,
  kBigInt,
  kDecimal,  ///< precision and scale
  kMoney,
  kReal,
  kFloat,
  kDate,
  kTime,  ///< scale
  kDateTime,
  kDateTime2,       ///< scale
  kDateTimeOffset,  ///< scale
  kNVarChar,        ///< size, 0: nvarchar(max)
  kVarBinary,       ///< size, 0: varbinary(max)
  kUniqueIdentifier
};

struct Column {
  std::string name;
  Type type = Type::kNVarChar;
  int size = 0;  ///< Of kNVarChar in UTF-16 units and kVarBinary in bytes; 0: max.
  int precision = 18;
  int scale = 0;
};

/// A value as text, nothing for NULL:
///
///   kBit "0", "1"                           kDate "2026-01-02"
///   kInt, kBigInt "-5"                      kTime "09:30:00.1234567"
///   kDecimal, kMoney "-1.50"                kDateTime, kDateTime2 "2026-01-02 09:30:00.123"
///   kReal, kFloat any form of strtod        kDateTimeOffset "2026-01-02 09:30:00 -04:00"
///   kNVarChar UTF-8                         kVarBinary hexadecimal
///   kUniqueIdentifier "0E984725-C51C-4BF4-9960-E1C80E27ABA0"
///
/// Fractions beyond the scale are cut.
using Cell = std::optional<std::string>;

/// The TYPE_INFO of [MS-TDS] 2.2.5.6.
std::string EncodeType(const Column& column);
/// A value as it stands in a ROW token (2.2.7.19). kInvalidInput when the text is none of the type.
Result<std::string> EncodeValue(const Column& column, const Cell& cell);

/// A parameter of a remote procedure call.
struct Parameter {
  std::string name;  ///< "@P1"; "" when the client sent none.
  std::string type;  ///< "nvarchar", "int", "decimal" …
  Cell value;        ///< In the forms above; char and varchar are read as Latin-1.
};

/// Reads bytes from their front. Every reader answers with zero or nothing once `failed`.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  bool failed() const { return failed_; }
  bool empty() const { return rest_.empty() || failed_; }
  std::string_view rest() const { return failed_ ? std::string_view{} : rest_; }
  std::string_view Take(std::uint64_t count);
  /// A little-endian number of 1 to 8 bytes.
  std::uint64_t Number(std::size_t bytes);
  std::uint8_t Byte() { return static_cast<std::uint8_t>(Number(1)); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

/// TYPE_INFO and value of one parameter, without its name. kInvalidInput for what it does not know.
Result<Parameter> DecodeParameter(ByteReader& reader);

/// The low `bytes` bytes of `number`, little-endian.
void Append(std::string& out, std::uint64_t number, std::size_t bytes);
std::string ToUtf16(std::string_view utf8);     ///< Little-endian.
std::string FromUtf16(std::string_view bytes);  ///< Half a surrogate pair becomes U+FFFD.

}  // namespace telar::samples::tds
