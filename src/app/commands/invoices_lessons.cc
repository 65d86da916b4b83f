#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "app/commands/commands.h"
#include "app/commands/labelled_folder.h"
#include "app/commands/lesson_database.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "invoices/memory/labels.h"
#include "invoices/memory/lesson_table.h"
#include "invoices/memory/teach.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using invoices::Lesson;
namespace fs = std::filesystem;

using Names = std::map<std::string, std::string>;

Result<Names> SupplierNames(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(const auto suppliers, invoices::ListSuppliers(connection));
  Names names{{std::string(invoices::kEverySupplier), "every supplier"}};
  for (const auto& supplier : suppliers) {
    names[supplier.id.value()] = supplier.name.empty() ? supplier.tax_id : supplier.name;
  }
  return names;
}

std::string FieldOf(const Lesson& lesson) {
  return lesson.kind == invoices::LessonKind::kFace ? "face" : lesson.field;
}

std::string StateOf(const Lesson& lesson) {
  return lesson.active ? "active" : "dropped: " + lesson.reason;
}

Json LessonJson(const Lesson& lesson, const Names& names) {
  const auto name = names.find(lesson.supplier.value());
  return {{"lesson", lesson.id.value()},
          {"supplier", lesson.supplier.value()},
          {"name", name == names.end() ? "" : name->second},
          {"field", FieldOf(lesson)},
          {"kind", invoices::LessonKindName(lesson.kind)},
          {"content", Json::parse(invoices::ContentJson(lesson))},
          {"corrects", lesson.corrects},
          {"document", lesson.document.value()},
          {"taught_at", FormatInstant(lesson.taught_at)},
          {"state", lesson.active ? "active" : "dropped"},
          {"reason", lesson.reason.empty() ? Json(nullptr) : Json(lesson.reason)},
          {"agreed", lesson.agreed},
          {"failed", lesson.failed}};
}

std::string Printed(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<ExitCode> List(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(loaded.settings, context, false));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  invoices::LessonFilter filter{.field = context.call.Get("field"),
                                .dropped = context.call.Has("dropped")};
  if (!context.call.arguments().empty()) filter.supplier = context.call.arguments()[0];
  TELAR_ASSIGN_OR_RETURN(const auto lessons, invoices::ListLessons(*connection, filter));
  TELAR_ASSIGN_OR_RETURN(const Names names, SupplierNames(*connection));
  Table table({{"lesson"},
               {"supplier", Table::Align::kLeft, true},
               {"field"},
               {"what it says", Table::Align::kLeft, true},
               {"document"},
               {"agreed", Table::Align::kRight},
               {"failed", Table::Align::kRight},
               {"state"}});
  for (const Lesson& lesson : lessons) {
    if (context.json()) {
      context.out.Write(Printed(LessonJson(lesson, names)));
      continue;
    }
    const auto name = names.find(lesson.supplier.value());
    table.Add({lesson.id.value(), Printable(name == names.end() ? "" : name->second),
               FieldOf(lesson), Printable(invoices::Describe(lesson)),
               lesson.document.value().substr(0, 12), std::to_string(lesson.agreed),
               std::to_string(lesson.failed), StateOf(lesson)});
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
  if (lessons.empty() && !context.quiet()) context.err.Write("no lesson of that kind\n");
  return lessons.empty() ? ExitCode::kNothingToDo : ExitCode::kDone;
}

/// The one lesson whose id begins so.
Result<Lesson> OneLesson(db::Connection& connection, const std::string& id) {
  TELAR_ASSIGN_OR_RETURN(auto lessons,
                         invoices::ListLessons(connection, {.id = id, .dropped = true}));
  if (id.empty() || lessons.empty()) {
    return Status::NotFound("find lesson '" + id + "': there is none")
        .WithHint("telar invoices lessons list shows them");
  }
  if (lessons.size() > 1) {
    return Status::InvalidInput(
        fmt::format("find lesson '{}': {} lessons begin so", id, lessons.size()));
  }
  return std::move(lessons.front());
}

Result<ExitCode> Show(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(loaded.settings, context, false));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  TELAR_ASSIGN_OR_RETURN(const Lesson lesson, OneLesson(*connection, context.call.arguments()[0]));
  TELAR_ASSIGN_OR_RETURN(const Names names, SupplierNames(*connection));
  TELAR_ASSIGN_OR_RETURN(const auto witnesses, invoices::WitnessesOf(*connection, lesson.id));
  if (context.json()) {
    Json json = LessonJson(lesson, names);
    json["documents"] = Json::array();
    for (const auto& w : witnesses) {
      json["documents"].push_back(
          {{"document", w.document.value()}, {"agreed", w.agreed}, {"at", FormatInstant(w.at)}});
    }
    context.out.Write(Printed(json));
    return ExitCode::kDone;
  }
  const auto name = names.find(lesson.supplier.value());
  context.out.Write(
      fmt::format("lesson     {}\nsupplier   {} ({})\nfield      {}\nsays       {}\nstate      {}\n"
                  "taught by  {} at {}\n{}",
                  lesson.id.value(), Printable(name == names.end() ? "" : name->second),
                  lesson.supplier.value(), FieldOf(lesson), Printable(invoices::Describe(lesson)),
                  StateOf(lesson), lesson.document.value(), FormatInstant(lesson.taught_at),
                  lesson.corrects ? "corrects   what is read without it\n" : ""));
  for (const auto& w : witnesses) {
    context.out.Write(fmt::format("{}  {} at {}\n", w.agreed ? "agreed   " : "failed   ",
                                  w.document.value(), FormatInstant(w.at)));
  }
  return ExitCode::kDone;
}

Result<ExitCode> Drop(Context& context) {
  const bool all = context.call.Has("supplier"), dry = context.call.Has("dry-run");
  if (all != context.call.arguments().empty()) {
    return Status::InvalidInput("lessons drop: name lessons or a --supplier, one of the two")
        .WithHint("try telar invoices lessons drop --help");
  }
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(loaded.settings, context, false));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  TELAR_ASSIGN_OR_RETURN(db::Transaction transaction, db::Transaction::Begin(*connection));
  std::vector<Lesson> lessons;
  if (all) {
    TELAR_ASSIGN_OR_RETURN(
        lessons, invoices::ListLessons(*connection, {.supplier = context.call.Get("supplier")}));
  }
  for (const std::string& id : context.call.arguments()) {
    TELAR_ASSIGN_OR_RETURN(Lesson lesson, OneLesson(*connection, id));
    lessons.push_back(std::move(lesson));
  }
  std::int64_t dropped = 0;
  for (const Lesson& lesson : lessons) {
    TELAR_ASSIGN_OR_RETURN(const std::int64_t changed,
                           invoices::DropLesson(*connection, lesson.id, context.clock.Now()));
    dropped += changed;
  }
  if (!dry) TELAR_RETURN_IF_ERROR(transaction.Commit());
  if (context.json()) {
    context.out.Write(Json{{"dropped", dropped}, {"dry_run", dry}}.dump() + "\n");
  } else {
    context.out.Write(fmt::format("{} {} {}\n", dropped, dropped == 1 ? "lesson" : "lessons",
                                  dry ? "would be dropped" : "dropped"));
  }
  return dropped == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

Result<ExitCode> Export(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(loaded.settings, context, false));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  TELAR_ASSIGN_OR_RETURN(const std::string json, invoices::ExportLessons(*connection));
  context.out.Write(json);
  return ExitCode::kDone;
}

Result<ExitCode> Import(Context& context) {
  const std::string& name = context.call.arguments()[0];
  std::ostringstream text;
  if (name == "-") {
    text << context.in.rdbuf();
  } else {
    errno = 0;
    std::ifstream in(context.Resolve(name), std::ios::binary);
    if (!in) return Status::FromErrno(errno, "read " + name);
    text << in.rdbuf();
  }
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(loaded.settings, context, true));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  TELAR_ASSIGN_OR_RETURN(db::Transaction transaction, db::Transaction::Begin(*connection));
  TELAR_ASSIGN_OR_RETURN(const int count,
                         invoices::ImportLessons(*connection, std::move(text).str()));
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  if (context.json()) context.out.Write(Json{{"imported", count}}.dump() + "\n");
  else context.out.Write(fmt::format("{} {} imported\n", count, count == 1 ? "lesson" : "lessons"));
  return count == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

Result<ExitCode> Teach(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  std::vector<fs::path> folders;
  for (const std::string& folder : context.call.arguments())
    folders.push_back(context.Resolve(folder));
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  TELAR_ASSIGN_OR_RETURN(const auto reader, OpenReader(loaded.settings, context.ReaderProgram(),
                                                       threads, context.clock));
  TELAR_ASSIGN_OR_RETURN(
      const std::vector<LabelledReading> documents,
      ReadLabelledFolders(context, folders, *reader, ReadOptionsFor(loaded.settings), threads));
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(loaded.settings, context, true));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  int lessons = 0, taught = 0;
  for (const LabelledReading& one : documents) {
    if (context.interrupts.drain().stop_requested()) break;
    TELAR_ASSIGN_OR_RETURN(db::Transaction transaction, db::Transaction::Begin(*connection));
    const invoices::Invoice confirmed =
        invoices::ConfirmedInvoice(one.labelled.truth, one.labelled.document);
    TELAR_ASSIGN_OR_RETURN(const int learned,
                           invoices::Teach(*connection, one.labelled.document, confirmed, one.id,
                                           context.clock.Now()));
    TELAR_RETURN_IF_ERROR(transaction.Commit());
    lessons += learned;
    taught += learned > 0 ? 1 : 0;
    if (learned == 0 && !context.quiet())
      context.err.Write("nothing learned from " + Printable(one.name) +
                        ": its labels name no supplier\n");
  }
  if (context.json()) {
    context.out.Write(Json{{"documents", taught}, {"lessons", lessons}}.dump() + "\n");
  } else {
    context.out.Write(fmt::format("{} documents taught or bore out {} lessons\n", taught, lessons));
  }
  if (context.interrupts.drain().stop_requested())
    return ExitCodeFor(ItemCounts{}, context.interrupts.signal());
  return taught == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

}  // namespace

Command InvoicesLessonsCommand() {
  const std::vector<ExitCode> exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo};
  return {
      .name = "lessons",
      .summary = "Look after what suppliers' documents taught",
      .description =
          {"A document that a person confirmed or corrected teaches how its supplier is "
           "recognised, "
           "how constant fields such as name and address are written, and where the others are "
           "printed. telar invoices run uses the lessons; telar invoices read does with "
           "--lessons."},
      .children = {
          {.name = "list",
           .summary = "Show the lessons",
           .description = {"By supplier and field, each with the document that taught it and how "
                           "many documents bore it out (agreed) or contradicted it (failed)."},
           .arguments = {{.name = "SUPPLIER",
                          .help = "A part of a supplier's name, or its id",
                          .required = false}},
           .flags = {{.name = "field",
                      .value = "FIELD",
                      .help = "Only lessons about this field; face: how suppliers are recognised",
                      .kind = ValueKind::kText},
                     {.name = "dropped", .help = "Show dropped lessons too"}},
           .examples = {{"telar invoices lessons list 'hilos del valle'",
                         "What one supplier taught"},
                        {"telar invoices lessons list --dropped --json",
                         "Everything, one JSON object a lesson"}},
           .exits = exits,
           .run = List},
          {.name = "show",
           .summary = "Show one lesson and the documents for and against it",
           .arguments = {{.name = "LESSON", .help = "The beginning of a lesson's id"}},
           .examples = {{"telar invoices lessons show 3fa9", "Where a lesson comes from"}},
           .exits = exits,
           .run = Show},
          {.name = "drop",
           .summary = "Forget lessons",
           .description = {"A dropped lesson is not used any more and stays dropped whatever later "
                           "documents say; list --dropped still shows it."},
           .arguments = {{.name = "LESSON",
                          .help = "The beginning of a lesson's id",
                          .required = false,
                          .repeated = true}},
           .flags = {{.name = "supplier",
                      .value = "SUPPLIER",
                      .help = "All lessons of suppliers with this in their names, or with this id",
                      .kind = ValueKind::kText},
                     {.name = "dry-run", .help = "Say how many, and change nothing"}},
           .examples = {{"telar invoices lessons drop 3fa9 71c0", "Forget two lessons"},
                        {"telar invoices lessons drop --supplier 'hilos del valle'",
                         "Forget everything about a supplier"}},
           .exits = exits,
           .run = Drop},
          {.name = "export",
           .summary = "Print all lessons as JSON, for another database",
           .examples = {{"telar invoices lessons export > lessons.json", "Keep them as a file"}},
           .exits = exits,
           .run = Export},
          {.name = "import",
           .summary = "Add lessons that were exported",
           .description = {"Suppliers are found by their tax number and name; lessons that are "
                           "there already gain the documents of the file. Everything or nothing."},
           .arguments = {{.name = "FILE",
                          .help = "What telar invoices lessons export printed, or -",
                          .kind = ValueKind::kFile}},
           .examples = {{"telar invoices lessons import lessons.json", "Take over what is known"}},
           .exits = exits,
           .run = Import},
          {.name = "teach",
           .summary = "Learn from labelled documents",
           .description =
               {"Takes the documents of each folder that have a NAME.json with their true fields "
                "beside NAME.pdf (or any picture) as confirmed by a person. Each document is a "
                "commit of its own; teaching it again counts nothing twice.",
                "Labels are what `telar-samples invoices` and `telar invoices read --json` write, "
                "or a plain object such as {\"supplier\": \"Hilos del Valle S.A.\", \"total\": "
                "\"112.00\"}."},
           .arguments = {{.name = "FOLDER",
                          .help = "A folder of labelled documents",
                          .kind = ValueKind::kFolder,
                          .repeated = true}},
           .examples = {{"telar invoices lessons teach confirmed/", "Begin with what is known"}},
           .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo, ExitCode::kInterrupted,
                     ExitCode::kTerminated},
           .run = Teach}}};
}

}  // namespace telar::app
