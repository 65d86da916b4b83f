#include "bench/accuracy/compare.h"

#include <fmt/format.h>

#include <cctype>
#include <vector>

#include "core/text.h"
#include "core/time.h"

namespace telar::bench {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string UpperSpaced(std::string_view text) { return AsciiUpper(CollapseSpaces(text)); }

// Runs of digits and of letters: "12-JAN-19" is 12, JAN, 19.
std::vector<std::string> Runs(std::string_view text) {
  std::vector<std::string> runs;
  char before = ' ';
  for (const char c : text) {
    const bool goes_on = (IsDigit(c) && IsDigit(before)) || (IsLetter(c) && IsLetter(before));
    if (IsDigit(c) || IsLetter(c)) {
      if (goes_on) runs.back() += c;
      else runs.emplace_back(1, c);
    }
    before = c;
  }
  return runs;
}

int MonthOf(const std::string& run) {
  static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  if (IsDigit(run[0])) return std::stoi(run.substr(0, 4));
  for (int i = 0; i < 12; ++i) {
    if (AsciiLower(run).starts_with(kMonths[i])) return i + 1;
  }
  return 0;
}

}  // namespace

FieldType TypeOf(std::string_view field) {
  if (field == "date" || field == "due_date") return FieldType::kDate;
  for (const std::string_view number : {"subtotal", "tax", "discount", "total"}) {
    if (field == number) return FieldType::kNumber;
  }
  for (const std::string_view text : {"supplier", "supplier_address", "customer"}) {
    if (field == text) return FieldType::kText;
  }
  return FieldType::kCode;
}

std::string LettersAndDigits(std::string_view text) {
  std::string kept;
  for (const char c : Fold(text)) {
    if (IsDigit(c) || IsLetter(c) || static_cast<unsigned char>(c) >= 0x80) kept += c;
  }
  return kept;
}

std::optional<Decimal> PrintedNumber(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (IsDigit(c) || c == '.' || c == '-') kept += c;
  }
  const auto number = Decimal::Parse(kept);
  if (!number.ok()) return std::nullopt;
  return *number;
}

std::optional<std::string> PrintedDate(std::string_view text) {
  std::vector<std::string> runs = Runs(text);
  if (!runs.empty() && runs[0].size() == 8 && IsDigit(runs[0][0])) {
    runs = {runs[0].substr(0, 4), runs[0].substr(4, 2), runs[0].substr(6)};
  }
  if (runs.size() < 3) return std::nullopt;
  if (runs[0].size() == 4) std::swap(runs[0], runs[2]);  // year first
  if (IsLetter(runs[0][0])) std::swap(runs[0], runs[1]);
  if (!IsDigit(runs[0][0]) || !IsDigit(runs[2][0])) return std::nullopt;
  const int day = std::stoi(runs[0].substr(0, 4)), month = MonthOf(runs[1]);
  int year = std::stoi(runs[2].substr(0, 4));
  if (year < 100) year += 2000;
  const std::string iso = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (!ParseDate(iso).ok()) return std::nullopt;
  return iso;
}

bool ExactlyRight(FieldType type, const invoices::Field& got, const TrueField& truth) {
  if (type == FieldType::kNumber) return NormallyRight(type, got, truth);
  if (truth.printed.empty()) return UpperSpaced(got.value) == UpperSpaced(truth.value);
  return UpperSpaced(got.raw) == UpperSpaced(truth.printed);
}

bool NormallyRight(FieldType type, const invoices::Field& got, const TrueField& truth) {
  switch (type) {
    case FieldType::kNumber: {
      const auto number = PrintedNumber(got.value), expected = PrintedNumber(truth.value);
      return number && expected && *number == *expected;
    }
    case FieldType::kDate: {
      const auto expected = PrintedDate(truth.value);
      return expected ? got.value == *expected
                      : LettersAndDigits(got.raw) == LettersAndDigits(truth.value);
    }
    case FieldType::kText:
    case FieldType::kCode: break;
  }
  const std::string expected = LettersAndDigits(truth.value);
  return LettersAndDigits(got.value) == expected || LettersAndDigits(got.raw) == expected;
}

}  // namespace telar::bench
