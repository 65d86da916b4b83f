#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "invoices/invoice.h"
#include "invoices/memory/lesson.h"
#include "invoices/memory/print.h"

namespace telar::invoices {

/// What the confirmed documents of all suppliers together say about writing names and addresses.
/// Two things: the signs between words, where persons clearly agree (LessonKind::kWriting), and the
/// words that several suppliers' names or addresses share, by which a misread one is mended.
/// Immutable.
class HouseStyle {
 public:
  HouseStyle() = default;  ///< Changes nothing.
  /// Takes active lessons of any kind; dropped ones count as not there.
  explicit HouseStyle(const std::vector<Lesson>& lessons);

  bool empty() const { return fields_.empty(); }

  struct Text {
    std::string text;
    std::vector<const Lesson*> lessons;  ///< That changed it; they live as long as the style.
  };
  /// Field::raw of one of kWrittenFields as persons would write it. A word is mended
  /// only where the document was recognised from pixels, nobody ever wrote it so, and a known word
  /// differs from it in characters that OCR confuses, in one letter that was not read surely, or in
  /// a blank.
  Text Write(std::string_view name, const Field& field, const PrintedDocument& document) const;

  /// True where persons clearly write such signs otherwise than they are read.
  bool Rewrites(std::string_view name, const Signs& signs) const;

 private:
  struct Word {
    std::string written;  // upper case
    int suppliers = 0;
    std::size_t lesson = 0;
  };
  struct FieldStyle {
    std::map<Signs, std::size_t> signs;         // to lessons_
    std::map<std::string, Word> words;          // by upper case
    std::map<std::string, std::string> shapes;  // of words that several suppliers share
  };
  const Word* Mended(const FieldStyle& style, const std::string& word, double sure) const;

  std::vector<Lesson> lessons_;
  std::map<std::string, FieldStyle, std::less<>> fields_;
};

/// The fields that persons write in a way of their own.
inline constexpr std::string_view kWrittenFields[] = {"supplier", "supplier_address"};

}  // namespace telar::invoices
