#include "invoices/suppliers.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/digest.h"
#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/check_digits.h"
#include "invoices/layout.h"
#include "invoices/legal_form.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kToleratedLength = 10;  // of a name that may be misread
constexpr std::size_t kEnds = 4;              // characters that must be right at one end

constexpr std::pair<std::string_view, std::string_view> kCurrencies[] = {
    {"ARS", "AR"}, {"AUD", "AU"}, {"BRL", "BR"}, {"CHF", "CH"}, {"CLP", "CL"}, {"CNY", "CN"},
    {"COP", "CO"}, {"CZK", "CZ"}, {"DKK", "DK"}, {"DOP", "DO"}, {"GBP", "GB"}, {"GTQ", "GT"},
    {"HUF", "HU"}, {"INR", "IN"}, {"JPY", "JP"}, {"MXN", "MX"}, {"NOK", "NO"}, {"PEN", "PE"},
    {"PLN", "PL"}, {"PYG", "PY"}, {"RON", "RO"}, {"SEK", "SE"}, {"UYU", "UY"}, {"VES", "VE"}};

/// Countries whose numbers have this form.
std::vector<std::string_view> CountriesOf(std::string_view printed, std::string_view number) {
  const std::string_view trimmed = Trim(printed);
  const bool digits =
      AllDigits(number.substr(0, number.size() - std::min<std::size_t>(1, number.size())));
  if (!digits) return {};
  if (trimmed.size() > 8 && trimmed[trimmed.size() - 2] == '-') {
    return {"CO", "CL", "AR", "GT", "PY"};
  }
  if (number.size() == 11 && (number.starts_with("10") || number.starts_with("20"))) return {"PE"};
  if (number.size() == 13 && number.ends_with("001")) return {"EC"};
  if (number.size() == 14) return {"BR"};
  return {};
}

struct Known {
  SupplierId id;
  std::string tax_key;  // empty when none
};

std::string Digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return digits;
}

/// One character of ten may be misread, none of them a digit.
bool SameButForSlips(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < kToleratedLength) return false;
  if (ShapeOf(a) == ShapeOf(b)) return true;  // 1 for l is no other digit
  return Digits(a) == Digits(b) && EditDistance(a, b) <= shorter / kToleratedLength;
}

std::string Head(const std::string& key) { return key.substr(0, kEnds); }
std::string Tail(const std::string& key) {
  return key.substr(key.size() - std::min(key.size(), kEnds));
}

Result<std::optional<Known>> FindByTax(db::Connection& connection, const std::string& tax_key) {
  std::optional<Known> found;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT supplier_id, tax_key FROM suppliers"
                       " WHERE tax_key = ?",
                       {tax_key}, [&](const db::Row& row) {
                         found = {SupplierId(row.TextOrEmpty(0)), row.TextOrEmpty(1)};
                         return Status::Ok();
                       }));
  return found;
}

/// Suppliers that bear this name: exactly, else but for slips.
Result<std::vector<Known>> FindByName(db::Connection& connection, const std::string& key) {
  std::vector<Known> exact, near;
  const auto add = [](std::vector<Known>& to, Known known) {
    const bool there =
        std::any_of(to.begin(), to.end(), [&](const Known& k) { return k.id == known.id; });
    if (!there) to.push_back(std::move(known));
  };
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT s.supplier_id, s.tax_key, p.name_key FROM supplier_spellings p"
                       " JOIN suppliers s ON s.supplier_id = p.supplier_id"
                       " WHERE p.name_head = ? OR p.name_tail = ? ORDER BY s.supplier_id",
                       {Head(key), Tail(key)}, [&](const db::Row& row) {
                         Known known{SupplierId(row.TextOrEmpty(0)), row.TextOrEmpty(1)};
                         const std::string other = row.TextOrEmpty(2);
                         if (other == key) add(exact, std::move(known));
                         else if (SameButForSlips(other, key)) add(near, std::move(known));
                         return Status::Ok();
                       }));
  return exact.empty() ? near : exact;
}

/// The one supplier that the name may mean beside this tax number; nothing when it is none or
/// could be several.
std::optional<Known> OnlyOne(std::vector<Known> known, const std::string& tax_key) {
  if (!tax_key.empty()) std::erase_if(known, [](const Known& k) { return !k.tax_key.empty(); });
  if (known.size() != 1) return std::nullopt;
  return known.front();
}

Status CountSpelling(db::Connection& connection, const SupplierId& id, const std::string& name,
                     const std::string& key, const DocumentId& document, Instant now) {
  const std::string spelling_id = Sha256Hex(id.value() + '\0' + name).substr(0, 32);
  const db::MergeSpec spellings{
      .table = "supplier_spellings",
      .columns = {"spelling_id", "supplier_id", "spelling", "name_key", "name_head", "name_tail",
                  "first_document", "first_seen"},
      .key = {"spelling_id"},
      .keep_on_update = {"first_document", "first_seen"}};
  const std::vector<std::vector<db::Value>> rows = {
      {spelling_id, id.value(), name, key, Head(key), Tail(key), document.value(), now}};
  TELAR_RETURN_IF_ERROR(connection.Merge(spellings, rows).status());
  const db::MergeSpec uses{.table = "supplier_documents",
                           .columns = {"spelling_id", "document_id", "seen_at"},
                           .key = {"spelling_id", "document_id"},
                           .keep_on_update = {"seen_at"}};
  const std::vector<std::vector<db::Value>> use = {{spelling_id, document.value(), now}};
  return connection.Merge(uses, use).status();
}

}  // namespace

SupplierClues CluesOf(const Invoice& invoice) {
  const Field* name = invoice.Find("supplier");
  const Field* tax_id = invoice.Find("supplier_tax_id");
  const Field* currency = invoice.Find("currency");
  SupplierClues clues{name == nullptr ? "" : CollapseSpaces(name->value),
                      tax_id == nullptr ? "" : tax_id->value};
  for (const auto& [code, country] : kCurrencies) {
    if (currency != nullptr && currency->value == code) clues.country = country;
  }
  return clues;
}

std::string SupplierKey(std::string_view name) {
  const std::vector<Atom> atoms = SplitAtoms(name);
  std::string key;
  for (std::size_t at = 0; at < atoms.size();) {
    // A legal form with an atom of name before it.
    const std::size_t end = at == 0 ? 0 : LegalFormEnd(atoms, at - 1, atoms.size());
    std::size_t form = at;
    while (end > 0 && form < end && !IsLegalForm(atoms, form, end)) ++form;
    if (end > 0 && form == at && form < end) {
      at = end;
      continue;
    }
    key += atoms[at++].folded;
  }
  key = Essence(key);
  return key.empty() ? Essence(name) : key;
}

std::string ProvenTaxKey(std::string_view printed, std::string_view country) {
  const std::string number = Compact(printed);
  const TaxScheme* scheme = ProvenScheme(number);
  if (scheme == nullptr && !country.empty()) scheme = ProvenScheme(number, country);
  for (const std::string_view likely : CountriesOf(printed, number)) {
    if (scheme == nullptr) scheme = ProvenScheme(number, likely);
  }
  if (scheme == nullptr) return {};
  std::string_view body = number;
  if (!scheme->prefix.empty() && body.starts_with(scheme->prefix) &&
      body.size() == scheme->prefix.size() + scheme->form.size()) {
    body.remove_prefix(scheme->prefix.size());
  }
  return std::string(scheme->country) + ":" + std::string(body);
}

Result<SupplierId> ResolveSupplier(db::Connection& connection, const SupplierClues& clues,
                                   const DocumentId& document, Instant now) {
  const std::string tax_key = ProvenTaxKey(clues.tax_id, clues.country);
  const std::string name = CollapseSpaces(clues.name);
  const std::string key = SupplierKey(name);
  if (tax_key.empty() && key.empty()) return SupplierId();
  std::optional<Known> known;
  if (!tax_key.empty()) {
    TELAR_ASSIGN_OR_RETURN(known, FindByTax(connection, tax_key));
  }
  if (!known && !key.empty()) {
    TELAR_ASSIGN_OR_RETURN(std::vector<Known> namesakes, FindByName(connection, key));
    known = OnlyOne(std::move(namesakes), tax_key);
    if (known && !tax_key.empty()) {
      TELAR_RETURN_IF_ERROR(
          connection
              .Execute("UPDATE suppliers SET tax_key = ?, tax_id = ? WHERE supplier_id = ?",
                       {tax_key, Compact(clues.tax_id), known->id.value()})
              .status());
    }
  }
  if (!known) {
    known = {
        SupplierId(!tax_key.empty() ? "tax:" + tax_key : "name:" + Sha256Hex(key).substr(0, 16)),
        tax_key};
    const db::MergeSpec spec{
        .table = "suppliers",
        .columns = {"supplier_id", "tax_key", "tax_id", "first_document", "first_seen"},
        .key = {"supplier_id"},
        .keep_on_update = {"first_document", "first_seen", "tax_key", "tax_id"}};
    const db::Value none = db::Null{};
    const std::vector<std::vector<db::Value>> rows = {
        {known->id.value(), tax_key.empty() ? none : db::Value(tax_key),
         tax_key.empty() ? none : db::Value(Compact(clues.tax_id)), document.value(), now}};
    TELAR_RETURN_IF_ERROR(connection.Merge(spec, rows).status());
  }
  if (!key.empty()) {
    TELAR_RETURN_IF_ERROR(CountSpelling(connection, known->id, name, key, document, now));
  }
  return known->id;
}

Result<std::vector<Supplier>> ListSuppliers(db::Connection& connection) {
  std::vector<Supplier> suppliers;
  std::map<std::string, std::size_t> at;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT supplier_id, tax_id, tax_key FROM suppliers ORDER BY supplier_id",
                       {}, [&](const db::Row& row) {
                         at.emplace(row.TextOrEmpty(0), suppliers.size());
                         suppliers.push_back({SupplierId(row.TextOrEmpty(0)),
                                              "",
                                              row.TextOrEmpty(1),
                                              row.TextOrEmpty(2).substr(0, 2),
                                              {}});
                         return Status::Ok();
                       }));
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT p.supplier_id, p.spelling, COUNT(d.document_id) AS times, MIN(p.first_seen) AS seen"
      " FROM supplier_spellings p LEFT JOIN supplier_documents d"
      " ON d.spelling_id = p.spelling_id GROUP BY p.supplier_id, p.spelling"
      " ORDER BY times DESC, seen, p.spelling",
      {}, [&](const db::Row& row) {
        if (const auto it = at.find(row.TextOrEmpty(0)); it != at.end()) {
          suppliers[it->second].spellings.push_back(row.TextOrEmpty(1));
        }
        return Status::Ok();
      }));
  for (Supplier& supplier : suppliers) {
    if (!supplier.spellings.empty()) supplier.name = supplier.spellings.front();
  }
  std::stable_sort(suppliers.begin(), suppliers.end(),
                   [](const Supplier& a, const Supplier& b) { return a.name < b.name; });
  return suppliers;
}

}  // namespace telar::invoices
