#include "invoices/templates/local_date.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text.h"
#include "invoices/templates/calendar_day.h"
#include "invoices/templates/date_language.h"

namespace telar::invoices::templates {
namespace {

constexpr std::size_t kLongestDate = 80;

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsSpace(char32_t c) {
  return c <= ' ' || c == 0xA0 || c == 0xB7 || c == 0xBB || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool IsDash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}

bool IsLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F);
}

/// A number with its colons, or a word, and the marks of a date that stand before it.
struct Piece {
  std::string text, before;
  bool number = false, apart = false;  ///< Apart from the piece before it.
};

std::vector<Piece> Cut(std::u32string_view text) {
  std::vector<Piece> pieces;
  std::string marks;
  char32_t last = ' ';
  bool apart = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto run = [&](auto belongs) {
      const std::size_t from = at;
      while (at < text.size() && belongs(text[at])) ++at;
      return EncodeUtf8(text.substr(from, at - from));
    };
    const char32_t c = text[at];
    const bool number = IsDigit(c) || c == ':';
    if (number || IsLetter(c)) {
      std::string piece =
          number ? run([](char32_t d) { return IsDigit(d) || d == ':'; }) : run(IsLetter);
      pieces.push_back({std::move(piece), std::move(marks), number, apart});
      marks.clear();
      apart = false;
      last = text[at - 1];
      continue;
    }
    // A point behind a word is its abbreviation's.
    if (c == '+' || c == '/' || (c == '.' && (IsDigit(last) || IsSpace(last)))) {
      marks += static_cast<char>(c);
    } else if (IsDash(c)) {
      marks += '-';
    }
    apart = true;
    last = c;
    ++at;
  }
  // A colon at the end ends a label, not the date.
  while (!pieces.empty() && pieces.back().text.ends_with(':')) {
    pieces.back().text.pop_back();
    if (pieces.back().text.empty()) pieces.pop_back();
  }
  return pieces;
}

std::optional<int> Number(std::string_view digits, std::size_t longest) {
  if (digits.empty() || digits.size() > longest) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (!IsDigit(static_cast<unsigned char>(c))) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// "14:30" or "14:30:15"; hours to 12 before am and pm when `half` is set.
bool IsTime(std::string_view text, bool half) {
  const std::vector<std::string_view> parts = Split(text, ':');
  if (parts.size() > 3 || (parts.size() < 2 && !half)) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = Number(parts[i], 2);
    const int most = i > 0 ? 59 : half && parts.size() != 2 ? 12 : 23;
    if (!value || *value > most) return false;
  }
  return true;
}

/// "+02:00", "GMT+2", "-0500" at the end, which says how far a time is from UTC.
void DropOffset(std::vector<Piece>& pieces) {
  if (pieces.size() < 2) return;
  const Piece& last = pieces.back();
  const bool zoned = !pieces[pieces.size() - 2].number &&
                     IsZoneWord(PlainDateWord(pieces[pieces.size() - 2].text));
  const bool timed = std::any_of(pieces.begin(), pieces.end() - 1, [](const Piece& piece) {
    return piece.number && piece.text.find(':') != piece.text.npos;
  });
  if (!last.number || !(last.before == "+" || (last.before == "-" && (timed || zoned)))) return;
  std::string digits = last.text;
  if (const std::size_t colon = digits.find(':'); colon != digits.npos) digits.erase(colon, 1);
  const bool hours = digits.size() <= 2 && (zoned || last.before == "+");
  const auto value = Number(digits, 4);
  if (!value || !(hours || digits.size() == 4)) return;
  const int hour = hours ? *value : *value / 100, minute = hours ? 0 : *value % 100;
  if (hour <= 14 && minute % 15 == 0 && minute < 60) pieces.pop_back();
}

enum class Kind { kNumber, kMonth, kWeekday, kHalfOfDay };

struct Item {
  Kind kind = Kind::kNumber;
  std::string text, before;
  int month = 0;
  bool ambiguous = false;  ///< A month that may be a weekday.
};

/// "10h30" and "10h" are times wherever hours are written so.
std::size_t TimeWithLetter(std::span<const Piece> pieces, std::size_t at, std::string& time) {
  if (at + 1 >= pieces.size() || !Number(pieces[at].text, 2) || pieces[at + 1].number ||
      pieces[at + 1].apart || AsciiLower(pieces[at + 1].text) != "h") {
    return 0;
  }
  const bool minutes = at + 2 < pieces.size() && pieces[at + 2].number && !pieces[at + 2].apart;
  time = pieces[at].text + ":" + (minutes ? pieces[at + 2].text : "00");
  return minutes ? 3 : 2;
}

/// The pieces as the language reads them; none when it does not know a word.
std::optional<std::vector<Item>> Translate(std::span<const Piece> pieces,
                                           const DateLanguage& language) {
  std::vector<Item> items;
  std::string marks;
  for (std::size_t at = 0; at < pieces.size();) {
    const Piece& piece = pieces[at];
    marks += piece.before;
    Item item{.kind = Kind::kNumber, .text = piece.text, .before = marks};
    std::size_t taken = 1;
    if (piece.number) {
      if (const std::size_t of_time = TimeWithLetter(pieces, at, item.text)) taken = of_time;
    } else {
      const std::string word = PlainDateWord(piece.text);
      const DateMeaning meaning = MeaningOf(word, language);
      // "am" opens a German date, and closes a time.
      const bool half =
          (meaning.word == DateWord::kMorning || meaning.word == DateWord::kAfternoon) &&
          !items.empty() && items.back().kind == Kind::kNumber;
      item.month = meaning.month;
      item.ambiguous = meaning.word == DateWord::kMonthOrWeekday;
      if (half) item.kind = Kind::kHalfOfDay;
      else if (meaning.month > 0) item.kind = Kind::kMonth;
      else if (meaning.word == DateWord::kWeekday) item.kind = Kind::kWeekday;
      else if (meaning.word == DateWord::kUnknown && !IsZoneWord(word)) return std::nullopt;
      else taken = 0;
    }
    at += std::max<std::size_t>(taken, 1);
    if (taken == 0) continue;
    marks.clear();
    items.push_back(std::move(item));
  }
  return items;
}

enum Part : std::uint8_t { kYear, kMonth, kDay };
constexpr std::array kParts{kYear, kMonth, kDay};

/// What a number can be as a part of a date; a year by its two or its four digits.
std::optional<int> AsPart(std::string_view digits, Part part, bool short_year = false) {
  const auto value = Number(digits, 4);
  if (!value) return std::nullopt;
  bool fits = false;
  if (part == kDay) fits = digits.size() <= 2 && *value >= 1 && *value <= 31;
  else if (part == kMonth) fits = digits.size() <= 2 && *value >= 1 && *value <= 12;
  else if (short_year) fits = digits.size() == 2;
  else fits = digits.size() == 4 && *value >= 1;
  if (!fits) return std::nullopt;
  if (part == kYear && short_year) return *value + (*value < 69 ? 2000 : 1900);
  return value;
}

class Reader {
 public:
  Reader(std::span<const Item> items, std::string_view order) : items_(items), order_(order) {}

  std::optional<Date> Read() {
    for (std::size_t at = 0; at < items_.size();) {
      if (!timed_) {
        const std::size_t taken = Time(at);
        if (broken_) return std::nullopt;
        at += taken;
        if (taken > 0) continue;
      }
      if (!Add(items_[at])) return std::nullopt;
      ++at;
    }
    return Resolve();
  }

 private:
  struct Found {
    int value = 0;  ///< 0: not yet.
    std::string digits;
    bool named = false;
  };

  std::string_view MarkAt(std::size_t at) const {
    return at < items_.size() ? std::string_view(items_[at].before) : std::string_view();
  }

  /// How many items are a time; broken_ when it is none.
  std::size_t Time(std::size_t at) {
    const Item& item = items_[at];
    if (item.kind != Kind::kNumber) return 0;
    std::string time = item.text;
    std::size_t end = at + 1;
    const bool pointed = end < items_.size() && MarkAt(end) == "." && MarkAt(at) != "." &&
                         MarkAt(end + 1) != "." && items_[end].kind == Kind::kNumber;
    if (pointed && items_[end].text.size() == 2 && IsTime(time + ":" + items_[end].text, false)) {
      time += ":" + items_[end++].text;
    } else if (pointed && time.find(':') != time.npos) {
      ++end;  // parts of a second
    }
    const bool half = end < items_.size() && items_[end].kind == Kind::kHalfOfDay;
    if (!half && time.find(':') == time.npos) return 0;
    timed_ = IsTime(time, half);
    broken_ = !timed_;
    return end - at + (half ? 1 : 0);
  }

  bool Add(const Item& item) {
    if (item.kind == Kind::kNumber) return AddNumber(item.text);
    if (item.kind == Kind::kMonth) return AddMonth(item.month);
    return item.kind == Kind::kWeekday && !std::exchange(weekday_, true);
  }

  bool AddNumber(const std::string& digits) {
    std::string_view order = order_;
    if (long_year_ && parts_[kDay].value == 0 && parts_[kMonth].value == 0 && order_[0] != 'Y') {
      order = "MDY";
    }
    // Where what follows the year has been, a year could only have its two digits by mistake.
    bool past_year = false;
    for (std::size_t i = order_.find('Y') + 1; i < order_.size(); ++i) {
      past_year |= parts_[PartOf(order_[i])].value != 0;
    }
    return (past_year && Place(digits, order, false)) || Place(digits, order, true);
  }

  static Part PartOf(char c) { return c == 'Y' ? kYear : c == 'M' ? kMonth : kDay; }

  bool Place(const std::string& digits, std::string_view order, bool short_years) {
    for (const char c : order) {
      const Part part = PartOf(c);
      if (part == kYear && long_year_) continue;
      for (const bool short_year : {true, false}) {
        if (short_year && (part != kYear || !short_years)) continue;
        const auto value = AsPart(digits, part, short_year);
        if (!value) continue;
        Found& found = parts_[part];
        if (found.value != 0) {
          if (found.named || AsPart(found.digits, part, short_year)) continue;
          displaced_.push_back(found.digits);  // a year of two digits that another one follows
        }
        found = {*value, digits, false};
        long_year_ |= part == kYear && digits.size() == 4;
        return true;
      }
    }
    return false;
  }

  bool AddMonth(int month) {
    Found& found = parts_[kMonth];
    if (found.value != 0) {
      // A number that was taken for the month is the day.
      if (found.named) return false;
      if (parts_[kDay].value != 0 && !IsRange(found.digits, parts_[kDay].digits)) return false;
      parts_[kDay] = found;
    }
    found = {month, {}, true};
    return true;
  }

  /// "12-14" of "12-14 June": two numbers and no third one with a dash.
  bool IsRange(std::string_view first, std::string_view last) const {
    for (std::size_t at = 0; at + 1 < items_.size(); ++at) {
      if (items_[at].text == first && items_[at + 1].text == last && MarkAt(at + 1) == "-" &&
          MarkAt(at) != "-" && MarkAt(at + 2) != "-") {
        return true;
      }
    }
    return false;
  }

  std::optional<Date> Resolve() {
    std::erase_if(displaced_, [&](const std::string& digits) {
      return parts_[kDay].value != 0 && IsRange(parts_[kDay].digits, digits);
    });
    const auto missing = std::count_if(parts_.begin(), parts_.end(),
                                       [](const Found& found) { return found.value == 0; });
    if (std::ssize(displaced_) != missing || missing > 1) return std::nullopt;
    for (const Part part : kParts) {
      if (parts_[part].value == 0) parts_[part].value = Number(displaced_[0], 4).value_or(0);
    }
    return CalendarDay(parts_[kYear].value, parts_[kMonth].value, parts_[kDay].value);
  }

  const std::span<const Item> items_;
  const std::string_view order_;
  std::array<Found, kParts.size()> parts_;
  std::vector<std::string> displaced_;
  bool timed_ = false, broken_ = false, weekday_ = false, long_year_ = false;
};

std::optional<Date> ReadItems(std::vector<Item> items, unsigned weekdays, std::string_view order) {
  for (Item& item : items) {
    if (!item.ambiguous) continue;
    if ((weekdays & 1U) != 0) item.kind = Kind::kWeekday;
    weekdays >>= 1U;
  }
  return Reader(items, order).Read();
}

/// The order of numbers, or that of numbers beside the name of a month.
std::string_view OrderOf(std::span<const Item> items, const DateLanguage& language) {
  const bool named = std::any_of(items.begin(), items.end(),
                                 [](const Item& item) { return item.kind == Kind::kMonth; });
  return named ? language.named : language.order;
}

std::vector<const DateLanguage*> Wanted(std::span<const std::string> languages) {
  std::vector<const DateLanguage*> wanted;
  for (const DateLanguage& language : DateLanguages()) {
    const bool named = std::any_of(languages.begin(), languages.end(),
                                   [&](const auto& l) { return AsciiLower(l) == language.code; });
    if (languages.empty() || named) wanted.push_back(&language);
  }
  return wanted;
}

// A language whose words are not known reads numbers as most do.
constexpr DateLanguage kUnknownLanguage{.order = "DMY", .named = "DMY"};
constexpr DateLanguage kEastAsia{.order = "YMD", .named = "YMD", .fillers = "年 月 日"};

}  // namespace

std::optional<Date> ReadLocalDate(std::string_view text, std::span<const std::string> languages) {
  if (text.size() > kLongestDate) return std::nullopt;
  std::u32string plain = DecodeUtf8(text);
  const bool east = plain.find(U'年') != plain.npos;
  std::replace_if(
      plain.begin(), plain.end(), [](char32_t c) { return c == U'º' || c == U'ª'; }, U' ');
  std::vector<Piece> pieces = Cut(plain);
  DropOffset(pieces);
  std::vector<const DateLanguage*> wanted = Wanted(languages);
  if (east) wanted = {&kEastAsia};
  if (wanted.empty()) wanted = {&kUnknownLanguage};
  struct Reading {
    std::vector<Item> items;
    std::string_view order;
    unsigned ambiguous = 0;
  };
  std::vector<Reading> readings;
  for (const DateLanguage* language : wanted) {
    auto items = Translate(pieces, *language);
    if (!items) continue;
    const bool month = std::any_of(items->begin(), items->end(), [](const Item& item) {
      return item.kind == Kind::kMonth && !item.ambiguous;
    });
    const auto ambiguous = std::count_if(items->begin(), items->end(),
                                         [](const Item& item) { return item.ambiguous; });
    const std::string_view order = OrderOf(*items, *language);
    if (const auto date = ReadItems(*items, month ? ~0U : 0U, order)) return date;
    readings.push_back(
        {*std::move(items), order, static_cast<unsigned>(std::min<std::ptrdiff_t>(ambiguous, 4))});
  }
  // Where no language reads a date, a word that is a month or a weekday is tried as the other.
  for (const Reading& reading : readings) {
    for (unsigned weekdays = 1; weekdays < 1U << reading.ambiguous; ++weekdays) {
      if (const auto date = ReadItems(reading.items, weekdays, reading.order)) return date;
    }
  }
  return std::nullopt;
}

}  // namespace telar::invoices::templates
