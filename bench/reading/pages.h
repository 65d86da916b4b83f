#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/support/files.h"
#include "core/result.h"

namespace telar::bench {

/// A page as a picture, and the words that are printed on it.
struct PictureOfWords {
  InputFile file;
  std::vector<std::string> words;
};

/// One-page scans of drawn invoices, degraded by lot, as JPEG or PNG; their words are those drawn.
Result<std::vector<PictureOfWords>> DrawnPictures(std::uint64_t seed, int count,
                                                  const std::filesystem::path& folder);

/// The pages of the PDFs in `pdfs` that have a text layer worth comparing (30 words), as gray
/// pictures of 200 dpi by pdftoppm; their words are those of pdftotext. At most three of a file.
Result<std::vector<PictureOfWords>> PdfPictures(const std::filesystem::path& pdfs,
                                                const std::filesystem::path& folder);

/// What was read beside what is printed, as words whatever their order, letter for letter.
struct WordTally {
  std::size_t printed = 0, read = 0, right = 0;

  void Add(std::vector<std::string> truth, std::vector<std::string> found);
  double Precision() const;
  double Recall() const;
  double F1() const;
};

/// The pieces between white space.
std::vector<std::string> WordsOf(std::string_view text);

}  // namespace telar::bench
