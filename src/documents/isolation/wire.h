#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.h"
#include "documents/document.h"
#include "documents/einvoice.h"
#include "documents/isolation/sandbox_report.h"
#include "documents/mark.h"
#include "documents/reader.h"

/// What telar and telar-reader say to each other over a Unix stream socket.
///
///   reader -> telar   hello             once, when it is ready (or why it is not)
///   telar  -> reader  request           then, for each document
///   reader -> telar   reply
///
/// A frame is a 24-byte header, `meta` (fields) and `bulk` (the document's bytes, a picture's
/// pixels or its PNG file, moved as they are):
///
///   u32 magic "TLRD" | u16 version | u16 type | u64 meta bytes | u64 bulk bytes | meta | bulk
///
/// Numbers are little-endian, floats IEEE 754, a string is u32 length and bytes, a list u32 count
/// and elements. The header keeps its layout in every version; meta is read only in the same
/// version. Both sides treat the other's bytes as foreign: what is malformed, truncated, too long,
/// not finite, beyond ±1e9 (so that sums of places stay finite) or outside an enumeration is
/// kInvalidInput, and no announced size is allocated before
/// it was checked against a bound.
namespace telar::documents::wire {

inline constexpr std::uint16_t kVersion = 5;
inline constexpr std::size_t kHeaderBytes = 24;

enum class FrameType : std::uint16_t { kHello = 1, kRequest = 2, kReply = 3 };

struct Frame {
  FrameType type = FrameType::kHello;
  std::string meta;
  std::string bulk;
};

/// The most a frame may announce.
struct Bounds {
  std::uint64_t meta = 64ULL << 20;
  std::uint64_t bulk = 0;
};

std::array<char, kHeaderBytes> EncodeHeader(FrameType type, std::uint64_t meta, std::uint64_t bulk);

/// Puts one frame together from pieces of any size. Does no I/O:
///
///   while (!receiver.done()) {
///     std::span<char> space = receiver.Space();
///     TELAR_RETURN_IF_ERROR(receiver.Advance(read(fd, space.data(), space.size())));
///   }
class FrameReceiver {
 public:
  explicit FrameReceiver(Bounds bounds) : bounds_(bounds) {}
  /// Where the next bytes go; never empty before done().
  std::span<char> Space();
  /// `count` bytes were put at the start of Space(). kInvalidInput for a header that is not ours,
  /// kInvalidConfig for one of another version, kLimitExceeded for one beyond the bounds.
  Status Advance(std::size_t count);
  bool done() const { return header_bytes_ == kHeaderBytes && meta_left_ == 0 && bulk_left_ == 0; }
  /// The frame, once done().
  Frame Take() && { return std::move(frame_); }

 private:
  Status ParseHeader();

  const Bounds bounds_;
  std::array<char, kHeaderBytes> header_{};
  std::size_t header_bytes_ = 0;
  std::uint64_t meta_left_ = 0, bulk_left_ = 0;
  std::size_t space_ = 0;  // bytes at the end of the current part that wait for content
  Frame frame_;
};

struct Hello {
  Status status;  ///< Why the reader cannot work; ok when it can.
  SandboxReport sandbox;
};

/// What to do with the document in the frame's bulk.
struct Request {
  enum class Kind : std::uint8_t { kRead = 0, kRender = 1, kDraw = 2, kRegion = 3, kCheck = 4 };
  Kind kind = Kind::kRead;
  int number = 1;       ///< Of the page, for kRender and kDraw.
  int dpi = 0;          ///< For kRender.
  PageRegion region{};  ///< For kRegion.
  ReadOptions options;
  std::vector<Mark> marks{};  ///< For kDraw; other kinds leave it out.
};

/// How a document went. A Status arrives with its contexts joined into its message.
using Reply = std::variant<Status, Document, PageImage, MarkedPicture, RegionWords, RuleReport>;

Frame EncodeHello(const Hello& hello);
Result<Hello> DecodeHello(const Frame& frame);
/// The meta of a request; the document's bytes are its bulk and stay where they are.
std::string EncodeRequest(const Request& request);
Result<Request> DecodeRequest(const Frame& frame);
/// Takes a picture's pixels or PNG file as the frame's bulk.
Frame EncodeReply(Reply reply);
/// Text in the result is valid UTF-8; a picture has width × height × channels bytes.
Result<Reply> DecodeReply(Frame frame);

}  // namespace telar::documents::wire
