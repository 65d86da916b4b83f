#include "invoices/numbers.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/currency.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostDigits = 15;
constexpr std::size_t kMostDecimals = 6;

constexpr std::string_view kUnits[] = {
    "u",     "un",    "ud",     "uds",    "und",     "unid",   "unidad", "unidades", "pc",
    "pcs",   "pz",    "pza",    "pzas",   "kg",      "kgs",    "g",      "gr",       "grs",
    "m",     "mt",    "mts",    "mtr",    "mtrs",    "m2",     "m3",     "cm",       "mm",
    "l",     "lt",    "lts",    "ml",     "h",       "hr",     "hrs",    "hora",     "horas",
    "box",   "caja",  "cajas",  "cj",     "rollo",   "rollos", "doc",    "dz",       "st",
    "stk",   "stuk",  "stuks",  "ea",     "each",    "set",    "pack",   "paq",      "yd",
    "yds",   "yarda", "yardas", "metro",  "metros",  "unit",   "units",  "lb",       "lbs",
    "par",   "pares", "pieza",  "piezas", "pair",    "pairs",  "roll",   "rolls",    "cone",
    "cones", "cono",  "conos",  "docena", "docenas", "dozen",  "bolsa",  "bolsas",   "kilo",
    "kilos", "saco",  "sacos",  "pkg",    "pce",     "pces",   "pkt",    "unite",    "unites",
    "stuck", "conf",  "cx",     "doos",   "ltr",     "pezzo",  "pezzi"};

/// A typographic mark of more than one byte and the ASCII sign that means the same.
struct Typographic {
  std::string_view bytes;
  char means;
};
constexpr Typographic kTypographic[] = {
    {"\xC2\xA0", ' '},                              // no-break space
    {"\xE2\x80\xAF", ' '},                          // narrow no-break space
    {"\xE2\x80\x89", ' '},                          // thin space
    {"\xE2\x80\x99", '\''}, {"\xE2\x88\x92", '-'},  // minus sign
    {"\xE2\x80\x93", '-'},                          // en dash
};

const Typographic* TypographicAt(std::string_view text, std::size_t at) {
  for (const Typographic& t : kTypographic) {
    if (text.substr(at).starts_with(t.bytes)) return &t;
  }
  return nullptr;
}

/// The number with typographic marks as ASCII; empty when it has any other character.
std::string Plain(std::string_view printed) {
  std::string plain;
  for (std::size_t at = 0; at < printed.size();) {
    const char c = printed[at];
    if (IsDigit(c) || c == '.' || c == ',' || c == '\'' || c == ' ' || c == '-') {
      plain.push_back(c);
      ++at;
    } else if (const Typographic* t = TypographicAt(printed, at)) {
      plain.push_back(t->means);
      at += t->bytes.size();
    } else {
      return {};
    }
  }
  return plain;
}

/// Joins "1.234.567" to "1234567"; nothing when a group is not whole.
std::optional<std::string> JoinGroups(std::string_view whole, char decimal) {
  std::string digits;
  std::vector<std::size_t> sizes = {0};
  char group = 0;
  for (const char c : whole) {
    if (IsDigit(c)) {
      digits.push_back(c);
      ++sizes.back();
    } else {
      if (c == decimal || c == '-' || (group != 0 && c != group)) return std::nullopt;
      group = c;
      sizes.push_back(0);
    }
  }
  if (sizes.size() == 1) return digits;
  if (digits.front() == '0' || sizes.back() != 3 || sizes.front() == 0) return std::nullopt;
  const bool threes = sizes.front() <= 3 && std::all_of(sizes.begin() + 1, sizes.end(),
                                                        [](std::size_t n) { return n == 3; });
  const bool indian =
      group == ',' && sizes.size() >= 3 && sizes.front() <= 2 &&
      std::all_of(sizes.begin() + 1, sizes.end() - 1, [](std::size_t n) { return n == 2; });
  if (!threes && !indian) return std::nullopt;
  return digits;
}

std::optional<Decimal> ReadUnder(std::string_view plain, char decimal) {
  std::string_view whole = plain, fraction;
  if (const std::size_t at = plain.rfind(decimal); at != std::string_view::npos) {
    whole = plain.substr(0, at);
    fraction = plain.substr(at + 1);
    if (fraction == "-") {
      fraction = {};
    } else if (fraction.empty() || !std::all_of(fraction.begin(), fraction.end(), IsDigit)) {
      return std::nullopt;
    }
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  const auto digits = whole.empty() ? "0" : JoinGroups(whole, decimal);
  if (!digits || digits->empty() || digits->size() + fraction.size() > kMostDigits ||
      fraction.size() > kMostDecimals) {
    return std::nullopt;
  }
  auto value = Decimal::Parse(*digits + (fraction.empty() ? "" : "." + std::string(fraction)));
  if (!value.ok()) return std::nullopt;
  return *value;
}

/// Steps over one typographic or ASCII sign `c` backwards from `end`; 0 when it is not there.
std::size_t MinusBefore(std::string_view text, std::size_t end) {
  if (end > 0 && text[end - 1] == '-') return 1;
  for (const Typographic& t : kTypographic) {
    if (t.means == '-' && end >= t.bytes.size() && text.substr(0, end).ends_with(t.bytes)) {
      return t.bytes.size();
    }
  }
  return 0;
}

/// Finds one amount after another in a row's text.
class Scanner {
 public:
  Scanner(const Row& row, const std::vector<Span>& taken)
      : row_(row), text_(row.text), taken_(taken) {}

  std::vector<Amount> Scan() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t skip = TakenEnd(at);
      if (skip > at) {
        at = skip;
      } else if (IsDigit(text_[at]) ||
                 (IsMark(at) && at + 1 < text_.size() && IsDigit(text_[at + 1]) && !Touches(at))) {
        at = One(at);
      } else {
        ++at;
      }
    }
    return std::move(found_);
  }

 private:
  bool IsMark(std::size_t at) const { return text_[at] == '.' || text_[at] == ','; }

  std::size_t TakenEnd(std::size_t at) const {
    for (const Span& span : taken_) {
      if (at >= span.begin && at < span.end) return span.end;
    }
    return at;
  }

  bool EntersTaken(std::size_t begin, std::size_t end) const {
    return std::any_of(taken_.begin(), taken_.end(),
                       [&](const Span& span) { return begin < span.end && end > span.begin; });
  }

  /// True when what stands before `at` makes it the tail of a code or a word.
  bool Touches(std::size_t at) const {
    if (at == 0) return false;
    const char c = text_[at - 1];
    if (IsDigit(c) || c == '_' || c == '#' || c == '@') return true;
    if (CurrencyMarkBefore(text_, at) > 0) return false;
    if (IsLetter(c)) return true;
    const bool joint = c == '/' || c == '-' || c == '.' || c == ',' || c == ':';
    return joint && at >= 2 && text_[at - 2] != ' ' && text_[at - 2] != '\t' &&
           text_[at - 2] != '(' && (c != ':' || IsDigit(text_[at - 2])) &&
           CurrencyMarkBefore(text_, at - 1) == 0;
  }

  /// End of a run of digits and marks, typographic ones too.
  std::size_t RunEnd(std::size_t at) const {
    while (at < text_.size()) {
      if (IsDigit(text_[at]) || IsMark(at) || text_[at] == '\'') {
        ++at;
      } else if (const Typographic* t = TypographicAt(text_, at);
                 t != nullptr && t->means != '-' && at + t->bytes.size() < text_.size() &&
                 IsDigit(text_[at + t->bytes.size()])) {
        at += t->bytes.size();
      } else {
        break;
      }
    }
    return at;
  }

  /// Width of the gap at the space `at`, in word heights.
  float GapAt(std::size_t at) const {
    for (std::size_t i = 1; i < row_.words.size(); ++i) {
      if (row_.words[i].span.begin == at + 1) {
        return (row_.words[i].flat.x0 - row_.words[i - 1].flat.x1) / row_.height;
      }
    }
    return 9;
  }

  /// Takes in groups of three digits after a narrow space: "1 234,56".
  std::size_t SpacedEnd(std::size_t begin, std::size_t end) const {
    if (end - begin > 3 ||
        !std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                     text_.begin() + static_cast<std::ptrdiff_t>(end), IsDigit) ||
        text_[begin] == '0') {
      return end;
    }
    std::size_t joined = end;
    while (joined + 3 < text_.size() && text_[joined] == ' ' && GapAt(joined) < 0.45F) {
      const std::size_t next = RunEnd(joined + 1);
      std::size_t digits = joined + 1;
      while (digits < next && IsDigit(text_[digits])) ++digits;
      if (digits - joined - 1 != 3) return joined;
      const std::string_view rest = text_.substr(digits, next - digits);
      if (rest.empty()) {
        joined = next;
        continue;
      }
      // Decimals end the number; another mark means a number of its own.
      const bool decimals = rest.size() <= 3 && (rest[0] == '.' || rest[0] == ',');
      return decimals ? next : joined;
    }
    return joined;
  }

  /// A recogniser tears "29.70" into "29. 70" or "29 .70": the end with its two decimals.
  std::size_t SplitDecimalsEnd(std::size_t begin, std::size_t end) const {
    if (row_.page->source != documents::PageSource::kOcr ||
        text_.substr(begin, end - begin).find_first_of(".,") != std::string_view::npos) {
      return end;
    }
    const std::string_view rest = text_.substr(end);
    const bool torn = rest.size() >= 4 && ((rest[0] == ' ' && (rest[1] == '.' || rest[1] == ',')) ||
                                           ((rest[0] == '.' || rest[0] == ',') && rest[1] == ' '));
    if (!torn || !IsDigit(rest[2]) || !IsDigit(rest[3])) return end;
    if (rest.size() > 4 && rest[4] != ' ' && rest[4] != '\t') return end;
    return end + 4;
  }

  std::size_t One(std::size_t begin) {
    std::size_t end = RunEnd(begin);
    while (end > begin && !IsDigit(text_[end - 1])) --end;
    const std::size_t resume = std::max(end, begin + 1);
    if (Touches(begin)) return SkipCode(resume);
    const std::size_t spaced = SpacedEnd(begin, end);
    Amount amount;
    amount.grouped_by_space = spaced > end;
    end = spaced;
    if (text_.substr(end).starts_with(",-") || text_.substr(end).starts_with(".-")) end += 2;
    std::string printed(text_.substr(begin, end - begin));
    if (const std::size_t split = SplitDecimalsEnd(begin, end); split > end) {
      end = split;
      printed = std::string(text_.substr(begin, end - begin));
      std::erase(printed, ' ');
    }
    if (EntersTaken(begin, end)) return resume;
    amount.digits = {begin, end};
    amount.readings = ReadNumber(printed);
    if (amount.readings.none()) return resume;
    const std::size_t mark = printed.find_last_of(".,");
    if (mark != std::string::npos && printed.back() != '-') {
      amount.decimals = static_cast<int>(printed.size() - mark - 1);
    }
    if (!Suffix(amount, end)) return SkipCode(resume);
    Prefix(amount, begin);
    found_.push_back(amount);
    return std::max(resume, amount.span.end);
  }

  /// Past the rest of a code like 12-AB-34.
  std::size_t SkipCode(std::size_t at) const {
    while (at < text_.size() && text_[at] != ' ' && text_[at] != '\t') ++at;
    return at;
  }

  /// Reads what follows the digits; false when that makes them no amount.
  bool Suffix(Amount& amount, std::size_t end) {
    amount.span.end = end;
    if (end >= text_.size()) return true;
    const std::size_t glued = CurrencyMarkAt(text_, end);
    if (glued > 0) {
      amount.currency = text_.substr(end, glued);
      end += glued;
    } else if (IsLetter(text_[end])) {
      std::size_t letters = end;
      while (letters < text_.size() && IsLetter(text_[letters])) ++letters;
      const bool code = letters < text_.size() && IsDigit(text_[letters]);
      if (code || !IsUnit(Fold(text_.substr(end, letters - end)))) return false;
      amount.unit = text_.substr(end, letters - end);
      end = letters;
    } else if ((text_[end] == '/' || text_[end] == ':' || text_[end] == '-') &&
               end + 1 < text_.size() && (IsDigit(text_[end + 1]) || IsLetter(text_[end + 1]))) {
      const std::size_t unit = amount.decimals >= 2 ? UnitEnd(end) : end;
      if (unit > end) amount.span.end = unit;
      return unit > end;
    }
    if (end < text_.size() && text_[end] == '-') {
      Negate(amount);
      ++end;
    }
    std::size_t next = end;
    if (next < text_.size() && text_[next] == ' ') ++next;
    if (next < text_.size() && text_[next] == '%') {
      amount.percent = true;
      end = next + 1;
    } else if (amount.currency.empty() && amount.unit.empty()) {
      if (const std::size_t apart = CurrencyMarkAt(text_, next);
          apart > 0 && !StartsAmount(next + apart, amount.decimals)) {
        amount.currency = text_.substr(next, apart);
        end = next + apart;
      } else if (IsCredit(next)) {
        Negate(amount);
        end = next + 2;
      }
    }
    amount.span.end = end;
    return true;
  }

  /// End of the "/pc" of a price for one piece; `at` when there is none.
  std::size_t UnitEnd(std::size_t at) const {
    constexpr std::size_t kLongest = 6;
    std::size_t end = at + 1;
    while (end < text_.size() && IsLetter(text_[end])) ++end;
    const bool closed = end == text_.size() || text_[end] == ' ' || text_[end] == '\t';
    const bool unit = text_[at] == '/' && closed && end > at + 1 && end - at - 1 <= kLongest;
    return unit ? end : at;
  }

  /// True when a mark that ends at `at`, after a number with `decimals`, belongs to the next
  /// number.
  bool StartsAmount(std::size_t at, int decimals) const {
    if (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    if (at >= text_.size() || !(IsDigit(text_[at]) || text_[at] == '-')) return false;
    if (EndsInMark()) return false;
    // Of "12,50 US$ 20" the mark belongs to the amount and not to the count.
    const std::size_t end = RunEnd(text_[at] == '-' ? at + 1 : at);
    const bool count = text_.substr(at, end - at).find_first_of(".,") == std::string_view::npos;
    return !(decimals == 2 && count);
  }

  /// True when a mark follows the row's last number: then marks follow every number.
  bool EndsInMark() const {
    const std::size_t last = text_.find_last_of("0123456789");
    if (last == std::string_view::npos) return false;
    std::size_t next = last + 1;
    if (next < text_.size() && text_[next] == ' ') ++next;
    return CurrencyMarkAt(text_, next) > 0;
  }

  bool IsCredit(std::size_t at) const {
    return text_.substr(at).starts_with("CR") &&
           (at + 2 >= text_.size() || text_[at + 2] == ' ' || text_[at + 2] == '\t');
  }

  void Prefix(Amount& amount, std::size_t begin) {
    const std::size_t floor = found_.empty() ? 0 : found_.back().span.end;
    const auto minus = [&] {
      const std::size_t n = MinusBefore(text_, begin);
      if (n == 0 || begin - n < floor) return;
      const std::size_t at = begin - n;
      if (at > floor && text_[at - 1] != ' ' && text_[at - 1] != '\t' && text_[at - 1] != '(' &&
          CurrencyMarkBefore(text_, at) == 0) {
        return;
      }
      Negate(amount);
      begin = at;
    };
    minus();
    std::size_t before = begin;
    if (before > floor && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
    if (amount.currency.empty()) {
      if (const std::size_t n = CurrencyMarkBefore(text_, before); n > 0 && before - n >= floor) {
        amount.currency = text_.substr(before - n, n);
        begin = before - n;
        minus();
      }
    }
    const bool open = begin > floor && text_[begin - 1] == '(';
    if (open && amount.span.end < text_.size() && text_[amount.span.end] == ')' &&
        !amount.percent && amount.money()) {
      Negate(amount);
      --begin;
      ++amount.span.end;
    }
    amount.span.begin = begin;
  }

  static void Negate(Amount& amount) {
    if (amount.readings.point) amount.readings.point = -amount.readings.point->Abs();
    if (amount.readings.comma) amount.readings.comma = -amount.readings.comma->Abs();
  }

  const Row& row_;
  std::string_view text_;
  const std::vector<Span>& taken_;
  std::vector<Amount> found_;
};

}  // namespace

std::optional<Decimal> NumberReadings::Under(DecimalMark mark) const {
  const auto& wanted = mark == DecimalMark::kPoint ? point : comma;
  const auto& other = mark == DecimalMark::kPoint ? comma : point;
  return wanted ? wanted : other;
}

bool IsUnit(std::string_view folded) {
  return std::find(std::begin(kUnits), std::end(kUnits), folded) != std::end(kUnits);
}

NumberReadings ReadNumber(std::string_view printed) {
  const std::string plain = Plain(printed);
  if (plain.empty()) return {};
  return {ReadUnder(plain, '.'), ReadUnder(plain, ',')};
}

std::vector<Amount> FindAmounts(const Row& row, const std::vector<Span>& taken) {
  return Scanner(row, taken).Scan();
}

NumberLocale InferLocale(const std::vector<std::vector<Amount>>& amounts) {
  int point = 0, comma = 0;
  for (const auto& row : amounts) {
    for (const Amount& amount : row) {
      const NumberReadings& r = amount.readings;
      if (r.point.has_value() == r.comma.has_value()) continue;
      const int weight = !amount.currency.empty() ? 4
                         : amount.decimals == 2   ? 2
                         : amount.percent         ? 0
                                                  : 1;
      (r.point ? point : comma) += weight;
    }
  }
  if (point == comma) return {};
  const int more = std::max(point, comma), less = std::min(point, comma);
  return {point > comma ? DecimalMark::kPoint : DecimalMark::kComma, less * 3 < more};
}

}  // namespace telar::invoices
