#include "samples/invoice_plan.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace telar::samples {
namespace {

constexpr std::uint64_t kDocuments = 600;

TEST(PlanInvoice, AddsUpExactly) {
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    const InvoicePlan plan = PlanInvoice(5, i, {});
    Decimal sum, tax, base;
    for (const PlannedLine& line : plan.lines) {
      EXPECT_EQ((line.quantity * line.unit_price).Rounded(line.amount.scale()), line.amount);
      sum = sum + line.amount;
    }
    for (const PlannedTax& part : plan.taxes) {
      EXPECT_EQ((part.base * part.rate * Decimal::FromUnits(1, 2)).Rounded(part.amount.scale()),
                part.amount);
      tax = tax + part.amount;
      base = base + part.base;
    }
    EXPECT_EQ(sum, plan.subtotal);
    EXPECT_EQ(base, plan.subtotal - plan.discount);
    EXPECT_EQ(tax, plan.tax);
    EXPECT_EQ(plan.subtotal - plan.discount + plan.tax, plan.total);
  }
}

TEST(PlanInvoice, MeetsEveryOddityInALargeBatch) {
  std::set<std::string> seen, currencies;
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    const InvoicePlan plan = PlanInvoice(5, i, {});
    currencies.insert(plan.currency);
    if (plan.credit_note) seen.insert("credit note");
    if (plan.taxes.size() > 1) seen.insert("several rates");
    if (!plan.discount.is_zero()) seen.insert("discount");
    if (!plan.iban.empty()) seen.insert("iban");
    if (plan.purchase_order.front() == '0') seen.insert("leading zero");
    if (plan.purchase_order.find_first_not_of("0123456789") != std::string::npos) {
      seen.insert("alphanumeric order");
    }
    for (const PlannedLine& line : plan.lines) {
      if (line.quantity.scale() > 0) seen.insert("decimal quantity");
      if (line.price_note.starts_with("Dólares por ")) seen.insert("price note");
      if (line.amount > Decimal(1'000'000)) seen.insert("millions");
    }
  }
  EXPECT_EQ(currencies, (std::set<std::string>{"COP", "EUR", "MXN", "PEN", "USD"}));
  EXPECT_EQ(seen, (std::set<std::string>{"alphanumeric order", "credit note", "decimal quantity",
                                         "discount", "iban", "leading zero", "millions",
                                         "price note", "several rates"}));
}

TEST(PlanInvoice, MakesEveryFigureOfACreditNoteNegative) {
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    const InvoicePlan plan = PlanInvoice(5, i, {});
    EXPECT_EQ(plan.total.is_negative(), plan.credit_note);
  }
}

TEST(PlanInvoice, KeepsToTheLayoutAndLanguageAskedFor) {
  for (std::uint64_t i = 0; i < 50; ++i) {
    const InvoicePlan plan =
        PlanInvoice(5, i, {.layout = LayoutChoice::kGeneric, .language = LanguageChoice::kEnglish});
    EXPECT_EQ(plan.layout, Layout::kGeneric);
    EXPECT_EQ(plan.language, Language::kEnglish);
  }
}

TEST(PlanInvoice, BringsSuppliersBackWithTheSameLook) {
  std::map<std::string, int> variants;
  int met_again = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const InvoicePlan plan = PlanInvoice(5, i, {.layout = LayoutChoice::kTextile});
    const auto [entry, added] = variants.try_emplace(plan.supplier.tax_id, plan.look.variant);
    met_again += added ? 0 : 1;
    EXPECT_EQ(entry->second, plan.look.variant);
  }
  EXPECT_GT(met_again, 100);
}

TEST(PlanInvoice, TheClassAskedForChangesNothingButClassAndCues) {
  const InvoicePlan a = PlanInvoice(5, 3, {.invoice_class = InvoiceClass::kPreventiva});
  const InvoicePlan b = PlanInvoice(5, 3, {.invoice_class = InvoiceClass::kCorrectiva});
  EXPECT_EQ(a.total, b.total);
  EXPECT_EQ(a.supplier.name, b.supplier.name);
  EXPECT_NE(a.invoice_class, b.invoice_class);
}

}  // namespace
}  // namespace telar::samples
