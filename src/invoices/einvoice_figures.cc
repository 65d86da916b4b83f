#include "invoices/einvoice_figures.h"

#include <algorithm>

#include "core/money.h"
#include "invoices/published_values.h"

namespace telar::invoices {
namespace {

using documents::EInvoice;
using documents::EInvoiceAllowance;
using documents::EInvoiceLine;
using documents::EInvoiceTax;
using documents::Published;
using documents::Syntax;

// With what NumberOf takes, sums of these do not overflow.
constexpr int kProductScale = 8, kDivisionScale = 8;

/// A sum that remembers how far rounding may have moved it.
class Sum {
 public:
  explicit Sum(int minor_units) : minor_units_(minor_units) {}

  Sum& Add(const Decimal& addend) {
    value_ = value_ + addend;
    Note(addend);
    return *this;
  }
  /// What cannot be read makes the whole sum unknown; what is absent adds nothing.
  Sum& Add(const Published& addend, int sign = 1) {
    if (addend.empty()) return *this;
    const auto number = NumberOf(addend);
    if (!number) known_ = false;
    else Add(sign < 0 ? -*number : *number);
    return *this;
  }

  bool known() const { return known_; }
  const Decimal& value() const { return value_; }
  bool Agrees(const Decimal& published) const {
    const int finer = finer_ + (published.Normalized().scale() > minor_units_ ? 1 : 0);
    // Half a unit for each rounding, and half for that of the sum itself.
    const int halves = finer == 0 ? 0 : finer + 1;
    return (value_ - published).Abs() <= Decimal::FromUnits(5 * halves, minor_units_ + 1);
  }

 private:
  void Note(const Decimal& addend) {
    if (addend.Normalized().scale() > minor_units_) ++finer_;
  }

  int minor_units_;
  Decimal value_;
  int finer_ = 0;
  bool known_ = true;
};

/// What quantity, price and allowances of a line come to, the price divided by its base or not;
/// nothing where one of them is no number.
std::optional<Decimal> NetOf(const EInvoiceLine& line, Syntax syntax, bool divided) {
  const auto quantity = NumberOf(line.quantity), price = NumberOf(line.price);
  if (!quantity || !price) return std::nullopt;
  Decimal net = (*quantity * *price).Rounded(kProductScale);
  if (const auto base = NumberOf(line.price_base); base && divided) {
    const auto share = net.DividedBy(*base, kDivisionScale);
    if (!share.ok()) return std::nullopt;
    net = *share;
  }
  if (syntax == Syntax::kCfdi) return net;
  for (const EInvoiceAllowance& a : line.allowances) {
    if (a.amount.empty()) continue;
    const auto amount = NumberOf(a.amount);
    if (!amount) return std::nullopt;
    net = a.charge ? net + *amount : net - *amount;
  }
  return net;
}

class Books {
 public:
  explicit Books(const EInvoice& invoice) : in_(invoice), minor_(MinorUnits(invoice)) {}

  std::vector<Mismatch> Check() {
    for (std::size_t i = 0; i < in_.lines.size(); ++i) CheckLine(i);
    CheckLineTotal();
    CheckAllowances();
    CheckExclusive();
    CheckTaxes();
    CheckInclusive();
    CheckPayable();
    return std::move(mismatches_);
  }

 private:
  Decimal Unit(int count) const { return Decimal::FromUnits(count, minor_); }
  Sum NewSum() const { return Sum(minor_); }

  void Complain(std::string what, const Decimal& computed, const Published& published,
                std::string_view field, std::optional<std::size_t> line = std::nullopt) {
    mismatches_.push_back({.what = std::move(what),
                           .computed = AsMoney(computed.Rounded(std::max(minor_, 2)), minor_),
                           .published = AsMoney(NumberOf(published).value_or(Decimal()), minor_),
                           .xml_line = published.line,
                           .field = field,
                           .line = line});
  }

  void Compare(std::string what, const Sum& sum, const Published& published,
               std::string_view field) {
    const auto value = NumberOf(published);
    if (!sum.known() || !value || sum.Agrees(*value)) return;
    Complain(std::move(what), sum.value(), published, field);
  }

  void CheckLine(std::size_t index) {
    const EInvoiceLine& line = in_.lines[index];
    const auto amount = NumberOf(line.amount);
    const auto net = NetOf(line, in_.syntax, true);
    if (!amount || !net || (*net - *amount).Abs() <= Unit(2) || IsGift(line)) return;
    if (PriceIsForOne(line, in_.syntax, minor_)) return;
    Complain("amount of line " + std::to_string(index + 1), *net, line.amount, {}, index);
  }

  void CheckLineTotal() {
    if (in_.lines.empty()) return;
    Sum sum = NewSum();
    for (const EInvoiceLine& line : in_.lines) {
      if (line.amount.empty()) return;
      if (!IsGift(line)) sum.Add(line.amount);
    }
    if (!TakesAllowancesFirst()) {
      // SUNAT's total of lines has the document's discounts off already, DIAN's has not.
      Sum net = sum;
      for (const EInvoiceAllowance& a : in_.allowances) net.Add(a.amount, a.charge ? 1 : -1);
      const auto published = NumberOf(in_.line_total);
      if (published && net.known() && net.Agrees(*published)) return;
    }
    Compare("sum of lines", sum, in_.line_total, "subtotal");
  }

  /// Something given away, in the forms of national tax offices (SUNAT): at no price, with what it
  /// would cost as the amount, and in no total.
  bool IsGift(const EInvoiceLine& line) const {
    const auto price = NumberOf(line.price);
    return !TakesAllowancesFirst() && price && price->is_zero();
  }
  /// What would have been paid for gifts: SUNAT's tax code 9996.
  bool IsOfGifts(const EInvoiceTax& tax) const {
    return !TakesAllowancesFirst() && tax.category.text == "9996";
  }

  void CheckAllowances() {
    Sum allowances = NewSum(), charges = NewSum();
    std::size_t allowance_count = 0, charge_count = 0;
    const auto add = [&](const EInvoiceAllowance& a) {
      (a.charge ? charges : allowances).Add(a.amount);
      ++(a.charge ? charge_count : allowance_count);
    };
    if (in_.syntax == Syntax::kCfdi) {
      for (const EInvoiceLine& line : in_.lines)
        std::for_each(line.allowances.begin(), line.allowances.end(), add);
    } else {
      std::for_each(in_.allowances.begin(), in_.allowances.end(), add);
    }
    const auto published = NumberOf(in_.allowances_total);
    const bool turned = in_.syntax == Syntax::kZugferd1 && published && allowances.known() &&
                        allowances.Agrees(-*published);
    if (allowance_count > 0 && !turned)
      Compare("sum of discounts", allowances, in_.allowances_total, "discount");
    if (charge_count > 0) Compare("sum of charges", charges, in_.charges_total, {});
  }

  /// Follows EN 16931's order of sums.
  bool TakesAllowancesFirst() const {
    const bool ubl = in_.syntax == Syntax::kUblInvoice || in_.syntax == Syntax::kUblCreditNote;
    return !ubl || in_.profile.empty() || in_.profile.starts_with("urn:");
  }

  Sum Exclusive() const {
    Sum sum = NewSum();
    sum.Add(in_.line_total).Add(in_.allowances_total, -1);
    if (!in_.charges_total.empty()) {
      sum.Add(in_.charges_total);
    } else {
      for (const EInvoiceAllowance& a : in_.allowances)
        if (a.charge) sum.Add(a.amount);
    }
    return sum;
  }

  void CheckExclusive() {
    if (in_.line_total.empty() || !TakesAllowancesFirst()) return;
    Compare("total without tax", Exclusive(), in_.tax_exclusive, "subtotal");
  }

  void CheckTaxes() {
    Sum sum = NewSum();
    std::size_t count = 0;
    const auto lines = static_cast<int>(std::min<std::size_t>(in_.lines.size(), 200));
    const Decimal slack = Unit(1) + Decimal::FromUnits(5 * lines, minor_ + 1);
    for (const EInvoiceTax& tax : in_.taxes) {
      if (!tax.withheld && !IsOfGifts(tax)) {
        sum.Add(tax.amount);
        ++count;
      }
      const auto base = NumberOf(tax.base), rate = NumberOf(tax.rate),
                 amount = NumberOf(tax.amount);
      if (!base || !rate || !amount) continue;
      const Decimal fraction =
          in_.syntax == Syntax::kCfdi ? *rate : *rate * Decimal::FromUnits(1, 2);
      const Decimal computed = *base * fraction;
      if ((computed.Abs() - amount->Abs()).Abs() <= slack) continue;
      Complain(
          "tax at " +
              (in_.syntax == Syntax::kCfdi ? *rate * Decimal(100) : *rate).Normalized().ToString() +
              " %",
          computed, tax.amount, tax.withheld ? "total" : "tax");
    }
    if (count > 0) Compare("sum of taxes", sum, in_.tax_total, "tax");
  }

  void AddTaxes(Sum& sum) const {
    if (!in_.tax_total.empty()) {
      sum.Add(in_.tax_total);
    } else {
      for (const EInvoiceTax& tax : in_.taxes)
        if (!tax.withheld && !IsOfGifts(tax)) sum.Add(tax.amount);
    }
    if (!WithheldFromTotal(in_.syntax)) return;
    for (const EInvoiceTax& tax : in_.taxes)
      if (tax.withheld) sum.Add(tax.amount, -1);
  }

  void CheckInclusive() {
    if (in_.tax_exclusive.empty() && in_.line_total.empty()) return;
    Sum sum = NewSum();
    if (in_.tax_exclusive.empty()) sum = Exclusive();
    else sum.Add(in_.tax_exclusive);
    AddTaxes(sum);
    if (const auto value = NumberOf(in_.tax_inclusive); value && !TakesAllowancesFirst()) {
      Sum other = NewSum();
      other.Add(in_.line_total);
      AddTaxes(other);
      if (other.known() && other.Agrees(*value)) return;
    }
    Compare("total with tax", sum, in_.tax_inclusive, "total");
  }

  bool HasNoPrepaid() const {
    return in_.syntax == Syntax::kCii && in_.profile.ends_with(":minimum");
  }

  bool IsSettledCorrection() const {
    const auto inclusive = NumberOf(in_.tax_inclusive), payable = NumberOf(in_.payable);
    return in_.syntax == Syntax::kZugferd1 && inclusive && payable && inclusive->is_negative() &&
           payable->is_zero();
  }

  void CheckPayable() {
    if (in_.tax_inclusive.empty() || HasNoPrepaid() || IsSettledCorrection()) return;
    Sum sum = NewSum();
    sum.Add(in_.tax_inclusive).Add(in_.prepaid, -1).Add(in_.rounding);
    if (const auto value = NumberOf(in_.payable); value && !TakesAllowancesFirst()) {
      Sum other = sum;
      other.Add(in_.allowances_total, -1).Add(in_.charges_total);
      if (other.known() && other.Agrees(*value)) return;
    }
    Compare("amount to pay", sum, in_.payable, {});
  }

  const EInvoice& in_;
  const int minor_;
  std::vector<Mismatch> mismatches_;
};

}  // namespace

std::string Sentence(const Mismatch& m) {
  return m.what + " " + m.computed.ToString() + ", published " + m.published.ToString() +
         " (line " + std::to_string(m.xml_line) + ")";
}

int MinorUnits(const EInvoice& invoice) {
  const auto currency = Currency::Parse(invoice.currency.text);
  return currency.ok() ? currency->minor_units() : 2;
}

bool WithheldFromTotal(Syntax syntax) {
  return syntax == Syntax::kFacturae || syntax == Syntax::kCfdi;
}

bool PriceIsForOne(const EInvoiceLine& line, Syntax syntax, int minor_units) {
  const auto base = NumberOf(line.price_base), amount = NumberOf(line.amount);
  if (!base || *base == Decimal(1) || !amount) return false;
  const auto divided = NetOf(line, syntax, true), whole = NetOf(line, syntax, false);
  const Decimal slack = Decimal::FromUnits(2, minor_units);
  return divided && whole && (*divided - *amount).Abs() > slack &&
         (*whole - *amount).Abs() <= slack;
}

std::vector<Mismatch> Recompute(const EInvoice& invoice) { return Books(invoice).Check(); }

}  // namespace telar::invoices
