#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "invoices/memory/lesson.h"

namespace telar::invoices {

/// Reads and writes the tables of the memory (schema.h):
///
///   lessons           one row per lesson, dropped ones included
///   lesson_documents  one row per lesson and document that spoke for or against it
///
/// Every function runs on the caller's connection and, where it writes, inside the caller's
/// transaction: a lesson is either learned with its document or not at all. Errors: those of
/// db::Connection; kContractBroken for a row that no version of the program wrote.

/// Which lessons.
struct LessonFilter {
  std::string id{};        ///< The beginning of a lesson's id; empty: any.
  std::string supplier{};  ///< A supplier's id, or a part of one of its spellings, case ignored.
  std::string field{};     ///< A field's name; "face" for what a supplier is recognised by.
  bool dropped = false;    ///< Dropped ones too.
};

/// By supplier, field and id.
Result<std::vector<Lesson>> ListLessons(db::Connection& connection,
                                        const LessonFilter& filter = {});
/// Documents for and against a lesson, in time order.
Result<std::vector<LessonWitness>> WitnessesOf(db::Connection& connection, const LessonId& lesson);

/// Writes a lesson with the document that taught it; one that is there gains the document as a
/// witness. `lesson.id` follows from IdOf.
Status LearnLesson(db::Connection& connection, const Lesson& lesson);
/// Counts a document for or against a lesson, once a document: what it says later replaces what it
/// said before. The lesson is dropped, with `reason`, once as many documents speak against it as
/// for it, and taken up again when more speak for it, unless a person dropped it.
Status Witness(db::Connection& connection, const LessonId& lesson, const LessonWitness& witness,
               std::string_view reason);
/// Drops by hand; such a lesson stays dropped whatever documents say. Returns how many changed.
Result<std::int64_t> DropLesson(db::Connection& connection, const LessonId& lesson, Instant now);

inline constexpr std::string_view kDroppedByHand = "by hand";

/// All lessons with their suppliers and witnesses as JSON (docs/formats/lessons.md).
Result<std::string> ExportLessons(db::Connection& connection);
/// Adds what ExportLessons wrote; suppliers are found by tax number and spelling. What is there
/// gains the witnesses. Returns the number of lessons in the file. kInvalidInput when the text is
/// not such a file; nothing may be committed then.
Result<int> ImportLessons(db::Connection& connection, const std::string& json);

}  // namespace telar::invoices
