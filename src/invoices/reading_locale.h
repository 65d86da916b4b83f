#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "documents/document.h"
#include "invoices/dates.h"
#include "invoices/labels.h"
#include "invoices/numbers.h"

namespace telar::invoices {

/// How the print of a document is to be read, by what stands on it. What it leaves open is absent.
struct ReadingLocale {
  Language language = Language::kEnglish;  ///< Of most labels.
  std::optional<DecimalMark> decimals;
  std::optional<DateOrder> dates;
  std::string currency;  ///< ISO 4217; empty when nothing says.
};

/// Pure, like Extract.
ReadingLocale LocaleOf(const documents::Document& document);

std::string_view LanguageCode(Language language);     ///< "es", "en", … (ISO 639-1).
std::string_view LanguageInWords(Language language);  ///< "Spanish", "English", …

}  // namespace telar::invoices
