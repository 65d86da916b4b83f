#include "samples/trade_plan.h"

#include <gtest/gtest.h>

#include <set>

namespace telar::samples {
namespace {

constexpr LayoutChoice kFamilies[] = {LayoutChoice::kLetter, LayoutChoice::kService,
                                      LayoutChoice::kCharges};

TEST(PlanTrade, AddsUpExactly) {
  for (const LayoutChoice layout : kFamilies) {
    for (std::uint64_t i = 0; i < 200; ++i) {
      const InvoicePlan plan = PlanInvoice(32, i, {.layout = layout});
      Decimal sum, base, tax;
      for (const PlannedLine& line : plan.lines) sum = sum + line.amount;
      for (const PlannedTax& part : plan.taxes) {
        EXPECT_EQ((part.base * part.rate * Decimal::FromUnits(1, 2)).Rounded(part.amount.scale()),
                  part.amount);
        base = base + part.base;
        tax = tax + part.amount;
      }
      EXPECT_EQ(sum, plan.subtotal);
      EXPECT_EQ(sum - plan.discount + plan.shipping, base);
      EXPECT_EQ(tax, plan.tax);
      const Decimal withheld = plan.withheld_from_total ? plan.withheld : Decimal();
      EXPECT_EQ(base + tax - withheld + plan.rounding, plan.total);
      EXPECT_EQ(plan.total.is_negative(), plan.credit_note);
    }
  }
}

TEST(PlanTrade, MeetsEveryOddityInALargeBatch) {
  std::set<std::string> seen;
  std::set<Language> languages;
  for (const LayoutChoice layout : kFamilies) {
    for (std::uint64_t i = 0; i < 400; ++i) {
      const InvoicePlan plan = PlanInvoice(32, i, {.layout = layout});
      languages.insert(plan.language);
      if (plan.credit_note) seen.insert("credit note");
      if (plan.taxes.size() > 1) seen.insert("several rates");
      if (!plan.discount.is_zero()) seen.insert("discount");
      if (!plan.shipping.is_zero()) seen.insert("shipping");
      if (!plan.rounding.is_zero()) seen.insert("rounding");
      if (!plan.withheld.is_zero()) {
        seen.insert(plan.withheld_from_total ? "withheld" : "withheld below the total");
      }
      if (!plan.delivery.name.empty())
        seen.insert(plan.delivery.name == plan.customer.name ? "delivery" : "delivery to another");
      if (!plan.own_order.empty()) seen.insert("the seller's own order");
      if (plan.invoice_number.size() <= 3) seen.insert("short number");
      for (const PlannedLine& line : plan.lines) {
        if (!line.discount.is_zero()) seen.insert("line discount");
      }
    }
  }
  EXPECT_EQ(languages.size(), 7U);
  EXPECT_EQ(seen, (std::set<std::string>{"credit note", "delivery", "delivery to another",
                                         "discount", "line discount", "rounding", "several rates",
                                         "shipping", "short number", "the seller's own order",
                                         "withheld", "withheld below the total"}));
}

TEST(PlanTrade, GivesEachFamilySuppliersOfItsOwn) {
  const InvoicePlan letter = PlanInvoice(32, 1, {.layout = LayoutChoice::kLetter});
  const InvoicePlan service = PlanInvoice(32, 1, {.layout = LayoutChoice::kService});
  EXPECT_NE(letter.supplier.tax_id, service.supplier.tax_id);
}

}  // namespace
}  // namespace telar::samples
