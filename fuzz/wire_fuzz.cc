#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "documents/isolation/wire.h"
#include "fuzz/support/require.h"

/// Any bytes as a stream of one frame: it is decoded or refused; what was decoded is encoded to
/// bytes that decode to the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace telar;
  using namespace telar::documents::wire;
  using fuzz::Require;
  std::string stream(fuzz::AsText(data, size));
  // Of our version, so that inputs that were kept reach what is behind the header.
  const auto header = EncodeHeader(FrameType::kHello, 0, 0);
  if (stream.size() >= kHeaderBytes) std::copy_n(header.data() + 4, 2, stream.data() + 4);
  std::string_view bytes = stream;
  FrameReceiver receiver({.meta = 1 << 20, .bulk = 1 << 20});
  while (!receiver.done()) {
    const auto space = receiver.Space();
    Require(!space.empty(), "there is space until the frame is done");
    const std::size_t count = std::min(space.size(), bytes.size());
    if (count == 0) return 0;
    std::copy_n(bytes.data(), count, space.data());
    bytes.remove_prefix(count);
    if (!receiver.Advance(count).ok()) return 0;
  }
  const Frame frame = std::move(receiver).Take();
  if (const auto hello = DecodeHello(frame); hello.ok()) {
    const Frame again = EncodeHello(*hello);
    const auto decoded = DecodeHello(again);
    Require(decoded.ok() && EncodeHello(*decoded).meta == again.meta, "a hello survives a trip");
  }
  if (const auto request = DecodeRequest(frame); request.ok()) {
    Require(EncodeRequest(*request) == frame.meta ||
                request->options.languages.find("\xEF\xBF\xBD") != std::string::npos,
            "a request is written in one way, malformed text apart");
  }
  if (auto reply = DecodeReply(frame); reply.ok()) {
    const Frame again = EncodeReply(*std::move(reply));
    auto decoded = DecodeReply(again);
    Require(decoded.ok(), "a reply survives a trip");
    const Frame third = EncodeReply(*std::move(decoded));
    Require(third.meta == again.meta && third.bulk == again.bulk, "a reply stays the same");
  }
  return 0;
}
