#pragma once

#include <memory>
#include <string>

#include "core/clock.h"
#include "documents/ocr.h"

namespace telar::documents {

struct TesseractOptions {
  /// For deadlines. Borrowed; outlives the engine.
  const Clock* clock = nullptr;
  /// Codes joined by '+', read as one model.
  std::string languages = "spa+eng";
  /// Folder of the *.traineddata files; empty: TESSDATA_PREFIX or where the system keeps them.
  std::string tessdata;
};

/// Tesseract's LSTM recogniser on one thread (its OpenMP is off: it costs twice the time).
///
/// Pages are read as one block of text rows, the mode that finds most totals on receipts and
/// invoices. Before that the picture is scaled so that its letters are 24 pixels high, which makes
/// large scans cheaper and small ones readable; boxes come back in pixels of the picture given.
/// Word.font_size is estimated from the row's height, bold is not known.
class TesseractEngine final : public OcrEngine {
 public:
  /// kInvalidConfig when the languages are malformed or one has no model file; the hint names the
  /// Debian package that brings it.
  static Result<std::unique_ptr<OcrEngine>> Open(const TesseractOptions& options);

  ~TesseractEngine() override;

  std::string_view name() const override;
  Result<std::vector<Word>> Recognize(const PageImage& image, Deadline deadline) override;

 private:
  struct Impl;
  explicit TesseractEngine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace telar::documents
