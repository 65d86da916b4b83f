#pragma once

#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "db/database.h"
#include "documents/document.h"
#include "invoices/invoice.h"
#include "invoices/memory/house_style.h"
#include "invoices/memory/lesson.h"
#include "invoices/memory/recognize.h"

namespace telar::invoices {

/// What every supplier's earlier documents taught, for reading the next one: nothing leaves the
/// machine, no model is trained, every lesson can be listed, shown and dropped
/// (memory/lesson_table.h). A snapshot: lessons learned later are in the next one. Immutable, so
/// safe to share between threads.
///
/// Of a document whose supplier is not recognised (memory/recognize.h) only names and addresses
/// that OCR read may change: their signs and misread words, as persons write them (house_style.h).
class Memory {
 public:
  Memory() = default;  ///< Knows nothing.
  /// Takes active lessons; dropped ones count as not there.
  explicit Memory(std::vector<Lesson> lessons)
      : style_(lessons), known_(KnownSuppliers(std::move(lessons))) {}
  /// Reads all lessons of a database whose migrations (schema.h) have run.
  static Result<Memory> Load(db::Connection& connection);

  bool empty() const { return known_.empty(); }
  std::size_t suppliers() const { return known_.size(); }

  /// A field that a lesson spoke about.
  struct Use {
    LessonId lesson;
    std::string field;
    DocumentId document;   ///< That taught the lesson.
    bool changed = false;  ///< The field was absent or had another value.
  };
  struct Recalled {
    SupplierId supplier;  ///< Empty: not recognised.
    std::vector<Use> used;
    /// Lessons whose prediction lost against sums that add up without them: see NoteFailures.
    std::vector<Use> failed;
  };

  /// Brings the memory to bear on what Extract found in the same document, before any other engine
  /// or person looks at it, and checks the invoice anew (check.h).
  ///
  /// - supplier: the spelling of a person that the page bears out best. Where it has the letters
  /// that
  ///   are read, raw is that spelling when documents agree on it or the signs were not read surely;
  ///   a sign at the end follows the print.
  /// - supplier_address: likewise, only when the page prints that address (its numbers above all).
  /// - supplier_tax_id, iban: only when the page prints them with at most a slip, and never in
  /// place
  ///   of another number that proves itself.
  /// - currency: where none was found, or a person corrected what is usually found.
  /// - supplier and supplier_address that OCR read and that stay as they are, unless the invoice is
  ///   accepted: as persons write those of other suppliers.
  /// - all others: what is printed where the supplier prints the field. A lesson that corrects the
  ///   extraction wins over it; another one fills a gap, decides where the extraction is unsure,
  ///   and makes surer what it agrees with.
  /// A field that a lesson set has How::kLesson, its box where its print was found. Sums that add
  /// up win over lessons that break them.
  Recalled Recall(const documents::Document& document, Invoice& invoice) const;

 private:
  HouseStyle style_;
  std::vector<KnownSupplier> known_;
};

/// Counts the document against the lessons that failed (lesson_table.h), inside the caller's
/// transaction.
Status NoteFailures(db::Connection& connection, const Memory::Recalled& recalled,
                    const DocumentId& document, Instant now);

}  // namespace telar::invoices
