#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "db/database.h"
#include "invoices/invoice.h"
#include "invoices/records.h"

namespace telar::invoices {

/// What happens to a second document that is the same invoice in other bytes. Whatever it is, the
/// sales tables have the invoice's rows once.
enum class DuplicatePolicy {
  kLink,     ///< It points at the first, is archived beside it, and has no rows.
  kReject,   ///< It ends rejected with a reason that names the first.
  kVersion,  ///< Its rows take the place of the first's, which then points at it.
};
std::string_view PolicyName(DuplicatePolicy policy);  ///< "link", "reject", "version".

/// The keys under which an invoice may be had only once: what the tax office knows it by
/// (fiscal_id, from 32 letters and digits on), and supplier (by tax number, and by name), number,
/// date and total. Numbers count by their letters and digits alone, names by their words without
/// case and accents, totals by value. Up to three; the last two are missing when the number, the
/// date, the total or the supplier is: what cannot be told apart is no duplicate.
std::vector<std::string> IdentityKeys(const Invoice& invoice);

/// How alike two invoices are.
enum class Likeness {
  kDistinct,
  kSuspect,  ///< A person should compare them.
  kSame,
};

/// `near_page` says that their first pages look alike (documents/page_hash.h).
///
///   fiscal ids equal, and nothing of number, date and total differs         same
///   fiscal ids equal, and something does                                    suspect
///   fiscal ids differ, and supplier, number, date and total are equal       suspect
///   fiscal ids differ                                                       distinct
///   supplier, number, date and total equal                                  same
///   pages alike, number equal, date or total equal, nothing else differs    same
///   pages alike, and nothing that both have differs                         suspect
///   pages alike, number equal, one of date and total differs                suspect
///   supplier, number and date equal, the total differs                      suspect
///   anything else                                                           distinct
///
/// Under alike pages, numbers are equal when they differ in letters and digits that look alike (O
/// and 0), as a second scan may read them. Equal totals alone never make a duplicate: invoices of
/// every month on one form differ in number and date, and without a number there is no proof.
Likeness Compare(const Invoice& a, const Invoice& b, bool near_page);

/// The fields and lines in which two readings of one invoice differ, by name ("tax", "lines");
/// fields that only one of them has do not count.
std::vector<std::string> DifferencesOf(const Invoice& a, const Invoice& b);

/// True when an e-invoice's XML gave the values: they are what the supplier declared, and win over
/// those of a page.
bool IsEinvoice(std::string_view file_kind, std::string_view reader);

/// Where a document goes that is about to be loaded.
struct Placement {
  enum class Kind {
    kLoad,     ///< Nobody has its rows: they are written.
    kLink,     ///< `other` has its rows.
    kReject,   ///< The same, and the policy refuses the second.
    kReplace,  ///< Its rows take the place of those of `other`.
    kReview,   ///< `reason` says what a person has to decide.
  };
  Kind kind = Kind::kLoad;
  DocumentId other{};
  std::string reason{};  ///< "maybe_duplicate: …", "einvoice_differs: …", "duplicate: …".
  friend bool operator==(const Placement&, const Placement&) = default;
};

struct PlacementRules {
  DuplicatePolicy policy = DuplicatePolicy::kLink;
  bool by_person = false;      ///< A person accepted it: suspicions count no more.
  DocumentId distinct_from{};  ///< A person said that this one is another invoice.
};

/// Decides from what the database has at this moment; look again in the transaction that acts on
/// it. Reads a few rows by index, whatever the number of documents. Errors: those of
/// db::Connection.
Result<Placement> PlaceDocument(db::Connection& connection, const Record& record,
                                const PlacementRules& rules);

/// Says in the database that the document has the rows of its invoice, in the transaction that
/// writes them. kAlreadyExists when another document got there first (its transaction was committed
/// meanwhile): place the document again.
Status ClaimIdentity(db::Connection& transaction, const DocumentId& document,
                     const Invoice& invoice);
/// Its rows are gone or going.
Status ReleaseIdentity(db::Connection& transaction, const DocumentId& document);

/// Makes the first page findable; an empty hash takes it out.
Status WritePageBands(db::Connection& transaction, const DocumentId& document,
                      std::string_view page_hash);

/// Claims the identities of documents that were loaded by a version of Telar without duplicates.
/// Cheap when there are none; several processes at once are harmless. Of two documents of one
/// invoice the first that was loaded gets it. Returns how many documents were looked at.
Result<std::int64_t> IdentifyLoaded(db::Database& database, const Clock& clock);

}  // namespace telar::invoices
