#pragma once

#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "documents/reader.h"

namespace telar::documents {

/// Recognises the words of one page picture. An engine belongs to one thread: it holds models and
/// buffers and is expensive to open, cheap to use again.
class OcrEngine {
 public:
  virtual ~OcrEngine() = default;
  /// "tesseract 5.3.0": what reads, with its version, for provenance.
  virtual std::string_view name() const = 0;
  /// Words in reading order; boxes in pixels of `image`; confidence 0..1. An empty page is an empty
  /// list, not an error. Errors: kLimitExceeded, kDeadlineExceeded (`deadline` passed before the
  /// end), kInternal.
  virtual Result<std::vector<Word>> Recognize(const PageImage& image, Deadline deadline) = 0;
};

}  // namespace telar::documents
