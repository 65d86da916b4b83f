#include "samples/trade_plan.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "samples/chance.h"
#include "samples/company.h"
#include "samples/receipt_plan.h"
#include "samples/tax_ids.h"
#include "samples/trade_addressees.h"
#include "samples/wares.h"

namespace telar::samples {
namespace {

const Decimal kPercent = Decimal::FromUnits(1, 2);

Date InventDate(Random& random) {
  const std::chrono::sys_days first =
      std::chrono::year{2017} / std::chrono::January / std::chrono::day{2};
  return Date{first + std::chrono::days{Between(random, 0, 3300)}};
}

Region DrawRegion(Random& random) {
  constexpr Language kLanguages[] = {Language::kSpanish, Language::kSpanish,    Language::kSpanish,
                                     Language::kEnglish, Language::kEnglish,    Language::kGerman,
                                     Language::kGerman,  Language::kFrench,     Language::kDutch,
                                     Language::kItalian, Language::kPortuguese, Language::kFrench};
  return RegionOf(random, Pick(random, kLanguages));
}

std::string InventNumber(Random& random, Date date) {
  const std::string year = std::to_string(static_cast<int>(date.year()));
  const int lot = Between(random, 0, 99);
  if (lot < 20) return Digits(random, Between(random, 5, 9));
  if (lot < 35) return year + "-" + Digits(random, 4);
  if (lot < 45) return "RE-" + year + Digits(random, 4);
  if (lot < 55) return "FV" + year.substr(2) + "/" + Digits(random, 5);
  if (lot < 65) return "INV-" + Digits(random, 5);
  if (lot < 72) return "F" + year.substr(2) + "-" + Digits(random, 5);
  if (lot < 80) return Digits(random, 3) + "/" + year;
  if (lot < 85) return "F001-" + Digits(random, 6);
  // A young company counts from one.
  if (lot < 88) return "F-" + std::to_string(Between(random, 1, 30));
  if (lot < 91) return std::to_string(Between(random, 1, 99));
  if (lot < 93) return "A" + std::to_string(Between(random, 1, 60));
  return std::to_string(Between(random, 1, 9)) + Digits(random, 3);
}

std::string IbanCountry(Region region) {
  switch (region) {
    case Region::kGermany: return "DE";
    case Region::kFrance: return "FR";
    case Region::kItaly: return "IT";
    case Region::kNetherlands: return "NL";
    case Region::kPortugal: return "PT";
    case Region::kSpain: return "ES";
    default: return "";
  }
}

Look InventLook(Random& random, Region region) {
  const RegionRules& rules = RulesOf(region);
  Look look;
  look.variant = Between(random, 0, 11);
  look.palette = Between(random, 0, 5);
  look.face = Chance(random, 60) ? 0 : Between(random, 0, 3);
  look.letter_paper = region == Region::kUnitedStates;
  look.numbers = RegionNumbers(random, region);
  look.dates = RegionDates(random, region, false);
  look.money = {std::string(rules.symbol), rules.symbol_after, Chance(random, 60),
                Chance(random, 45)};
  return look;
}

int CountLines(Random& random, Layout layout, int pages_max) {
  if (layout == Layout::kCharges) return Between(random, 2, 9);
  if (layout == Layout::kService) return Between(random, 1, 6);
  if (pages_max > 1 && Chance(random, 22)) return Between(random, 12, 12 + 14 * (pages_max - 1));
  return Between(random, 1, 9);
}

PlannedLine InventLine(Random& random, const InvoicePlan& plan, bool discounted, int decimals) {
  const RegionRules& rules = RulesOf(plan.region);
  const bool goods = plan.layout == Layout::kLetter;
  const Ware ware =
      InventWare(random, rules.language, goods ? Business::kGoods : Business::kServices);
  PlannedLine line;
  line.description = ware.name;
  if (goods && Chance(random, 25)) {
    // Long enough for two rows in most tables.
    line.description += ", " + InventWare(random, rules.language, Business::kGoods).name + " " +
                        Digits(random, 4) + " / " + InventFirstName(random, plan.region);
  }
  if (!goods && Chance(random, 35)) {
    line.description += " " + PeriodBefore(plan.date, plan.look.dates);
  }
  line.code = InventWareCode(random);
  line.unit = goods ? ware.unit : Chance(random, 60) ? "h" : ware.unit;
  line.quantity = goods && ware.measured ? Decimal::FromUnits(Between(random, 11, 9999), 1)
                  : goods ? Decimal(Between(random, 1, Chance(random, 80) ? 40 : 1500))
                  : Chance(random, 50)
                      ? Decimal(1)
                      : Decimal::FromUnits(Between(random, 1, 120) * 5, 1).Normalized();
  if (plan.layout == Layout::kCharges) line.quantity = Decimal(1);
  line.unit_price = InventRegionPrice(random, rules, ware.cents_low, ware.cents_high);
  if (plan.credit_note) line.quantity = -line.quantity;
  const Decimal gross = (line.quantity * line.unit_price).Rounded(decimals);
  if (discounted && Chance(random, 60)) {
    line.discount_rate = Decimal(Between(random, 1, 8) * 5);
    line.discount = (gross * line.discount_rate * kPercent).Rounded(decimals);
  }
  line.amount = gross - line.discount;
  return line;
}

void Withhold(Random& random, InvoicePlan& plan) {
  const bool service = plan.layout == Layout::kService;
  const int lot = Between(random, 0, 99);
  if (plan.credit_note) return;
  if (plan.region == Region::kSpain && service && lot < 45) {
    plan.withheld_name = Chance(random, 60) ? "IRPF" : "Retención IRPF";
    plan.withheld_rate = Decimal(Chance(random, 80) ? 15 : 7);
    plan.withheld_from_total = true;
  } else if (plan.region == Region::kColombia && lot < 40) {
    plan.withheld_name = Chance(random, 50) ? "ReteFuente" : "Retención en la fuente";
    plan.withheld_rate = service ? Decimal(Chance(random, 50) ? 4 : 11) : Decimal::FromUnits(25, 1);
  } else if (plan.region == Region::kPeru && lot < 30) {
    plan.withheld_name = "Detracción";
    plan.withheld_rate = Decimal(Chance(random, 60) ? 12 : 10);
  } else if (plan.region == Region::kItaly && service && lot < 40) {
    plan.withheld_name = "Ritenuta d'acconto";
    plan.withheld_rate = Decimal(20);
  }
}

void AddUpTrade(InvoicePlan& plan, int decimals, bool rounded) {
  std::map<Decimal, Decimal> by_rate;
  plan.subtotal = Decimal(0).Rounded(decimals);
  for (const PlannedLine& line : plan.lines) {
    plan.subtotal = plan.subtotal + line.amount;
    const auto [entry, added] = by_rate.try_emplace(line.tax_rate, line.amount);
    if (!added) entry->second = entry->second + line.amount;
  }
  plan.discount = plan.tax = plan.rounding = plan.withheld = Decimal(0).Rounded(decimals);
  for (auto& [rate, base] : by_rate) {
    const Decimal discount = (base * plan.discount_rate * kPercent).Rounded(decimals);
    plan.discount = plan.discount + discount;
    base = base - discount;
  }
  by_rate.rbegin()->second = by_rate.rbegin()->second + plan.shipping;
  Decimal bases = Decimal(0).Rounded(decimals);
  for (const auto& [rate, base] : by_rate) {
    const Decimal tax = (base * rate * kPercent).Rounded(decimals);
    plan.taxes.push_back({rate, base, tax});
    bases = bases + base;
    plan.tax = plan.tax + tax;
  }
  plan.total = bases + plan.tax;
  // Perú withholds a share of the total, the others one of the bases.
  const Decimal subject = plan.region == Region::kPeru ? plan.total : bases;
  plan.withheld = (subject * plan.withheld_rate * kPercent).Rounded(decimals);
  if (plan.withheld_from_total) plan.total = plan.total - plan.withheld;
  if (rounded) {
    const Decimal whole = plan.total.Rounded(0).Rounded(decimals);
    plan.rounding = whole - plan.total;
    plan.total = whole;
  }
}

}  // namespace

void PlanTrade(Random& random, std::optional<Language> language, int pages_max, InvoicePlan& plan) {
  plan.region = language ? RegionOf(random, *language) : DrawRegion(random);
  const RegionRules& rules = RulesOf(plan.region);
  plan.language = rules.language;
  plan.country = rules.code;
  plan.currency = rules.currency;
  plan.tax_name = rules.tax_name;
  const bool goods = plan.layout == Layout::kLetter;
  const Company company =
      InventCompany(random, plan.region, goods ? Business::kGoods : Business::kServices);
  plan.supplier = company.party;
  plan.letterhead = company.letterhead;
  const Business buyer = Chance(random, 60) ? Business::kShop : Business::kGoods;
  plan.customer = InventCompany(random, plan.region, buyer).party;
  plan.look = InventLook(random, plan.region);
  plan.date = InventDate(random);
  constexpr int kTerms[] = {0, 8, 14, 15, 30, 30, 45, 60};
  plan.due_date = Date{std::chrono::sys_days{plan.date} + std::chrono::days{Pick(random, kTerms)}};
  plan.invoice_number = InventNumber(random, plan.date);
  plan.purchase_order =
      Chance(random, 50) ? Digits(random, Between(random, 4, 8)) : "PO-" + Digits(random, 5);
  if (Chance(random, 40)) {
    plan.own_order =
        Chance(random, 30) ? "SO-" + Digits(random, 5) : Digits(random, Between(random, 4, 8));
  }
  if (goods && Chance(random, 35)) {
    plan.delivery = InventCompany(random, plan.region, buyer).party;
    if (Chance(random, 60)) plan.delivery.name = plan.customer.name;
  }
  const std::string country = IbanCountry(plan.region);
  if (!country.empty() && Chance(random, 75)) {
    plan.iban = country == "ES" ? InventIban(random) : InventIbanOf(random, country);
  }
  plan.credit_note = Chance(random, 7);
  plan.chance = random.Next();
  if (std::string person = PrivateCustomer(plan.chance, plan.region); !person.empty())
    plan.customer.name = std::move(person);

  const int decimals = rules.whole_money ? 0 : 2;
  const bool several_rates = Chance(random, 30), untaxed = Chance(random, 8);
  const bool discounted = goods && Chance(random, 25);
  if (!plan.credit_note && Chance(random, 15))
    plan.discount_rate = Decimal(Between(random, 1, 5) * 2);
  const int count = CountLines(random, plan.layout, pages_max);
  for (int i = 0; i < count; ++i) {
    PlannedLine line = InventLine(random, plan, discounted, decimals);
    const bool reduced = several_rates && Chance(random, 40);
    line.tax_rate = Decimal(untaxed ? 0 : reduced ? rules.reduced_rate : rules.full_rate);
    plan.lines.push_back(std::move(line));
  }
  plan.shipping = Decimal(0).Rounded(decimals);
  if (goods && !plan.credit_note && Chance(random, 22)) {
    plan.shipping = InventRegionPrice(random, rules, 300, 3000).Rounded(decimals);
  }
  Withhold(random, plan);
  AddUpTrade(plan, decimals, decimals > 0 && Chance(random, 4));
}

}  // namespace telar::samples
