#pragma once

#include <string>
#include <string_view>

#include "core/decimal.h"
#include "core/random.h"
#include "samples/invoice_plan.h"

namespace telar::samples {

/// The country a supplier bills from: its tax number, currency and rates. Only rules are real.
enum class Country { kColombia, kPeru, kMexico, kSpain, kDollar };

struct CountryRules {
  Country country;
  std::string_view code;  ///< ISO 3166-1 alpha-2.
  std::string_view tax_id_label;
  std::string_view currency;
  std::string_view tax_name;
  int full_rate;     ///< Percent.
  int reduced_rate;  ///< Percent.
  std::string_view legal_form;
  int price_factor;  ///< Price level against the dollar.
};
const CountryRules& RulesOf(Country country);

/// An invented company of textile goods.
Party InventSupplier(Random& random, Country country, Language language);
/// An invented shop or chain that buys them.
Party InventCustomer(Random& random, Country country, Language language);

/// Something a textile company sells.
struct Good {
  std::string description;
  std::string code;
  std::string unit;                   ///< As printed: "m", "kg", "und".
  std::string unit_word;              ///< As spoken: "metro".
  bool measured = false;              ///< Sold in decimal quantities.
  int cents_low = 0, cents_high = 0;  ///< Range of the unit price in US cents.
};
Good InventGood(Random& random, Language language);

}  // namespace telar::samples
