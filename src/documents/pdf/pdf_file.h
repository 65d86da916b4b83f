#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "documents/document.h"
#include "documents/reader.h"

namespace telar::documents {

/// What a PDF page says about itself without being looked at.
struct TextLayer {
  Page page;  ///< source kText; words in reading order, boxes in points of the page as displayed.
  /// False when the whole page must be looked at: it has no words, its words mean nothing (fonts
  /// without a character map; they are left out), or they are few and most of what is printed is a
  /// picture.
  bool trusted = false;
  /// Of a trusted page: where pictures print that may hold text, in points. Looked for only in
  /// files with a picture as large as a scanned letterhead, so that others are never rendered, or
  /// as large as a logo when small ones are asked for.
  std::vector<Box> pictures;
};

/// A file inside a PDF, as its name tree lists it.
struct EmbeddedFile {
  std::string name;         ///< Valid UTF-8; may be empty.
  std::uint64_t bytes = 0;  ///< As the PDF says, which may be wrong; 0 when it does not say.
};

/// One open PDF (Poppler). Not safe for use by two threads at once; different files are
/// independent.
class PdfFile {
 public:
  /// `bytes` are borrowed and outlive the object. kInvalidInput when they are damaged beyond repair
  /// or need a password (an empty one is tried).
  static Result<std::unique_ptr<PdfFile>> Open(std::string_view bytes);

  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  int page_count() const;
  /// The program that wrote the file, as its metadata says; may be empty.
  std::string producer() const;

  /// Its XMP metadata, up to 1 MiB; empty when there is none.
  std::string metadata() const;
  bool encrypted() const;

  /// The first `most` entries of the name tree EmbeddedFiles.
  std::vector<EmbeddedFile> EmbeddedFiles(std::size_t most) const;
  /// The bytes of the entry at `index` of that list. Poppler decodes them whole, however many come:
  /// ask only where the file is known to be small. kNotFound, kInvalidInput (damaged),
  /// kLimitExceeded.
  Result<std::string> EmbeddedBytes(std::size_t index) const;

  /// Page `number` (1-based, within page_count). The page's rotation and crop box are applied.
  /// kInvalidInput when the page is damaged, kLimitExceeded when it holds more than 50,000 words.
  Result<TextLayer> ReadText(int number, bool small_pictures = false) const;

  /// Page `number` as `pdftotext -layout` prints it, with its form feed: the whole sheet, with what
  /// lies outside of the crop box. Empty when nothing is printed, or more than 4 MiB. kInvalidInput
  /// when the page is damaged.
  Result<std::string> LayoutText(int number) const;

  /// Page `number` as pixels with `channels` 1 or 3, at `dpi` or the lower whole number that keeps
  /// width × height within `max_pixels`; PageImage::dpi says which. kLimitExceeded when even 72 dpi
  /// needs more; kInvalidInput when the page is damaged.
  Result<PageImage> Render(int number, int dpi, int channels, std::uint64_t max_pixels) const;
  /// The same for a part of the page: `part`, in points, grown to whole pixels and cut at the
  /// page's edges; it becomes what was rendered. kInvalidInput when nothing of it is on the page.
  Result<PageImage> RenderPart(int number, int dpi, int channels, std::uint64_t max_pixels,
                               Box& part) const;

 private:
  struct Impl;
  explicit PdfFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace telar::documents
