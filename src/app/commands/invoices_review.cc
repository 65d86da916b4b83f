#include <istream>

#include "app/commands/commands.h"
#include "app/commands/invoice_pictures.h"
#include "app/commands/review_desk.h"
#include "app/commands/review_view.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/text.h"

namespace telar::app {
namespace {

constexpr int kDefaultLimit = 50;

Result<ExitCode> List(Context& context) {
  invoices::WaitingFilter filter;
  filter.reason = context.call.Get("reason");
  filter.supplier = context.call.Get("supplier");
  filter.without_class = context.call.Has("no-class");
  filter.limit = static_cast<int>(context.call.Number("limit", kDefaultLimit));
  auto desk = OpenDesk(context);
  invoices::WaitingPage page;
  if (desk.ok()) {
    TELAR_ASSIGN_OR_RETURN(page, (*desk)->review->List(filter));
  } else if (desk.status().code() != Code::kNotFound || desk.status().role() != Role::kNone) {
    return std::move(desk).status();
  }
  if (page.total == 0) {
    if (!context.quiet() && !context.json()) context.err.Write("nothing waits for a person\n");
    return ExitCode::kNothingToDo;
  }
  const Instant now = context.clock.Now();
  if (context.json()) {
    for (const invoices::Waiting& w : page.documents) context.out.Write(WaitingJson(w, now));
    return ExitCode::kDone;
  }
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open((*desk)->settings.display.time_zone));
  context.out.Write(WaitingView(page, times, now, context.TableWidth(), context.out_style));
  return ExitCode::kDone;
}

// The bytes of a document from wherever they lie: the inbox, else the archive.
Result<std::string> BytesOf(const Context& context, const ReviewDesk& desk,
                            const invoices::Dossier& dossier) {
  const std::uint64_t most = ReadOptionsFor(desk.settings).limits.file_bytes;
  if (!dossier.sources.empty()) {
    TELAR_ASSIGN_OR_RETURN(const auto inbox, OpenInbox(desk.settings, context.clock));
    for (const invoices::Source& source : dossier.sources) {
      auto bytes = inbox->Get(source.key, source.version, most);
      if (bytes.ok()) return bytes;
    }
  }
  if (dossier.state.archived_as.empty()) {
    return Status::NotFound("draw " + dossier.record.file_name + ": its file is gone")
        .WithRole(Role::kSource);
  }
  TELAR_ASSIGN_OR_RETURN(const auto archive, OpenArchive(desk.settings, context.clock));
  return archive->Get(dossier.state.archived_as, "", most);
}

Status DrawDossier(Context& context, const ReviewDesk& desk, const invoices::Dossier& dossier) {
  TELAR_ASSIGN_OR_RETURN(
      const auto pictures,
      InvoicePictures::Open(
          {.folder = context.folder,
           .target = context.call.Get("render"),
           .documents = {std::filesystem::path(dossier.record.file_name).filename().string()},
           .force = context.call.Has("force")}));
  TELAR_ASSIGN_OR_RETURN(const std::string bytes, BytesOf(context, desk, dossier));
  TELAR_ASSIGN_OR_RETURN(const auto reader,
                         OpenReader(desk.settings, context.ReaderProgram(), 1, context.clock));
  const documents::ReadOptions options = ReadOptionsFor(desk.settings);
  TELAR_ASSIGN_OR_RETURN(const documents::Document document, reader->Read(bytes, options));
  std::vector<std::string> written;
  TELAR_RETURN_IF_ERROR(
      pictures->Draw(std::filesystem::path(dossier.record.file_name).filename().string(), bytes,
                     document, dossier.record.invoice, *reader, options, written));
  if (!context.quiet()) {
    context.err.Write("drawn: " + Printable(Join(written, ", ")) + "\n");
  }
  return Status::Ok();
}

Result<ExitCode> Show(Context& context) {
  if (context.call.Has("force") && !context.call.Has("render")) {
    return Status::InvalidInput("telar invoices review show: --force without --render");
  }
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenDesk(context));
  TELAR_ASSIGN_OR_RETURN(const DocumentId document,
                         desk->review->Find(context.call.arguments()[0]));
  TELAR_ASSIGN_OR_RETURN(const invoices::Dossier dossier, desk->review->Get(document));
  if (context.json()) {
    context.out.Write(DossierJson(dossier));
  } else {
    TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                           LocalTimes::Open(desk->settings.display.time_zone));
    context.out.Write(DossierView(dossier, times, context.TableWidth(), context.out_style));
  }
  if (context.call.Has("render")) {
    (void)context.out.Flush();
    TELAR_RETURN_IF_ERROR(DrawDossier(context, *desk, dossier));
  }
  return ExitCode::kDone;
}

constexpr const char* kKeys =
    "[a]ccept, [p]reventiva or [c]orrectiva and accept, FIELD=VALUE, [r]eject REASON, [s]kip, "
    "[q]uit: ";

enum class Answer { kStay, kOn, kEnd };

// One answer of a person about one document; what went wrong is told, and asked again.
Result<Answer> Obey(invoices::Review& review, const DocumentId& document,
                    const invoices::Actor& actor, const std::string& line) {
  if (line == "q") return Answer::kEnd;
  if (line == "s") return Answer::kOn;
  if (line == "a" || line == "p" || line == "c") {
    invoices::Review::Acceptance how;
    if (line != "a") {
      how.label =
          line == "p" ? invoices::InvoiceClass::kPreventiva : invoices::InvoiceClass::kCorrectiva;
    }
    TELAR_RETURN_IF_ERROR(review.Accept(document, how, actor).status());
    return Answer::kOn;
  }
  if (line == "r" || line.starts_with("r ")) {
    TELAR_RETURN_IF_ERROR(
        review.Reject(document, line.size() > 2 ? line.substr(2) : "", actor).status());
    return Answer::kOn;
  }
  const std::size_t equals = line.find('=');
  if (equals == line.npos || equals == 0)
    return Status::InvalidInput("'" + line + "' is no answer");
  const invoices::FieldChange change{AsciiLower(Trim(line.substr(0, equals))),
                                     line.substr(equals + 1)};
  TELAR_RETURN_IF_ERROR(review.SetFields(document, {&change, 1}, actor).status());
  return Answer::kStay;
}

Result<ExitCode> Next(Context& context) {
  if (!context.out.terminal() || context.json()) {
    return Status::InvalidInput("telar invoices review next: asks a person, and there is none")
        .WithHint("list, show, set, accept and reject do the same for scripts");
  }
  TELAR_ASSIGN_OR_RETURN(invoices::Actor actor, ActorOf(context, false));
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenDesk(context));
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open(desk->settings.display.time_zone));
  invoices::WaitingFilter filter;
  filter.limit = 1000;
  TELAR_ASSIGN_OR_RETURN(const auto page, desk->review->List(filter));
  if (page.documents.empty()) {
    context.err.Write("nothing waits for a person\n");
    return ExitCode::kNothingToDo;
  }
  for (const invoices::Waiting& w : page.documents) {
    Answer answer = Answer::kStay;
    while (answer == Answer::kStay) {
      TELAR_ASSIGN_OR_RETURN(const invoices::Dossier dossier, desk->review->Get(w.document));
      if (dossier.item.item.state != ledger::State::kReview) break;  // somebody else was faster
      actor.revision = dossier.state.revision;
      context.out.Write(DossierView(dossier, times, context.TableWidth(), context.out_style) +
                        "\n" + context.out_style.Bold(kKeys));
      (void)context.out.Flush();
      std::string line;
      if (!std::getline(context.in, line)) return ExitCode::kDone;
      const auto obeyed = Obey(*desk->review, w.document, actor, std::string(Trim(line)));
      if (obeyed.ok()) answer = *obeyed;
      else
        context.err.Write(context.err_style.Yellow(Printable(obeyed.status().FullMessage())) +
                          "\n");
    }
    if (answer == Answer::kEnd) break;
  }
  return ExitCode::kDone;
}

std::vector<Flag> ListFlags() {
  return {{.name = "reason",
           .value = "RULE",
           .help = "Only documents with a reason of this rule, as low_confidence",
           .kind = ValueKind::kText},
          {.name = "supplier",
           .value = "TEXT",
           .help = "Only documents whose supplier's name has TEXT in it",
           .kind = ValueKind::kText},
          {.name = "no-class", .help = "Only documents without a class"},
          {.name = "limit",
           .value = "N",
           .help = "At most N documents, 50 unless told",
           .kind = ValueKind::kNumber}};
}

}  // namespace

Command InvoicesReviewCommand() {
  Command list{
      .name = "list",
      .summary = "Show what waits for a person, and why",
      .description = {"Oldest first, with the doubtful fields and the rules that sent each "
                      "document here, and how many wait for which rule. With --json one "
                      "object a line and document."},
      .flags = ListFlags(),
      .examples = {{"telar invoices review list --reason total_mismatch",
                    "Whose sums do not agree"},
                   {"telar invoices review list --no-class --json --limit 100000", "For programs"}},
      .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
      .run = List};
  Command show{
      .name = "show",
      .summary = "Show everything about a document: fields, lines, doubts, file and history",
      .description = {"--render draws its pages with what is in the database now, corrections "
                      "included."},
      .arguments = {{.name = "ID", .help = "The beginning of its SHA-256, or its file's name"}},
      .flags = {{.name = "render",
                 .value = "PNG",
                 .help = "Draw the pages with what was read, to a PNG file or into a folder",
                 .kind = ValueKind::kFile},
                {.name = "force", .help = "Let --render replace pictures that exist"}},
      .examples = {{"telar invoices review show 3f9c", "By the beginning of its SHA-256"},
                   {"telar invoices review show scan.pdf --render seen.png", "And as a picture"}},
      .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown},
      .run = Show};
  Command next{.name = "next",
               .summary = "Go through what waits, one document after the other",
               .description = {"Asks on a terminal: accept, correct, reject or skip each."},
               .flags = ActorFlags(),
               .examples = {{"telar invoices review next", "The oldest first"}},
               .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
               .run = Next};
  std::erase_if(next.flags, [](const Flag& flag) { return flag.name == "revision"; });
  return {.name = "review",
          .summary = "See to the documents that wait for a person",
          .description = {"Alone, it is list. Every step is written down with who did it and when, "
                          "together with its effect; show tells the history of a document. Nothing "
                          "here touches files: the next telar invoices run carries out what was "
                          "decided.",
                          "Two people may work on the same queue: with --revision, a change is "
                          "refused (exit 7) when somebody else was faster."},
          .flags = ListFlags(),
          .examples = {{"telar invoices review", "What waits, and why"},
                       {"telar invoices review show 3f9c", "One document in full"},
                       {"telar invoices review set 3f9c total=112.00", "Correct a field"},
                       {"telar invoices review accept 3f9c --class preventiva", "It is right now"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
          .children = {std::move(list), std::move(show), std::move(next), ReviewSetCommand(),
                       ReviewLineCommand(), ReviewAcceptCommand(), ReviewRejectCommand(),
                       ReviewDuplicateCommand(), ReviewReclassifyCommand(), ReviewReopenCommand()},
          .run = List};
}

}  // namespace telar::app
