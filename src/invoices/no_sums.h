#pragma once

#include "invoices/labels.h"
#include "invoices/layout.h"
#include "invoices/numbers.h"

namespace telar::invoices {

/// Numbers among the words of a sum that are none, each by the words before it in its row.

/// The 293 of "TVA non applicable, art. 293 B": a law.
bool IsArticle(const Row& row, const Amount& amount);

/// "Société Anonyme au capital de 712 588 399,56 €": what a company owns.
bool IsCapital(const Row& row, const Amount& amount);

/// "TVA FR 12 499887766": a country in capitals between the label of a tax and `first`, the number
/// next to it, which does not look like money. What follows is a registration as well.
bool IsRegistration(const Row& row, const LabelHit& hit, const Amount& first);

/// The 33.14 of "VAT 19 % on 33.14   6.30": what a tax is taken of.
bool IsTaxedBase(const Row& row, const Amount& amount);

}  // namespace telar::invoices
