#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "core/money.h"
#include "samples/labelled_cues.h"
#include "samples/print_style.h"
#include "samples/region.h"

namespace telar::samples {

enum class InvoiceClass { kCorrectiva, kPreventiva };
std::string_view InvoiceClassName(InvoiceClass invoice_class);  ///< "correctiva", "preventiva".

enum class Layout { kTextile, kGeneric, kReceipt, kLetter, kService, kCharges };
std::string_view LayoutName(Layout layout);  ///< "textile", "generic", "receipt" …
/// kMixed is textile and generic, kAll every layout.
enum class LayoutChoice { kTextile, kGeneric, kReceipt, kLetter, kService, kCharges, kMixed, kAll };
/// The layouts textile and generic are printed in Spanish and English: another language asked of
/// them gives Spanish.
enum class LanguageChoice {
  kSpanish,
  kEnglish,
  kPortuguese,
  kFrench,
  kGerman,
  kDutch,
  kItalian,
  kMixed
};

/// A company that does not exist.
struct Party {
  std::string name;
  std::string tax_id_label;  ///< "NIT"
  std::string tax_id;
  std::vector<std::string> address;  ///< Lines, without the name.
  std::string phone;                 ///< From the range 555-01xx, kept for fiction.
  std::string email;                 ///< Below example.com.
};

/// How one supplier's documents look; the same on all of its documents.
struct Look {
  int variant = 0;  ///< 0..11: chooses among the arrangements of a layout.
  int palette = 0;  ///< 0..5
  int face = 0;     ///< 0..3, see Face.
  bool letter_paper = false;
  NumberStyle numbers;
  MoneyStyle money;
  DateStyle dates = DateStyle::kEnglishShort;
  double scale = 1;  ///< 0.5..1: of the letters and rows; layouts textile and generic.
};

/// What a labelled invoice (labelled.h) shows beside its fields.
struct LabelledMarks {
  CueSet cues;
  std::uint64_t chance = 0;     ///< Seed of everything that is drawn for the cues or beside them.
  bool blocks_at_foot = false;  ///< All boxes lie below the table; for pages that run over.
};

/// What a class looks like on paper. The one place where a class reaches the drawing.
struct ClassCues {
  bool header_band = false;  ///< A filled band across the head of the page.
  bool side_rule = false;    ///< A thick rule along the left edge.
};

struct PlannedLine {
  std::string description;
  std::string price_note;  ///< "Dólares por metro", printed after the description; may be empty.
  std::string code;
  Decimal quantity;
  std::string unit;
  Decimal unit_price;
  Decimal discount = {};       ///< Taken off this line, zero or more.
  Decimal discount_rate = {};  ///< Percent; zero when the discount is an amount.
  Decimal amount;              ///< quantity × unit price, rounded half to even, less the discount.
  Decimal tax_rate;            ///< Percent.
};

/// The tax of all lines of one rate.
struct PlannedTax {
  Decimal rate;  ///< Percent.
  Decimal base;
  Decimal amount;
};

/// What a letterhead shows beside a party's name and address; all may be empty.
struct Letterhead {
  std::string trade_name;       ///< The name above the door.
  std::string former_name;      ///< After "formerly known as".
  std::string register_number;  ///< As printed, "(123456-A)"; not a tax number.
  std::string fax;
  std::string website;
};

/// What is true of one invented invoice: pure data, decided before anything is drawn. All sums are
/// exact. With prices before tax
///   Σ amount = subtotal; Σ base = subtotal − discount + service charge + shipping;
///   Σ tax amounts = tax; Σ base + tax + rounding − (withheld, where it is taken off the total) =
///   total.
/// With prices that include the tax
///   Σ amount − discount + service charge + shipping + rounding = total, Σ (base + tax amount) =
///   total − rounding, and subtotal is what is printed under that name: Σ amount, or Σ base.
struct InvoicePlan {
  std::uint64_t index = 0;
  InvoiceClass invoice_class = InvoiceClass::kPreventiva;
  Layout layout = Layout::kTextile;
  Language language = Language::kSpanish;
  Look look;
  ClassCues cues;
  std::optional<LabelledMarks> labelled = std::nullopt;  ///< Layouts textile and generic.
  bool credit_note = false;                              ///< Quantities and amounts are negative.

  Party supplier;
  Party customer;
  std::string invoice_number;
  std::string purchase_order;
  Date date;
  Date due_date;
  std::string country;   ///< Of both parties, ISO 3166-1 alpha-2.
  std::string currency;  ///< ISO 4217.
  std::string iban;      ///< Empty when none is printed.
  std::string tax_name;  ///< "IVA"
  std::vector<PlannedLine> lines;
  Decimal subtotal;
  Decimal discount;       ///< Zero or more; zero on credit notes.
  Decimal discount_rate;  ///< Percent.
  std::vector<PlannedTax> taxes;
  Decimal tax;
  Decimal total;

  /// Seed of invented words in place of the labels (labels.h); 0: the usual ones.
  std::uint64_t odd_labels = 0;

  // Zero and empty in the layouts textile and generic.
  Region region = Region::kSpain;
  std::uint64_t chance = 0;  ///< Seed of choices that concern the drawing alone.
  Letterhead letterhead;
  Party delivery;             ///< Where the goods go, when that is printed: name and address.
  std::string own_order;      ///< The seller's own number of the order, when that is printed.
  bool tax_included = false;  ///< The lines' amounts include the tax.
  Decimal service_charge, service_rate;
  Decimal shipping;
  Decimal rounding;
  Decimal withheld;           ///< Zero or more.
  Decimal withheld_rate;      ///< Percent of Σ base.
  std::string withheld_name;  ///< "IRPF"
  bool withheld_from_total = false;
};

struct PlanOptions {
  LayoutChoice layout = LayoutChoice::kMixed;
  LanguageChoice language = LanguageChoice::kMixed;
  std::optional<InvoiceClass> invoice_class = std::nullopt;
  int pages_max = 3;
  /// The document is one of this supplier: the same party, look and language on each, other
  /// numbers, dates, customers and lines. Layouts textile and generic only.
  std::optional<std::uint64_t> supplier = std::nullopt;
  /// The labels are words that only this supplier uses. Layouts textile and generic only.
  bool odd_labels = false;
  /// So many product lines instead of a number by lot. Layouts textile and generic only.
  std::optional<int> lines = std::nullopt;
};

/// The language a choice asks for; absent when it is left to the lot.
std::optional<Language> AskedLanguage(LanguageChoice choice);

/// Decides what document `index` of `seed` says. Depends on nothing else. A seed has some two dozen
/// suppliers a layout and language, which come back with the same look.
InvoicePlan PlanInvoice(std::uint64_t seed, std::uint64_t index, const PlanOptions& options);

}  // namespace telar::samples
