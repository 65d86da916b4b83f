#include <algorithm>
#include <cstdint>
#include <string_view>

#include "documents/isolation/wire.h"

/// Any bytes as a stream of frames: each is decoded or refused, and what was decoded survives a
/// second trip.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace telar::documents::wire;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  FrameReceiver receiver({.meta = 1 << 20, .bulk = 1 << 20});
  while (!receiver.done()) {
    const auto space = receiver.Space();
    const std::size_t count = std::min(space.size(), bytes.size());
    if (count == 0) return 0;
    std::copy_n(bytes.data(), count, space.data());
    bytes.remove_prefix(count);
    if (!receiver.Advance(count).ok()) return 0;
  }
  const Frame frame = std::move(receiver).Take();
  if (auto hello = DecodeHello(frame); hello.ok() && EncodeHello(*hello).meta.empty())
    __builtin_trap();
  if (auto request = DecodeRequest(frame); request.ok() && EncodeRequest(*request).empty())
    __builtin_trap();
  if (auto reply = DecodeReply(frame); reply.ok()) {
    if (!DecodeReply(EncodeReply(*std::move(reply))).ok()) __builtin_trap();
  }
  return 0;
}
