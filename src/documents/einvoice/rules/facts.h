#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>

#include "core/decimal.h"
#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice::rules {

/// The VAT categories (UNTDID 5305) that have rules of their own.
enum class Category { kS, kZ, kE, kAE, kK, kG, kO, kL, kM };
inline constexpr std::size_t kCategories = 9;
std::string_view CategoryCode(Category category);  ///< "AE".

/// A sum of amounts as published. One that is no number spoils it: no total can be right then.
struct Sum {
  Decimal value;
  bool spoilt = false;

  void Add(std::string_view amount);
};

/// What lines, allowances and charges of one VAT category (and perhaps one rate) come to.
struct CategorySums {
  Sum lines, allowances, charges;
  bool any_line = false, any_allowance = false;  ///< Charges count as allowances here.
};

/// How often a VAT category stands where. "vat": of the tax scheme VAT only.
struct CategoryFacts {
  int lines = 0, lines_vat = 0;
  int allowances = 0, allowances_vat = 0;  ///< On any level.
  int charges = 0, charges_vat = 0;
  int both = 0, both_vat = 0;  ///< Allowances and charges, and what says it is neither.
  int document_allowances_vat = 0, document_charges_vat = 0;
  int breakdowns = 0, breakdowns_vat = 0;
  int anywhere_vat = 0;  ///< All of these and, in UBL, tax totals that are not the document's.
  CategorySums sums;
  std::map<Decimal, CategorySums> by_rate;
};

/// What several rules ask of the document as a whole, found in one pass over it, so that a rule
/// costs the same for one line and for a hundred thousand.
struct Facts {
  explicit Facts(XmlElement root, Syntax syntax);

  const CategoryFacts& operator[](Category category) const {
    return categories[static_cast<std::size_t>(category)];
  }

  XmlElement root;
  Syntax syntax;

  std::array<CategoryFacts, kCategories> categories;
  int lines = 0;            ///< BG-25.
  Sum line_total;           ///< Of BT-131.
  Sum allowances, charges;  ///< Of BT-92 and BT-99.
  int allowance_count = 0, charge_count = 0;
  Sum tax_total;                                    ///< CII: of BT-117.
  std::set<std::string_view> tax_total_currencies;  ///< UBL: of tax amounts of any total.
  int breakdowns = 0;                               ///< BG-23.

  std::set<std::string_view> currencies, tax_currencies;  ///< BT-5, BT-6, normally one each.
  std::set<std::string_view> seller_names, seller_ids, seller_legal_ids;  ///< As BR-17 compares.

  // A category other than O, as the rules on O look for it.
  bool other_than_o_line = false, other_than_o_breakdown = false;
  bool other_than_o_allowance = false, other_than_o_charge = false;
  bool split_payment = false;                              ///< Category B, anywhere.
  bool split_payment_used = false, standard_used = false;  ///< B and S as BR-B-02 looks for them.
  bool only_italy = true;                                  ///< No country code but IT.

  bool seller_tax_id = false;          ///< BT-31 or BT-32.
  bool seller_vat_id = false;          ///< BT-31.
  bool representative_vat_id = false;  ///< BT-63.
  bool buyer_vat_id = false;           ///< BT-48.
  bool buyer_legal_id = false;         ///< BT-47.

  bool due_date_or_terms = false;                       ///< BT-9 or BT-20.
  bool tax_point_date = false, tax_point_code = false;  ///< CII: BT-7, BT-8.

 private:
  void Visit(const XmlElement& element);
  void VisitUbl(const XmlElement& element);
  void VisitCii(const XmlElement& element);
  CategoryFacts* ByCode(std::string_view code);
};

}  // namespace telar::documents::einvoice::rules
