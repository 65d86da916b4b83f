#include "invoices/line_repair.h"

#include <algorithm>
#include <map>
#include <string>

#include "invoices/characters.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostReadings = 10;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

/// The digit a letter looks like; 0 when it looks like none.
char DigitLike(char c) {
  constexpr std::string_view kLetters = "OoQDCcUIl|!iZzSsGbBg";
  constexpr std::string_view kDigits = "00000001111122556689";
  static_assert(kLetters.size() == kDigits.size());
  const std::size_t at = kLetters.find(c);
  return at == std::string_view::npos ? '\0' : kDigits[at];
}

/// The capital a digit or a small letter looks like; 0 when it looks like none.
char CapitalLike(char c) {
  constexpr std::string_view kFrom = "01l2568";
  constexpr std::string_view kTo = "OIIZSGB";
  const std::size_t at = kFrom.find(c);
  return at == std::string_view::npos ? '\0' : kTo[at];
}

Amount MakeAmount(Span span, const NumberReadings& readings, int decimals) {
  Amount amount;
  amount.span = amount.digits = span;
  amount.readings = readings;
  amount.decimals = decimals;
  return amount;
}

int DecimalsOf(std::string_view number) {
  const std::size_t mark = number.find_last_of(".,");
  return mark == std::string_view::npos ? 0 : static_cast<int>(number.size() - mark - 1);
}

/// The number a word is once its letters are digits; none when it is no number then.
std::optional<Amount> FromLetters(const Row& row, Span word) {
  std::string number;
  std::size_t digits = 0, letters = 0;
  bool mark = false;
  const std::size_t begin = row.text[word.begin] == '$' ? word.begin + 1 : word.begin;
  for (std::size_t at = begin; at < word.end; ++at) {
    const char c = row.text[at];
    if (c == '.' || c == ',') {
      // Two marks in a row are one, torn.
      if (!number.empty() && !IsDigit(number.back())) number.pop_back();
      number.push_back(c);
      mark = true;
    } else if (IsDigit(c)) {
      number.push_back(c);
      ++digits;
    } else if (const char digit = DigitLike(c); digit != '\0') {
      number.push_back(digit);
      ++letters;
    } else {
      return std::nullopt;
    }
  }
  if (number.empty() || letters > digits + (mark ? 2 : 0) || digits + letters == 0 ||
      (digits == 0 && !mark))
    return std::nullopt;
  const NumberReadings readings = ReadNumber(number);
  if (readings.none()) return std::nullopt;
  return MakeAmount(word, readings, DecimalsOf(number));
}

std::vector<Span> WordsOf(const Row& row) {
  std::vector<Span> words;
  for (std::size_t at = 0; at < row.text.size();) {
    const std::size_t end = std::min(row.text.find_first_of(" \t", at), row.text.size());
    if (end > at) words.push_back({at, end});
    at = end + 1;
  }
  return words;
}

bool Overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

void Sort(RepairedAmounts& list) {
  std::vector<std::size_t> order(list.amounts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return list.amounts[a].span.begin < list.amounts[b].span.begin;
  });
  RepairedAmounts sorted;
  for (const std::size_t i : order) {
    sorted.amounts.push_back(list.amounts[i]);
    sorted.repaired.push_back(list.repaired[i]);
  }
  list = std::move(sorted);
}

RepairedAmounts Letters(const Row& row, const std::vector<Amount>& amounts) {
  std::vector<Amount> repairs;
  for (const Span& word : WordsOf(row)) {
    // A number may be seen in a part of its word: "2" litres in "2l.0C".
    const bool whole = std::any_of(amounts.begin(), amounts.end(), [&](const Amount& a) {
      return Overlap(a.span, word) && (a.span.begin <= word.begin && a.span.end >= word.end);
    });
    if (whole) continue;
    if (const auto amount = FromLetters(row, word)) repairs.push_back(*amount);
  }
  RepairedAmounts list;
  for (const Amount& amount : amounts) {
    if (std::any_of(repairs.begin(), repairs.end(),
                    [&](const Amount& a) { return Overlap(a.span, amount.span); }))
      continue;
    list.amounts.push_back(amount);
    list.repaired.push_back(false);
  }
  for (const Amount& repair : repairs) {
    list.amounts.push_back(repair);
    list.repaired.push_back(true);
  }
  Sort(list);
  return list;
}

/// The two numbers at `i` as one, with `between` where they were torn apart.
std::optional<RepairedAmounts> Joined(const Row& row, const RepairedAmounts& list, std::size_t i,
                                      std::string_view between) {
  const Amount &left = list.amounts[i], &right = list.amounts[i + 1];
  if (right.digits.begin != left.digits.end + 1 || row.text[left.digits.end] != ' ' ||
      left.percent || right.percent || !left.unit.empty() || !right.unit.empty())
    return std::nullopt;
  const std::string number = std::string(row.Text(left.digits)) + std::string(between) +
                             std::string(row.Text(right.digits));
  const NumberReadings readings = ReadNumber(number);
  if (readings.none()) return std::nullopt;
  RepairedAmounts joined = list;
  joined.amounts[i] = MakeAmount({left.span.begin, right.span.end}, readings, DecimalsOf(number));
  joined.amounts[i].digits = {left.digits.begin, right.digits.end};
  joined.amounts[i].currency = left.currency;
  joined.repaired[i] = true;
  const auto next = static_cast<std::ptrdiff_t>(i + 1);
  joined.amounts.erase(joined.amounts.begin() + next);
  joined.repaired.erase(joined.repaired.begin() + next);
  return joined;
}

bool IsTimesSign(std::string_view text) { return text == "x" || text == "X" || text == "*"; }

std::optional<Amount> Part(const Row& row, Span whole, Span digits) {
  const std::string_view number = row.Text(digits);
  const NumberReadings readings = ReadNumber(number);
  if (readings.none()) return std::nullopt;
  Amount amount = MakeAmount(whole, readings, DecimalsOf(number));
  amount.digits = digits;
  return amount;
}

/// The numbers of a word like "2x", "x3", "7.90*3" or "75.00SR"; empty when it is none of these.
std::vector<Amount> Glued(const Row& row, Span word) {
  const std::string_view text = row.Text(word);
  constexpr std::string_view kNumber = "0123456789.,";
  std::vector<Span> numbers;
  std::vector<std::string_view> between = {""};
  for (std::size_t at = 0; at < text.size();) {
    const bool number = kNumber.find(text[at]) != std::string_view::npos;
    const std::size_t end =
        std::min(number ? text.find_first_not_of(kNumber, at) : text.find_first_of(kNumber, at),
                 text.size());
    if (number) {
      numbers.push_back({word.begin + at, word.begin + end});
      between.push_back("");
    } else {
      between.back() = text.substr(at, end - at);
    }
    at = end;
  }
  const auto is_count = [&](std::size_t i) {
    return row.Text(numbers[i]).size() <= 4 && DecimalsOf(row.Text(numbers[i])) == 0;
  };
  const auto is_money = [&](std::size_t i) { return DecimalsOf(row.Text(numbers[i])) == 2; };
  std::vector<Amount> amounts;
  const auto take = [&](std::size_t i, Span whole) {
    if (const auto amount = Part(row, whole, numbers[i])) amounts.push_back(*amount);
  };
  if (numbers.size() == 2) {
    const bool pair = (is_count(0) && is_money(1)) || (is_money(0) && is_count(1));
    if (!pair || !between[0].empty() || !between[2].empty() || !IsTimesSign(between[1])) return {};
    take(0, {numbers[0].begin, numbers[1].begin});
    take(1, numbers[1]);
  } else if (numbers.size() == 1) {
    const bool tax_code = between[0].empty() && !between[1].empty() && between[1].size() <= 3 &&
                          std::all_of(between[1].begin(), between[1].end(), IsUpper);
    if (is_count(0) && IsTimesSign(std::string(between[0]) + std::string(between[1])))
      take(0, word);
    else if (is_money(0) && tax_code) take(0, word);
  }
  return amounts;
}

/// The form of a code: A for capitals, a for small letters, 9 for any run of digits.
std::string FormOf(std::string_view code) {
  std::string form;
  for (const char c : code) {
    if (IsDigit(c)) {
      if (form.empty() || form.back() != '9') form.push_back('9');
    } else {
      form.push_back(IsUpper(c) ? 'A' : IsLower(c) ? 'a' : c);
    }
  }
  return form;
}

/// The only code of this form that `code` looks like; empty when there is none or several.
std::string LookAlike(std::string_view code, std::string_view form) {
  std::vector<std::string> candidates = {std::string()};
  for (const char c : code) {
    std::string choices(1, c);
    if (const char digit = DigitLike(c); digit != '\0' && c != 'C' && c != 'c')
      choices.push_back(digit);
    if (const char capital = CapitalLike(c); capital != '\0') choices.push_back(capital);
    std::vector<std::string> longer;
    for (const std::string& candidate : candidates) {
      for (const char choice : choices) longer.push_back(candidate + choice);
    }
    candidates = std::move(longer);
    if (candidates.size() > 512) return {};
  }
  std::string found;
  std::size_t least = 3;
  for (const std::string& candidate : candidates) {
    if (FormOf(candidate) != form) continue;
    std::size_t changed = 0;
    for (std::size_t i = 0; i < code.size(); ++i) changed += candidate[i] != code[i] ? 1U : 0U;
    if (changed < least) {
      least = changed;
      found = candidate;
    } else if (changed == least) {
      found.clear();
    }
  }
  return found;
}

}  // namespace

std::vector<Amount> WithGlued(const Row& row, const std::vector<Amount>& amounts) {
  RepairedAmounts list{amounts, std::vector<bool>(amounts.size(), false)};
  for (const Span& word : WordsOf(row)) {
    if (std::any_of(amounts.begin(), amounts.end(),
                    [&](const Amount& a) { return Overlap(a.span, word); }))
      continue;
    for (const Amount& amount : Glued(row, word)) {
      list.amounts.push_back(amount);
      list.repaired.push_back(false);
    }
  }
  if (list.amounts.size() > amounts.size()) Sort(list);
  return std::move(list.amounts);
}

std::vector<RepairedAmounts> OtherReadings(const Row& row, const std::vector<Amount>& amounts) {
  std::vector<RepairedAmounts> readings;
  const RepairedAmounts letters = Letters(row, amounts);
  if (std::find(letters.repaired.begin(), letters.repaired.end(), true) != letters.repaired.end())
    readings.push_back(letters);
  for (std::size_t i = 0; i + 1 < letters.amounts.size(); ++i) {
    for (const std::string_view between : {"", ".", ","}) {
      if (auto joined = Joined(row, letters, i, between); joined && readings.size() < kMostReadings)
        readings.push_back(*std::move(joined));
    }
  }
  for (std::size_t i = 0; i < letters.amounts.size() && readings.size() < kMostReadings; ++i) {
    const Amount& amount = letters.amounts[i];
    const auto whole = amount.readings.point;
    if (amount.decimals != 0 || amount.percent || !whole ||
        amount.digits.end < amount.digits.begin + 3)
      continue;
    const Decimal cents = *whole * Decimal::FromUnits(1, 2);
    RepairedAmounts pointed = letters;
    pointed.amounts[i].readings = {cents, cents};
    pointed.amounts[i].decimals = 2;
    pointed.repaired[i] = true;
    readings.push_back(std::move(pointed));
  }
  return readings;
}

void RepairCodes(std::vector<Line>& lines) {
  std::map<std::string, int> forms;
  int codes = 0;
  for (const Line& line : lines) {
    if (!line.code) continue;
    ++codes;
    ++forms[FormOf(*line.code)];
  }
  const auto most = std::max_element(
      forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const bool usual = most != forms.end() && most->second >= 3 && most->second * 2 > codes;
  for (Line& line : lines) {
    if (!line.code) continue;
    std::string& code = *line.code;
    if (usual && FormOf(code) != most->first) {
      if (std::string alike = LookAlike(code, most->first); !alike.empty()) code = std::move(alike);
    }
    if (std::count_if(code.begin(), code.end(), IsLower) != 1) continue;
    for (std::size_t i = 1; i < code.size(); ++i) {
      if (code[i] == 'l' && IsUpper(code[i - 1]) && (i + 1 == code.size() || !IsDigit(code[i + 1])))
        code[i] = 'I';
    }
  }
}

}  // namespace telar::invoices
