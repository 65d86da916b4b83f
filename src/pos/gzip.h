#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::pos {

/// Compresses text that arrives in pieces to one gzip member (RFC 1952). One thread at a time.
class GzipWriter {
 public:
  GzipWriter();
  ~GzipWriter();
  GzipWriter(const GzipWriter&) = delete;
  GzipWriter& operator=(const GzipWriter&) = delete;

  void Add(std::string_view piece);
  /// The whole member; once, and nothing may be added after it.
  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Calls `piece` with the text of a gzip member, at most 64 KiB at a time. kInvalidInput when the
/// bytes are no gzip, are damaged or end early; kLimitExceeded beyond `most` bytes of text; else
/// what `piece` returns.
Status Gunzip(std::string_view bytes, std::uint64_t most,
              const std::function<Status(std::string_view)>& piece);

}  // namespace telar::pos
