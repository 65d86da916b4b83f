#include "pos/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace telar::pos {
namespace {

/// An answer is a fifth larger than at zlib's own level, 6, and takes half the time.
constexpr int kLevel = 3;
constexpr int kGzipWindow = 15 + 16;  // zlib: a gzip header and trailer around the data
constexpr std::size_t kPiece = 64 * 1024;

/// zlib never writes through next_in; its type predates const.
Bytef* In(std::string_view text) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
}

}  // namespace

struct GzipWriter::State {
  z_stream stream{};
  std::string out;
  std::array<Bytef, kPiece> buffer{};

  void Run(std::string_view piece, int flush) {
    while (true) {
      const auto part = piece.substr(0, std::numeric_limits<uInt>::max());
      piece.remove_prefix(part.size());
      stream.next_in = In(part);
      stream.avail_in = static_cast<uInt>(part.size());
      do {
        stream.next_out = buffer.data();
        stream.avail_out = static_cast<uInt>(buffer.size());
        deflate(&stream, piece.empty() ? flush : Z_NO_FLUSH);
        out.append(reinterpret_cast<const char*>(buffer.data()), buffer.size() - stream.avail_out);
      } while (stream.avail_out == 0);
      if (piece.empty()) return;
    }
  }
};

GzipWriter::GzipWriter() : state_(std::make_unique<State>()) {
  // It fails only without memory, as `new` does.
  if (deflateInit2(&state_->stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::bad_alloc();
  }
}

GzipWriter::~GzipWriter() { deflateEnd(&state_->stream); }

void GzipWriter::Add(std::string_view piece) {
  if (!piece.empty()) state_->Run(piece, Z_NO_FLUSH);
}

std::string GzipWriter::Finish() {
  state_->Run({}, Z_FINISH);
  return std::move(state_->out);
}

Status Gunzip(std::string_view bytes, std::uint64_t most,
              const std::function<Status(std::string_view)>& piece) {
  struct Inflater {
    z_stream stream{};
    bool ready = inflateInit2(&stream, kGzipWindow) == Z_OK;
    ~Inflater() {
      if (ready) inflateEnd(&stream);
    }
  } inflater;
  if (!inflater.ready) return Status::LimitExceeded("decompress an answer: out of memory");
  std::string buffer(kPiece, '\0');
  std::uint64_t total = 0;
  int code = Z_OK;
  while (code != Z_STREAM_END) {
    if (inflater.stream.avail_in == 0) {
      const auto part = bytes.substr(0, std::numeric_limits<uInt>::max());
      bytes.remove_prefix(part.size());
      inflater.stream.next_in = In(part);
      inflater.stream.avail_in = static_cast<uInt>(part.size());
    }
    inflater.stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    inflater.stream.avail_out = static_cast<uInt>(buffer.size());
    code = inflate(&inflater.stream, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_STREAM_END) {
      return Status::InvalidInput("decompress an answer: it is damaged or ends early");
    }
    const std::size_t made = buffer.size() - inflater.stream.avail_out;
    total += made;
    if (total > most) {
      return Status::LimitExceeded("decompress an answer: more than " + std::to_string(most) +
                                   " bytes");
    }
    if (made > 0) TELAR_RETURN_IF_ERROR(piece(std::string_view(buffer).substr(0, made)));
  }
  return Status::Ok();
}

}  // namespace telar::pos
