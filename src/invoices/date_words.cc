#include "invoices/date_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"

namespace telar::invoices {
namespace {

struct MonthName {
  std::string_view name;
  unsigned month;
};

// One list of twelve a language; a name is looked for in this order, also when it is cut.
constexpr std::array<std::string_view, 12> kMonths[] = {
    // Spanish
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    // English
    {"january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"},
    // Portuguese
    {"janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
     "outubro", "novembro", "dezembro"},
    // French
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
     "octobre", "novembre", "decembre"},
    // German
    {"januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober",
     "november", "dezember"},
    // Dutch
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
    // Italian
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
     "ottobre", "novembre", "dicembre"},
    // Malay
    {"januari", "februari", "mac", "april", "mei", "jun", "julai", "ogos", "september", "oktober",
     "november", "disember"},
    // Polish
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia",
     "pazdziernika", "listopada", "grudnia"},
    // Polish, as a heading
    {"styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec", "lipiec", "sierpien", "wrzesien",
     "pazdziernik", "listopad", "grudzien"},
    // Catalan
    {"gener", "febrer", "marc", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre",
     "novembre", "desembre"},
    // Danish, Norwegian, Swedish
    {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
     "november", "december"},
    // Czech
    {"ledna", "unora", "brezna", "dubna", "kvetna", "cervna", "cervence", "srpna", "zari", "rijna",
     "listopadu", "prosince"},
};
// Forms that are no cut of a full name.
constexpr MonthName kOtherNames[] = {{"setiembre", 9}, {"sept", 9},    {"maerz", 3}, {"mrt", 3},
                                     {"janner", 1},    {"jaenner", 1}, {"feber", 2}, {"mars", 3},
                                     {"kwi", 4},       {"paz", 10},    {"juil", 7}};

// One list of seven a language, from Monday on.
constexpr std::array<std::string_view, 7> kWeekdays[] = {
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
    {"lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"},
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
    {"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"},
    {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
    {"lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"},
    {"segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo"},
    {"isnin", "selasa", "rabu", "khamis", "jumaat", "sabtu", "ahad"},
    {"poniedzialek", "wtorek", "sroda", "czwartek", "piatek", "sobota", "niedziela"},
    {"dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"},
};

/// "0ct" and "Ju1" with letters for the digits that look like them, "rn" for a torn "m".
std::string AsLetters(std::string_view folded) {
  std::string letters;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    letters.push_back(c == '0' ? 'o' : c == '1' ? 'l' : c == '5' ? 's' : c == '8' ? 'b' : c);
  }
  return letters;
}

}  // namespace

unsigned MonthOf(std::string_view printed) {
  if (printed.size() < 3 || printed.size() > 16) return 0;
  const std::string folded = AsLetters(printed);
  const auto among = [&](const auto& fits) {
    for (const auto& names : kMonths) {
      for (unsigned i = 0; i < 12; ++i) {
        if (fits(names[i])) return i + 1;
      }
    }
    return 0U;
  };
  if (const unsigned month = among([&](std::string_view name) { return name == folded; }))
    return month;
  for (const MonthName& known : kOtherNames) {
    if (known.name == folded) return known.month;
  }
  if (folded.size() <= 5) {
    if (const unsigned month =
            among([&](std::string_view name) { return name.starts_with(folded); }))
      return month;
  }
  const auto is_weekday = [&](const auto& names) {
    return std::find(names.begin(), names.end(), folded) != names.end();
  };
  if (folded.size() < 5 || std::any_of(std::begin(kWeekdays), std::end(kWeekdays), is_weekday))
    return 0;
  std::string joined = folded;
  if (const std::size_t at = joined.find("rn"); at != std::string::npos) joined.replace(at, 2, "m");
  return among([&](std::string_view name) {
    const bool close = name.size() + 1 >= folded.size() && name.size() <= folded.size() + 2;
    return close && name.size() >= 5 && (EditDistance(name, folded) == 1 || name == joined);
  });
}

unsigned WeekdaysOf(std::string_view folded) {
  unsigned days = 0;
  if (folded.size() < 3) return 0;
  for (const auto& names : kWeekdays) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == folded || (folded.size() <= 4 && names[i].starts_with(folded)))
        days |= 1U << i;
    }
  }
  return days;
}

}  // namespace telar::invoices
