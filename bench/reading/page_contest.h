#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/reading/pages.h"
#include "bench/support/peer_process.h"
#include "documents/isolation/reader_pool.h"

namespace telar::bench {

/// Programs that turn the same pictures into words, one process a core each, in turns: how many
/// pages a second, what a page costs in processor time, and how many of the words are right.
class PageContest {
 public:
  /// `reader` is borrowed. `rapidocr`: a Python that has rapidocr and openvino; empty: it does not
  /// take part. kUnavailable when it cannot be started.
  static Result<std::unique_ptr<PageContest>> Open(documents::IsolatedReader& reader,
                                                   const std::string& rapidocr);

  /// One round to warm up, then `rounds`. The table of one set, ending with a newline.
  std::string Run(const std::string& set, const std::vector<PictureOfWords>& pictures, int rounds);

 private:
  struct Side;
  explicit PageContest(documents::IsolatedReader& reader) : reader_(reader) {}
  std::vector<Side> Sides();
  std::vector<pid_t> Living() const;
  std::vector<std::string> Telar(const PictureOfWords& picture);
  std::vector<std::string> Tesseract(const PictureOfWords& picture, const std::string& languages);

  documents::IsolatedReader& reader_;
  std::vector<std::unique_ptr<PeerProcess>> rapidocr_;  // one a core
};

}  // namespace telar::bench
