#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/decimal.h"
#include "core/time.h"
#include "documents/einvoice.h"

namespace telar::invoices {

/// What a published text means. Nothing where it is empty or not of the form.

/// A number as XML Schema writes it ("+5", "5." and ".5" included). Nothing for another form, which
/// ReadLeniently may understand, and for more than 14 digits before the point, 10 behind it or 18
/// in all: within that, products and sums of a whole invoice stay exact.
std::optional<Decimal> NumberOf(const documents::Published& published);
/// The day of a date or date-time (ISO 8601, with or without time and zone: the day as written) or
/// of "20240305" (format 102 of UN/CEFACT 2379).
std::optional<Date> DayOf(const documents::Published& published);

/// A number or a day in a form that no syntax has but that can mean one thing only: "1.234,50",
/// "25/12/2024".
std::optional<Decimal> ReadLeniently(std::string_view number);
std::optional<Date> ReadDayLeniently(std::string_view day);

/// An amount in the form fields have: without needless zeros, but at least `minor_units` decimals.
/// No digit that was published gets lost.
std::string MoneyText(const Decimal& amount, int minor_units);
Decimal AsMoney(const Decimal& amount, int minor_units);

}  // namespace telar::invoices
