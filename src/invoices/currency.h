#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "invoices/explanation.h"
#include "invoices/locale.h"
#include "invoices/numbers.h"

namespace telar::invoices {

/// Length in bytes of the currency mark that starts at `at` ("US$", "€", "RM", "S/.", "EUR", …); 0
/// when there is none. Marks of letters must not touch another letter.
std::size_t CurrencyMarkAt(std::string_view text, std::size_t at);
/// Length in bytes of the currency mark that ends just before `end`; 0 when there is none.
std::size_t CurrencyMarkBefore(std::string_view text, std::size_t end);

/// What a mark means. Marks that several countries share ("$", "Rs", "kr") have `shared` true and
/// the most likely code.
struct CurrencyMeaning {
  std::string_view code;  ///< ISO 4217.
  bool shared = false;
};
std::optional<CurrencyMeaning> MeaningOf(std::string_view mark);

/// The currency of a document: by the marks at its amounts and in its headings, by its words
/// ("dólares americanos", "all amounts in euro"), and by the countries it names, which decide
/// between the currencies that share a mark ("$", "kr", "Rs") and stand in where nothing is
/// printed.
struct DocumentCurrency {
  std::string code;  ///< Empty when nothing says.
  std::string raw;   ///< The mark as printed; empty when only a country says it.
  double confidence = 0;
  std::size_t row = 0;
  Span span;
  /// What spoke for the code, strongest first; those that lost follow in `others`.
  std::vector<Evidential> evidence;
  std::vector<std::pair<std::string, double>> others;  ///< Code and probability.
};
DocumentCurrency InferCurrency(const Layout& layout,
                               const std::vector<std::vector<Amount>>& amounts,
                               const std::vector<CountryScore>& countries = {});

/// True for currencies whose amounts usually print without decimals (COP, CLP, JPY …).
bool UsuallyWhole(std::string_view code);

}  // namespace telar::invoices
