#pragma once

#include <string_view>
#include <vector>

#include "invoices/layout.h"

namespace telar::invoices {

/// kOther: a language of which only a few label words are known.
enum class Language {
  kEnglish,
  kSpanish,
  kPortuguese,
  kFrench,
  kGerman,
  kDutch,
  kItalian,
  kMalay,
  kPolish,
  kCatalan,
  kOther,
};

/// What a printed label says about the value beside or below it.
enum class Label {
  // Fields
  kSupplier,
  kCustomer,
  kTaxId,
  kCustomerTaxId,
  kInvoiceNumber,
  kTitle,
  kPurchaseOrder,
  kDate,
  kInvoiceDate,
  kDueDate,
  kIban,
  kSubtotal,
  kTax,
  kDiscount,
  kTotal,
  kTotalDue,
  kShipping,
  kRounding,
  // What must not be taken for a field
  kOtherDate,
  kOtherNumber,
  kOtherTotal,
  kCash,
  kChange,
  kPaid,
  kCarry,
  kContact,
};

/// A label found in a row. Where two fit, the longer one is found, and words are whole: "Total"
/// never is inside "Subtotal", and "Total IVA" is a tax.
struct LabelHit {
  Label label = Label::kTotal;
  Language language = Language::kEnglish;
  Span span;
  double weight =
      1;  ///< How surely these words mean the field, times 0.85 for a slip of one letter.
};

/// The labels of a row from left to right, none inside another. Compared folded; a word of six
/// letters or more may differ by one letter, and digits that look like letters count as them. Words
/// may have lost the blanks between them ("InvoiceNo"), a value may be glued to its label
/// ("Rechnungsnummer4711"), and a label for a number is surer with "#" or "№" behind it, which its
/// span then holds. A compound is what it ends with: "Honorarrechnung" is a "Rechnung",
/// "Maandfactuur" a "factuur".
std::vector<LabelHit> FindLabels(const Row& row);

/// The language most labels are in; English when there are none.
Language LanguageOf(const std::vector<std::vector<LabelHit>>& labels);

}  // namespace telar::invoices
