#include "invoices/dates.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/date_words.h"

namespace telar::invoices {
namespace {

bool IsNumber(const Atom& atom) {
  return std::all_of(atom.folded.begin(), atom.folded.end(), IsDigit);
}

unsigned ToNumber(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

std::optional<Date> MakeDate(unsigned year, unsigned month, unsigned day) {
  const Date date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                  std::chrono::day(day)};
  if (year < 1990 || year > 2079 || !date.ok()) return std::nullopt;
  return date;
}

/// Day of "5", "05", "5th", "1er", "2nd", "3º"; 0 when it is none.
unsigned DayOf(const Atom& atom) {
  std::string_view text = atom.folded;
  std::size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  if (digits == 0 || digits > 2) return 0;
  const std::string_view tail = text.substr(digits);
  constexpr std::string_view kTails[] = {"",   "st", "nd", "rd", "th", "er", "ro",
                                         "do", "to", "e",  "o",  "a",  "de"};
  if (std::find(std::begin(kTails), std::end(kTails), tail) == std::end(kTails)) return 0;
  const unsigned day = ToNumber(text.substr(0, digits));
  return day >= 1 && day <= 31 ? day : 0;
}

/// 20240305 and 05032024.
bool EightDigits(const Atom& atom, PrintedDate& date) {
  const std::string_view digits = atom.folded;
  const auto part = [&](std::size_t at, std::size_t size) {
    return ToNumber(digits.substr(at, size));
  };
  date = {atom.span, MakeDate(part(0, 4), part(4, 2), part(6, 2)), std::nullopt, false};
  date.month_first = date.day_first;
  if (!date.day_first) {
    date.day_first = MakeDate(part(4, 4), part(2, 2), part(0, 2));
    date.month_first = MakeDate(part(4, 4), part(0, 2), part(2, 2));
  }
  return date.day_first || date.month_first;
}

/// One of the signs between three numbers is that of a date, the other what is left of one. A colon
/// is only that before a whole year: "10:12-18" is a time.
bool OneSignWorn(std::string_view one, std::string_view two, bool whole_year) {
  const auto is_sign = [](std::string_view gap) { return gap == "/" || gap == "-" || gap == "."; };
  const auto is_worn = [&](std::string_view gap) {
    return gap == " " || gap == "'" || gap == "," || (whole_year && (gap == ":" || gap == ";"));
  };
  const auto worn = [&](std::string_view sign, std::string_view other) {
    return is_sign(sign) && (whole_year || sign != ".") &&
           (is_worn(other) || (whole_year && is_sign(other) && other != sign));
  };
  return worn(one, two) || worn(two, one);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), atoms_(SplitAtoms(text)) {}

  std::vector<PrintedDate> Scan() {
    std::vector<PrintedDate> found;
    for (std::size_t i = 0; i < atoms_.size();) {
      PrintedDate date;
      if (const std::size_t used = One(i, date); used > 0) {
        MatchWeekday(i, i + used, date);
        found.push_back(date);
        i += used;
        after_date_ = i;
      } else {
        ++i;
      }
    }
    return found;
  }

 private:
  /// The text between atom i and the next one.
  std::string_view Gap(std::size_t i) const {
    return text_.substr(atoms_[i].span.end, atoms_[i + 1].span.begin - atoms_[i].span.end);
  }

  /// Year of an atom and where it ends: "2024", "24", and "20188" of a glued "2018" and "8:13".
  unsigned YearOf(std::size_t i, bool two_digits, std::size_t& end) const {
    const std::string& text = atoms_[i].folded;
    std::size_t digits = 0;
    while (digits < text.size() && IsDigit(text[digits])) ++digits;
    const std::size_t begin = atoms_[i].span.begin;
    const std::size_t after = atoms_[i].span.end;
    const bool time_follows = digits == text.size() && after < text_.size() && text_[after] == ':';
    const bool letters = digits < text.size();
    if (letters && !(digits == 4 && text[4] == 't')) return 0;  // 2024-03-05T10:00
    end = begin + std::min<std::size_t>(digits, 4);
    if (digits == 4 || ((digits == 5 || digits == 6) && time_follows)) {
      const unsigned year = ToNumber(text.substr(0, 4));
      if (year >= 1990 && year <= 2079) return year;
    }
    if (two_digits && (digits == 2 || ((digits == 3 || digits == 4) && time_follows))) {
      end = begin + 2;
      const unsigned year = ToNumber(text.substr(0, 2));
      return year <= 79 ? 2000 + year : 0;
    }
    return 0;
  }

  /// Between parts of a date in words: blanks, at most one point, comma, hyphen, slash, "de", "of".
  static bool Loose(std::string_view gap) {
    return gap.size() <= 4 && gap.find_first_not_of(" .,-/'") == std::string_view::npos;
  }

  std::size_t SkipOf(std::size_t i) const {
    constexpr std::string_view kOf[] = {"de", "del", "of", "do", "di", "d", "den"};
    if (i < atoms_.size() &&
        std::find(std::begin(kOf), std::end(kOf), atoms_[i].folded) != std::end(kOf)) {
      return i + 1;
    }
    return i;
  }

  bool LooseBetween(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (!Loose(Gap(i))) return false;
    }
    return true;
  }

  /// Drops the reading that falls on another weekday than the word beside the date names.
  void MatchWeekday(std::size_t first, std::size_t end, PrintedDate& date) const {
    if (!date.ambiguous()) return;
    unsigned days = 0;
    if (first > 0 && Gap(first - 1).size() <= 3) days = WeekdaysOf(atoms_[first - 1].folded);
    if (days == 0 && end < atoms_.size() && Gap(end - 1).size() <= 3)
      days = WeekdaysOf(atoms_[end].folded);
    const auto falls_on = [&](const Date& day) {
      const std::chrono::weekday weekday{std::chrono::sys_days(day)};
      return (days >> (weekday.iso_encoding() - 1) & 1U) != 0;
    };
    const bool day_first = falls_on(*date.day_first), month_first = falls_on(*date.month_first);
    if (day_first && !month_first) date.month_first.reset();
    if (month_first && !day_first) date.day_first.reset();
  }

  /// True when three numbers with this sign between them start at atom i.
  bool Triple(std::size_t i, char sign) const {
    return i + 2 < atoms_.size() && IsNumber(atoms_[i]) && IsNumber(atoms_[i + 1]) &&
           IsNumber(atoms_[i + 2]) && Gap(i) == std::string_view(&sign, 1) &&
           Gap(i + 1) == std::string_view(&sign, 1);
  }

  /// Reads a date that starts at atom i; returns the atoms it takes, 0 for none.
  std::size_t One(std::size_t i, PrintedDate& date) const {
    if (i > 0 && IsDigit(atoms_[i].folded[0])) {
      const std::string_view before = Gap(i - 1);
      const bool joint = before == "-" || before == "/" || before == ".";
      const bool range = before == "-" && after_date_ == i;
      if (joint && !range && IsDigit(atoms_[i - 1].folded.back())) return 0;
    }
    if (const std::size_t used = EastAsian(i, date); used > 0) return used;
    if (const std::size_t used = BeforeTime(i, date); used > 0) return used;
    if (const std::size_t used = Numeric(i, date); used > 0) return used;
    if (const std::size_t used = DayName(i, date); used > 0) return used;
    return NameDay(i, date);
  }

  std::size_t Numeric(std::size_t i, PrintedDate& date) const {
    if (i + 2 >= atoms_.size() || !IsNumber(atoms_[i]) || !IsNumber(atoms_[i + 1])) return 0;
    const std::string_view first = Gap(i), second = Gap(i + 1);
    const auto bare = [](std::string_view gap) {
      const std::size_t at = gap.find_first_not_of(' ');
      return at == std::string_view::npos || gap.size() > 3 ? ' ' : gap[at];
    };
    const char sign = bare(first);
    if (sign != bare(second) || (sign != '/' && sign != '-' && sign != '.')) return 0;
    const auto single = [](std::string_view gap) {
      return std::count_if(gap.begin(), gap.end(), [](char c) { return c != ' '; }) == 1;
    };
    if (!single(first) || !single(second)) return 0;
    const std::string &a = atoms_[i].folded, &b = atoms_[i + 1].folded, &c = atoms_[i + 2].folded;
    if (b.size() > 2) return 0;
    // A fourth part makes it a code, an address or an account.
    std::size_t end = 0;
    if (a.size() == 4) {
      const unsigned day = c.size() >= 2 && IsDigit(c[1]) ? ToNumber(c.substr(0, 2))
                                                          : static_cast<unsigned>(c[0] - '0');
      // A time may be glued on: 2024-03-05T10:00, 2024/03/0510:00.
      const std::size_t after = atoms_[i + 2].span.end;
      const bool time = (c.size() == 3 || c.size() == 4) && after < text_.size() &&
                        text_[after] == ':' && IsNumber(atoms_[i + 2]);
      const bool clean = c.size() <= 2 || c[2] == 't' || time;
      if (!IsDigit(c[0]) || !clean) return 0;
      const auto found = MakeDate(ToNumber(a), ToNumber(b), day);
      if (!found) return 0;
      date = {{atoms_[i].span.begin,
               atoms_[i + 2].span.begin + (c.size() >= 2 && IsDigit(c[1]) ? 2 : 1)},
              found,
              found,
              false};
      return 3;
    }
    if (a.size() > 2) return 0;
    const unsigned year = YearOf(i + 2, true, end);
    if (year == 0) return 0;
    if (end == atoms_[i + 2].span.end && i + 3 < atoms_.size() &&
        IsDigit(atoms_[i + 3].folded[0])) {
      const std::string_view after = Gap(i + 2);
      const bool range = after == "-" && sign != '-' && Triple(i + 3, sign);
      if (!range && (after == "-" || after == "/" || after == ".")) return 0;
    }
    date.span = {atoms_[i].span.begin, end};
    date.day_first = MakeDate(year, ToNumber(b), ToNumber(a));
    date.month_first = MakeDate(year, ToNumber(a), ToNumber(b));
    return date.day_first || date.month_first ? 3 : 0;
  }

  /// "25032018 13:11": eight digits that a time follows.
  std::size_t BeforeTime(std::size_t i, PrintedDate& date) const {
    const std::string& digits = atoms_[i].folded;
    if (digits.size() != 8 || !IsNumber(atoms_[i]) || i + 2 >= atoms_.size()) return 0;
    if (Gap(i) != " " || Gap(i + 1) != ":" || !IsNumber(atoms_[i + 1])) return 0;
    return EightDigits(atoms_[i], date) ? 1 : 0;
  }

  /// "2014年5月7日".
  std::size_t EastAsian(std::size_t i, PrintedDate& date) const {
    constexpr std::string_view kSigns[] = {"年", "月", "日"};
    if (i + 4 >= atoms_.size()) return 0;
    for (std::size_t part = 0; part < 3; ++part) {
      const Atom& number = atoms_[i + 2 * part];
      if (!IsNumber(number) || number.folded.size() > 4) return 0;
      const std::size_t sign = i + 2 * part + 1;
      if (sign >= atoms_.size() || !atoms_[sign].folded.starts_with(kSigns[part])) return 0;
    }
    const auto found = MakeDate(ToNumber(atoms_[i].folded), ToNumber(atoms_[i + 2].folded),
                                ToNumber(atoms_[i + 4].folded));
    if (!found) return 0;
    date = {
        {atoms_[i].span.begin, atoms_[i + 5].span.begin + kSigns[2].size()}, found, found, true};
    return 6;
  }

  std::size_t DayName(std::size_t i, PrintedDate& date) const {
    const unsigned day = DayOf(atoms_[i]);
    if (day == 0) return GluedDayName(i, date);
    const std::size_t name = SkipOf(i + 1);
    if (name >= atoms_.size()) return 0;
    const unsigned month = MonthOf(atoms_[name].folded);
    const std::size_t last = SkipOf(name + 1);
    if (month == 0 || last >= atoms_.size() || !LooseBetween(i, last)) return 0;
    return Finish(i, last, day, month, date);
  }

  /// "05MAR2018".
  std::size_t GluedDayName(std::size_t i, PrintedDate& date) const {
    const std::string& text = atoms_[i].folded;
    std::size_t letters = 0;
    while (letters < text.size() && IsDigit(text[letters])) ++letters;
    std::size_t digits = letters;
    while (digits < text.size() && !IsDigit(text[digits])) ++digits;
    const std::size_t rest = text.size() - digits;
    if (letters == 0 || letters > 2 || (rest != 4 && rest != 2)) return 0;
    if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(digits), text.end(), IsDigit))
      return 0;
    const unsigned month = MonthOf(text.substr(letters, digits - letters));
    if (month == 0) return 0;
    const unsigned year = ToNumber(text.substr(digits));
    const auto found =
        MakeDate(rest == 4 ? year : 2000 + year, month, ToNumber(text.substr(0, letters)));
    if (!found) return 0;
    date = {atoms_[i].span, found, found, true};
    return 1;
  }

  std::size_t NameDay(std::size_t i, PrintedDate& date) const {
    if (i + 2 >= atoms_.size()) return 0;
    const unsigned day = DayOf(atoms_[i + 1]);
    const unsigned month = day == 0 ? 0 : MonthOf(atoms_[i].folded);
    const std::size_t last = SkipOf(i + 2);
    if (month == 0 || last >= atoms_.size() || !LooseBetween(i, last)) return 0;
    // "Sie 30,00" is an amount behind a word that a month may be cut to.
    const std::string_view sign = Gap(last - 1);
    if ((sign == "," || sign == ".") && atoms_[last].folded.size() == 2) return 0;
    return Finish(i, last, day, month, date);
  }

  std::size_t Finish(std::size_t first, std::size_t last, unsigned day, unsigned month,
                     PrintedDate& date) const {
    std::size_t end = 0;
    const unsigned year = YearOf(last, true, end);
    if (year == 0) return 0;
    // "27 Jun - 26 Jul 2023": the number is the day of the next date.
    const bool short_year = end == atoms_[last].span.begin + 2;
    if (short_year && last + 1 < atoms_.size() && Loose(Gap(last)) &&
        MonthOf(atoms_[last + 1].folded) != 0) {
      return 0;
    }
    const auto found = MakeDate(year, month, day);
    if (!found) return 0;
    date = {{atoms_[first].span.begin, end}, found, found, true};
    return last - first + 1;
  }

  std::string_view text_;
  std::vector<Atom> atoms_;
  std::size_t after_date_ = 0;  // the atom behind the last date
};

}  // namespace

Date PrintedDate::Under(DateOrder order) const {
  const auto& wanted = order == DateOrder::kDayFirst ? day_first : month_first;
  const auto& other = order == DateOrder::kDayFirst ? month_first : day_first;
  return wanted ? *wanted : *other;
}

bool JoinsPeriod(std::string_view between) {
  constexpr std::string_view kBetween[] = {
      "-",     "–",  "—",   "to",   "au",   "bis",     "al",  "a",      "tot",    "t/m",   "until",
      "hasta", "do", "ate", "till", "thru", "through", "und", "sampai", "hingga", "t.e.m."};
  return std::find(std::begin(kBetween), std::end(kBetween), between) != std::end(kBetween);
}

bool EndsYearlessPeriod(std::string_view text, const Span& date) {
  constexpr std::size_t kFarthest = 48;
  const std::size_t from = date.begin > kFarthest ? date.begin - kFarthest : 0;
  const std::string_view before = text.substr(from, date.begin - from);
  std::vector<Atom> atoms = SplitAtoms(before.substr(before.find_last_of('\t') + 1));
  const std::string_view near = before.substr(before.find_last_of('\t') + 1);
  bool word = false;
  std::size_t end = near.size();  // of the sign or the word between the ends
  if (!atoms.empty() && JoinsPeriod(atoms.back().folded)) {
    word = true;
    end = atoms.back().span.end;
    atoms.pop_back();
  }
  if (atoms.empty()) return false;
  const auto gap = [&](std::size_t first, std::size_t last) {
    return near.substr(atoms[first].span.end, atoms[last].span.begin - atoms[first].span.end);
  };
  std::string_view between = Trim(near.substr(atoms.back().span.end, end - atoms.back().span.end));
  // The point of "01.05." and "1." belongs to the number.
  if (between.starts_with('.')) between = Trim(between.substr(1));
  if (!JoinsPeriod(Fold(between))) return false;
  const std::size_t last = atoms.size() - 1;
  if (last > 0 && gap(last - 1, last).find_first_not_of(" .,") == std::string_view::npos) {
    const bool day_name = DayOf(atoms[last - 1]) > 0 && MonthOf(atoms[last].folded) > 0;
    const bool name_day = MonthOf(atoms[last - 1].folded) > 0 && DayOf(atoms[last]) > 0;
    if (day_name || name_day) return true;
  }
  if (DayOf(atoms[last]) == 0) return false;
  if (last > 0) {
    const std::string_view sign = gap(last - 1, last);
    const bool date_sign = sign == "/" || sign == "." || sign == "-";
    if (date_sign && IsNumber(atoms[last]) && DayOf(atoms[last - 1]) > 0)
      return last < 2 || gap(last - 2, last - 1) != sign;
  }
  return word || last == 0;  // "du 1er au 31 juillet 2015", "1. - 31.05.2014"
}

std::vector<PrintedDate> FindDates(std::string_view text) { return Scanner(text).Scan(); }

std::vector<PrintedDate> FindWornDates(std::string_view text) {
  const std::vector<Atom> atoms = SplitAtoms(text);
  const auto between = [&](std::size_t i) {
    return text.substr(atoms[i].span.end, atoms[i + 1].span.begin - atoms[i].span.end);
  };
  // A digit beyond another sign makes it part of a code, a telephone number, a time.
  const auto apart = [&](std::size_t first, std::size_t last) {
    const auto blank = [&](std::size_t i) {
      return between(i).find_first_of(" \t") != std::string_view::npos;
    };
    return (first == 0 || blank(first - 1)) && (last + 1 == atoms.size() || blank(last));
  };
  // The date of the three numbers from atom i.
  const auto three = [&](std::size_t i, PrintedDate& date) {
    if (i + 2 >= atoms.size() || !IsNumber(atoms[i + 1]) || !IsNumber(atoms[i + 2])) return false;
    const std::string &a = atoms[i].folded, &b = atoms[i + 1].folded, &c = atoms[i + 2].folded;
    // Of a short year the other numbers are whole: "1 12-50" is a count and a price.
    const bool short_year = c.size() == 2 && a.size() == 2 && b.size() == 2;
    if (a.size() > 2 || b.size() > 2 || (c.size() != 4 && !short_year)) return false;
    if (!apart(i, i + 2) || !OneSignWorn(between(i), between(i + 1), c.size() == 4)) return false;
    const unsigned first = ToNumber(a), second = ToNumber(b),
                   year = ToNumber(c) + (short_year ? 2000U : 0U);
    date = {{atoms[i].span.begin, atoms[i + 2].span.end},
            MakeDate(year, second, first),
            MakeDate(year, first, second),
            false};
    return date.day_first || date.month_first;
  };
  std::vector<PrintedDate> found;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (!IsNumber(atoms[i])) continue;
    PrintedDate date;
    const bool eight = atoms[i].folded.size() == 8;
    if (eight ? apart(i, i) && EightDigits(atoms[i], date) : three(i, date)) {
      found.push_back(date);
      i += eight ? 0 : 2;
    }
  }
  return found;
}

std::vector<PrintedDate> FindBareDates(std::string_view text) {
  std::vector<PrintedDate> found;
  const std::vector<Atom> atoms = SplitAtoms(text);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const std::string& whole = atoms[i].folded;
    if (!IsNumber(atoms[i])) continue;
    if (whole.size() == 8) {
      if (PrintedDate date; EightDigits(atoms[i], date)) found.push_back(date);
      continue;
    }
    if (i + 2 >= atoms.size() || whole.size() > 2 || !IsNumber(atoms[i + 1]) ||
        !IsNumber(atoms[i + 2]) || atoms[i + 1].folded.size() > 2 ||
        atoms[i + 2].folded.size() != 4) {
      continue;
    }
    const Span span{atoms[i].span.begin, atoms[i + 2].span.end};
    if (text.substr(span.begin, span.end - span.begin).find_first_not_of("0123456789 ") !=
        std::string_view::npos) {
      continue;
    }
    const unsigned first = ToNumber(whole), second = ToNumber(atoms[i + 1].folded),
                   year = ToNumber(atoms[i + 2].folded);
    PrintedDate date{span, MakeDate(year, second, first), MakeDate(year, first, second), false};
    if (date.day_first || date.month_first) found.push_back(date);
  }
  return found;
}

}  // namespace telar::invoices
