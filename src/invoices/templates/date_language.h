#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace telar::invoices::templates {

/// What a word is in a printed date.
enum class DateWord : std::uint8_t {
  kUnknown,
  kFiller,  ///< "de", "Uhr": may stand beside the parts.
  kMonth,
  kWeekday,
  kMonthOrWeekday,  ///< Spanish "mar": March, or Tuesday.
  kMorning,
  kAfternoon,
};

struct DateMeaning {
  DateWord word = DateWord::kUnknown;
  int month = 0;  ///< 1..12 of a month.
};

/// How one language prints dates. Constants; words are folded, see PlainDateWord.
struct DateLanguage {
  std::string_view code;      ///< ISO 639-1.
  std::string_view order;     ///< Of numbers: "DMY", "MDY" or "YMD".
  std::string_view named;     ///< The same where the month has its name.
  std::string_view months;    ///< Twelve groups parted by ';', words of a group by ' '.
  std::string_view weekdays;  ///< Words parted by ' ', like those that follow.
  std::string_view fillers;
  std::string_view morning, afternoon;
};

/// The languages, in the order in which a date of an unknown one is tried.
std::span<const DateLanguage> DateLanguages();

/// A word as the languages hold theirs: case, accents and a point at the end do not count.
std::string PlainDateWord(std::string_view word);

/// What a word of PlainDateWord means in the language.
DateMeaning MeaningOf(std::string_view plain, const DateLanguage& language);

/// True for a word that names a time zone ("CEST", "gmt").
bool IsZoneWord(std::string_view plain);

}  // namespace telar::invoices::templates
