#include "invoices/review.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "invoices/carry_out.h"
#include "invoices/schema.h"

namespace telar::invoices {
namespace {

using db::Null;
using db::Value;
using ledger::State;

constexpr std::string_view kPipeline = "invoices";
constexpr std::size_t kShownDigits = 12;

std::string Short(const DocumentId& document) { return document.value().substr(0, kShownDigits); }

bool IsClassRule(const std::string& reason) {
  const std::string_view rule = RuleOf(reason);
  return rule == "no_class" || rule == "class_unsure" || rule == "class_suggested";
}

std::optional<std::string> LabelText(const std::optional<Classification>& c) {
  return c ? std::optional(std::string(ClassLabel(c->label))) : std::nullopt;
}

}  // namespace

/// One step on one document, inside its transaction.
struct Review::Step {
  db::Connection& connection;
  ledger::Ledger& ledger;
  const Actor& actor;
  Instant now;
  RecordState state;
  Record record;
  ledger::ItemRecord item;
  Changed changed{};
  bool nothing = false;  // there was nothing to change

  std::string Name() const { return state.file_name + " (" + Short(record.document) + ")"; }

  Status RequireWaiting() const {
    if (item.item.state == State::kReview) return Status::Ok();
    if (item.item.state == State::kPlanned) {
      return Status::InvalidInput(Name() + " waits for the next run, not for a person")
          .WithHint("telar invoices review reopen takes it back");
    }
    return Status::InvalidInput(fmt::format("{} is {}, not waiting for a person", Name(),
                                            StateName(item.item.state)))
        .WithHint("telar invoices review reopen takes it back");
  }

  Status Audit(std::string action, std::string note = "", std::string field = "",
               std::optional<std::string> before = {}, std::optional<std::string> after = {}) {
    return AppendAudit(connection, {.document = record.document,
                                    .at = now,
                                    .by = actor.by,
                                    .action = std::move(action),
                                    .field = std::move(field),
                                    .before = std::move(before),
                                    .after = std::move(after),
                                    .note = std::move(note)});
  }

  /// Gives the record another class, by hand.
  Status SetClass(InvoiceClass label) {
    const auto before = LabelText(record.classification);
    record.classification = Classification{label, 1.0, "by hand"};
    std::erase_if(record.invoice.reasons, IsClassRule);
    changed.edits.push_back({"class", before, LabelText(record.classification)});
    return Audit("class", "", "class", before, LabelText(record.classification));
  }

  Status Decide(Ruling decision, const std::string& note, const DocumentId& duplicate_of,
                const DocumentId& distinct_from) {
    const auto id = [](const DocumentId& document) {
      return document.value().empty() ? Value(Null{}) : Value(document.value());
    };
    return connection
        .Execute(
            "UPDATE invoices SET decision = ?, decision_note = ?, duplicate_of = ?,"
            " distinct_from = ? WHERE document_id = ?",
            {decision == Ruling::kNone ? Value(Null{}) : Value(std::string(RulingName(decision))),
             note.empty() ? Value(Null{}) : Value(note), id(duplicate_of), id(distinct_from),
             record.document.value()})
        .status();
  }

  /// Takes the document's rows out of the sales tables.
  Status Unload() {
    TELAR_ASSIGN_OR_RETURN(const std::int64_t rows, RemoveSales(connection, record.document));
    TELAR_RETURN_IF_ERROR(ReleaseIdentity(connection, record.document));
    if (rows > 0) {
      changed.warnings.push_back(
          fmt::format("{} row{} left the sales tables", rows, rows == 1 ? "" : "s"));
    }
    return connection
        .Execute("UPDATE invoices SET loaded_at = NULL WHERE document_id = ?",
                 {record.document.value()})
        .status();
  }

  /// Hands the document to the next run.
  Status PlanAt(std::string_view stage) {
    changed.run_needed = true;
    TELAR_ASSIGN_OR_RETURN(
        const std::int64_t reopened,
        ledger.backlog().Reopen(connection, {&item.item.id, 1}, std::string(stage)));
    if (reopened > 0 || item.item.state == State::kPlanned) return Status::Ok();
    return Busy();
  }

  /// Leaves the document in the queue, for these reasons.
  Status Wait() {
    const std::string why = record.invoice.reasons.empty()
                                ? "corrected: nothing is in doubt any more"
                                : Join(record.invoice.reasons, "; ");
    TELAR_ASSIGN_OR_RETURN(const bool settled,
                           ledger.backlog().Settle(connection, item.item.id, State::kReview, why));
    return settled ? Status::Ok() : Busy();
  }

  Status Busy() const {
    return Status::Conflict(Name() + ": a run is working on it").WithHint("try again later");
  }

  Status Outdated() {
    TELAR_ASSIGN_OR_RETURN(const auto last, LastAudit(connection, record.document));
    return Status::Conflict(last ? fmt::format("{}: {} changed it at {}", Name(), last->by,
                                               FormatInstant(last->at))
                                 : fmt::format("{}: it is not what was looked at any more", Name()))
        .WithHint("look at it again, then decide");
  }
};

Result<std::unique_ptr<Review>> Review::Open(ReviewOptions options) {
  db::Database& database = options.ledger->database();
  TELAR_RETURN_IF_ERROR(
      db::Migrate(database, kPipeline, InvoiceMigrations(), *options.clock).status());
  TELAR_RETURN_IF_ERROR(IdentifyLoaded(database, *options.clock).status());
  return std::make_unique<Review>(Private(), std::move(options));
}

Result<WaitingPage> Review::List(const WaitingFilter& filter) const {
  TELAR_ASSIGN_OR_RETURN(const auto connection, options_.ledger->database().Acquire());
  return ListWaiting(*connection, filter);
}

Result<DocumentId> Review::Find(std::string_view name) const {
  TELAR_ASSIGN_OR_RETURN(const auto connection, options_.ledger->database().Acquire());
  return FindDocument(*connection, name);
}

Result<Dossier> Review::Get(const DocumentId& document) const {
  Dossier dossier;
  TELAR_ASSIGN_OR_RETURN(const auto connection, options_.ledger->database().Acquire());
  TELAR_ASSIGN_OR_RETURN(auto state, FindRecord(*connection, document));
  if (!state) return Status::NotFound("find document " + document.value() + ": it was never read");
  TELAR_ASSIGN_OR_RETURN(auto record, ReadRecord(*connection, document));
  dossier.state = *std::move(state);
  dossier.record = *std::move(record);
  TELAR_ASSIGN_OR_RETURN(dossier.item,
                         ledger::History::FindIn(*connection, kPipeline, document.value()));
  TELAR_ASSIGN_OR_RETURN(dossier.audit, AuditOf(*connection, document));
  TELAR_ASSIGN_OR_RETURN(dossier.sources, OpenSourcesOf(*connection, document));
  TELAR_RETURN_IF_ERROR(connection->Query(
      "SELECT document_id FROM invoices WHERE duplicate_of = ? ORDER BY read_at, document_id",
      {document.value()}, [&](const db::Row& row) {
        dossier.duplicates.emplace_back(row.TextOrEmpty(0));
        return Status::Ok();
      }));
  return dossier;
}

Result<Changed> Review::Do(const DocumentId& document, const Actor& actor,
                           const std::function<Status(Step&)>& work) {
  if (Trim(actor.by).empty()) return Status::InvalidInput("review: nobody says who acts");
  TELAR_ASSIGN_OR_RETURN(const auto connection, options_.ledger->database().Acquire());
  TELAR_ASSIGN_OR_RETURN(auto tx, db::Transaction::Begin(*connection));
  TELAR_ASSIGN_OR_RETURN(auto state, FindRecord(*connection, document));
  if (!state) return Status::NotFound("find document " + document.value() + ": it was never read");
  TELAR_ASSIGN_OR_RETURN(auto record, ReadRecord(*connection, document));
  TELAR_ASSIGN_OR_RETURN(auto item,
                         ledger::History::FindIn(*connection, kPipeline, document.value()));
  Step step{*connection,       *options_.ledger,   actor,          options_.clock->Now(),
            *std::move(state), *std::move(record), std::move(item)};
  const std::int64_t revision = step.state.revision;
  if (actor.revision && *actor.revision != revision) return step.Outdated();
  if (step.item.item.state == State::kRunning) return step.Busy();
  TELAR_RETURN_IF_ERROR(work(step));
  Changed changed = std::move(step.changed);
  changed.document = document;
  changed.file_name = step.state.file_name;
  changed.verdict = step.record.invoice.verdict;
  changed.reasons = step.record.invoice.reasons;
  if (step.record.classification) changed.label = step.record.classification->label;
  changed.revision = revision;
  if (step.nothing) return changed;
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t ours,
      connection->Execute("UPDATE invoices SET revision = ? WHERE document_id = ? AND"
                          " COALESCE(revision, 0) = ?",
                          {revision + 1, document.value(), revision}));
  if (ours == 0) return step.Outdated();
  changed.revision = revision + 1;
  if (!actor.dry_run) TELAR_RETURN_IF_ERROR(tx.Commit());
  return changed;
}

Result<Changed> Review::Correct(const DocumentId& document, const Actor& actor,
                                const std::function<Result<Edits>(Invoice&)>& correct) {
  return Do(document, actor, [&](Step& step) -> Status {
    TELAR_RETURN_IF_ERROR(step.RequireWaiting());
    TELAR_ASSIGN_OR_RETURN(Edits made, correct(step.record.invoice));
    Recheck(step.record.invoice);
    TELAR_RETURN_IF_ERROR(UpdateRecord(step.connection, step.record));
    for (const Edit& edit : made.edits) {
      TELAR_RETURN_IF_ERROR(step.Audit("set", "", edit.field, edit.before, edit.after));
    }
    step.changed.edits = std::move(made.edits);
    step.changed.warnings = std::move(made.warnings);
    return step.Wait();
  });
}

Result<Changed> Review::SetFields(const DocumentId& document, std::span<const FieldChange> changes,
                                  const Actor& actor) {
  return Correct(document, actor,
                 [&](Invoice& invoice) { return CorrectFields(changes, invoice); });
}

Result<Changed> Review::SetLine(const DocumentId& document, int line,
                                std::span<const FieldChange> changes, const Actor& actor) {
  return Correct(document, actor,
                 [&](Invoice& invoice) { return CorrectLine(line, changes, invoice); });
}

Result<Changed> Review::AddLine(const DocumentId& document, std::span<const FieldChange> changes,
                                const Actor& actor) {
  return Correct(document, actor,
                 [&](Invoice& invoice) { return invoices::AddLine(changes, invoice); });
}

Result<Changed> Review::RemoveLine(const DocumentId& document, int line, const Actor& actor) {
  return Correct(document, actor,
                 [&](Invoice& invoice) { return invoices::RemoveLine(line, invoice); });
}

Result<Changed> Review::Accept(const DocumentId& document, const Acceptance& how,
                               const Actor& actor) {
  Invoice confirmed;
  TELAR_ASSIGN_OR_RETURN(
      Changed changed, Do(document, actor, [&](Step& step) -> Status {
        TELAR_RETURN_IF_ERROR(step.RequireWaiting());
        if (how.label) TELAR_RETURN_IF_ERROR(step.SetClass(*how.label));
        if (!step.record.classification) {
          return Status::InvalidInput("accept " + step.Name() + ": it has no class")
              .WithHint("say --class preventiva or --class correctiva");
        }
        TELAR_ASSIGN_OR_RETURN(
            const Placement placement,
            PlaceDocument(step.connection, step.record,
                          {.policy = options_.duplicates, .by_person = true, .distinct_from = {}}));
        const bool taken =
            placement.kind == Placement::Kind::kLink || placement.kind == Placement::Kind::kReject;
        if (taken && !how.distinct) {
          TELAR_ASSIGN_OR_RETURN(const auto first, FindRecord(step.connection, placement.other));
          const bool papers = first && IsEinvoice(first->file_kind, first->reader) !=
                                           IsEinvoice(step.state.file_kind, step.state.reader);
          if (!papers) {
            return Status::AlreadyExists(
                       fmt::format("accept {}: {}", step.Name(), placement.reason))
                .WithHint(
                    "telar invoices review duplicate links the two; --distinct says that they "
                    "are two invoices");
          }
        }
        const std::vector<std::string> over = RulesOf(step.record.invoice.reasons);
        const std::string before(VerdictName(step.record.invoice.verdict));
        step.record.invoice.verdict = Verdict::kAccept;
        step.record.invoice.reasons.clear();
        TELAR_RETURN_IF_ERROR(UpdateRecord(step.connection, step.record));
        TELAR_RETURN_IF_ERROR(step.Decide(Ruling::kAccepted, "", DocumentId(),
                                          how.distinct ? placement.other : DocumentId()));
        std::string note = over.empty() ? "" : "over " + Join(over, ", ");
        if (how.distinct && !placement.other.value().empty()) {
          note += (note.empty() ? "" : "; ") + ("distinct from " + placement.other.value());
        }
        TELAR_RETURN_IF_ERROR(step.Audit("accept", note, "verdict", before, "accept"));
        confirmed = step.record.invoice;
        return step.PlanAt(kStageDecided);
      }));
  if (options_.after_confirmed && !actor.dry_run) {
    const Status learned = options_.after_confirmed(document, confirmed, options_.clock->Now());
    if (!learned.ok()) {
      changed.warnings.push_back("accepted, but nothing was learned from it: " +
                                 learned.FullMessage());
    }
  }
  return changed;
}

Result<Changed> Review::Reject(const DocumentId& document, const std::string& reason,
                               const Actor& actor) {
  return Do(document, actor, [&](Step& step) -> Status {
    TELAR_RETURN_IF_ERROR(step.RequireWaiting());
    const std::string why = CollapseSpaces(ToValidUtf8(reason));
    if (why.empty()) {
      return Status::InvalidInput("reject " + step.Name() + ": without a reason")
          .WithHint("say --reason TEXT");
    }
    const std::string note = "rejected by " + actor.by + ": " + why;
    TELAR_RETURN_IF_ERROR(step.Unload());
    TELAR_RETURN_IF_ERROR(step.Decide(Ruling::kRejected, note, DocumentId(), DocumentId()));
    TELAR_RETURN_IF_ERROR(step.Audit("reject", why));
    return step.PlanAt(kStageDecided);
  });
}

Result<Changed> Review::MarkDuplicate(const DocumentId& document, const DocumentId& first,
                                      const Actor& actor) {
  return Do(document, actor, [&](Step& step) -> Status {
    TELAR_RETURN_IF_ERROR(step.RequireWaiting());
    TELAR_ASSIGN_OR_RETURN(auto other, FindRecord(step.connection, first));
    if (!other) return Status::NotFound("find document " + first.value() + ": it was never read");
    DocumentId target = first;
    if (!other->duplicate_of.value().empty()) {
      target = other->duplicate_of;
      TELAR_ASSIGN_OR_RETURN(other, FindRecord(step.connection, target));
    }
    if (target == document || !other) {
      return Status::InvalidInput("link " + step.Name() + ": it would point at itself");
    }
    const std::string note =
        fmt::format("duplicate: the same invoice as {} ({})", other->file_name, Short(target));
    TELAR_RETURN_IF_ERROR(step.Unload());
    TELAR_RETURN_IF_ERROR(step.Decide(Ruling::kNone, note, target, DocumentId()));
    TELAR_RETURN_IF_ERROR(step.Audit("duplicate", note, "", {}, target.value()));
    return step.PlanAt(kStageDecided);
  });
}

Result<Changed> Review::Reclassify(const DocumentId& document, InvoiceClass label,
                                   const Actor& actor) {
  return Do(document, actor, [&](Step& step) -> Status {
    const auto& c = step.record.classification;
    if (c && c->label == label && c->model == "by hand") {
      step.nothing = true;
      step.changed.warnings.push_back(step.Name() + " is " + std::string(ClassLabel(label)) +
                                      " already");
      return Status::Ok();
    }
    const bool same = c && c->label == label;
    if (!step.state.loaded) TELAR_RETURN_IF_ERROR(step.RequireWaiting());
    TELAR_RETURN_IF_ERROR(step.SetClass(label));
    TELAR_RETURN_IF_ERROR(UpdateRecord(step.connection, step.record));
    if (!step.state.loaded) return step.Wait();
    if (same) return Status::Ok();
    TELAR_RETURN_IF_ERROR(MoveSales(step.connection, document, label).status());
    return step.PlanAt(kStageLoaded);
  });
}

Result<Changed> Review::Reopen(const DocumentId& document, const std::string& note,
                               const Actor& actor) {
  return Do(document, actor, [&](Step& step) -> Status {
    if (step.item.item.state == State::kReview) {
      return Status::InvalidInput(step.Name() + " waits for a person already");
    }
    TELAR_RETURN_IF_ERROR(step.Unload());
    const std::string before = step.state.decision == Ruling::kRejected   ? "rejected"
                               : !step.state.duplicate_of.value().empty() ? "duplicate"
                               : step.state.loaded                        ? "loaded"
                                                   : std::string(StateName(step.item.item.state));
    TELAR_RETURN_IF_ERROR(step.Decide(Ruling::kNone, "", DocumentId(), DocumentId()));
    Recheck(step.record.invoice);
    std::erase_if(step.record.invoice.reasons,
                  [](const auto& reason) { return RuleOf(reason) == "reopened"; });
    step.record.invoice.reasons.push_back("reopened: " + actor.by + " took it up again");
    TELAR_RETURN_IF_ERROR(UpdateRecord(step.connection, step.record));
    TELAR_RETURN_IF_ERROR(
        step.Audit("reopen", note.empty() ? "" : ToValidUtf8(note), "state", before, "review"));
    return step.Wait();
  });
}

}  // namespace telar::invoices
