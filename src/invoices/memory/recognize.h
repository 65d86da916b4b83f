#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "invoices/invoice.h"
#include "invoices/memory/lesson.h"
#include "invoices/memory/print.h"

namespace telar::invoices {

/// Everything the memory knows about one supplier, sorted by what it is good for. Only active
/// lessons.
struct KnownSupplier {
  SupplierId id;
  std::vector<Lesson> names, addresses, tax_ids, ibans, currencies, places, faces;
  std::set<std::string> numbers;   ///< Of its faces and tax numbers, and of nobody else's.
  std::set<std::string> tax_keys;  ///< Proved, as ProvenTaxKey gives them.
};

/// Sorts lessons by supplier. A number that the letterheads of two suppliers share is nobody's: it
/// is a customer's, or a bank's.
std::vector<KnownSupplier> KnownSuppliers(std::vector<Lesson> lessons);

/// Why a document is taken for a supplier's. All likenesses are 0..1.
struct Recognition {
  std::size_t supplier = 0;  ///< Index into the known suppliers.
  bool tax_id = false;       ///< Its proved tax number is printed and is not the customer's.
  bool iban = false;         ///< Its account is printed.
  int numbers = 0;           ///< Other numbers of its letterhead that are printed.
  double name = 0;           ///< The best of its names, anywhere on the first page.
  double address = 0;
  double face = 0;  ///< The share of a known letterhead's lines that is there.
  double score = 0;
};

/// The supplier a document comes from, or nothing. Precision comes first: one sign alone is never
/// enough, a proved tax number of another supplier rules a supplier out, and two suppliers that fit
/// about equally well rule out each other. `invoice` is what the extraction found by itself.
std::optional<Recognition> Recognize(const std::vector<KnownSupplier>& known,
                                     const PrintedDocument& document, const Invoice& invoice);

/// The share of the face's lines, by length, that stand at the head of the document.
double FaceLikeness(const Face& face, const PrintedDocument& document);

/// A lesson about a field that is the same on every document, and where its value is printed.
struct Chosen {
  const Lesson* lesson = nullptr;
  PrintedDocument::Match match;
};
/// Of several spellings the one that the page bears out best; what the extraction read by itself
/// (`own`, may be null) and the number of documents decide between equals. Nothing when there are
/// no lessons.
std::optional<Chosen> ChooseName(const std::vector<Lesson>& names, const PrintedDocument& document,
                                 const Field* own);
/// As ChooseName, but only an address that the page's print agrees with, its numbers above all:
/// shops of a chain share the name and not the address.
std::optional<Chosen> ChooseAddress(const std::vector<Lesson>& addresses,
                                    const PrintedDocument& document, const Field* own);

}  // namespace telar::invoices
