#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// The currency of a document, by the marks at its amounts and by its words ("dólares
/// americanos"); a shared mark is decided by words that name a country's tax number (NIT: Colombia,
/// RFC: Mexico, CUIT: Argentina …).
struct DocumentCurrency {
  std::string code;  ///< Empty when nothing says.
  std::string raw;   ///< The mark as printed.
  double confidence = 0;
  std::size_t row = 0;
  Span span;
};
DocumentCurrency InferCurrency(const Layout& layout,
                               const std::vector<std::vector<Amount>>& amounts);

/// True for currencies whose amounts usually print without decimals (COP, CLP, JPY …).
bool UsuallyWhole(std::string_view code);

}  // namespace telar::invoices
