#include "invoices/dates.h"

#include <algorithm>
#include <array>

namespace telar::invoices {
namespace {

struct MonthName {
  std::string_view name;
  unsigned month;
};

constexpr MonthName kMonths[] = {
    // Spanish
    {"enero", 1},
    {"febrero", 2},
    {"marzo", 3},
    {"abril", 4},
    {"mayo", 5},
    {"junio", 6},
    {"julio", 7},
    {"agosto", 8},
    {"septiembre", 9},
    {"setiembre", 9},
    {"octubre", 10},
    {"noviembre", 11},
    {"diciembre", 12},
    // English
    {"january", 1},
    {"february", 2},
    {"march", 3},
    {"april", 4},
    {"may", 5},
    {"june", 6},
    {"july", 7},
    {"august", 8},
    {"september", 9},
    {"october", 10},
    {"november", 11},
    {"december", 12},
    // Portuguese
    {"janeiro", 1},
    {"fevereiro", 2},
    {"marco", 3},
    {"maio", 5},
    {"junho", 6},
    {"julho", 7},
    {"setembro", 9},
    {"outubro", 10},
    {"novembro", 11},
    {"dezembro", 12},
    // French
    {"janvier", 1},
    {"fevrier", 2},
    {"mars", 3},
    {"avril", 4},
    {"mai", 5},
    {"juin", 6},
    {"juillet", 7},
    {"aout", 8},
    {"septembre", 9},
    {"octobre", 10},
    {"novembre", 11},
    {"decembre", 12},
    // German
    {"januar", 1},
    {"februar", 2},
    {"marz", 3},
    {"maerz", 3},
    {"juni", 6},
    {"juli", 7},
    {"oktober", 10},
    {"dezember", 12},
    // Dutch
    {"januari", 1},
    {"februari", 2},
    {"maart", 3},
    {"mrt", 3},
    {"mei", 5},
    {"augustus", 8},
    // Italian
    {"gennaio", 1},
    {"febbraio", 2},
    {"aprile", 4},
    {"maggio", 5},
    {"giugno", 6},
    {"luglio", 7},
    {"settembre", 9},
    {"ottobre", 10},
    {"dicembre", 12},
    // Malay
    {"mac", 3},
    {"jun", 6},
    {"julai", 7},
    {"ogos", 8},
    {"disember", 12},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

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
  constexpr std::string_view kTails[] = {"", "st", "nd", "rd", "th", "er", "ro", "do", "to"};
  if (std::find(std::begin(kTails), std::end(kTails), tail) == std::end(kTails)) return 0;
  const unsigned day = ToNumber(text.substr(0, digits));
  return day >= 1 && day <= 31 ? day : 0;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), atoms_(SplitAtoms(text)) {}

  std::vector<PrintedDate> Scan() {
    std::vector<PrintedDate> found;
    for (std::size_t i = 0; i < atoms_.size();) {
      PrintedDate date;
      if (const std::size_t used = One(i, date); used > 0) {
        found.push_back(date);
        i += used;
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
    constexpr std::string_view kOf[] = {"de", "del", "of", "do", "di"};
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

  /// Reads a date that starts at atom i; returns the atoms it takes, 0 for none.
  std::size_t One(std::size_t i, PrintedDate& date) const {
    if (i > 0 && IsDigit(atoms_[i].folded[0])) {
      const std::string_view before = Gap(i - 1);
      const bool joint = before == "-" || before == "/" || before == ".";
      if (joint && IsDigit(atoms_[i - 1].folded.back())) return 0;
    }
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
      const bool clean = c.size() <= 2 || c[2] == 't';
      if (!IsDigit(c[0]) || !clean) return 0;
      const auto found = MakeDate(ToNumber(a), ToNumber(b), day);
      if (!found) return 0;
      date = {{atoms_[i].span.begin,
               atoms_[i + 2].span.begin + (c.size() >= 2 && IsDigit(c[1]) ? 2 : 1)},
              found,
              found};
      return 3;
    }
    if (a.size() > 2) return 0;
    const unsigned year = YearOf(i + 2, true, end);
    if (year == 0) return 0;
    if (end == atoms_[i + 2].span.end && i + 3 < atoms_.size() &&
        IsDigit(atoms_[i + 3].folded[0])) {
      const std::string_view after = Gap(i + 2);
      if (after == "-" || after == "/" || after == ".") return 0;
    }
    date.span = {atoms_[i].span.begin, end};
    date.day_first = MakeDate(year, ToNumber(b), ToNumber(a));
    date.month_first = MakeDate(year, ToNumber(a), ToNumber(b));
    return date.day_first || date.month_first ? 3 : 0;
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
    date = {atoms_[i].span, found, found};
    return 1;
  }

  std::size_t NameDay(std::size_t i, PrintedDate& date) const {
    const unsigned month = MonthOf(atoms_[i].folded);
    if (month == 0 || i + 2 >= atoms_.size()) return 0;
    const unsigned day = DayOf(atoms_[i + 1]);
    const std::size_t last = SkipOf(i + 2);
    if (day == 0 || last >= atoms_.size() || !LooseBetween(i, last)) return 0;
    return Finish(i, last, day, month, date);
  }

  std::size_t Finish(std::size_t first, std::size_t last, unsigned day, unsigned month,
                     PrintedDate& date) const {
    std::size_t end = 0;
    const unsigned year = YearOf(last, true, end);
    if (year == 0) return 0;
    const auto found = MakeDate(year, month, day);
    if (!found) return 0;
    date = {{atoms_[first].span.begin, end}, found, found};
    return last - first + 1;
  }

  std::string_view text_;
  std::vector<Atom> atoms_;
};

}  // namespace

Date PrintedDate::Under(DateOrder order) const {
  const auto& wanted = order == DateOrder::kDayFirst ? day_first : month_first;
  const auto& other = order == DateOrder::kDayFirst ? month_first : day_first;
  return wanted ? *wanted : *other;
}

unsigned MonthOf(std::string_view folded) {
  if (folded.size() < 3) return 0;
  for (const MonthName& known : kMonths) {
    if (known.name == folded) return known.month;
  }
  for (const MonthName& known : kMonths) {
    if (folded.size() <= 5 && known.name.starts_with(folded)) return known.month;
  }
  return folded == "sept" ? 9 : 0;
}

std::vector<PrintedDate> FindDates(std::string_view text) { return Scanner(text).Scan(); }

DateLocale InferDateOrder(const std::vector<std::vector<PrintedDate>>& dates, DateOrder hint) {
  int day = 0, month = 0;
  for (const auto& row : dates) {
    for (const PrintedDate& date : row) {
      if (date.day_first && !date.month_first) ++day;
      if (date.month_first && !date.day_first) ++month;
    }
  }
  if (day == month) return {hint, false};
  return {day > month ? DateOrder::kDayFirst : DateOrder::kMonthFirst, true};
}

}  // namespace telar::invoices
