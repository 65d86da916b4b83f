#include "samples/receipt_plan.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "samples/chance.h"
#include "samples/company.h"
#include "samples/wares.h"

namespace telar::samples {
namespace {

Date InventDate(Random& random) {
  const std::chrono::sys_days first =
      std::chrono::year{2016} / std::chrono::January / std::chrono::day{2};
  return Date{first + std::chrono::days{Between(random, 0, 3700)}};
}

Region DrawRegion(Random& random) {
  constexpr Region kElsewhere[] = {Region::kSpain,        Region::kSpain,   Region::kPeru,
                                   Region::kColombia,     Region::kMexico,  Region::kBritain,
                                   Region::kUnitedStates, Region::kGermany, Region::kFrance,
                                   Region::kNetherlands,  Region::kItaly,   Region::kPortugal,
                                   Region::kBrazil};
  const int lot = Between(random, 0, 99);
  if (lot < 52) return Region::kMalaysia;
  if (lot < 62) return Region::kSingapore;
  return Pick(random, kElsewhere);
}

bool TaxIncluded(Random& random, Region region) {
  switch (region) {
    case Region::kUnitedStates: return false;
    case Region::kMalaysia: return Chance(random, 80);
    case Region::kSingapore:
    case Region::kPeru: return Chance(random, 55);
    default: return true;
  }
}

std::string InventReceiptNumber(Random& random) {
  const std::string year = std::to_string(Between(random, 16, 25));
  const int lot = Between(random, 0, 99);
  if (lot < 18) return "CS" + Digits(random, Between(random, 4, 6));
  if (lot < 28) return "CS-" + Digits(random, 5);
  if (lot < 40) return Digits(random, Between(random, 6, 8));
  if (lot < 50) return "0" + Digits(random, 13);
  if (lot < 58) return "TD" + Digits(random, 8);
  if (lot < 66) return "INV" + Digits(random, 6);
  if (lot < 72) return "OR" + year + "0" + Digits(random, 9);
  if (lot < 78) return "R" + Digits(random, 6);
  if (lot < 84) return "A" + Digits(random, 3) + "-" + Digits(random, 5);
  if (lot < 90) return Digits(random, 4) + "/" + year;
  if (lot < 95) return "20" + year + "-" + Digits(random, 5);
  return "B001-" + Digits(random, 8);
}

PlannedLine InventLine(Random& random, const RegionRules& rules, Business business, int decimals) {
  const Ware ware = InventWare(random, rules.language, business);
  PlannedLine line;
  line.description = ware.name;
  line.code = InventWareCode(random);
  line.unit = ware.unit;
  line.quantity = ware.measured && Chance(random, 70)
                      ? Decimal::FromUnits(Between(random, 105, 4800), 3)
                  : Chance(random, 55) ? Decimal(1)
                                       : Decimal(Between(random, 2, Chance(random, 85) ? 6 : 200));
  line.unit_price = InventRegionPrice(random, rules, ware.cents_low, ware.cents_high);
  const Decimal gross = (line.quantity * line.unit_price).Rounded(decimals);
  if (business == Business::kShop && Chance(random, 5)) {
    line.discount_rate = Decimal(Between(random, 1, 6) * 5);
    line.discount = (gross * line.discount_rate * Decimal::FromUnits(1, 2)).Rounded(decimals);
  }
  line.amount = gross - line.discount;
  line.tax_rate = Decimal(rules.full_rate);
  return line;
}

// Lines of an address as tills print them: commas at the ends or not, a full stop, lines joined.
void PunctuateAddress(Random& random, std::vector<std::string>& lines) {
  const int commas = Chance(random, 45) ? 100 : Chance(random, 50) ? 0 : 55;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines.size() > 2 && Chance(random, 15)) {
      lines[i - 1] += (commas > 0 ? ", " : " ") + lines[i];
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
  }
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (Chance(random, commas)) lines[i] += ',';
  }
  if (Chance(random, 30)) lines.back() += '.';
}

// What is printed in capitals is so in the truth.
void Capitalize(InvoicePlan& plan) {
  plan.supplier.name = Upper(plan.supplier.name);
  for (std::string& line : plan.supplier.address) line = Upper(line);
  plan.letterhead.trade_name = Upper(plan.letterhead.trade_name);
  plan.letterhead.former_name = Upper(plan.letterhead.former_name);
  plan.customer.name = Upper(plan.customer.name);
}

// Tax, rounding and total from the lines, discount and service charge.
void AddUpReceipt(InvoicePlan& plan, int decimals, bool net_shown, bool cash_rounded) {
  const Decimal hundred(100);
  std::map<Decimal, Decimal> by_rate;
  Decimal sum = Decimal(0).Rounded(decimals);
  for (const PlannedLine& line : plan.lines) {
    sum = sum + line.amount;
    const auto [entry, added] = by_rate.try_emplace(line.tax_rate, line.amount);
    if (!added) entry->second = entry->second + line.amount;
  }
  // Discount and service charge go to the highest rate.
  Decimal& highest = by_rate.rbegin()->second;
  highest = highest - plan.discount;
  plan.service_charge =
      ((sum - plan.discount) * plan.service_rate * Decimal::FromUnits(1, 2)).Rounded(decimals);
  highest = highest + plan.service_charge;
  plan.tax = Decimal(0).Rounded(decimals);
  Decimal bases = Decimal(0).Rounded(decimals);
  for (const auto& [rate, amount] : by_rate) {
    Decimal base = amount;
    if (plan.tax_included) base = *(amount * hundred).DividedBy(hundred + rate, decimals);
    const Decimal tax = plan.tax_included
                            ? amount - base
                            : (base * rate * Decimal::FromUnits(1, 2)).Rounded(decimals);
    plan.taxes.push_back({rate, base, tax});
    bases = bases + base;
    plan.tax = plan.tax + tax;
  }
  plan.subtotal = plan.tax_included && net_shown ? bases : sum;
  plan.total = bases + plan.tax;
  plan.rounding = Decimal(0).Rounded(decimals);
  if (cash_rounded) {
    const Decimal steps = *plan.total.DividedBy(Decimal::FromUnits(5, 2), 0);
    const Decimal rounded = (steps * Decimal::FromUnits(5, 2)).Rounded(decimals);
    plan.rounding = rounded - plan.total;
    plan.total = rounded;
  }
}

}  // namespace

Decimal InventRegionPrice(Random& random, const RegionRules& rules, int cents_low, int cents_high) {
  // Small prices are far more common than large ones.
  const double lot = random.Fraction();
  const double dollars = cents_low + (cents_high - cents_low) * lot * lot;
  const auto cents =
      std::max<std::int64_t>(5, static_cast<std::int64_t>(dollars) * rules.price_factor / 100);
  if (rules.whole_money) return Decimal(std::max<std::int64_t>(1, cents / 10000) * 100);
  const int ending = Between(random, 0, 99);
  if (ending < 60) return Decimal::FromUnits(std::max<std::int64_t>(1, cents / 10) * 10, 2);
  if (ending < 75) return Decimal::FromUnits(cents / 10 * 10 + 9, 2);
  return Decimal::FromUnits(cents, 2);
}

void PlanReceipt(Random& random, std::optional<Language> language, InvoicePlan& plan) {
  plan.region = language ? RegionOf(random, *language) : DrawRegion(random);
  const RegionRules& rules = RulesOf(plan.region);
  plan.language = rules.language;
  plan.country = rules.code;
  plan.currency = rules.currency;
  plan.tax_name = rules.tax_name;
  const Business business = Chance(random, 60) ? Business::kShop : Business::kFood;
  const Company company = InventCompany(random, plan.region, business);
  plan.supplier = company.party;
  plan.letterhead = company.letterhead;
  if (Chance(random, 15))
    plan.customer = InventCompany(random, plan.region, Business::kGoods).party;
  plan.look.face = Chance(random, 45) ? 4 : Chance(random, 60) ? 0 : Between(random, 0, 5);
  plan.look.variant = Between(random, 0, 11);
  plan.look.numbers = RegionNumbers(random, plan.region);
  plan.look.dates = RegionDates(random, plan.region, true);
  plan.look.money = {std::string(rules.symbol), rules.symbol_after, Chance(random, 40),
                     Chance(random, 12)};
  plan.date = InventDate(random);
  plan.due_date = plan.date;
  plan.invoice_number = InventReceiptNumber(random);
  plan.tax_included = TaxIncluded(random, plan.region);
  plan.chance = random.Next();

  const int decimals = rules.whole_money ? 0 : 2;
  const int count = Chance(random, 30)   ? Between(random, 1, 2)
                    : Chance(random, 80) ? Between(random, 2, 8)
                                         : Between(random, 9, 24);
  const bool several_rates = Chance(random, 25);
  const int zero_or_reduced = Chance(random, 50) ? 0 : rules.reduced_rate;
  for (int i = 0; i < count; ++i) {
    PlannedLine line = InventLine(random, rules, business, decimals);
    if (several_rates && Chance(random, 40)) line.tax_rate = Decimal(zero_or_reduced);
    plan.lines.push_back(std::move(line));
  }
  Decimal sum;
  for (const PlannedLine& line : plan.lines) sum = sum + line.amount;
  if (Chance(random, 12)) {
    plan.discount_rate = Chance(random, 60) ? Decimal(Between(random, 1, 4) * 5) : Decimal(0);
    plan.discount = plan.discount_rate.is_zero()
                        ? (sum * Decimal::FromUnits(Between(random, 1, 12), 2)).Rounded(decimals)
                        : (sum * plan.discount_rate * Decimal::FromUnits(1, 2)).Rounded(decimals);
  } else {
    plan.discount = Decimal(0).Rounded(decimals);
  }
  const bool asia = plan.region == Region::kMalaysia || plan.region == Region::kSingapore;
  if (asia && business == Business::kFood && Chance(random, 40)) {
    plan.service_rate = Decimal(Chance(random, 80) ? 10 : 5);
  }
  PunctuateAddress(random, plan.supplier.address);
  if (Chance(random, 60)) Capitalize(plan);
  if (Chance(random, 65)) {
    for (PlannedLine& line : plan.lines) line.description = Upper(line.description);
  }
  const bool net_shown = Chance(random, 25);
  AddUpReceipt(plan, decimals, net_shown, plan.region == Region::kMalaysia && Chance(random, 70));
}

}  // namespace telar::samples
