#pragma once

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "db/database.h"
#include "documents/document.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// Fields whose value is the same on every document of a supplier; all others of kFieldNames
/// change, and what is learned of them is where they are printed.
inline constexpr std::string_view kConstantFields[] = {"supplier", "supplier_tax_id",
                                                       "supplier_address", "iban", "currency"};
bool IsConstantField(std::string_view field);

/// Learns from a document that a person confirmed or corrected: `confirmed` has the fields that
/// are right, as that person left them; it need not have all. Runs on the caller's connection
/// inside the caller's transaction, together with whatever else the confirmation writes.
///
/// Learned are the letterhead, for recognising the supplier again; of each constant field the
/// value; of each other field the place of its print, when it is printed and told apart by its
/// label or position. What the supplier's earlier lessons say about this document counts for or
/// against them (lesson_table.h: Witness): one that a correction contradicts is dropped unless more
/// documents bore it out than contradict it.
///
/// Of a name or address that OCR read it is learned too what the person made of its signs, for
/// every supplier (LessonKind::kWriting, under kEverySupplier); one reading written one way counts
/// once a supplier.
///
/// Teaching the same document again changes nothing but what its corrections changed. Returns how
/// many lessons the document taught or bore out; 0 when it names no supplier. Errors: those of
/// db::Connection, kContractBroken.
Result<int> Teach(db::Connection& connection, const documents::Document& document,
                  const Invoice& confirmed, const DocumentId& id, Instant now);
/// The same for a caller that has what Extract finds in the document.
Result<int> Teach(db::Connection& connection, const documents::Document& document,
                  const Invoice& own, const Invoice& confirmed, const DocumentId& id, Instant now);

}  // namespace telar::invoices
