#pragma once

#include <string>
#include <string_view>

#include "core/decimal.h"
#include "core/random.h"
#include "samples/print_style.h"

namespace telar::samples {

/// Where a document of the layouts beyond textile and generic comes from: its language, currency,
/// tax and habits of print. Only these habits are real.
enum class Region {
  kMalaysia,
  kSingapore,
  kSpain,
  kPeru,
  kColombia,
  kMexico,
  kBritain,
  kUnitedStates,
  kGermany,
  kFrance,
  kNetherlands,
  kItaly,
  kPortugal,
  kBrazil
};
inline constexpr int kRegions = 14;

struct RegionRules {
  Region region;
  std::string_view code;  ///< ISO 3166-1 alpha-2.
  Language language;
  std::string_view currency;
  std::string_view symbol;    ///< "RM"
  bool symbol_after;          ///< "12,50 €"
  std::string_view tax_name;  ///< "GST"
  int full_rate;              ///< Percent.
  int reduced_rate;           ///< Percent; the full rate's where there is one rate only.
  int price_factor;           ///< Hundredths of the price level against the dollar.
  bool whole_money;           ///< Prices have no decimals.
};
const RegionRules& RulesOf(Region region);

/// A region that speaks `language`.
Region RegionOf(Random& random, Language language);

/// How a document of the region prints numbers; now and then in the other tradition, as tills set
/// up abroad do.
NumberStyle RegionNumbers(Random& random, Region region);
/// Dates as a till (`till`) or an office prints them.
DateStyle RegionDates(Random& random, Region region, bool till);

/// An invented tax number with right check digits and one of its usual labels in front.
struct LabelledNumber {
  std::string label;  ///< "GST ID :", "CIF:"
  std::string number;
};
LabelledNumber InventTaxNumber(Random& random, Region region);
/// The number in a register of companies, as it stands beside or below a name: "(123456-A)", "CO.
/// REG NO: 123456-A", "HRB 1234". Not a tax number. Empty where none is usual.
std::string InventRegisterNumber(Random& random, Region region);
/// An invented telephone number, with the prefixes kept for fiction where there are any.
std::string InventPhone(Random& random, Region region);

}  // namespace telar::samples
