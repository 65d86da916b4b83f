#include <charconv>

#include "app/commands/commands.h"
#include "app/commands/invoice_view.h"
#include "app/commands/review_desk.h"

namespace telar::app {
namespace {

using invoices::Changed;

constexpr const char* kDocumentHelp = "The beginning of its SHA-256, or its file's name";

std::vector<ExitCode> Exits() { return {ExitCode::kDestinationDown, ExitCode::kContractBroken}; }

std::vector<Flag> WithActor(std::vector<Flag> flags) {
  for (Flag& flag : ActorFlags()) flags.push_back(std::move(flag));
  return flags;
}

// Opens everything, does `step` on the document of the first argument and tells what it did.
template <typename Work>
Result<ExitCode> Change(Context& context, std::string_view action, const Work& work) {
  TELAR_ASSIGN_OR_RETURN(const invoices::Actor actor, ActorOf(context));
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenDesk(context));
  TELAR_ASSIGN_OR_RETURN(const DocumentId document,
                         desk->review->Find(context.call.arguments()[0]));
  const Result<Changed> changed = work(*desk->review, document, actor);
  if (!changed.ok()) return RefusedOr(context, changed.status());
  PrintChanged(context, action, *changed);
  if (!context.json() && changed->run_needed && !context.quiet() && !actor.dry_run) {
    context.err.Write("the next telar invoices run carries it out\n");
  }
  return ExitCode::kDone;
}

// The same for a correction, whose outcome is a new verdict: 8 while something is in doubt.
template <typename Work>
Result<ExitCode> Correct(Context& context, const Work& work) {
  TELAR_ASSIGN_OR_RETURN(const invoices::Actor actor, ActorOf(context));
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenDesk(context));
  TELAR_ASSIGN_OR_RETURN(const DocumentId document,
                         desk->review->Find(context.call.arguments()[0]));
  const Result<Changed> changed = work(*desk->review, document, actor);
  if (!changed.ok()) return RefusedOr(context, changed.status());
  PrintChanged(context, "corrected", *changed);
  if (!context.json()) {
    invoices::Invoice shown;
    shown.verdict = changed->reasons.empty() ? changed->verdict : invoices::Verdict::kReview;
    shown.reasons = changed->reasons;
    context.out.Write(VerdictView(shown, context.out_style));
    if (shown.reasons.empty() && !context.quiet() && !actor.dry_run) {
      context.err.Write("telar invoices review accept " + changed->document.value().substr(0, 12) +
                        " loads it\n");
    }
  }
  return changed->reasons.empty() ? ExitCode::kDone : ExitCode::kSomeNeedPeople;
}

Result<int> LineNumber(const Context& context, const std::string& word) {
  int number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (error == std::errc() && stop == end && number > 0) return number;
  return Status::InvalidInput("telar " + context.call.path() + ": '" + word +
                              "' is not the number of a line");
}

Result<ExitCode> Set(Context& context) {
  const auto& words = context.call.arguments();
  TELAR_ASSIGN_OR_RETURN(const auto changes, ChangesOf(context, std::span(words).subspan(1)));
  return Correct(context, [&](invoices::Review& review, const DocumentId& document,
                              const invoices::Actor& actor) {
    return review.SetFields(document, changes, actor);
  });
}

Result<ExitCode> SetLine(Context& context) {
  const auto& words = context.call.arguments();
  TELAR_ASSIGN_OR_RETURN(const int line, LineNumber(context, words[1]));
  TELAR_ASSIGN_OR_RETURN(const auto changes, ChangesOf(context, std::span(words).subspan(2)));
  return Correct(context, [&](invoices::Review& review, const DocumentId& document,
                              const invoices::Actor& actor) {
    return review.SetLine(document, line, changes, actor);
  });
}

Result<ExitCode> AddLine(Context& context) {
  const auto& words = context.call.arguments();
  TELAR_ASSIGN_OR_RETURN(const auto changes, ChangesOf(context, std::span(words).subspan(1)));
  return Correct(context, [&](invoices::Review& review, const DocumentId& document,
                              const invoices::Actor& actor) {
    return review.AddLine(document, changes, actor);
  });
}

Result<ExitCode> RemoveLine(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const int line, LineNumber(context, context.call.arguments()[1]));
  return Correct(context, [&](invoices::Review& review, const DocumentId& document,
                              const invoices::Actor& actor) {
    return review.RemoveLine(document, line, actor);
  });
}

Result<ExitCode> Accept(Context& context) {
  invoices::Review::Acceptance how;
  how.distinct = context.call.Has("distinct");
  if (context.call.Has("class")) {
    TELAR_ASSIGN_OR_RETURN(how.label, invoices::ParseClass(context.call.Get("class")));
  }
  return Change(context, "accepted",
                [&](invoices::Review& review, const DocumentId& document,
                    const invoices::Actor& actor) { return review.Accept(document, how, actor); });
}

Result<ExitCode> Reject(Context& context) {
  return Change(
      context, "rejected",
      [&](invoices::Review& review, const DocumentId& document, const invoices::Actor& actor) {
        return review.Reject(document, context.call.Get("reason"), actor);
      });
}

Result<ExitCode> Reclassify(Context& context) {
  if (!context.call.Has("class")) {
    return Status::InvalidInput("telar invoices review reclassify: --class is missing");
  }
  TELAR_ASSIGN_OR_RETURN(const invoices::InvoiceClass label,
                         invoices::ParseClass(context.call.Get("class")));
  return Change(
      context, "reclassified",
      [&](invoices::Review& review, const DocumentId& document, const invoices::Actor& actor) {
        return review.Reclassify(document, label, actor);
      });
}

Result<ExitCode> Reopen(Context& context) {
  return Change(
      context, "taken up again",
      [&](invoices::Review& review, const DocumentId& document, const invoices::Actor& actor) {
        return review.Reopen(document, context.call.Get("note"), actor);
      });
}

Result<ExitCode> Duplicate(Context& context) {
  return Change(context, "linked",
                [&](invoices::Review& review, const DocumentId& document,
                    const invoices::Actor& actor) -> Result<Changed> {
                  TELAR_ASSIGN_OR_RETURN(const DocumentId first,
                                         review.Find(context.call.arguments()[1]));
                  return review.MarkDuplicate(document, first, actor);
                });
}

Flag ClassFlag(std::string help) {
  return {.name = "class",
          .value = "CLASS",
          .help = std::move(help),
          .kind = ValueKind::kChoice,
          .choices = {"preventiva", "correctiva"}};
}

Argument Document() { return {.name = "ID", .help = kDocumentHelp}; }

Argument Changes() {
  return {.name = "FIELD=VALUE",
          .help = "A value as it is printed or as ISO; an empty one takes the field away",
          .repeated = true};
}

}  // namespace

Command ReviewSetCommand() {
  std::vector<ExitCode> exits = Exits();
  exits.push_back(ExitCode::kSomeNeedPeople);
  return {
      .name = "set",
      .summary = "Correct fields of a document that waits",
      .description =
          {"Values are checked and normalised as their field asks: dates to 2026-01-31, amounts "
           "to 1234.50, currencies to their three letters, tax numbers without points (with a "
           "warning when no check digit proves them). What may mean two things is refused. "
           "Saying a field's value again confirms it.",
           "The checks are made again and the new verdict is shown; nothing is loaded before "
           "accept.",
           "Fields: supplier supplier_tax_id supplier_address customer customer_tax_id "
           "invoice_number purchase_order date due_date currency subtotal tax discount total "
           "iban fiscal_id."},
      .arguments = {Document(), Changes()},
      .flags = ActorFlags(),
      .examples = {{"telar invoices review set 3f9c total=112.00 date=2026-01-15",
                    "Two fields at once, all or none"},
                   {"telar invoices review set scan.pdf due_date=", "The invoice has no due date"}},
      .exits = std::move(exits),
      .run = Set};
}

Command ReviewLineCommand() {
  std::vector<ExitCode> exits = Exits();
  exits.push_back(ExitCode::kSomeNeedPeople);
  const std::string fields = "Columns: description code quantity unit unit_price amount tax_rate.";
  return {
      .name = "line",
      .summary = "Correct a product line of a document that waits",
      .description = {fields + " Lines are counted from 1, as show prints them."},
      .arguments = {Document(), {.name = "N", .help = "Number of the line, from 1"}, Changes()},
      .flags = ActorFlags(),
      .examples = {{"telar invoices review line 3f9c 2 quantity=4 amount=40.00",
                    "Two columns of line 2"}},
      .exits = exits,
      .children = {{.name = "add",
                    .summary = "Add a product line at the end",
                    .description = {fields},
                    .arguments = {Document(), Changes()},
                    .flags = ActorFlags(),
                    .examples = {{"telar invoices review line add 3f9c description=\"Hilo "
                                  "blanco\" quantity=4 unit_price=10.00 amount=40.00",
                                  "A line that was not found"}},
                    .exits = exits,
                    .run = AddLine},
                   {.name = "remove",
                    .summary = "Remove a product line; those below move up",
                    .arguments = {Document(), {.name = "N", .help = "Number of the line, from 1"}},
                    .flags = ActorFlags(),
                    .examples = {{"telar invoices review line remove 3f9c 3",
                                  "A line that is none"}},
                    .exits = exits,
                    .run = RemoveLine}},
      .run = SetLine};
}

Command ReviewAcceptCommand() {
  return {.name = "accept",
          .summary = "Have a document that waits loaded as it stands",
          .description = {"The next telar invoices run puts its rows into the database, its file "
                          "into the archive and takes it out of the inbox, like any other; it is "
                          "not read again. What is still in doubt is accepted with it, and the "
                          "record names it.",
                          "Refused when another document has the rows of the same invoice: link "
                          "the two with duplicate, or say --distinct."},
          .arguments = {Document()},
          .flags = WithActor({ClassFlag("Its class, needed when none is known"),
                              {.name = "distinct",
                               .help = "It is another invoice than the one it was taken for"}}),
          .examples = {{"telar invoices review accept 3f9c", "It is right as shown"},
                       {"telar invoices review accept 3f9c --class preventiva",
                        "Only its class was missing"}},
          .exits = Exits(),
          .run = Accept};
}

Command ReviewRejectCommand() {
  return {.name = "reject",
          .summary = "Refuse a document that waits",
          .description = {"Nothing of it is loaded. The next telar invoices run moves its file to "
                          "rechazados/ in the archive, where it is kept; reopen takes it back."},
          .arguments = {Document()},
          .flags = WithActor({{.name = "reason",
                               .value = "TEXT",
                               .help = "Why, for the record; must be given",
                               .kind = ValueKind::kText}}),
          .examples = {{"telar invoices review reject 3f9c --reason \"a delivery note\"",
                        "It is no invoice"}},
          .exits = Exits(),
          .run = Reject};
}

Command ReviewReclassifyCommand() {
  return {.name = "reclassify",
          .summary = "Give a document another class, also when it is loaded",
          .description = {"Rows that are loaded move from one sales table to the other at once; "
                          "the file follows in the archive with the next telar invoices run."},
          .arguments = {Document()},
          .flags = WithActor({ClassFlag("The right class; must be given")}),
          .examples = {{"telar invoices review reclassify 3f9c --class correctiva",
                        "It went to the wrong table"}},
          .exits = Exits(),
          .run = Reclassify};
}

Command ReviewReopenCommand() {
  return {.name = "reopen",
          .summary = "Take a document back into the queue, whatever was decided",
          .description = {"One that is loaded loses its rows, one that was rejected or linked as a "
                          "duplicate waits again; its file stays where it is. Correct it, then "
                          "accept or reject it."},
          .arguments = {Document()},
          .flags = WithActor({{.name = "note",
                               .value = "TEXT",
                               .help = "Why, for the record",
                               .kind = ValueKind::kText}}),
          .examples = {{"telar invoices review reopen 3f9c --note \"wrong supplier\"",
                        "It was accepted too fast"}},
          .exits = Exits(),
          .run = Reopen};
}

Command ReviewDuplicateCommand() {
  return {.name = "duplicate",
          .summary = "Say that a document that waits is the same invoice as another",
          .description = {"It gets no rows; the next telar invoices run archives its file beside "
                          "the other's."},
          .arguments = {Document(), {.name = "FIRST", .help = "The other document"}},
          .flags = ActorFlags(),
          .examples = {{"telar invoices review duplicate scan-2.pdf scan-1.pdf",
                        "The same paper was scanned twice"}},
          .exits = Exits(),
          .run = Duplicate};
}

}  // namespace telar::app
