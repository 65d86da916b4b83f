#include "invoices/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/digest.h"
#include "core/log.h"
#include "core/text.h"
#include "documents/page_hash.h"
#include "invoices/audit.h"
#include "invoices/carry_out.h"
#include "invoices/corrections.h"
#include "invoices/invoice_json.h"
#include "invoices/schema.h"

namespace telar::invoices {
namespace {

using ledger::Outcome;
using ledger::State;

constexpr int kListPage = 1000;
constexpr std::string_view kUnreadable = "unreadable:";
constexpr std::string_view kLoaded = kStageLoaded, kArchived = "archived", kRemoved = "removed";
/// How often a document is placed anew because another copy got there first.
constexpr int kPlacings = 5;

/// Every object below the inbox.
Result<std::vector<store::ObjectInfo>> ListAll(store::ObjectStore& inbox, std::stop_token stop) {
  std::vector<store::ObjectInfo> all;
  std::string after;
  do {
    if (stop.stop_requested()) return Status::Cancelled("list " + inbox.Describe() + ": stopped");
    TELAR_ASSIGN_OR_RETURN(store::ListPage page, inbox.List("", after, kListPage));
    std::move(page.objects.begin(), page.objects.end(), std::back_inserter(all));
    after = std::move(page.next);
  } while (!after.empty());
  return all;
}

/// A document that nobody can read now: the item exists so that the file is counted and named.
ledger::NewItem UnreadableItem(const store::ObjectInfo& object) {
  return {.key = std::string(kUnreadable) + Sha256Hex(object.key + '\0' + object.version),
          .label = object.key,
          .payload = nlohmann::json{{"key", object.key}, {"version", object.version}}.dump(),
          .reopen_stage = std::nullopt};
}

/// The document itself is at fault and stays so.
bool IsDocumentsFault(const Status& status) {
  return status.code() == Code::kInvalidInput || status.code() == Code::kLimitExceeded;
}

}  // namespace

Result<std::unique_ptr<InvoicesPipeline>> InvoicesPipeline::Open(PipelineOptions options) {
  TELAR_RETURN_IF_ERROR(
      db::Migrate(*options.database, "invoices", InvoiceMigrations(), *options.clock)
          .status()
          .WithContext("prepare the invoice tables of " + options.database->Describe())
          .WithRole(Role::kDestination));
  TELAR_RETURN_IF_ERROR(
      IdentifyLoaded(*options.database, *options.clock)
          .status()
          .WithContext("find the invoices of " + options.database->Describe() + " again")
          .WithRole(Role::kDestination));
  Memory memory;
  if (options.lessons) {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(memory, Memory::Load(*connection));
  }
  return std::unique_ptr<InvoicesPipeline>(
      new InvoicesPipeline(std::move(options), std::move(memory)));
}

void InvoicesPipeline::After(std::string_view effect) const {
  if (options_.after_effect) options_.after_effect(effect);
}

Result<std::vector<ledger::NewItem>> InvoicesPipeline::Plan(const ledger::PlanRequest& request) {
  auto listed = ListAll(*options_.inbox, request.stop);
  if (!listed.ok()) return std::move(listed).status().WithRole(Role::kSource);

  TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
  TELAR_ASSIGN_OR_RETURN(const std::vector<Source> open, OpenSources(*connection));
  std::map<std::pair<std::string, std::string>, DocumentId> known;
  for (const Source& s : open) known.emplace(std::pair(s.key, s.version), s.document);

  std::vector<ledger::NewItem> items;
  std::vector<Source> fresh;
  std::map<DocumentId, std::string> labels;  // in hash order; the first file names the document
  for (const store::ObjectInfo& object : *listed) {
    if (request.stop.stop_requested()) return Status::Cancelled("plan invoices: stopped");
    if (const auto it = known.find({object.key, object.version}); it != known.end()) {
      labels.try_emplace(it->second, object.key);
      continue;
    }
    const auto bytes =
        options_.inbox->Get(object.key, object.version, options_.read.limits.file_bytes);
    if (bytes.ok()) {
      const DocumentId document = DocumentIdOf(*bytes);
      labels.try_emplace(document, object.key);
      fresh.push_back({object.key, object.version, document, bytes->size()});
    } else if (bytes.status().retryable() && bytes.status().code() != Code::kConflict) {
      return bytes.status().WithContext("read " + object.key).WithRole(Role::kSource);
    } else if (bytes.status().code() == Code::kNotFound ||
               bytes.status().code() == Code::kConflict) {
      log::Info("a file changed while the inbox was listed; the next run takes it up",
                {{"file", object.key}});
    } else {
      items.push_back(UnreadableItem(object));
    }
  }

  const bool classes_decided =
      options_.class_by_hand || (options_.classifier != nullptr && options_.classifier->Decides());
  for (const auto& [document, label] : labels) {
    ledger::NewItem item{
        .key = document.value(), .label = label, .payload = "{}", .reopen_stage = {}};
    TELAR_ASSIGN_OR_RETURN(const std::optional<RecordState> state,
                           FindRecord(*connection, document));
    if (state && state->archived && (state->loaded || IsSettled(*state))) {
      item.reopen_stage = std::string(kArchived);  // another file with the same bytes came in
    } else if (state && state->waits_for_class && classes_decided) {
      item.reopen_stage = "";
    }
    items.push_back(std::move(item));
  }
  if (!options_.dry_run && !fresh.empty()) {
    TELAR_ASSIGN_OR_RETURN(db::Transaction tx, db::Transaction::Begin(*connection));
    TELAR_RETURN_IF_ERROR(AddSources(*connection, fresh, request.run, options_.clock->Now()));
    TELAR_RETURN_IF_ERROR(tx.Commit());
  }
  return items;
}

Result<std::optional<std::string>> InvoicesPipeline::Fetch(const DocumentId& document,
                                                           const std::vector<Source>& sources) {
  for (const Source& source : sources) {
    auto bytes = options_.inbox->Get(source.key, source.version, options_.read.limits.file_bytes);
    if (bytes.ok() && DocumentIdOf(*bytes) == document) return std::optional(*std::move(bytes));
    const Code code = bytes.status().code();
    if (!bytes.ok() && code != Code::kNotFound && code != Code::kConflict) {
      return std::move(bytes).status().WithContext("read " + source.key).WithRole(Role::kSource);
    }
  }
  return std::optional<std::string>();
}

Result<std::optional<Classification>> InvoicesPipeline::Classify(std::string_view bytes,
                                                                 documents::FileKind kind) {
  if (options_.class_by_hand) {
    return std::optional(Classification{*options_.class_by_hand, 1.0, "by hand"});
  }
  // An XML has no page to look at: its class comes by hand.
  if (options_.classifier == nullptr || kind == documents::FileKind::kXml)
    return std::optional<Classification>();
  auto classified = options_.classifier->Classify(
      [&](int dpi) { return options_.reader->Render(bytes, 1, dpi, options_.read); });
  // A page that cannot be drawn may still have been read: a person says its class.
  if (!classified.ok() && IsDocumentsFault(classified.status())) {
    log::Warn("a page cannot be classified", {{"reason", classified.status().FullMessage()}});
    return std::optional<Classification>();
  }
  return classified;
}

Result<std::optional<RecordState>> InvoicesPipeline::StateOf(const DocumentId& document) {
  TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
  return FindRecord(*connection, document);
}

Result<std::optional<std::string>> InvoicesPipeline::FetchFromInbox(const DocumentId& document) {
  std::vector<Source> sources;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(sources, OpenSourcesOf(*connection, document));
  }
  return Fetch(document, sources);
}

std::string InvoicesPipeline::HashFirstPage(std::string_view bytes) {
  const auto page = options_.reader->Render(bytes, 1, documents::kHashDpi, options_.read);
  if (!page.ok()) return "";
  const auto hash = documents::PageHash(*page);
  return hash ? documents::HashText(*hash) : "";
}

Result<Outcome> InvoicesPipeline::Process(const ledger::Item& item, ledger::Progress& progress) {
  if (item.key.starts_with(kUnreadable)) return ProcessUnreadable(item);
  const DocumentId document(item.key);
  const bool fresh = item.stage != kLoaded && item.stage != kArchived && item.stage != kRemoved;
  std::map<std::string, std::int64_t> counts;
  std::optional<std::string> bytes;
  if (fresh) {
    TELAR_ASSIGN_OR_RETURN(Outcome outcome, LoadOrWait(item, progress, bytes));
    if (outcome.state != State::kDone) return outcome;
    counts = std::move(outcome.counts);
  }
  if (item.stage != kArchived && item.stage != kRemoved) {
    bool source_gone = false;
    TELAR_RETURN_IF_ERROR(Archive(document, progress, std::move(bytes), source_gone));
    if (source_gone) {
      Outcome outcome;
      outcome.state = State::kReview;
      outcome.reason = "source_gone: it was dealt with, but the file left the inbox unarchived";
      return outcome;
    }
  }
  std::int64_t copies = 0;
  if (item.stage != kRemoved) TELAR_RETURN_IF_ERROR(RemoveSources(document, progress, copies));
  if (copies > 0) counts["copies"] = copies;
  TELAR_ASSIGN_OR_RETURN(const auto state, StateOf(document));
  Outcome outcome = state ? FinalOutcome(*state) : Outcome();
  outcome.counts = std::move(counts);
  return outcome;
}

Result<Outcome> InvoicesPipeline::LoadOrWait(const ledger::Item& item, ledger::Progress& progress,
                                             std::optional<std::string>& bytes) {
  const DocumentId document(item.key);
  Outcome outcome;
  std::optional<RecordState> state;
  std::optional<Record> record;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(state, FindRecord(*connection, document));
    if (state && state->revision > 0) {
      TELAR_ASSIGN_OR_RETURN(record, ReadRecord(*connection, document));
    }
  }
  if (state && IsSettled(*state)) {
    if (IsDuplicate(*state)) outcome.counts["duplicates"] = 1;
    return outcome;
  }
  if (record) {
    // A person worked on it: their values are what is loaded, or what waits.
    record->run = progress.run();
    record->now = options_.clock->Now();
    if (options_.class_by_hand && state->decision != Ruling::kAccepted) {
      record->classification = Classification{*options_.class_by_hand, 1.0, "by hand"};
      std::erase_if(record->invoice.reasons, [](const std::string& reason) {
        return RuleOf(reason) == "no_class" || RuleOf(reason) == "class_unsure";
      });
    }
    return Settle(*std::move(record),
                  {.policy = options_.duplicates,
                   .by_person = state->decision == Ruling::kAccepted,
                   .distinct_from = state->distinct_from},
                  progress);
  }
  TELAR_ASSIGN_OR_RETURN(bytes, FetchFromInbox(document));
  if (!bytes) {
    outcome.state = State::kEmpty;
    outcome.reason = "the file left the inbox before it was read";
    return outcome;
  }
  TELAR_ASSIGN_OR_RETURN(record, ReadDocument(item, progress, *bytes, outcome));
  if (!record) return outcome;
  return Settle(*std::move(record), {.policy = options_.duplicates}, progress);
}

Result<std::optional<Record>> InvoicesPipeline::ReadDocument(const ledger::Item& item,
                                                             ledger::Progress& progress,
                                                             std::string_view bytes,
                                                             Outcome& outcome) {
  const auto read = options_.reader->Read(bytes, options_.read);
  if (!read.ok() && IsDocumentsFault(read.status())) {
    outcome.state = State::kRejected;
    outcome.reason = read.status().FullMessage();
    progress.AddReject({.source = item.label,
                        .position = "",
                        .field = "document",
                        .reason = std::string(CodeName(read.status().code())),
                        .raw = "",
                        .message = outcome.reason,
                        .confidence = 0});
    return std::optional<Record>();
  }
  if (!read.ok()) return read.status();

  Record record{.document = DocumentId(item.key),
                .file_name = item.label,
                .file_kind = std::string(documents::FileKindName(read->kind)),
                .reader = ReportReader(*read),
                .pages = read->page_count,
                .invoice = {},
                .classification = {},
                .run = progress.run(),
                .program = read->ocr_engine.empty() ? options_.program
                                                    : options_.program + ", " + read->ocr_engine,
                .now = options_.clock->Now(),
                .page_hash = {},
                .recalled = {}};
  TELAR_ASSIGN_OR_RETURN(record.classification, Classify(bytes, read->kind));
  Interpretation found = interpreter_.Interpret(bytes, *read);
  if (found.with_pictures) {
    record.reader = ReportReader(*found.with_pictures);
    record.program = options_.program + ", " + found.with_pictures->ocr_engine;
  }
  record.recalled = std::move(found.recalled);
  if (found.used_template && !found.used_template->failure.ok()) {
    log::Warn("a template does not apply to a document",
              {{"file", item.label}, {"reason", found.used_template->failure.FullMessage()}});
  }
  record.invoice = std::move(found.invoice);
  Invoice& invoice = record.invoice;
  record.page_hash = HashFirstPage(bytes);
  if (!record.classification) {
    invoice.reasons.push_back(
        "no_class: neither a model nor --class says whether it is preventiva or correctiva");
  } else if (record.classification->suggested) {
    invoice.reasons.push_back(fmt::format(
        "class_suggested: {} with probability {:.2f}, by the model that ships, which has learned "
        "from invented invoices alone",
        ClassLabel(record.classification->label), record.classification->probability));
  } else if (record.classification->probability < options_.class_threshold) {
    invoice.reasons.push_back(fmt::format("class_unsure: {} with probability {:.2f}",
                                          ClassLabel(record.classification->label),
                                          record.classification->probability));
  }
  return std::optional(std::move(record));
}

Result<Outcome> InvoicesPipeline::Settle(Record record, const PlacementRules& rules,
                                         ledger::Progress& progress) {
  const std::vector<std::string> reasons = record.invoice.reasons;
  const bool waits =
      !rules.by_person && (!reasons.empty() || record.invoice.verdict != Verdict::kAccept);
  const auto place = [&](db::Connection& connection) -> Result<Placement> {
    TELAR_ASSIGN_OR_RETURN(Placement placement, PlaceDocument(connection, record, rules));
    // One that has doubts of its own may turn out to be a duplicate, but is not loaded.
    const bool loads = StageOf(placement.kind) == kLoaded;
    if (waits && loads) placement = {Placement::Kind::kReview, placement.other, ""};
    return placement;
  };
  for (int i = 0; i < kPlacings; ++i) {
    Placement placement;
    bool stored = false;
    {
      TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
      TELAR_ASSIGN_OR_RETURN(placement, place(*connection));
      TELAR_ASSIGN_OR_RETURN(const auto state, FindRecord(*connection, record.document));
      stored = state && state->revision > 0;
    }
    record.invoice.reasons = reasons;
    if (placement.kind == Placement::Kind::kReview && !placement.reason.empty()) {
      std::erase_if(record.invoice.reasons, [&](const std::string& reason) {
        return RuleOf(reason) == RuleOf(placement.reason);
      });
      record.invoice.reasons.push_back(placement.reason);
    }
    std::int64_t rows = 0;
    const std::string stage(StageOf(placement.kind));
    const Status reached = progress.Reach(stage, [&](db::Connection& connection) -> Status {
      TELAR_ASSIGN_OR_RETURN(const Placement now, place(connection));
      if (now != placement)
        return Status::AlreadyExists("place a document: another one came first");
      TELAR_ASSIGN_OR_RETURN(rows, CarryOut(connection, record, placement, stored));
      return Status::Ok();
    });
    if (reached.code() == Code::kAlreadyExists) continue;
    TELAR_RETURN_IF_ERROR(reached);
    After(stage);
    Outcome outcome;
    switch (placement.kind) {
      case Placement::Kind::kReview:
        outcome.state = State::kReview;
        outcome.reason = Join(record.invoice.reasons, "; ");
        break;
      case Placement::Kind::kReplace: outcome.counts["replaced"] = 1; [[fallthrough]];
      case Placement::Kind::kLoad: outcome.counts["rows"] = rows; break;
      case Placement::Kind::kLink:
      case Placement::Kind::kReject: outcome.counts["duplicates"] = 1; break;
    }
    return outcome;
  }
  return Status::Conflict("place " + record.document.value() + ": its copies keep coming first");
}

Status InvoicesPipeline::Archive(const DocumentId& document, ledger::Progress& progress,
                                 std::optional<std::string> bytes, bool& source_gone) {
  std::optional<RecordState> state, first;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(state, FindRecord(*connection, document));
    if (state && IsDuplicate(*state)) {
      TELAR_ASSIGN_OR_RETURN(first, FindRecord(*connection, state->duplicate_of));
    }
  }
  if (!state || (!state->label && !IsSettled(*state))) {
    return Status::Internal("archive " + document.value() + ": its row or its class is gone");
  }
  const std::string key =
      ArchiveKey(document, *state, first ? first->label : std::optional<InvoiceClass>());
  bool there = state->archived_as == key;
  if (!there && !state->archived_as.empty()) {
    const Status moved = options_.archive->Move(state->archived_as, key);
    // Moved by an attempt that was stopped before it could say so, or lost: then it is put anew.
    there = moved.ok() || (moved.code() == Code::kNotFound && options_.archive->Stat(key).ok());
    if (!there && moved.code() != Code::kNotFound) {
      return moved.WithContext("move " + state->archived_as + " to " + key + " in the archive")
          .WithRole(Role::kDestination);
    }
    if (moved.ok()) After("archive moved");
  }
  if (!there) {
    if (!bytes) {
      TELAR_ASSIGN_OR_RETURN(bytes, FetchFromInbox(document));
    }
    if (!bytes) {
      source_gone = true;
      return Status::Ok();
    }
    const auto stored = options_.archive->Put(key, *bytes, /*replace=*/false);
    if (!stored.ok()) {
      return stored.status().WithContext("archive " + key).WithRole(Role::kDestination);
    }
    After("archive put");
  }
  TELAR_RETURN_IF_ERROR(progress.Reach(std::string(kArchived), [&](db::Connection& connection) {
    return MarkArchived(connection, document, key, options_.clock->Now());
  }));
  After("archived");
  return Status::Ok();
}

Status InvoicesPipeline::RemoveSources(const DocumentId& document, ledger::Progress& progress,
                                       std::int64_t& copies) {
  std::vector<Source> sources;
  bool removed_before = false;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(sources, OpenSourcesOf(*connection, document));
    TELAR_ASSIGN_OR_RETURN(removed_before, HasRemovedSource(*connection, document));
  }
  for (const Source& source : sources) {
    const Status removed = options_.inbox->Remove(source.key, source.version);
    // Another file under the same name is another document; it stays and is planned on its own.
    if (!removed.ok() && removed.code() != Code::kConflict) {
      return removed.WithContext("remove " + source.key + " from the inbox")
          .WithRole(Role::kSource);
    }
    After("source removed");
  }
  const std::size_t first = removed_before ? 0 : 1;
  TELAR_RETURN_IF_ERROR(
      progress.Reach(std::string(kRemoved), [&](db::Connection& connection) -> Status {
        for (std::size_t i = first; i < sources.size(); ++i) {
          TELAR_RETURN_IF_ERROR(AppendAudit(connection, {.document = document,
                                                         .at = options_.clock->Now(),
                                                         .by = kByTelar,
                                                         .action = "copy",
                                                         .after = sources[i].key,
                                                         .note = "a file with the same bytes"}));
        }
        return MarkSourcesRemoved(connection, sources, options_.clock->Now());
      }));
  copies = sources.size() > first ? static_cast<std::int64_t>(sources.size() - first) : 0;
  After("removed");
  return Status::Ok();
}

Result<Outcome> InvoicesPipeline::ProcessUnreadable(const ledger::Item& item) {
  const auto payload = nlohmann::json::parse(item.payload, nullptr, /*allow_exceptions=*/false);
  if (!payload.is_object()) return Status::Internal("read the payload of " + item.label);
  const auto bytes = options_.inbox->Get(payload.value("key", ""), payload.value("version", ""),
                                         options_.read.limits.file_bytes);
  Outcome outcome;
  if (bytes.ok() || bytes.status().code() == Code::kNotFound ||
      bytes.status().code() == Code::kConflict) {
    outcome.state = State::kEmpty;
    outcome.reason = "the file can be read now or is gone; the next run takes it up";
    return outcome;
  }
  if (!IsDocumentsFault(bytes.status())) return bytes.status().WithRole(Role::kSource);
  outcome.state = State::kRejected;
  outcome.reason = bytes.status().FullMessage();
  return outcome;
}

}  // namespace telar::invoices
