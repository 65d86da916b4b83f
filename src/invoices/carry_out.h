#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/result.h"
#include "db/database.h"
#include "invoices/duplicates.h"
#include "invoices/records.h"
#include "ledger/item.h"

namespace telar::invoices {

/// The stages of an item at which what was decided about its document is carried out. Review
/// (review.h) reopens items at the last two.
///   extracted   it was read, and waits for a person
///   decided     by a person, or as a duplicate: what follows needs no rows, or writes them
///   loaded      its rows are in
inline constexpr std::string_view kStageExtracted = "extracted", kStageDecided = "decided",
                                  kStageLoaded = "loaded";

/// The stage that a placement leads to.
std::string_view StageOf(Placement::Kind kind);

/// Does in the caller's transaction what `placement` says: the record, its page, the rows of one
/// document or another, who has the invoice, and the audit. With `stored`, the record is one that a
/// person worked on and keeps its decisions. The record has a class where rows are written. Returns
/// the rows written. Errors: those of db::Connection; kAlreadyExists as ClaimIdentity.
Result<std::int64_t> CarryOut(db::Connection& transaction, const Record& record,
                              const Placement& placement, bool stored);

/// It is the same invoice as another document.
bool IsDuplicate(const RecordState& state);
/// What was decided needs no rows.
bool IsSettled(const RecordState& state);

/// Where the document belongs in the archive: below the folder of its class, a rejected one below
/// `rechazados/`, a duplicate without a class beside the first one, whose class is `first_label`,
/// or below `duplicados/`.
std::string ArchiveKey(const DocumentId& document, const RecordState& state,
                       std::optional<InvoiceClass> first_label);

/// How the item of a document ends whose work is done.
ledger::Outcome FinalOutcome(const RecordState& state);

}  // namespace telar::invoices
