#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"
#include "db/database.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// The key of table `suppliers`: "tax:ES:A13585625" or "name:" and 16 hexadecimal digits.
using SupplierId = StrongId<struct SupplierIdTag, std::string>;

/// What a document says about who sent it.
struct SupplierClues {
  std::string name;    ///< As printed; may be empty.
  std::string tax_id;  ///< As printed; may be empty.
  /// ISO 3166-1 alpha-2, of the currency; empty when that belongs to none or to several.
  std::string country{};
};
SupplierClues CluesOf(const Invoice& invoice);

/// A supplier with every spelling it was met under.
struct Supplier {
  SupplierId id;
  std::string name;     ///< The spelling met most often, of two equally frequent ones the first.
  std::string tax_id;   ///< Proved by its check digits, compact; empty when none is known.
  std::string country;  ///< Of the tax number, ISO 3166-1 alpha-2; empty without one.
  std::vector<std::string> spellings;  ///< The most frequent first.
};

/// The name without legal form, accents, case, punctuation and blanks: "Hilos del Valle, S.A." and
/// "HILOS DEL VALLE SA" are "hilosdelvalle". A name that is nothing but a legal form keeps it.
std::string SupplierKey(std::string_view name);

/// The compact tax number when its check digits prove it, without the country's letters where they
/// may be missing, and with its country: "ES:A13585625". Empty when nothing proves it. A number
/// without letters proves itself in its `country`; without one, only where its form says which it
/// is: a hyphen before the last digit (NIT, RUT, CUIT), the RUC of Peru and of Ecuador, the CNPJ.
std::string ProvenTaxKey(std::string_view printed, std::string_view country = {});

/// The supplier of a document, found or new; empty when the clues say nothing. Runs on the caller's
/// connection inside the caller's transaction, and counts the spelling once a document. Ids follow
/// from the clues alone, so that two databases name a supplier alike.
///
/// - A proved tax number decides: the same number is the same supplier, whatever its name. A
///   supplier known by its name alone gets the number the first time one is printed beside it.
/// - Without one, the normalised name decides, as long as no more than one supplier bears it.
/// - A name of ten letters or more may be misread in one character of ten, never in a digit.
/// Suppliers with different proved tax numbers are never joined.
///
/// Errors: those of db::Connection.
Result<SupplierId> ResolveSupplier(db::Connection& connection, const SupplierClues& clues,
                                   const DocumentId& document, Instant now);

/// Every supplier, by name.
Result<std::vector<Supplier>> ListSuppliers(db::Connection& connection);

}  // namespace telar::invoices
