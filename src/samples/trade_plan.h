#pragma once

#include <optional>

#include "core/random.h"
#include "samples/invoice_plan.h"

namespace telar::samples {

/// Fills `plan` with what one invoice of an invented company of seven languages says; the layout is
/// set already and tells goods (kLetter) from services (kService) and running charges (kCharges).
/// Discounts per line and per document, several tax rates, shipping, rounding, withheld taxes and
/// credit notes each come in their share. The class, cues and index are left alone.
void PlanTrade(Random& random, std::optional<Language> language, int pages_max, InvoicePlan& plan);

}  // namespace telar::samples
