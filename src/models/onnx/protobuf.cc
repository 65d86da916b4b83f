#include "models/onnx/protobuf.h"

namespace telar::models {
namespace {

constexpr int kVarint = 0, kLengthDelimited = 2;

std::uint64_t Tag(int field, int wire_type) {
  return static_cast<std::uint64_t>(field) << 3 | static_cast<std::uint64_t>(wire_type);
}

}  // namespace

void ProtobufMessage::Varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
  bytes_.push_back(static_cast<char>(value));
}

void ProtobufMessage::Number(int field, std::int64_t value) {
  Varint(Tag(field, kVarint));
  Varint(static_cast<std::uint64_t>(value));
}

void ProtobufMessage::Bytes(int field, std::string_view bytes) {
  Varint(Tag(field, kLengthDelimited));
  Varint(bytes.size());
  bytes_.append(bytes);
}

}  // namespace telar::models
