#include <algorithm>

#include "documents/einvoice/rules/rule.h"
#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

using enum Group;
using enum Term;

bool IsInCents(std::string_view text) {
  const auto number = ParseNumber(text);
  return number && RoundHalfUp(*number, 2) == *number;
}

// BR-DEC-13 and -15 in CII: there is no total VAT, or one that is in order or not in question.
Test SomeTaxTotal(bool accounting) {
  return [accounting](const Scope& s) {
    const auto totals = Find(kBt110, s.facts.syntax).All(s.at, s.facts.root);
    const auto& wanted = accounting ? s.facts.tax_currencies : s.facts.currencies;
    return totals.empty() ||
           std::any_of(totals.begin(), totals.end(), [&](const XmlElement& total) {
             const auto currency = total.Attribute("currencyID");
             const bool asked = currency && wanted.contains(*currency);
             if (asked && IsInCents(total.text())) return true;
             return accounting ? wanted.empty() : !asked;
           });
  };
}

Rule Two(std::string id, Group group, Term term, std::string_view en, std::string_view es,
         std::string_view bt) {
  const std::string name = " (" + std::string(bt) + ") ";
  return {std::move(id),
          {group, TwoDecimals(term)},
          std::string(en) + name + "has at most two decimals.",
          std::string(es) + name + "tiene como mucho dos decimales."};
}

}  // namespace

// clang-format off
std::vector<Rule> DecimalRules() {
  return {
    Two("BR-DEC-01", kAllowance, kBt92, "The amount of an allowance on the document", "El importe de un descuento sobre el documento", "BT-92"),
    Two("BR-DEC-02", kAllowance, kBt93, "The base of an allowance on the document", "La base de un descuento sobre el documento", "BT-93"),
    Two("BR-DEC-05", kCharge, kBt92, "The amount of a charge on the document", "El importe de un cargo sobre el documento", "BT-99"),
    Two("BR-DEC-06", kCharge, kBt93, "The base of a charge on the document", "La base de un cargo sobre el documento", "BT-100"),
    Two("BR-DEC-09", kTotals, kBt106, "The sum of line amounts", "La suma de importes de línea", "BT-106"),
    Two("BR-DEC-10", kTotals, kBt107, "The sum of allowances", "El total de descuentos", "BT-107"),
    Two("BR-DEC-11", kTotals, kBt108, "The sum of charges", "El total de cargos", "BT-108"),
    Two("BR-DEC-12", kTotals, kBt109, "The amount without VAT", "El importe sin IVA", "BT-109"),
    // In UBL the published test looks for the currency where there is none, and always holds.
    {"BR-DEC-13", {kDocument, Always()}, {kTotals, SomeTaxTotal(false)},
     "The total VAT (BT-110) has at most two decimals.",
     "El IVA total (BT-110) tiene como mucho dos decimales."},
    Two("BR-DEC-14", kTotals, kBt112, "The amount with VAT", "El importe con IVA", "BT-112"),
    {"BR-DEC-15", {kDocument, Always()}, {kTotals, SomeTaxTotal(true)},
     "The total VAT in accounting currency (BT-111) has at most two decimals.",
     "El IVA total en moneda de contabilización (BT-111) tiene como mucho dos decimales."},
    Two("BR-DEC-16", kTotals, kBt113, "The amount paid", "El importe pagado", "BT-113"),
    Two("BR-DEC-17", kTotals, kBt114, "The rounding", "El redondeo", "BT-114"),
    Two("BR-DEC-18", kTotals, kBt115, "The amount due for payment", "El importe a pagar", "BT-115"),
    Two("BR-DEC-19", kBreakdown, kBt116, "The taxable amount of a breakdown", "La base de un desglose de IVA", "BT-116"),
    Two("BR-DEC-20", kBreakdown, kBt117, "The tax of a breakdown", "La cuota de un desglose de IVA", "BT-117"),
    Two("BR-DEC-23", kLine, kBt131, "The net amount of a line", "El importe neto de una línea", "BT-131"),
    Two("BR-DEC-24", kLineAllowance, kBt92, "The amount of an allowance on a line", "El importe de un descuento sobre una línea", "BT-136"),
    Two("BR-DEC-25", kLineAllowance, kBt93, "The base of an allowance on a line", "La base de un descuento sobre una línea", "BT-137"),
    Two("BR-DEC-27", kLineCharge, kBt92, "The amount of a charge on a line", "El importe de un cargo sobre una línea", "BT-141"),
    Two("BR-DEC-28", kLineCharge, kBt93, "The base of a charge on a line", "La base de un cargo sobre una línea", "BT-142"),
  };
}
// clang-format on

}  // namespace telar::documents::einvoice::rules
