#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "db/database.h"

namespace telar::invoices {

/// One step in the life of a document: who did what, when. Rows of table invoice_audit, which only
/// ever grows; docs/formats/invoices.md lists the actions.
struct AuditEntry {
  std::int64_t id = 0;  ///< Given by the database.
  DocumentId document;
  Instant at{};
  std::string by;       ///< A person's name; "telar" for what the policy for duplicates did.
  std::string action;   ///< "set", "accept", "duplicate", …
  std::string field{};  ///< A field's name, "line 2 quantity"; "" when it is about the document.
  std::optional<std::string> before{}, after{};  ///< Absent where there was, or is, no value.
  std::string note{};
};

/// Who did what no person did.
inline constexpr const char* kByTelar = "telar";

/// Adds one entry, in the caller's transaction. Errors: those of db::Connection.
Status AppendAudit(db::Connection& transaction, const AuditEntry& entry);
/// The document's entries, oldest first.
Result<std::vector<AuditEntry>> AuditOf(db::Connection& connection, const DocumentId& document);
/// The last entry of the document; nothing when there is none.
Result<std::optional<AuditEntry>> LastAudit(db::Connection& connection, const DocumentId& document);

}  // namespace telar::invoices
