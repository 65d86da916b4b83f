#pragma once

#include <string_view>
#include <vector>

#include "invoices/dates.h"
#include "invoices/labels.h"
#include "invoices/layout.h"

namespace telar::invoices {

/// A country that a document may come from, with what speaks for it.
struct CountryScore {
  std::string_view country;  ///< ISO 3166-1 alpha-2.
  double score = 0;          ///< A sum of weights; 1 is a hint, 4 as good as proof.
  std::size_t row = 0;       ///< Where the strongest evidence stands.
  Span span;
};

/// The countries a document's own words name, the likeliest first: tax numbers with right check
/// digits, names of tax numbers (NIT, GSTIN, RFC …), accounts (IBAN), company forms (GmbH, B.V.,
/// Sdn Bhd …), country names, internet domains and telephone codes. Seller and buyer count alike.
std::vector<CountryScore> InferCountries(const Layout& layout);

/// The currency of a country; empty when unknown.
std::string_view CurrencyOf(std::string_view country);

/// The order of day and month over a whole document.
struct DateLocale {
  DateOrder order = DateOrder::kDayFirst;
  double probability = 0.5;  ///< That `order` is right.
  bool decided = false;      ///< True from a probability of 0.9 on.
};

/// What decides the order of day and month.
struct DateClues {
  const std::vector<std::vector<PrintedDate>>* dates = nullptr;
  const std::vector<std::vector<LabelHit>>* labels = nullptr;
  Language language = Language::kEnglish;
  std::string_view currency;  ///< ISO 4217; empty when not known.
  std::vector<CountryScore> countries;
};

/// Weighs every clue once for the whole document: dates with one reading; language, currency and
/// countries; a due date that must not lie before the date and seldom lies months after it; numeric
/// dates that repeat one in words or lie near the dates that have one reading.
DateLocale InferDateOrder(const DateClues& clues);

}  // namespace telar::invoices
