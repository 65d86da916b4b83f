#include "samples/invoice_plan.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "samples/catalogue.h"
#include "samples/chance.h"
#include "samples/class_cues.h"
#include "samples/receipt_plan.h"
#include "samples/tax_ids.h"
#include "samples/trade_plan.h"

namespace telar::samples {
namespace {

constexpr int kSuppliersPerSeed = 24;

struct Supplier {
  Country country = Country::kDollar;
  Party party;
  Look look;
  std::string iban;
  std::string number_prefix;
  bool codes = false;
};

NumberStyle InventNumbers(Random& random, Language language) {
  NumberStyle style;
  const int lot = Between(random, 0, 99);
  if (language == Language::kEnglish || lot < 35) {
    style = {.decimal = '.', .group = ","};
  } else if (lot < 85) {
    style = {.decimal = ',', .group = "."};
  } else {
    style = {.decimal = ',', .group = ""};
  }
  style.trim_prices = Chance(random, 25);
  return style;
}

MoneyStyle InventMoney(Random& random, std::string_view currency, Layout layout) {
  if (layout == Layout::kTextile) return {};
  const bool in_table = Chance(random, 45);
  if (currency == "EUR") return {"€", true, true, in_table};
  if (currency == "PEN") return {"S/", false, true, in_table};
  if (currency == "USD")
    return {Chance(random, 50) ? "US$" : "$", false, Chance(random, 40), in_table};
  return {"$", false, Chance(random, 50), in_table};
}

DateStyle InventDates(Random& random, Layout layout, Language language) {
  if (language == Language::kEnglish) {
    constexpr DateStyle kEnglish[] = {DateStyle::kEnglishShort, DateStyle::kEnglishLong,
                                      DateStyle::kIso};
    return Pick(random, kEnglish);
  }
  constexpr DateStyle kTextile[] = {DateStyle::kEnglishShort, DateStyle::kEnglishShort,
                                    DateStyle::kEnglishShort, DateStyle::kSpanishShort,
                                    DateStyle::kSpanishLong};
  constexpr DateStyle kGeneric[] = {DateStyle::kDayFirst, DateStyle::kDayFirst,
                                    DateStyle::kSpanishLong, DateStyle::kSpanishShort,
                                    DateStyle::kIso};
  return layout == Layout::kTextile ? Pick(random, kTextile) : Pick(random, kGeneric);
}

Supplier InventSupplierOf(std::uint64_t seed, std::uint64_t number, Layout layout,
                          Language language) {
  const std::uint64_t key =
      number * 4 + (layout == Layout::kGeneric ? 2 : 0) + (language == Language::kEnglish ? 1 : 0);
  SeededRandom random = RandomOf(seed, key, Stream::kSupplier);
  Supplier supplier;
  if (layout == Layout::kGeneric) {
    constexpr Country kSpanish[] = {Country::kColombia, Country::kPeru, Country::kMexico,
                                    Country::kSpain, Country::kDollar};
    constexpr Country kEnglish[] = {Country::kDollar, Country::kDollar, Country::kSpain};
    supplier.country =
        language == Language::kEnglish ? Pick(random, kEnglish) : Pick(random, kSpanish);
  }
  supplier.party = InventSupplier(random, supplier.country, language);
  Look& look = supplier.look;
  look.variant = Between(random, 0, 11);
  look.palette = Between(random, 0, 5);
  look.face = Chance(random, 60) ? 0 : Between(random, 0, 3);
  look.letter_paper = supplier.country != Country::kSpain && Chance(random, 50);
  look.numbers = InventNumbers(random, language);
  look.money = InventMoney(random, RulesOf(supplier.country).currency, layout);
  look.dates = InventDates(random, layout, language);
  if (supplier.country == Country::kSpain || Chance(random, 20)) supplier.iban = InventIban(random);
  constexpr std::string_view kPrefixes[] = {"", "FV-", "F001-", "A", "INV-", "2024/"};
  supplier.number_prefix = Pick(random, kPrefixes);
  supplier.codes = layout == Layout::kGeneric && Chance(random, 65);
  return supplier;
}

Date InventDate(Random& random) {
  using std::chrono::days;
  const std::chrono::sys_days first =
      std::chrono::year{2019} / std::chrono::January / std::chrono::day{2};
  return Date{first + days{Between(random, 0, 2700)}};
}

Date DaysAfter(Date date, int count) {
  return Date{std::chrono::sys_days{date} + std::chrono::days{count}};
}

std::string InventOrder(Random& random) {
  const int lot = Between(random, 0, 99);
  if (lot < 4) return "OC-" + Digits(random, 4) + static_cast<char>('A' + random.Below(6));
  if (lot < 9) return "00" + Digits(random, 4);
  return std::to_string(Between(random, 1, 9)) + Digits(random, Between(random, 3, 6));
}

Decimal InventQuantity(Random& random, const Good& good) {
  const int lot = Between(random, 0, 99);
  if (good.measured && lot < 30) {
    const int decimals = Between(random, 1, 2);
    return Decimal::FromUnits(Between(random, 11, 9999), decimals).Normalized();
  }
  if (lot < 85) return Decimal(Between(random, 1, 400));
  if (lot < 96) return Decimal(Between(random, 401, 4800));
  return Decimal(Between(random, 5, 240) * 500);
}

Decimal InventPrice(Random& random, const Good& good, int factor, int decimals) {
  const std::int64_t cents = Between(random, good.cents_low, good.cents_high);
  if (factor >= 1000) {
    // Prices in large units come in steps of ten.
    return Decimal::FromUnits(std::max<std::int64_t>(1, cents * factor / 1000) * 10, 0)
        .Rounded(decimals);
  }
  if (good.cents_low < 20 && Chance(random, 50)) {
    return Decimal::FromUnits(cents * factor * 10 + Between(random, 1, 9), 3);
  }
  return Decimal::FromUnits(cents * factor, 2);
}

int LineCount(Random& random, int pages_max) {
  if (pages_max > 1 && Chance(random, 14)) {
    return Between(random, 9, 8 + 14 * (pages_max - 1));
  }
  return Between(random, 1, 8);
}

// Quantities and prices are drawn; everything else follows from them.
void AddUp(InvoicePlan& plan, int decimals) {
  const auto percent_of = [&](const Decimal& amount, const Decimal& rate) {
    return (amount * rate * Decimal::FromUnits(1, 2)).Rounded(decimals);
  };
  std::map<Decimal, Decimal> by_rate;
  plan.subtotal = Decimal(0).Rounded(decimals);
  for (PlannedLine& line : plan.lines) {
    line.amount = (line.quantity * line.unit_price).Rounded(decimals);
    plan.subtotal = plan.subtotal + line.amount;
    auto [entry, added] = by_rate.try_emplace(line.tax_rate, line.amount);
    if (!added) entry->second = entry->second + line.amount;
  }
  plan.discount = Decimal(0).Rounded(decimals);
  plan.tax = Decimal(0).Rounded(decimals);
  for (const auto& [rate, sum] : by_rate) {
    const Decimal discount = percent_of(sum, plan.discount_rate);
    const Decimal base = sum - discount;
    const Decimal amount = percent_of(base, rate);
    plan.taxes.push_back({rate, base, amount});
    plan.discount = plan.discount + discount;
    plan.tax = plan.tax + amount;
  }
  plan.total = plan.subtotal - plan.discount + plan.tax;
}

Layout LayoutOf(LayoutChoice choice, std::uint64_t seed, std::uint64_t index, bool textile) {
  switch (choice) {
    case LayoutChoice::kTextile: return Layout::kTextile;
    case LayoutChoice::kGeneric: return Layout::kGeneric;
    case LayoutChoice::kReceipt: return Layout::kReceipt;
    case LayoutChoice::kLetter: return Layout::kLetter;
    case LayoutChoice::kService: return Layout::kService;
    case LayoutChoice::kCharges: return Layout::kCharges;
    case LayoutChoice::kMixed: return textile ? Layout::kTextile : Layout::kGeneric;
    case LayoutChoice::kAll: break;
  }
  constexpr Layout kAll[] = {Layout::kTextile, Layout::kGeneric, Layout::kReceipt,
                             Layout::kReceipt, Layout::kLetter,  Layout::kLetter,
                             Layout::kService, Layout::kCharges};
  SeededRandom random = RandomOf(seed, index, Stream::kLayout);
  return Pick(random, kAll);
}

}  // namespace

std::string_view InvoiceClassName(InvoiceClass invoice_class) {
  return invoice_class == InvoiceClass::kPreventiva ? "preventiva" : "correctiva";
}

std::string_view LayoutName(Layout layout) {
  switch (layout) {
    case Layout::kTextile: return "textile";
    case Layout::kGeneric: return "generic";
    case Layout::kReceipt: return "receipt";
    case Layout::kLetter: return "letter";
    case Layout::kService: return "service";
    case Layout::kCharges: break;
  }
  return "charges";
}

std::optional<Language> AskedLanguage(LanguageChoice choice) {
  if (choice == LanguageChoice::kMixed) return std::nullopt;
  return static_cast<Language>(choice);
}

InvoicePlan PlanInvoice(std::uint64_t seed, std::uint64_t index, const PlanOptions& options) {
  SeededRandom random = RandomOf(seed, index, Stream::kPlan);
  InvoicePlan plan;
  plan.index = index;

  // Every lot is drawn whether or not an option overrules it, so that options change nothing else.
  const bool preventiva = Chance(random, 50);
  const bool textile = Chance(random, 60);
  const bool english = Chance(random, 40);
  plan.invoice_class = options.invoice_class.value_or(preventiva ? InvoiceClass::kPreventiva
                                                                 : InvoiceClass::kCorrectiva);
  plan.layout = LayoutOf(options.layout, seed, index, textile);
  SeededRandom cue_random = RandomOf(seed, index, Stream::kCues);
  plan.cues = CuesFor(plan.invoice_class, cue_random);
  if (plan.layout != Layout::kTextile && plan.layout != Layout::kGeneric) {
    const std::optional<Language> asked = AskedLanguage(options.language);
    if (plan.layout == Layout::kReceipt) {
      SeededRandom receipt_random = RandomOf(seed, index, Stream::kReceipt);
      PlanReceipt(receipt_random, asked, plan);
    } else {
      const auto family = static_cast<std::uint64_t>(plan.layout);
      SeededRandom trade_random = RandomOf(seed, index * 8 + family, Stream::kTrade);
      PlanTrade(trade_random, asked, options.pages_max, plan);
    }
    return plan;
  }
  plan.language =
      options.language == LanguageChoice::kMixed
          ? (english && plan.layout == Layout::kGeneric ? Language::kEnglish : Language::kSpanish)
      : options.language == LanguageChoice::kEnglish ? Language::kEnglish
                                                     : Language::kSpanish;

  const std::uint64_t lot = random.Below(kSuppliersPerSeed);
  // Suppliers asked for by number lie beyond those that come by lot.
  const std::uint64_t number = options.supplier ? kSuppliersPerSeed + *options.supplier : lot;
  if (options.supplier && options.language == LanguageChoice::kMixed &&
      plan.layout == Layout::kGeneric) {
    SeededRandom tongue = RandomOf(seed, number, Stream::kRequest);
    plan.language = Chance(tongue, 40) ? Language::kEnglish : Language::kSpanish;
  }
  const Supplier supplier = InventSupplierOf(seed, number, plan.layout, plan.language);
  if (options.odd_labels) plan.odd_labels = RandomOf(seed, number, Stream::kRequest).Next() | 1;
  const CountryRules& rules = RulesOf(supplier.country);
  plan.supplier = supplier.party;
  plan.look = supplier.look;
  plan.iban = supplier.iban;
  plan.country = rules.code;
  plan.currency = rules.currency;
  plan.tax_name = plan.language == Language::kEnglish ? "VAT" : rules.tax_name;
  plan.customer = InventCustomer(random, supplier.country, plan.language);
  plan.invoice_number = supplier.number_prefix + std::to_string(Between(random, 1, 9)) +
                        Digits(random, Between(random, 2, 5));
  plan.purchase_order = InventOrder(random);
  plan.date = InventDate(random);
  constexpr int kTerms[] = {8, 15, 30, 30, 45, 60, 90};
  plan.due_date = DaysAfter(plan.date, Pick(random, kTerms));
  plan.credit_note = Chance(random, 4);

  const int decimals = plan.currency == "COP" && Chance(random, 60) ? 0 : 2;
  const bool several_rates = plan.layout == Layout::kGeneric && Chance(random, 25);
  const bool untaxed = Chance(random, 6);
  const bool discounted =
      plan.layout == Layout::kGeneric && !plan.credit_note && Chance(random, 30);
  constexpr int kDiscounts[] = {2, 5, 10, 15};
  const int discount = Pick(random, kDiscounts);
  plan.discount_rate = Decimal(discounted ? discount : 0);

  const int usual = LineCount(random, options.pages_max);
  const int count = options.lines.value_or(usual);
  for (int i = 0; i < count; ++i) {
    const Good good = InventGood(random, plan.language);
    PlannedLine line;
    line.description = good.description;
    if (plan.layout == Layout::kTextile && Chance(random, 45)) {
      if (plan.language == Language::kEnglish) {
        line.price_note = "Dollars per " + good.unit_word;
      } else {
        line.price_note = (good.cents_low < 20 ? "Centavos por " : "Dólares por ") + good.unit_word;
      }
    }
    if (supplier.codes) line.code = good.code;
    line.unit = good.unit;
    line.quantity = InventQuantity(random, good);
    if (plan.credit_note) line.quantity = -line.quantity;
    line.unit_price = InventPrice(random, good, rules.price_factor, decimals);
    const bool reduced = several_rates && Chance(random, 40);
    line.tax_rate = Decimal(untaxed ? 0 : reduced ? rules.reduced_rate : rules.full_rate);
    plan.lines.push_back(std::move(line));
  }
  AddUp(plan, decimals);
  return plan;
}

}  // namespace telar::samples
