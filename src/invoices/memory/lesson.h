#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "invoices/memory/place.h"
#include "invoices/memory/writing.h"
#include "invoices/suppliers.h"

namespace telar::invoices {

/// "a3f09c…": 16 hexadecimal digits that follow from supplier, field, kind and content, so that the
/// same lesson has the same id in every database.
using LessonId = StrongId<struct LessonIdTag, std::string>;

/// What kind of thing a supplier's document teaches.
enum class LessonKind {
  kFace,     ///< How the supplier is recognised: lines and numbers of its letterhead.
  kValue,    ///< A field that is the same on every document, as a person wrote it.
  kPlace,    ///< Where a field that changes is printed (place.h).
  kWriting,  ///< How the signs of a name or an address are written, whoever the supplier is.
};
std::string_view LessonKindName(LessonKind kind);  ///< "face", "value", "place", "writing".

/// The supplier of lessons that are nobody's own: LessonKind::kWriting.
inline constexpr std::string_view kEverySupplier = "every";

/// The letterhead of one document, for recognising the next one.
struct Face {
  std::vector<std::string> lines;    ///< Shapes (likeness.h), without what changes.
  std::vector<std::string> numbers;  ///< Compact: registers, tax numbers, accounts, telephones.
};

/// A document that spoke for or against a lesson.
struct LessonWitness {
  DocumentId document;
  bool agreed = true;
  Instant at{};
};

/// One thing that the memory knows about one supplier. Plain data.
struct Lesson {
  LessonId id{};
  SupplierId supplier{};
  std::string field{};  ///< A name of kFieldNames; empty for a face.
  LessonKind kind = LessonKind::kValue;
  std::string value{};  ///< kValue: the value as a person wrote it.
  /// kValue: what the extraction had read where the person wrote it, in upper case; not part of the
  /// lesson's identity.
  std::vector<std::string> read_as{};
  FieldPlace place{};  ///< kPlace.
  Face face{};         ///< kFace.
  Written writing{};   ///< kWriting.
  /// The extraction of itself had the field wrong on the document that taught this.
  bool corrects = false;
  DocumentId document{};  ///< That taught it.
  Instant taught_at{};
  bool active = true;
  std::string reason{};        ///< Why it was dropped: "contradicted", "arithmetic", "by hand".
  int agreed = 1, failed = 0;  ///< Documents for and against it.
};

/// What the column `content` holds, a JSON object, and back. kInvalidInput for another one.
std::string ContentJson(const Lesson& lesson);
Status ParseContent(const std::string& json, Lesson& lesson);

/// The id that follows from the other members.
LessonId IdOf(const Lesson& lesson);

/// One line for people: what the lesson says.
std::string Describe(const Lesson& lesson);

}  // namespace telar::invoices
