#pragma once

#include <span>
#include <string>
#include <string_view>

namespace telar::invoices::templates {

/// Month 1..12 of a word in one of the languages (ISO 639-1; none: any), full or as that language
/// cuts it ("mei", "févr.", "Sept"); case, accents and a point at the end do not count. 0 when it
/// is no month.
unsigned MonthOfWord(std::string_view word, std::span<const std::string> languages);

/// True for what may stand in a date beside day, month and year: weekdays, "de", "of", "le",
/// "den" and the like.
bool IsDateFiller(std::string_view word);

}  // namespace telar::invoices::templates
