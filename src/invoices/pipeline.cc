#include "invoices/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/digest.h"
#include "core/log.h"
#include "core/text.h"
#include "invoices/extract.h"
#include "invoices/invoice_json.h"
#include "invoices/schema.h"
#include "invoices/second_look.h"
#include "invoices/templates/from_template.h"

namespace telar::invoices {
namespace {

using ledger::Outcome;
using ledger::State;

constexpr int kListPage = 1000;
constexpr std::string_view kUnreadable = "unreadable:";
constexpr std::string_view kLoaded = "loaded", kArchived = "archived", kRemoved = "removed";

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

std::string_view Extension(std::string_view file_kind) {
  return file_kind == "jpeg" ? "jpg" : file_kind == "tiff" ? "tif" : file_kind;
}

std::string ArchiveKey(InvoiceClass label, const DocumentId& document, std::string_view kind) {
  return fmt::format("{}/{}.{}", ArchiveFolder(label), document.value(), Extension(kind));
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
  return std::unique_ptr<InvoicesPipeline>(new InvoicesPipeline(std::move(options)));
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

  for (const auto& [document, label] : labels) {
    ledger::NewItem item{
        .key = document.value(), .label = label, .payload = "{}", .reopen_stage = {}};
    TELAR_ASSIGN_OR_RETURN(const std::optional<RecordState> state,
                           FindRecord(*connection, document));
    if (state && state->archived) {
      item.reopen_stage = std::string(kArchived);  // another file with the same bytes came in
    } else if (state && state->waits_for_class && options_.class_by_hand) {
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

Result<std::optional<Classification>> InvoicesPipeline::Classify(std::string_view bytes) {
  if (options_.class_by_hand) {
    return std::optional(Classification{*options_.class_by_hand, 1.0, "by hand"});
  }
  if (options_.classifier == nullptr) return std::optional<Classification>();
  TELAR_ASSIGN_OR_RETURN(const documents::PageImage page,
                         options_.reader->Render(bytes, 1, options_.classifier_dpi, options_.read));
  TELAR_ASSIGN_OR_RETURN(Classification c, options_.classifier->Classify(page));
  return std::optional(std::move(c));
}

Result<Outcome> InvoicesPipeline::Process(const ledger::Item& item, ledger::Progress& progress) {
  if (item.key.starts_with(kUnreadable)) return ProcessUnreadable(item);
  const DocumentId document(item.key);
  Outcome outcome;
  std::optional<std::string> bytes;
  if (item.stage != kArchived && item.stage != kRemoved) {
    std::vector<Source> sources;
    {
      TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
      TELAR_ASSIGN_OR_RETURN(sources, OpenSourcesOf(*connection, document));
    }
    TELAR_ASSIGN_OR_RETURN(bytes, Fetch(document, sources));
    if (!bytes && item.stage == kLoaded) {
      outcome.state = State::kReview;
      outcome.reason = "source_gone: its rows are in, but the file left the inbox unarchived";
      return outcome;
    }
    if (!bytes) {
      outcome.state = State::kEmpty;
      outcome.reason = "the file left the inbox before it was read";
      return outcome;
    }
  }
  if (bytes && item.stage != kLoaded) {
    TELAR_ASSIGN_OR_RETURN(outcome, ReadAndLoad(item, progress, *bytes));
    if (outcome.state != State::kDone) return outcome;
  }
  if (bytes) TELAR_RETURN_IF_ERROR(Archive(document, progress, *bytes));
  if (item.stage != kRemoved) TELAR_RETURN_IF_ERROR(RemoveSources(document, progress));
  return outcome;
}

Result<Outcome> InvoicesPipeline::ReadAndLoad(const ledger::Item& item, ledger::Progress& progress,
                                              std::string_view bytes) {
  Outcome outcome;
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
    return outcome;
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
                .now = options_.clock->Now()};
  Findings findings;
  record.invoice = ExtractWith(*read, options_.weights, nullptr, &findings);
  TELAR_ASSIGN_OR_RETURN(record.classification, Classify(bytes));
  Invoice& invoice = record.invoice;
  if (options_.second_look) {
    TakeSecondLook(bytes, *read, *options_.reader, options_.read, invoice);
  }
  if (options_.templates != nullptr) {
    documents::ReadOptions again = options_.read;
    again.small_pictures = true;
    const templates::Reading reading = options_.templates->Read(
        *read, *options_.clock, [&] { return options_.reader->Read(bytes, again); });
    if (!reading.failure.ok()) {
      log::Warn("a template does not apply to a document",
                {{"file", item.label}, {"reason", reading.failure.FullMessage()}});
    }
    templates::ApplyTemplate(reading, *read, findings, invoice);
  }
  if (!record.classification) {
    invoice.reasons.push_back(
        "no_class: neither a model nor --class says whether it is preventiva or correctiva");
  } else if (record.classification->probability < options_.class_threshold) {
    invoice.reasons.push_back(fmt::format("class_unsure: {} with probability {:.2f}",
                                          ClassLabel(record.classification->label),
                                          record.classification->probability));
  }
  if (!invoice.reasons.empty() || invoice.verdict != Verdict::kAccept) {
    // A document that only lacks its class keeps the verdict on its fields.
    TELAR_RETURN_IF_ERROR(progress.Reach(
        "extracted", [&](db::Connection& connection) { return WriteRecord(connection, record); }));
    After("extracted");
    outcome.state = State::kReview;
    outcome.reason = Join(invoice.reasons, "; ");
    return outcome;
  }
  std::int64_t rows = 0;
  const auto load = [&](db::Connection& connection) -> Status {
    TELAR_RETURN_IF_ERROR(WriteRecord(connection, record));
    TELAR_ASSIGN_OR_RETURN(rows, WriteSales(connection, record, record.classification->label));
    return Status::Ok();
  };
  TELAR_RETURN_IF_ERROR(progress.Reach(std::string(kLoaded), load));
  After("loaded");
  outcome.counts["rows"] = rows;
  return outcome;
}

Status InvoicesPipeline::Archive(const DocumentId& document, ledger::Progress& progress,
                                 std::string_view bytes) {
  std::optional<RecordState> state;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(state, FindRecord(*connection, document));
  }
  if (!state || !state->label) {
    return Status::Internal("archive " + document.value() + ": its row or its class is gone");
  }
  const std::string key = ArchiveKey(*state->label, document, state->file_kind);
  const auto stored = options_.archive->Put(key, bytes, /*replace=*/false);
  if (!stored.ok()) {
    return stored.status().WithContext("archive " + key).WithRole(Role::kDestination);
  }
  After("archive put");
  TELAR_RETURN_IF_ERROR(progress.Reach(std::string(kArchived), [&](db::Connection& connection) {
    return MarkArchived(connection, document, key, options_.clock->Now());
  }));
  After("archived");
  return Status::Ok();
}

Status InvoicesPipeline::RemoveSources(const DocumentId& document, ledger::Progress& progress) {
  std::vector<Source> sources;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, options_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(sources, OpenSourcesOf(*connection, document));
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
  TELAR_RETURN_IF_ERROR(progress.Reach(std::string(kRemoved), [&](db::Connection& connection) {
    return MarkSourcesRemoved(connection, sources, options_.clock->Now());
  }));
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
