#include "invoices/duplicates.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/digest.h"
#include "core/text.h"
#include "documents/page_hash.h"
#include "invoices/characters.h"
#include "invoices/check_digits.h"
#include "invoices/invoice_json.h"

namespace telar::invoices {
namespace {

using db::Value;
using Kind = Placement::Kind;

constexpr std::int64_t kPage = 200;
constexpr std::size_t kMostCandidates = 64;
constexpr std::size_t kShownDigits = 12;

std::string ValueOf(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  return field == nullptr ? "" : field->value;
}

/// A name as its words, for comparing.
std::string NameKey(std::string_view name) {
  std::string key;
  for (const char c : Fold(name)) {
    if (IsDigit(c) || IsLetter(c) || static_cast<unsigned char>(c) >= 0x80) key += c;
  }
  return key;
}

/// What tells two invoices apart, normalised; "" where it is missing.
struct Facts {
  std::string fiscal_id, tax_id, name, number, date, total;
};

/// A UUID has 32 characters; one of zeros is a blank that nobody filled in.
bool TellsApart(std::string_view fiscal_id) {
  return fiscal_id.size() >= 32 &&
         fiscal_id.find_first_not_of(fiscal_id.front()) != std::string_view::npos;
}

Facts FactsOf(const Invoice& invoice) {
  Facts facts{.fiscal_id = Compact(ValueOf(invoice, "fiscal_id")),
              .tax_id = Compact(ValueOf(invoice, "supplier_tax_id")),
              .name = NameKey(ValueOf(invoice, "supplier")),
              .number = Compact(ValueOf(invoice, "invoice_number")),
              .date = ValueOf(invoice, "date"),
              .total = ""};
  if (CountDigits(facts.number) == 0) facts.number.clear();
  if (!TellsApart(facts.fiscal_id)) facts.fiscal_id.clear();
  const auto total = Decimal::Parse(ValueOf(invoice, "total"));
  if (total.ok()) facts.total = total->Normalized().ToString();
  return facts;
}

/// A number with one letter or digit for all those that scans take for each other.
std::string LookAlike(std::string number) {
  constexpr std::string_view kFrom = "ODQILZSGB", kTo = "000112568";
  for (char& c : number) {
    if (const auto at = kFrom.find(c); at != kFrom.npos) c = kTo[at];
  }
  return number;
}

enum class Match { kUnknown, kEqual, kDiffers };

Match MatchOf(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return Match::kUnknown;
  return a == b ? Match::kEqual : Match::kDiffers;
}

/// By tax number where both have one, otherwise by name.
Match SupplierMatch(const Facts& a, const Facts& b) {
  const Match by_number = MatchOf(a.tax_id, b.tax_id);
  return by_number == Match::kUnknown ? MatchOf(a.name, b.name) : by_number;
}

struct Other {
  DocumentId document;
  std::string file_name, file_kind, reader, page_hash;
  bool loaded = false;
  std::int64_t revision = 0;
  Invoice invoice;

  std::string Text() const {
    return fmt::format("{} ({})", file_name, document.value().substr(0, kShownDigits));
  }
};

constexpr std::string_view kSelectOther =
    "SELECT document_id, file_name, file_kind, reader, page_hash, loaded_at, revision, fields,"
    " lines FROM invoices";

Status ReadOthers(db::Connection& connection, const std::string& where,
                  const std::vector<Value>& values, std::vector<Other>& others) {
  return connection.Query(std::string(kSelectOther) + where, std::span<const Value>(values),
                          [&](const db::Row& row) -> Status {
                            Other& o = others.emplace_back();
                            o.document = DocumentId(row.TextOrEmpty(0));
                            o.file_name = row.TextOrEmpty(1);
                            o.file_kind = row.TextOrEmpty(2);
                            o.reader = row.TextOrEmpty(3);
                            o.page_hash = row.TextOrEmpty(4);
                            o.loaded = !row.IsNull(5);
                            o.revision = row.IntOr(6, 0);
                            TELAR_RETURN_IF_ERROR(ParseFieldsJson(row.TextOrEmpty(7), o.invoice));
                            return ParseLinesJson(row.TextOrEmpty(8), o.invoice);
                          });
}

std::string Marks(std::size_t count) {
  std::string marks;
  for (std::size_t i = 0; i < count; ++i) marks += i == 0 ? "?" : ", ?";
  return marks;
}

/// Documents that have the rows of an invoice with one of these keys.
Result<std::vector<Other>> Holders(db::Connection& connection, const DocumentId& self,
                                   const std::vector<std::string>& keys) {
  std::vector<Other> holders;
  if (keys.empty()) return holders;
  std::vector<Value> values(keys.begin(), keys.end());
  values.emplace_back(self.value());
  TELAR_RETURN_IF_ERROR(ReadOthers(
      connection,
      " WHERE document_id IN (SELECT document_id FROM invoice_identities WHERE identity IN (" +
          Marks(keys.size()) + ") AND document_id <> ?) ORDER BY loaded_at, document_id",
      values, holders));
  return holders;
}

/// The documents whose first page is near-identical to one with `hash`.
Result<std::vector<std::string>> NearPages(db::Connection& connection, const DocumentId& self,
                                           std::uint64_t hash) {
  std::set<std::string> near;
  const auto bands = documents::HashBands(hash);
  for (std::size_t band = 0; band < bands.size(); ++band) {
    std::vector<Value> values{static_cast<std::int64_t>(band)};
    for (const std::uint16_t bits : documents::BandProbes(bands[band]))
      values.emplace_back(std::int64_t{bits});
    TELAR_RETURN_IF_ERROR(connection.Query(
        "SELECT document_id, page_hash FROM invoice_page_bands WHERE band = ? AND bits IN (" +
            Marks(values.size() - 1) + ")",
        std::span<const Value>(values), [&](const db::Row& row) {
          const auto theirs = documents::ParseHash(row.TextOrEmpty(1));
          if (theirs && documents::HashDistance(hash, *theirs) <= documents::kNearPage)
            near.insert(row.TextOrEmpty(0));
          return Status::Ok();
        }));
  }
  near.erase(self.value());
  return std::vector<std::string>(near.begin(), near.end());
}

/// Adds to `others` what may be the same invoice by its page or its number, and still counts:
/// neither rejected nor a duplicate itself. What differs in number, date and total cannot be, and
/// is left out by the database.
Status AddSuspects(db::Connection& connection, const Record& record, std::vector<Other>& others) {
  // As expressions, so that no database takes the index of what nearly every row has in common.
  constexpr std::string_view kCounts =
      " AND COALESCE(duplicate_of, '') = '' AND COALESCE(decision, '') <> 'rejected'";
  const std::string number = ValueOf(record.invoice, "invoice_number");
  if (!number.empty()) {
    TELAR_RETURN_IF_ERROR(
        ReadOthers(connection,
                   fmt::format(" WHERE invoice_number = ? AND document_id <> ?{} LIMIT {}", kCounts,
                               kMostCandidates),
                   {number, record.document.value()}, others));
  }
  const auto hash = documents::ParseHash(record.page_hash);
  if (!hash) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(const auto near, NearPages(connection, record.document, *hash));
  const auto value = [](const std::string& text) {
    return text.empty() ? Value(db::Null{}) : Value(text);
  };
  const Facts facts = FactsOf(record.invoice);
  const auto total = Decimal::Parse(facts.total);
  for (std::size_t at = 0; at < near.size(); at += kPage) {
    std::vector<Value> values;
    const std::size_t end = std::min(near.size(), at + kPage);
    for (std::size_t i = at; i < end; ++i) values.emplace_back(near[i]);
    std::string where =
        " WHERE document_id IN (" + Marks(values.size()) + ")" + std::string(kCounts);
    if (!facts.date.empty() && total.ok()) {
      where += " AND (invoice_date IS NULL OR invoice_date = ? OR total IS NULL OR total = ?)";
      const auto date = ParseDate(facts.date);
      values.push_back(date.ok() ? Value(*date) : value(""));
      values.emplace_back(*total);
    }
    TELAR_RETURN_IF_ERROR(ReadOthers(connection, where, values, others));
  }
  return Status::Ok();
}

bool LooksNear(const Record& record, const Other& other) {
  const auto mine = documents::ParseHash(record.page_hash),
             theirs = documents::ParseHash(other.page_hash);
  return mine && theirs && documents::HashDistance(*mine, *theirs) <= documents::kNearPage;
}

/// Where a document goes that is the same invoice as `other`, which has the rows.
Placement PlaceSame(const Record& record, const Other& other, const PlacementRules& rules) {
  const std::string same = "the same invoice as " + other.Text();
  const bool xml = IsEinvoice(record.file_kind, record.reader);
  if (xml != IsEinvoice(other.file_kind, other.reader)) {
    const auto differences = DifferencesOf(record.invoice, other.invoice);
    if (!differences.empty() && !rules.by_person) {
      return {Kind::kReview, other.document,
              fmt::format("einvoice_differs: {} differ{} from {}, {} of the same invoice",
                          Join(differences, ", "), differences.size() == 1 ? "s" : "", other.Text(),
                          xml ? "a page" : "the e-invoice")};
    }
    return {xml ? Kind::kReplace : Kind::kLink, other.document, "duplicate: " + same};
  }
  switch (rules.policy) {
    case DuplicatePolicy::kLink: return {Kind::kLink, other.document, "duplicate: " + same};
    case DuplicatePolicy::kReject: return {Kind::kReject, other.document, "duplicate: " + same};
    case DuplicatePolicy::kVersion: break;
  }
  if (!rules.by_person && other.revision > 0) {
    return {Kind::kReview, other.document,
            "maybe_duplicate: " + same + ", which a person has worked on"};
  }
  const bool good = record.invoice.verdict == Verdict::kAccept && record.classification;
  if (!rules.by_person && !good) {
    return {Kind::kReview, other.document,
            "maybe_duplicate: " + same + ", and not good enough to take its place"};
  }
  return {Kind::kReplace, other.document, "duplicate: " + same};
}

}  // namespace

std::string_view PolicyName(DuplicatePolicy policy) {
  switch (policy) {
    case DuplicatePolicy::kLink: return "link";
    case DuplicatePolicy::kReject: return "reject";
    case DuplicatePolicy::kVersion: break;
  }
  return "version";
}

std::vector<std::string> IdentityKeys(const Invoice& invoice) {
  const Facts facts = FactsOf(invoice);
  std::vector<std::string> keys;
  if (!facts.fiscal_id.empty()) keys.push_back(Sha256Hex("fiscal|" + facts.fiscal_id));
  if (facts.number.empty() || facts.date.empty() || facts.total.empty()) return keys;
  const std::string rest = fmt::format("|{}|{}|{}", facts.number, facts.date, facts.total);
  if (!facts.tax_id.empty()) keys.push_back(Sha256Hex("tax|" + facts.tax_id + rest));
  if (!facts.name.empty()) keys.push_back(Sha256Hex("name|" + facts.name + rest));
  return keys;
}

Likeness Compare(const Invoice& a, const Invoice& b, bool near_page) {
  const Facts x = FactsOf(a), y = FactsOf(b);
  const Match supplier = SupplierMatch(x, y), date = MatchOf(x.date, y.date),
              total = MatchOf(x.total, y.total);
  Match number = MatchOf(x.number, y.number);
  const auto equal = [](Match m) { return m == Match::kEqual; };
  const auto differs = [](Match m) { return m == Match::kDiffers; };
  const bool all_equal = equal(supplier) && equal(number) && equal(date) && equal(total);
  switch (MatchOf(x.fiscal_id, y.fiscal_id)) {
    case Match::kEqual:
      return differs(number) || differs(date) || differs(total) ? Likeness::kSuspect
                                                                : Likeness::kSame;
    case Match::kDiffers: return all_equal ? Likeness::kSuspect : Likeness::kDistinct;
    case Match::kUnknown: break;
  }
  if (all_equal) return Likeness::kSame;
  if (equal(supplier) && equal(number) && equal(date) && differs(total)) return Likeness::kSuspect;
  if (!near_page) return Likeness::kDistinct;
  number = MatchOf(LookAlike(x.number), LookAlike(y.number));
  if (equal(number) && differs(date) != differs(total)) return Likeness::kSuspect;
  if (differs(number) || differs(date) || differs(total)) return Likeness::kDistinct;
  const bool proven = equal(number) && (equal(date) || equal(total)) && !differs(supplier);
  return proven ? Likeness::kSame : Likeness::kSuspect;
}

std::vector<std::string> DifferencesOf(const Invoice& a, const Invoice& b) {
  std::vector<std::string> names;
  for (const std::string_view name :
       {"purchase_order", "date", "due_date", "currency", "subtotal", "tax", "discount", "total"}) {
    const std::string x = ValueOf(a, name), y = ValueOf(b, name);
    if (x.empty() || y.empty() || x == y) continue;
    const auto left = Decimal::Parse(x), right = Decimal::Parse(y);
    if (name != "purchase_order" && left.ok() && right.ok() && *left == *right) continue;
    names.emplace_back(name);
  }
  const auto row = [](const Line& line) {
    const auto text = [](const std::optional<Decimal>& n) {
      return n ? n->Normalized().ToString() : std::string();
    };
    return text(line.quantity) + "|" + text(line.amount);
  };
  if (a.lines.empty() || b.lines.empty()) return names;
  std::multiset<std::string> left, right;
  for (const Line& line : a.lines) left.insert(row(line));
  for (const Line& line : b.lines) right.insert(row(line));
  if (left != right) names.emplace_back("lines");
  return names;
}

bool IsEinvoice(std::string_view file_kind, std::string_view reader) {
  return file_kind == "xml" || reader == "einvoice";
}

Result<Placement> PlaceDocument(db::Connection& connection, const Record& record,
                                const PlacementRules& rules) {
  TELAR_ASSIGN_OR_RETURN(std::vector<Other> others,
                         Holders(connection, record.document, IdentityKeys(record.invoice)));
  TELAR_RETURN_IF_ERROR(AddSuspects(connection, record, others));
  const Other* suspect = nullptr;
  for (const Other& other : others) {
    if (other.document == rules.distinct_from) continue;
    switch (Compare(record.invoice, other.invoice, LooksNear(record, other))) {
      case Likeness::kSame:
        if (other.loaded) return PlaceSame(record, other, rules);
        [[fallthrough]];
      case Likeness::kSuspect:
        if (suspect == nullptr || (other.loaded && !suspect->loaded)) suspect = &other;
        break;
      case Likeness::kDistinct: break;
    }
  }
  // Of two that wait for a person, the one that is sure goes ahead.
  if (suspect == nullptr || rules.by_person) return Placement{};
  const Likeness likeness = Compare(record.invoice, suspect->invoice, LooksNear(record, *suspect));
  if (likeness == Likeness::kSame) return Placement{};
  const bool near = LooksNear(record, *suspect);
  return Placement{
      Kind::kReview, suspect->document,
      fmt::format("maybe_duplicate: {} {}",
                  near ? "its page looks like that of" : "its number and date are those of",
                  suspect->Text())};
}

Status ClaimIdentity(db::Connection& transaction, const DocumentId& document,
                     const Invoice& invoice) {
  for (const std::string& key : IdentityKeys(invoice)) {
    std::string holder;
    TELAR_RETURN_IF_ERROR(
        transaction.Query("SELECT document_id FROM invoice_identities WHERE identity = ?", {key},
                          [&](const db::Row& row) {
                            holder = row.TextOrEmpty(0);
                            return Status::Ok();
                          }));
    // Whoever placed the document has seen that holder and knows it for another invoice.
    if (!holder.empty()) continue;
    TELAR_RETURN_IF_ERROR(
        transaction
            .Execute("INSERT INTO invoice_identities (identity, document_id) VALUES (?, ?)",
                     {key, document.value()})
            .status());
  }
  return Status::Ok();
}

Status ReleaseIdentity(db::Connection& transaction, const DocumentId& document) {
  return transaction
      .Execute("DELETE FROM invoice_identities WHERE document_id = ?", {document.value()})
      .status();
}

Status WritePageBands(db::Connection& transaction, const DocumentId& document,
                      std::string_view page_hash) {
  TELAR_RETURN_IF_ERROR(
      transaction
          .Execute("DELETE FROM invoice_page_bands WHERE document_id = ?", {document.value()})
          .status());
  const auto hash = documents::ParseHash(page_hash);
  if (!hash) return Status::Ok();
  const auto bands = documents::HashBands(*hash);
  for (std::size_t band = 0; band < bands.size(); ++band) {
    TELAR_RETURN_IF_ERROR(
        transaction
            .Execute("INSERT INTO invoice_page_bands (band, bits, page_hash, document_id)"
                     " VALUES (?, ?, ?, ?)",
                     {static_cast<std::int64_t>(band), std::int64_t{bands[band]},
                      std::string(page_hash), document.value()})
            .status());
  }
  return Status::Ok();
}

Result<std::int64_t> IdentifyLoaded(db::Database& database, const Clock& clock) {
  std::int64_t done = 0;
  for (;;) {
    TELAR_ASSIGN_OR_RETURN(const db::PooledConnection connection, database.Acquire());
    std::vector<std::string> ids;
    std::vector<Invoice> invoices;
    std::vector<bool> loaded;
    TELAR_RETURN_IF_ERROR(connection->Query(
        "SELECT document_id, fields, loaded_at FROM invoices WHERE identified_at IS NULL ORDER BY"
        " loaded_at, document_id LIMIT ?",
        {kPage}, [&](const db::Row& row) {
          ids.push_back(row.TextOrEmpty(0));
          loaded.push_back(!row.IsNull(2));
          return ParseFieldsJson(row.TextOrEmpty(1), invoices.emplace_back());
        }));
    if (ids.empty()) return done;
    TELAR_ASSIGN_OR_RETURN(db::Transaction tx, db::Transaction::Begin(*connection));
    bool overtaken = false;
    for (std::size_t i = 0; i < ids.size() && !overtaken; ++i) {
      if (loaded[i]) {
        const Status claimed = ClaimIdentity(*connection, DocumentId(ids[i]), invoices[i]);
        // Another process does the same.
        overtaken = claimed.code() == Code::kAlreadyExists;
        if (!claimed.ok() && !overtaken) return claimed;
      }
      if (overtaken) break;
      TELAR_RETURN_IF_ERROR(
          connection
              ->Execute("UPDATE invoices SET identified_at = ? WHERE document_id = ?",
                        {clock.Now(), ids[i]})
              .status());
    }
    if (overtaken) continue;
    TELAR_RETURN_IF_ERROR(tx.Commit());
    done += static_cast<std::int64_t>(ids.size());
  }
}

}  // namespace telar::invoices
