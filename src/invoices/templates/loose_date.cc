#include "invoices/templates/loose_date.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text.h"
#include "invoices/templates/calendar_day.h"

namespace telar::invoices::templates {
namespace {

constexpr std::size_t kLongestDate = 80;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// Of the years that end so, the one at most 49 years ahead and 50 back.
int FullYear(int year, Date today) {
  const int now = static_cast<int>(today.year());
  int full = year + now / 100 * 100;
  if (full >= now + 50) full -= 100;
  else if (full < now - 50) full += 100;
  return full;
}

// The tokens of dateutil: words, numbers with their points, single signs; white space is " ".
class Tokens {
 public:
  explicit Tokens(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (IsSpace(text[at])) {
        tokens_.emplace_back(" ");
        ++at;
      } else if (IsLetter(text[at])) {
        Run(text, at, true);
      } else if (IsDigit(text[at])) {
        Run(text, at, false);
      } else {
        tokens_.emplace_back(1, text[at++]);
      }
    }
  }
  std::vector<std::string> Take() && { return std::move(tokens_); }

 private:
  void Run(std::string_view text, std::size_t& at, bool word) {
    std::string token(1, text[at++]);
    bool dotted = false, letters = word;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      const bool mine = word ? IsLetter(c) : IsDigit(c);
      if (mine) {
        letters |= word && dotted;
      } else if (c == '.' || (c == ',' && !word && !dotted && token.size() >= 2)) {
        dotted = true;
      } else if (dotted && token.back() == '.' && (word ? IsDigit(c) : IsLetter(c))) {
        word = !word;
        letters |= word;
      } else {
        break;
      }
      token += c;
    }
    const bool parts = dotted && (letters || std::count(token.begin(), token.end(), '.') > 1 ||
                                  token.back() == '.' || token.back() == ',');
    if (!parts) {
      std::replace(token.begin(), token.end(), ',', '.');
      tokens_.push_back(std::move(token));
      return;
    }
    std::string piece;
    for (const char c : token) {
      if (c != '.' && c != ',') {
        piece += c;
        continue;
      }
      if (!piece.empty()) tokens_.push_back(std::move(piece));
      piece.clear();
      tokens_.emplace_back(1, c);
    }
    if (!piece.empty()) tokens_.push_back(std::move(piece));
  }

  std::vector<std::string> tokens_;
};

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool Skipped(std::string_view token) {
  return OneOf(AsciiLower(token), {" ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m",
                                   "t", "of", "st", "nd", "rd", "th"});
}

int EnglishMonth(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string lower = AsciiLower(word);
  if (lower == "sept") return 9;
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    if (lower == kMonths[m] || lower == kMonths[m].substr(0, 3)) return static_cast<int>(m) + 1;
  }
  return 0;
}

bool IsWeekday(std::string_view word) {
  return OneOf(AsciiLower(word), {"mon", "monday", "tue", "tuesday", "wed", "wednesday", "thu",
                                  "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday"});
}

bool IsTimeWord(std::string_view word) {
  return OneOf(AsciiLower(word),
               {"h", "hour", "hours", "minute", "minutes", "s", "second", "seconds"});
}
bool IsHalfOfDay(std::string_view word) { return OneOf(AsciiLower(word), {"am", "pm", "a", "p"}); }

// Year, month and day as they come in, and which is which at the end.
class Parts {
 public:
  bool Add(std::string_view digits, bool month = false) {
    if (!AllDigits(digits) || digits.size() > 9 || count_ == 3) return false;
    const int value = std::stoi(std::string(digits));
    const bool year = digits.size() > 2;
    if (year) {
      if (month || year_at_ >= 0) return false;
      century_ = true;
      year_at_ = count_;
    }
    if (month) {
      if (month_at_ >= 0) return false;
      month_at_ = count_;
    }
    values_[static_cast<std::size_t>(count_++)] = value;
    return true;
  }
  bool AddMonth(int month) { return Add(std::to_string(month), true); }
  bool AddYear(std::string_view digits, Date today) {
    if (!AllDigits(digits) || digits.size() > 4 || year_at_ >= 0 || count_ == 3) return false;
    const int value = std::stoi(std::string(digits));
    year_at_ = count_;
    century_ = true;
    values_[static_cast<std::size_t>(count_++)] =
        value < 100 && digits.size() <= 2 ? FullYear(value, today) : value;
    return true;
  }
  int count() const { return count_; }

  std::optional<Date> Resolve(Date today) const {
    if (count_ != 3) return std::nullopt;
    const auto [a, b, c] = values_;
    if (year_at_ >= 0 && month_at_ >= 0) {
      const auto day_at = static_cast<std::size_t>(3 - year_at_ - month_at_);
      return Make(at(year_at_), at(month_at_), values_[day_at], today);
    }
    if (month_at_ == 0) return b > 31 ? Make(b, a, c, today) : Make(c, a, b, today);
    if (month_at_ == 1) return a > 31 ? Make(a, b, c, today) : Make(c, b, a, today);
    if (month_at_ == 2) return b > 31 ? Make(b, c, a, today) : Make(a, c, b, today);
    if (a > 31 || year_at_ == 0) return Make(a, b, c, today);
    if (a > 12) return Make(c, b, a, today);
    return Make(c, a, b, today);
  }

 private:
  int at(int index) const { return values_[static_cast<std::size_t>(index)]; }
  std::optional<Date> Make(int year, int month, int day, Date today) const {
    if (year < 100 && !century_) year = FullYear(year, today);
    return CalendarDay(year, month, day);
  }

  std::array<int, 3> values_{};
  int count_ = 0, year_at_ = -1, month_at_ = -1;
  bool century_ = false;
};

class EnglishReader {
 public:
  EnglishReader(std::string_view text, Date today) : tokens_(Tokens(text).Take()), today_(today) {}

  std::optional<Date> Read() {
    for (; at_ < tokens_.size(); ++at_) {
      const std::string& token = tokens_[at_];
      const bool known = IsDigit(token[0]) ? Number() : EnglishMonth(token) != 0 ? Month() : Word();
      if (!known) return std::nullopt;
    }
    return parts_.Resolve(today_);
  }

 private:
  std::string_view Ahead(std::size_t by) const {
    return at_ + by < tokens_.size() ? std::string_view(tokens_[at_ + by]) : std::string_view();
  }

  bool Word() {
    const std::string& token = tokens_[at_];
    if (IsWeekday(token) || Skipped(token)) return true;
    return timed_ && (IsHalfOfDay(token) || Zone());
  }

  // "UTC", "CEST", "+02:00" behind a time.
  bool Zone() {
    const std::string& token = tokens_[at_];
    if (token == "+" && AllDigits(Ahead(1))) {
      at_ += Ahead(2) == ":" ? 3U : 1U;
      return true;
    }
    return token.size() <= 5 &&
           std::all_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  bool Month() {
    if (!parts_.AddMonth(EnglishMonth(tokens_[at_]))) return false;
    if (Ahead(1) == "-" || Ahead(1) == "/") {
      const std::string separator(Ahead(1));
      if (!parts_.Add(Ahead(2))) return false;
      if (Ahead(3) == separator) {
        if (!parts_.Add(Ahead(4))) return false;
        at_ += 2;
      }
      at_ += 2;
    } else if (Ahead(1) == " " && AsciiLower(Ahead(2)) == "of" && Ahead(3) == " " &&
               AllDigits(Ahead(4))) {
      if (!parts_.AddYear(Ahead(4), today_)) return false;
      at_ += 4;
    }
    return true;
  }

  bool Number() {
    const std::string token = tokens_[at_];
    const std::size_t size = token.size();
    const bool whole = AllDigits(token);
    if (!whole && std::count(token.begin(), token.end(), '.') != 1) return false;
    if (parts_.count() == 3 && (size == 2 || size == 4) && !timed_ &&
        (Ahead(1).empty() || Ahead(1) == " " || IsHalfOfDay(Ahead(1)))) {
      return timed_ = true;
    }
    if (size == 6 || (size > 6 && token.find('.') == 6)) {
      if (parts_.count() > 0 || !whole) return timed_ = true;
      return parts_.Add(token.substr(0, 2)) && parts_.Add(token.substr(2, 2)) &&
             parts_.Add(token.substr(4));
    }
    if (whole && (size == 8 || size == 12 || size == 14)) {
      timed_ |= size > 8;
      return parts_.AddYear(token.substr(0, 4), today_) && parts_.Add(token.substr(4, 2)) &&
             parts_.Add(token.substr(6, 2));
    }
    if (IsTimeWord(Ahead(1)) || AsciiLower(Ahead(1)) == "m" ||
        (Ahead(1) == " " && IsTimeWord(Ahead(2)))) {
      timed_ = true;
      at_ += Ahead(1) == " " ? 2U : 1U;
      return true;
    }
    if (Ahead(1) == ":" && !Ahead(2).empty()) {
      timed_ = true;
      at_ += Ahead(3) == ":" && !Ahead(4).empty() ? 4U : 2U;
      return true;
    }
    if (Ahead(1) == "-" || Ahead(1) == "/" || Ahead(1) == ".") return Separated(token);
    if (Ahead(1).empty() || Skipped(Ahead(1))) {
      if (!Ahead(2).empty() && IsHalfOfDay(Ahead(2))) {
        at_ += 2;
        return timed_ = true;
      }
      ++at_;
      return whole && parts_.Add(token);
    }
    if (IsHalfOfDay(Ahead(1))) {
      ++at_;
      return timed_ = true;
    }
    return whole && size <= 2 && parts_.Add(token);
  }

  bool Separated(const std::string& token) {
    const std::string separator(Ahead(1));
    if (!AllDigits(token) || !parts_.Add(token)) return false;
    if (Ahead(2).empty() || Skipped(Ahead(2))) {
      ++at_;
      return true;
    }
    if (!AddEither(Ahead(2))) return false;
    if (Ahead(3) == separator) {
      if (!AddEither(Ahead(4))) return false;
      at_ += 2;
    }
    at_ += 2;
    return true;
  }

  bool AddEither(std::string_view token) {
    if (AllDigits(token)) return parts_.Add(token);
    const int month = token.empty() ? 0 : EnglishMonth(token);
    return month != 0 && parts_.AddMonth(month);
  }

  const std::vector<std::string> tokens_;
  const Date today_;
  std::size_t at_ = 0;
  Parts parts_;
  bool timed_ = false;
};

}  // namespace

std::optional<Date> ReadEnglishDate(std::string_view text, Date today) {
  if (text.size() > kLongestDate) return std::nullopt;
  return EnglishReader(text, today).Read();
}

}  // namespace telar::invoices::templates
