#pragma once

#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/status.h"
#include "core/text.h"
#include "documents/einvoice.h"

/// How meta is written and read, for the sources of the wire.
namespace telar::documents::wire {

inline constexpr float kFarthest = 1e9F;

template <std::unsigned_integral T>
void PutLittleEndian(T value, char* out) {
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    out[i] = static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
  }
}

template <std::unsigned_integral T>
T GetLittleEndian(const char* in) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value = static_cast<T>(
        value | static_cast<T>(static_cast<T>(static_cast<unsigned char>(in[i])) << (8 * i)));
  }
  return value;
}

/// Writes what Parser reads.
class Writer {
 public:
  template <std::unsigned_integral T>
  void Put(T value) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof(T));
    PutLittleEndian(value, bytes_.data() + at);
  }
  void Put(bool value) { Put(static_cast<std::uint8_t>(value)); }
  void Put(int value) { Put(static_cast<std::uint32_t>(value)); }
  void Put(float value) { Put(std::bit_cast<std::uint32_t>(value)); }
  void Put(std::string_view text) {
    Put(static_cast<std::uint32_t>(text.size()));
    bytes_.append(text);
  }
  template <typename E>
  requires std::is_enum_v<E>
  void Put(E value) { Put(static_cast<std::uint8_t>(value)); }
  void PutCount(std::size_t count) { Put(static_cast<std::uint32_t>(count)); }

  std::string Take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Takes numbers, strings and lists off `bytes`. After the first thing that does not fit, every
/// further value is zero or empty and ok() is false.
class Parser {
 public:
  explicit Parser(std::string_view bytes) : bytes_(bytes) {}

  template <std::unsigned_integral T>
  T Unsigned() {
    if (bytes_.size() < sizeof(T)) return Fail<T>();
    const T value = GetLittleEndian<T>(bytes_.data());
    bytes_.remove_prefix(sizeof(T));
    return value;
  }
  int Int() { return static_cast<int>(Unsigned<std::uint32_t>()); }
  bool Bool() {
    const auto value = Unsigned<std::uint8_t>();
    return value > 1 ? Fail<bool>() : value == 1;
  }
  float Float() {
    const float value = std::bit_cast<float>(Unsigned<std::uint32_t>());
    return std::abs(value) <= kFarthest ? value : Fail<float>();  // false for what is no number
  }
  std::string_view String() {
    const auto size = Unsigned<std::uint32_t>();
    if (size > bytes_.size()) return Fail<std::string_view>();
    const std::string_view text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return text;
  }
  std::string Text() { return ToValidUtf8(String()); }
  template <typename E>
  E Enum(E last) {
    const auto value = Unsigned<std::uint8_t>();
    return value > static_cast<std::uint8_t>(last) ? Fail<E>() : static_cast<E>(value);
  }
  /// `element_bytes` is the least an element takes, so that a count cannot promise more than is
  /// there.
  std::size_t Count(std::size_t element_bytes) {
    const auto count = Unsigned<std::uint32_t>();
    return count > bytes_.size() / element_bytes ? Fail<std::size_t>() : count;
  }

  bool ok() const { return ok_; }
  /// Refuses what was read: it contradicts itself.
  void Refuse() { Fail<bool>(); }
  Status Finish(std::string_view what) const {
    if (ok_ && bytes_.empty()) return Status::Ok();
    return Status::InvalidInput("decode " + std::string(what) + ": malformed or truncated");
  }

 private:
  template <typename T>
  T Fail() {
    ok_ = false;
    bytes_ = {};
    return T{};
  }

  std::string_view bytes_;
  bool ok_ = true;
};

void PutTexts(const std::vector<std::string>& texts, Writer& out);
std::vector<std::string> GetTexts(Parser& in);

/// The published invoice of a document. A path is written as the bytes it shares with the path
/// before it and the rest, for those of one line differ in their ends; what paths grow to while
/// they are read is bounded.
void PutEInvoice(const EInvoice& invoice, Writer& out);
EInvoice GetEInvoice(Parser& in);

}  // namespace telar::documents::wire
