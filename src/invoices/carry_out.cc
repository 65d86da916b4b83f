#include "invoices/carry_out.h"

#include <fmt/format.h>

#include "invoices/audit.h"

namespace telar::invoices {
namespace {

constexpr std::string_view kRejectedFolder = "rechazados", kOtherFolder = "duplicados";

std::string_view Extension(std::string_view file_kind) {
  return file_kind == "jpeg" ? "jpg" : file_kind == "tiff" ? "tif" : file_kind;
}

}  // namespace

std::string ArchiveKey(const DocumentId& document, const RecordState& state,
                       std::optional<InvoiceClass> first_label) {
  const auto label = state.label ? state.label : first_label;
  const std::string_view folder = state.decision == Ruling::kRejected ? kRejectedFolder
                                  : label                             ? ArchiveFolder(*label)
                                                                      : kOtherFolder;
  return fmt::format("{}/{}.{}", folder, document.value(), Extension(state.file_kind));
}

bool IsDuplicate(const RecordState& state) { return !state.duplicate_of.value().empty(); }

bool IsSettled(const RecordState& state) {
  return state.decision == Ruling::kRejected || IsDuplicate(state);
}

std::string_view StageOf(Placement::Kind kind) {
  switch (kind) {
    case Placement::Kind::kLoad:
    case Placement::Kind::kReplace: return kStageLoaded;
    case Placement::Kind::kLink:
    case Placement::Kind::kReject: return kStageDecided;
    case Placement::Kind::kReview: break;
  }
  return kStageExtracted;
}

Result<std::int64_t> CarryOut(db::Connection& connection, const Record& record,
                              const Placement& placement, bool stored) {
  const std::string& id = record.document.value();
  TELAR_RETURN_IF_ERROR(stored ? UpdateRecord(connection, record)
                               : WriteRecord(connection, record));
  TELAR_RETURN_IF_ERROR(WritePageBands(connection, record.document, record.page_hash));
  const auto note = [&](const DocumentId& document, std::string action, const DocumentId& other) {
    return AppendAudit(connection, {.document = document,
                                    .at = record.now,
                                    .by = kByTelar,
                                    .action = std::move(action),
                                    .after = other.value(),
                                    .note = placement.reason});
  };
  switch (placement.kind) {
    case Placement::Kind::kReview: return std::int64_t{0};
    case Placement::Kind::kLink:
    case Placement::Kind::kReject: {
      const bool reject = placement.kind == Placement::Kind::kReject;
      TELAR_RETURN_IF_ERROR(
          connection
              .Execute("UPDATE invoices SET duplicate_of = ?, decision = ?, decision_note = ?"
                       " WHERE document_id = ?",
                       {placement.other.value(),
                        reject ? db::Value(std::string(RulingName(Ruling::kRejected)))
                               : db::Value(db::Null{}),
                        placement.reason, id})
              .status());
      TELAR_RETURN_IF_ERROR(
          note(record.document, reject ? "reject_duplicate" : "duplicate", placement.other));
      return std::int64_t{0};
    }
    case Placement::Kind::kReplace:
      TELAR_RETURN_IF_ERROR(RemoveSales(connection, placement.other).status());
      TELAR_RETURN_IF_ERROR(ReleaseIdentity(connection, placement.other));
      TELAR_RETURN_IF_ERROR(connection
                                .Execute("UPDATE invoices SET duplicate_of = ?, loaded_at = NULL"
                                         " WHERE document_id = ?",
                                         {id, placement.other.value()})
                                .status());
      TELAR_RETURN_IF_ERROR(note(placement.other, "replaced", record.document));
      TELAR_RETURN_IF_ERROR(note(record.document, "replaces", placement.other));
      break;
    case Placement::Kind::kLoad: break;
  }
  TELAR_RETURN_IF_ERROR(ClaimIdentity(connection, record.document, record.invoice));
  return WriteSales(connection, record, record.classification->label);
}

ledger::Outcome FinalOutcome(const RecordState& state) {
  ledger::Outcome outcome;
  if (state.decision == Ruling::kRejected) {
    outcome.state = ledger::State::kRejected;
    outcome.reason = state.decision_note;
  } else if (IsDuplicate(state)) {
    outcome.reason = state.decision_note.empty()
                         ? "duplicate: the same invoice as " + state.duplicate_of.value()
                         : state.decision_note;
  }
  return outcome;
}

}  // namespace telar::invoices
