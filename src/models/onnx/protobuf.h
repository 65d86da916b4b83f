#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace telar::models {

/// Writes one message of the Protocol Buffers wire format
/// (https://protobuf.dev/programming-guides/encoding): fields one after the other, each a tag and
/// its value. Written in the order of their numbers, they give the bytes Google's library gives.
class ProtobufMessage {
 public:
  /// int32, int64 and enumerations.
  void Number(int field, std::int64_t value);
  /// string, bytes, and messages.
  void Bytes(int field, std::string_view bytes);
  void Message(int field, const ProtobufMessage& message) { Bytes(field, message.bytes_); }
  /// Further fields of this same message.
  void Append(const ProtobufMessage& more) { bytes_ += more.bytes_; }

  std::string Take() && { return std::move(bytes_); }

 private:
  void Varint(std::uint64_t value);
  std::string bytes_;
};

}  // namespace telar::models
