#pragma once

#include "invoices/table_header.h"

namespace telar::invoices {

/// How many words of a row, from the one at `atom` on, are the longest heading of a column known in
/// any language, and what that column holds; 0 for none. The words of a heading stand in one cell:
/// "Unit" and "Price" side by side are two. Long words may have a letter misread.
std::size_t HeadingAt(const Row& row, std::size_t atom, Column& column);

/// True for a word that says more of the heading before it and is none: the "netto" of "Preis
/// netto", both words of "excl. VAT".
bool QualifiesHeading(const Row& row, std::size_t atom);

}  // namespace telar::invoices
