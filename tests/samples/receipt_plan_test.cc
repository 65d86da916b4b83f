#include "samples/receipt_plan.h"

#include <gtest/gtest.h>

#include <set>

namespace telar::samples {
namespace {

InvoicePlan Receipt(std::uint64_t index) {
  return PlanInvoice(31, index, {.layout = LayoutChoice::kReceipt});
}

TEST(PlanReceipt, AddsUpExactly) {
  for (std::uint64_t i = 0; i < 250; ++i) {
    const InvoicePlan plan = Receipt(i);
    Decimal sum, base, tax;
    for (const PlannedLine& line : plan.lines) {
      EXPECT_EQ((line.quantity * line.unit_price).Rounded(line.amount.scale()) - line.discount,
                line.amount);
      sum = sum + line.amount;
    }
    for (const PlannedTax& part : plan.taxes) {
      base = base + part.base;
      tax = tax + part.amount;
    }
    EXPECT_EQ(tax, plan.tax) << i;
    EXPECT_EQ(base + tax + plan.rounding, plan.total) << i;
    const Decimal charged = sum - plan.discount + plan.service_charge;
    EXPECT_EQ(charged, plan.tax_included ? base + tax : base) << i;
    EXPECT_TRUE(plan.subtotal == sum || (plan.tax_included && plan.subtotal == base)) << i;
  }
}

TEST(PlanReceipt, RoundsMalaysianCashToFiveCents) {
  int rounded = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    const InvoicePlan plan = Receipt(i);
    if (plan.rounding.is_zero()) continue;
    ++rounded;
    EXPECT_EQ(plan.region, Region::kMalaysia);
    EXPECT_EQ(*plan.total.DividedBy(Decimal::FromUnits(5, 2), 0) * Decimal::FromUnits(5, 2),
              plan.total);
  }
  EXPECT_GT(rounded, 20);
}

TEST(PlanReceipt, ComesFromEveryRegion) {
  std::set<Region> regions;
  for (std::uint64_t i = 0; i < 250; ++i) regions.insert(Receipt(i).region);
  EXPECT_EQ(regions.size(), static_cast<std::size_t>(kRegions));
}

TEST(PlanReceipt, KeepsToTheLanguageAskedFor) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    const InvoicePlan plan =
        PlanInvoice(31, i, {.layout = LayoutChoice::kReceipt, .language = LanguageChoice::kGerman});
    EXPECT_EQ(plan.language, Language::kGerman);
  }
}

}  // namespace
}  // namespace telar::samples
