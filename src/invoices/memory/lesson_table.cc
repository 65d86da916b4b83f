#include "invoices/memory/lesson_table.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/text.h"

namespace telar::invoices {
namespace {

using db::Null;
using db::Value;
using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "telar-lessons";
constexpr int kVersion = 1;
constexpr std::string_view kActive = "active", kDropped = "dropped";

Result<LessonKind> ParseKind(std::string_view name) {
  for (const LessonKind kind :
       {LessonKind::kFace, LessonKind::kValue, LessonKind::kPlace, LessonKind::kWriting}) {
    if (LessonKindName(kind) == name) return kind;
  }
  return Status::InvalidInput("read a lesson: unknown kind");
}

bool IsField(std::string_view name) {
  return std::find(std::begin(kFieldNames), std::end(kFieldNames), name) != std::end(kFieldNames);
}

Result<Lesson> LessonOf(const db::Row& row) {
  Lesson lesson;
  lesson.id = LessonId(row.TextOrEmpty(0));
  lesson.supplier = SupplierId(row.TextOrEmpty(1));
  lesson.field = row.TextOrEmpty(2);
  const auto kind = ParseKind(row.TextOrEmpty(3));
  Status parsed = kind.status();
  if (kind.ok()) {
    lesson.kind = *kind;
    parsed = ParseContent(row.TextOrEmpty(4), lesson);
  }
  if (!parsed.ok()) {
    return Status::ContractBroken("read lesson " + lesson.id.value() + ": " + parsed.message());
  }
  lesson.corrects = row.IntOr(5, 0) != 0;
  lesson.document = DocumentId(row.TextOrEmpty(6));
  TELAR_ASSIGN_OR_RETURN(lesson.taught_at, row.AsInstant(7));
  lesson.active = row.TextOrEmpty(8) == kActive;
  lesson.reason = row.TextOrEmpty(9);
  lesson.agreed = static_cast<int>(row.IntOr(10, 0));
  lesson.failed = static_cast<int>(row.IntOr(11, 0));
  return lesson;
}

struct Standing {
  int agreed = 0, failed = 0;
  bool by_hand = false;
};

Result<Standing> StandingOf(db::Connection& connection, const LessonId& lesson) {
  Standing standing;
  TELAR_RETURN_IF_ERROR(connection.Query("SELECT agreed FROM lesson_documents WHERE lesson_id = ?",
                                         {lesson.value()}, [&](const db::Row& row) {
                                           ++(row.IntOr(0, 0) != 0 ? standing.agreed
                                                                   : standing.failed);
                                           return Status::Ok();
                                         }));
  TELAR_RETURN_IF_ERROR(connection.Query("SELECT dropped_because FROM lessons WHERE lesson_id = ?",
                                         {lesson.value()}, [&](const db::Row& row) {
                                           standing.by_hand = row.TextOrEmpty(0) == kDroppedByHand;
                                           return Status::Ok();
                                         }));
  return standing;
}

Status WriteWitness(db::Connection& connection, const LessonId& lesson,
                    const LessonWitness& witness) {
  const db::MergeSpec spec{.table = "lesson_documents",
                           .columns = {"lesson_id", "document_id", "agreed", "noted_at"},
                           .key = {"lesson_id", "document_id"},
                           .keep_on_update = {}};
  const std::vector<std::vector<Value>> rows = {
      {lesson.value(), witness.document.value(), std::int64_t{witness.agreed ? 1 : 0}, witness.at}};
  return connection.Merge(spec, rows).status();
}

Status WriteLesson(db::Connection& connection, const Lesson& lesson) {
  const db::MergeSpec spec{
      .table = "lessons",
      .columns = {"lesson_id", "supplier_id", "field", "kind", "content", "corrects", "document_id",
                  "taught_at", "state", "dropped_because", "dropped_at"},
      .key = {"lesson_id"},
      .keep_on_update = {"corrects", "document_id", "taught_at", "state", "dropped_because",
                         "dropped_at"}};
  const std::vector<std::vector<Value>> rows = {
      {lesson.id.value(), lesson.supplier.value(), lesson.field,
       std::string(LessonKindName(lesson.kind)), ContentJson(lesson),
       std::int64_t{lesson.corrects ? 1 : 0}, lesson.document.value(), lesson.taught_at,
       std::string(lesson.active ? kActive : kDropped),
       lesson.reason.empty() ? Value(Null{}) : Value(lesson.reason), Null{}}};
  return connection.Merge(spec, rows).status();
}

/// Drops the lesson or takes it up again, as its documents have it.
Status Settle(db::Connection& connection, const LessonId& lesson, Instant now,
              std::string_view reason) {
  TELAR_ASSIGN_OR_RETURN(const Standing standing, StandingOf(connection, lesson));
  if (standing.by_hand) return Status::Ok();
  if (standing.failed < standing.agreed) {
    return connection
        .Execute(
            "UPDATE lessons SET state = ?, dropped_because = NULL, dropped_at = NULL"
            " WHERE lesson_id = ? AND state <> ?",
            {std::string(kActive), lesson.value(), std::string(kActive)})
        .status();
  }
  return connection
      .Execute(
          "UPDATE lessons SET state = ?, dropped_because = ?, dropped_at = ?"
          " WHERE lesson_id = ? AND state = ?",
          {std::string(kDropped), std::string(reason), now, lesson.value(), std::string(kActive)})
      .status();
}

bool Bears(const std::map<std::string, Supplier>& suppliers, const Lesson& lesson,
           const std::string& wanted) {
  if (lesson.supplier.value() == wanted) return true;
  const auto it = suppliers.find(lesson.supplier.value());
  if (it == suppliers.end()) return false;
  const std::string folded = Fold(wanted);
  return std::any_of(
      it->second.spellings.begin(), it->second.spellings.end(),
      [&](const std::string& s) { return Fold(s).find(folded) != std::string::npos; });
}

Result<std::map<std::string, Supplier>> SuppliersById(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(std::vector<Supplier> listed, ListSuppliers(connection));
  std::map<std::string, Supplier> suppliers;
  for (Supplier& supplier : listed) {
    std::string id = supplier.id.value();
    suppliers.emplace(std::move(id), std::move(supplier));
  }
  return suppliers;
}

Json LessonJson(const Lesson& lesson, const std::vector<LessonWitness>& witnesses) {
  Json json{{"id", lesson.id.value()},
            {"supplier", lesson.supplier.value()},
            {"field", lesson.field},
            {"kind", LessonKindName(lesson.kind)},
            {"content", Json::parse(ContentJson(lesson))},
            {"corrects", lesson.corrects},
            {"document", lesson.document.value()},
            {"taught_at", FormatInstant(lesson.taught_at)},
            {"state", lesson.active ? kActive : kDropped},
            {"reason", lesson.reason.empty() ? Json(nullptr) : Json(lesson.reason)},
            {"documents", Json::array()}};
  for (const LessonWitness& w : witnesses) {
    json["documents"].push_back(
        {{"document", w.document.value()}, {"agreed", w.agreed}, {"at", FormatInstant(w.at)}});
  }
  return json;
}

Result<Lesson> ParseLesson(const Json& json, const SupplierId& supplier) {
  Lesson lesson;
  lesson.supplier = supplier;
  lesson.field = json.at("field").get<std::string>();
  TELAR_ASSIGN_OR_RETURN(lesson.kind, ParseKind(json.at("kind").get<std::string>()));
  if ((lesson.kind == LessonKind::kFace) != lesson.field.empty() ||
      (!lesson.field.empty() && !IsField(lesson.field))) {
    return Status::InvalidInput("read a lesson: unknown field");
  }
  TELAR_RETURN_IF_ERROR(ParseContent(json.at("content").dump(), lesson));
  lesson.corrects = json.at("corrects").get<bool>();
  lesson.document = DocumentId(json.at("document").get<std::string>());
  TELAR_ASSIGN_OR_RETURN(lesson.taught_at, ParseInstant(json.at("taught_at").get<std::string>()));
  lesson.active = json.at("state").get<std::string>() == kActive;
  if (json.at("reason").is_string()) lesson.reason = json.at("reason").get<std::string>();
  lesson.id = IdOf(lesson);
  return lesson;
}

Result<int> Import(db::Connection& connection, const Json& json) {
  std::map<std::string, SupplierId> suppliers;
  suppliers.emplace(kEverySupplier, SupplierId(std::string(kEverySupplier)));
  for (const Json& given : json.at("suppliers")) {
    const std::string id = given.at("id").get<std::string>();
    const std::string tax_id = given.value("tax_id", ""), country = given.value("country", "");
    std::vector<std::string> spellings = given.at("spellings");
    if (spellings.empty()) spellings.emplace_back();
    for (const std::string& spelling : spellings) {
      // The file stands for the documents that showed the spelling.
      TELAR_ASSIGN_OR_RETURN(suppliers[id], ResolveSupplier(connection, {spelling, tax_id, country},
                                                            DocumentId("import"), Instant{}));
    }
  }
  int count = 0;
  for (const Json& given : json.at("lessons")) {
    const auto supplier = suppliers.find(given.at("supplier").get<std::string>());
    if (supplier == suppliers.end() || supplier->second.value().empty()) {
      return Status::InvalidInput("import lessons: a lesson's supplier is not in the file");
    }
    TELAR_ASSIGN_OR_RETURN(const Lesson lesson, ParseLesson(given, supplier->second));
    TELAR_RETURN_IF_ERROR(WriteLesson(connection, lesson));
    for (const Json& w : given.at("documents")) {
      TELAR_ASSIGN_OR_RETURN(const Instant at, ParseInstant(w.at("at").get<std::string>()));
      TELAR_RETURN_IF_ERROR(WriteWitness(
          connection, lesson.id,
          {DocumentId(w.at("document").get<std::string>()), w.at("agreed").get<bool>(), at}));
    }
    TELAR_RETURN_IF_ERROR(Settle(connection, lesson.id, lesson.taught_at, "contradicted"));
    ++count;
  }
  return count;
}

}  // namespace

Result<std::vector<Lesson>> ListLessons(db::Connection& connection, const LessonFilter& filter) {
  std::vector<Lesson> lessons;
  const bool by_id = filter.supplier.starts_with("tax:") || filter.supplier.starts_with("name:") ||
                     filter.supplier == kEverySupplier;
  const std::string where = by_id ? " WHERE l.supplier_id = ?" : "";
  std::vector<Value> values;
  if (by_id) values.emplace_back(filter.supplier);
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT l.lesson_id, l.supplier_id, l.field, l.kind, l.content, l.corrects, l.document_id,"
      " l.taught_at, l.state, l.dropped_because,"
      " (SELECT COUNT(*) FROM lesson_documents d WHERE d.lesson_id = l.lesson_id"
      "  AND d.agreed = 1) AS agreed,"
      " (SELECT COUNT(*) FROM lesson_documents d WHERE d.lesson_id = l.lesson_id"
      "  AND d.agreed = 0) AS failed"
      " FROM lessons l" +
          where + " ORDER BY l.supplier_id, l.field, l.lesson_id",
      std::span<const Value>(values), [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(Lesson lesson, LessonOf(row));
        lessons.push_back(std::move(lesson));
        return Status::Ok();
      }));
  std::map<std::string, Supplier> suppliers;
  if (!filter.supplier.empty() && !by_id) {
    TELAR_ASSIGN_OR_RETURN(suppliers, SuppliersById(connection));
  }
  std::erase_if(lessons, [&](const Lesson& lesson) {
    const std::string field = lesson.kind == LessonKind::kFace ? "face" : lesson.field;
    return (!filter.dropped && !lesson.active) || !lesson.id.value().starts_with(filter.id) ||
           (!filter.field.empty() && filter.field != field) ||
           (!filter.supplier.empty() && !Bears(suppliers, lesson, filter.supplier));
  });
  return lessons;
}

Result<std::vector<LessonWitness>> WitnessesOf(db::Connection& connection, const LessonId& lesson) {
  std::vector<LessonWitness> witnesses;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT document_id, agreed, noted_at FROM lesson_documents WHERE lesson_id = ?"
      " ORDER BY noted_at, document_id",
      {lesson.value()}, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const Instant at, row.AsInstant(2));
        witnesses.push_back({DocumentId(row.TextOrEmpty(0)), row.IntOr(1, 0) != 0, at});
        return Status::Ok();
      }));
  return witnesses;
}

Status LearnLesson(db::Connection& connection, const Lesson& lesson) {
  TELAR_RETURN_IF_ERROR(WriteLesson(connection, lesson));
  return Witness(connection, lesson.id, {lesson.document, true, lesson.taught_at}, "");
}

Status Witness(db::Connection& connection, const LessonId& lesson, const LessonWitness& witness,
               std::string_view reason) {
  TELAR_RETURN_IF_ERROR(WriteWitness(connection, lesson, witness));
  return Settle(connection, lesson, witness.at, reason);
}

Result<std::int64_t> DropLesson(db::Connection& connection, const LessonId& lesson, Instant now) {
  return connection.Execute(
      "UPDATE lessons SET state = ?, dropped_because = ?, dropped_at = ? WHERE lesson_id = ?"
      " AND (dropped_because IS NULL OR dropped_because <> ?)",
      {std::string(kDropped), std::string(kDroppedByHand), now, lesson.value(),
       std::string(kDroppedByHand)});
}

Result<std::string> ExportLessons(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(const std::vector<Lesson> lessons,
                         ListLessons(connection, {.dropped = true}));
  TELAR_ASSIGN_OR_RETURN(const auto suppliers, SuppliersById(connection));
  std::set<std::string> used;
  for (const Lesson& lesson : lessons) used.insert(lesson.supplier.value());
  Json json{{"format", kFormat},
            {"version", kVersion},
            {"suppliers", Json::array()},
            {"lessons", Json::array()}};
  for (const std::string& id : used) {
    const auto it = suppliers.find(id);
    if (it == suppliers.end()) continue;
    json["suppliers"].push_back({{"id", id},
                                 {"name", it->second.name},
                                 {"tax_id", it->second.tax_id},
                                 {"country", it->second.country},
                                 {"spellings", it->second.spellings}});
  }
  for (const Lesson& lesson : lessons) {
    TELAR_ASSIGN_OR_RETURN(const auto witnesses, WitnessesOf(connection, lesson.id));
    json["lessons"].push_back(LessonJson(lesson, witnesses));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<int> ImportLessons(db::Connection& connection, const std::string& text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || json.value("format", Json()) != kFormat) {
    return Status::InvalidInput("import lessons: this is not a file of lessons")
        .WithHint("such a file is written by `telar invoices lessons export`");
  }
  if (json.value("version", Json()) != kVersion) {
    return Status::InvalidInput("import lessons: the file's version is not known")
        .WithHint("it comes from another version of telar");
  }
  try {
    return Import(connection, json);
  } catch (const Json::exception&) {
    return Status::InvalidInput("import lessons: a member is missing or has the wrong type");
  }
}

}  // namespace telar::invoices
