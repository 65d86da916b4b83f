#include "invoices/memory/teach.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/text.h"
#include "invoices/check_digits.h"
#include "invoices/extract.h"
#include "invoices/memory/house_style.h"
#include "invoices/memory/lesson_table.h"
#include "invoices/memory/likeness.h"
#include "invoices/memory/recognize.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostReadings = 8, kMostFaces = 6, kMostPlaces = 4;
constexpr double kSameFace = 0.8;
constexpr std::string_view kContradicted = "contradicted";

std::string Value(const Invoice& invoice, std::string_view field) {
  const Field* found = invoice.Find(field);
  return found == nullptr ? "" : found->value;
}

bool SameConstant(std::string_view field, std::string_view a, std::string_view b) {
  if (field == "iban" || field == "supplier_tax_id") return Compact(a) == Compact(b);
  return Essence(a) == Essence(b);
}

class Lecture {
 public:
  Lecture(db::Connection& connection, const PrintedDocument& printed, const Invoice& own,
          const Invoice& confirmed, SupplierId supplier, DocumentId document, Instant now)
      : connection_(connection),
        printed_(printed),
        own_(own),
        confirmed_(confirmed),
        supplier_(std::move(supplier)),
        document_(std::move(document)),
        now_(now) {
    for (const std::string_view field : {"supplier_tax_id", "iban"}) {
      if (const Field* known = confirmed_.Find(field)) others_.insert(Essence(known->value));
    }
  }

  Result<int> Give() {
    TELAR_ASSIGN_OR_RETURN(const std::vector<Lesson> all,
                           ListLessons(connection_, {.supplier = supplier_.value()}));
    for (const std::string_view field : kFieldNames) {
      if (confirmed_.Find(field) == nullptr) continue;
      std::vector<Lesson> earlier;
      for (const Lesson& lesson : all) {
        if (lesson.field == field) earlier.push_back(lesson);
      }
      TELAR_RETURN_IF_ERROR(IsConstantField(field) ? TeachValue(field, earlier)
                                                   : TeachPlace(field, earlier));
    }
    TELAR_RETURN_IF_ERROR(TeachFace(all));
    return taught_;
  }

 private:
  Status Note(const LessonId& lesson, bool agreed) {
    if (agreed) ++taught_;
    return Witness(connection_, lesson, {document_, agreed, now_}, kContradicted);
  }

  Status Learn(Lesson lesson) {
    lesson.supplier = supplier_;
    lesson.document = document_;
    lesson.taught_at = now_;
    lesson.id = IdOf(lesson);
    ++taught_;
    return LearnLesson(connection_, lesson);
  }

  /// The lesson that Memory::Recall would follow on this document.
  const Lesson* Followed(std::string_view field, const std::vector<Lesson>& earlier) const {
    std::optional<Chosen> chosen;
    if (field == "supplier") chosen = ChooseName(earlier, printed_, own_.Find(field));
    if (field == "supplier_address") chosen = ChooseAddress(earlier, printed_, own_.Find(field));
    if (field == "currency" && earlier.size() == 1) chosen = Chosen{&earlier.front(), {}};
    return chosen ? chosen->lesson : nullptr;
  }

  Status TeachValue(std::string_view field, const std::vector<Lesson>& earlier) {
    const std::string value = CollapseSpaces(Value(confirmed_, field));
    if (value.empty()) return Status::Ok();
    const Lesson* followed = Followed(field, earlier);
    if (followed != nullptr && !SameConstant(field, followed->value, value)) {
      TELAR_RETURN_IF_ERROR(Note(followed->id, false));
    }
    Lesson lesson{.field = std::string(field),
                  .kind = LessonKind::kValue,
                  .value = value,
                  .corrects = !SameConstant(field, Value(own_, field), value)};
    for (const Lesson& same : earlier) {
      if (same.value == value) lesson.read_as = same.read_as;
    }
    const Field* own = own_.Find(field);
    const std::string read = own == nullptr ? "" : AsciiUpper(own->raw);
    const bool spelled = std::any_of(earlier.begin(), earlier.end(),
                                     [&](const Lesson& same) { return same.value == value; });
    const bool known =
        std::find(lesson.read_as.begin(), lesson.read_as.end(), read) != lesson.read_as.end();
    if (!read.empty() && !known && lesson.read_as.size() < kMostReadings) {
      lesson.read_as.push_back(read);
    }
    // A reading that was written so before says nothing new about ways of writing.
    if (own != nullptr && own->how == How::kOcr && !(spelled && known)) {
      TELAR_RETURN_IF_ERROR(TeachWriting(field, own->raw, value));
    }
    return Learn(std::move(lesson));
  }

  /// What the person made of the signs of this reading, whoever the supplier is. It speaks against
  /// every other way of writing them.
  Status TeachWriting(std::string_view field, std::string_view read, std::string_view value) {
    if (std::find(std::begin(kWrittenFields), std::end(kWrittenFields), field) ==
        std::end(kWrittenFields)) {
      return Status::Ok();
    }
    std::map<Signs, std::set<std::string>> ways;
    for (Written& one : SignsWritten(read, value)) {
      ways[std::move(one.signs)].insert(std::move(one.written));
    }
    TELAR_ASSIGN_OR_RETURN(const std::vector<Lesson> all,
                           ListLessons(connection_, {.supplier = std::string(kEverySupplier),
                                                     .field = std::string(field),
                                                     .dropped = true}));
    for (const auto& [signs, written] : ways) {
      if (written.size() > 1) continue;
      TELAR_RETURN_IF_ERROR(TeachSigns(field, {signs, *written.begin()}, all));
    }
    return Status::Ok();
  }

  Status TeachSigns(std::string_view field, const Written& writing,
                    const std::vector<Lesson>& all) {
    Lesson lesson{.supplier = SupplierId(std::string(kEverySupplier)),
                  .field = std::string(field),
                  .kind = LessonKind::kWriting,
                  .writing = writing,
                  .corrects = writing.written != writing.signs.printed,
                  .document = document_,
                  .taught_at = now_};
    lesson.id = IdOf(lesson);
    ++taught_;
    TELAR_RETURN_IF_ERROR(LearnLesson(connection_, lesson));
    for (const Lesson& other : all) {
      if (other.writing.signs != writing.signs || other.id == lesson.id) continue;
      TELAR_RETURN_IF_ERROR(Note(other.id, false));
      TELAR_ASSIGN_OR_RETURN(const auto witnesses, WitnessesOf(connection_, other.id));
      for (const LessonWitness& witness : witnesses) {
        if (!witness.agreed || witness.document == document_) continue;
        TELAR_RETURN_IF_ERROR(
            Witness(connection_, lesson.id, {witness.document, false, witness.at}, kContradicted));
      }
    }
    return Status::Ok();
  }

  Status TeachPlace(std::string_view field, const std::vector<Lesson>& earlier) {
    const std::string value = Value(confirmed_, field);
    const Field* own = own_.Find(field);
    const bool corrects = own == nullptr || !SameValue(field, own->value, value);
    bool known = false;
    for (const Lesson& lesson : earlier) {
      const auto placed = FindAtPlace(printed_, lesson.place, others_);
      if (!placed) continue;
      const bool agreed = SameValue(field, placed->value, value);
      TELAR_RETURN_IF_ERROR(Note(lesson.id, agreed));
      if (!agreed) continue;
      known = true;
      if (corrects && !lesson.corrects) {
        TELAR_RETURN_IF_ERROR(
            connection_
                .Execute("UPDATE lessons SET corrects = 1 WHERE lesson_id = ?", {lesson.id.value()})
                .status());
      }
    }
    if (known || earlier.size() >= kMostPlaces) return Status::Ok();
    const auto place = LearnPlace(printed_, field, value, others_);
    if (!place) return Status::Ok();
    return Learn({.field = std::string(field),
                  .kind = LessonKind::kPlace,
                  .place = *place,
                  .corrects = corrects});
  }

  /// True for what another document of the supplier does not print: numbers, dates, the customer.
  bool Changes(std::string_view shape) const {
    for (const Invoice* invoice : {&confirmed_, &own_}) {
      for (const auto& [name, field] : invoice->fields) {
        if (name.starts_with("supplier") || name == "iban" || name == "currency") continue;
        for (const std::string& text : {field.raw, field.value}) {
          const std::string changing = ShapeOf(text);
          if (changing.size() >= 4 && shape.find(changing) != std::string_view::npos) return true;
        }
      }
    }
    return false;
  }

  Status TeachFace(const std::vector<Lesson>& all) {
    Lesson lesson{.field = "", .kind = LessonKind::kFace};
    for (const std::string& line : printed_.head_lines()) {
      if (!Changes(line)) lesson.face.lines.push_back(line);
    }
    for (const std::string& number : printed_.numbers()) {
      if (!Changes(ShapeOf(number))) lesson.face.numbers.push_back(number);
    }
    if (lesson.face.lines.empty() && lesson.face.numbers.empty()) return Status::Ok();
    std::size_t faces = 0;
    for (const Lesson& earlier : all) {
      if (earlier.kind != LessonKind::kFace) continue;
      ++faces;
      if (FaceLikeness(earlier.face, printed_) >= kSameFace) return Note(earlier.id, true);
    }
    return faces >= kMostFaces ? Status::Ok() : Learn(std::move(lesson));
  }

  db::Connection& connection_;
  const PrintedDocument& printed_;
  const Invoice& own_;
  const Invoice& confirmed_;
  const SupplierId supplier_;
  const DocumentId document_;
  const Instant now_;
  std::set<std::string> others_;  // numbers of the supplier itself
  int taught_ = 0;
};

}  // namespace

bool IsConstantField(std::string_view field) {
  return std::find(std::begin(kConstantFields), std::end(kConstantFields), field) !=
         std::end(kConstantFields);
}

Result<int> Teach(db::Connection& connection, const documents::Document& document,
                  const Invoice& confirmed, const DocumentId& id, Instant now) {
  return Teach(connection, document, Extract(document), confirmed, id, now);
}

Result<int> Teach(db::Connection& connection, const documents::Document& document,
                  const Invoice& own, const Invoice& confirmed, const DocumentId& id, Instant now) {
  TELAR_ASSIGN_OR_RETURN(SupplierId supplier,
                         ResolveSupplier(connection, CluesOf(confirmed), id, now));
  if (supplier.value().empty()) return 0;
  const PrintedDocument printed(document);
  return Lecture(connection, printed, own, confirmed, std::move(supplier), id, now).Give();
}

}  // namespace telar::invoices
