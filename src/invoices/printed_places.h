#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "core/time.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// Where the pages print a value that is known from elsewhere, in reading order.
struct PrintedPlace {
  std::size_t row = 0;
  Span span;
};

/// The amount in any notation, whatever its sign.
std::vector<PrintedPlace> PlacesOf(const Evidence& evidence, const Decimal& amount);
/// The day in any notation; where two days may be meant, one of them being it is enough.
std::vector<PrintedPlace> PlacesOf(const Evidence& evidence, Date day);
/// A code whose letters and digits (Compact of check_digits.h) are those of whole neighbouring
/// words of a row, up to eight. `country_before`: two letters more in front count as well, those of
/// a country before a tax id.
std::vector<PrintedPlace> PlacesOfCode(const Evidence& evidence, std::string_view compact,
                                       bool country_before = false);
/// A name whose folded words stand one behind the other in a row, whatever stands between them; a
/// legal form may be written with or without points.
std::vector<PrintedPlace> PlacesOfName(const Evidence& evidence, std::string_view name);

/// The label that speaks for a place: the nearest one left of it in its row, else one in the three
/// rows above it over the same extent; null when there is none. Lives as long as the evidence.
const LabelHit* LabelOf(const Evidence& evidence, const PrintedPlace& place);

}  // namespace telar::invoices
