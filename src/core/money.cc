#include "core/money.h"

#include <algorithm>
#include <array>

namespace telar {
namespace {

// ISO 4217 list one, the codes whose minor unit is not 2.
constexpr std::array<std::string_view, 16> kNoDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                          "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                          "VND", "VUV", "XAF", "XOF"};
constexpr std::array<std::string_view, 7> kThreeDecimals = {"BHD", "IQD", "JOD", "KWD",
                                                            "LYD", "OMR", "TND"};

bool Contains(const auto& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

Status Mixed(const Money& a, const Money& b) {
  return Status::InvalidInput("add " + a.ToString() + " and " + b.ToString() +
                              ": the currencies differ");
}

}  // namespace

Result<Currency> Currency::Parse(std::string_view code) {
  std::string upper;
  for (const char c : code) {
    if (c >= 'a' && c <= 'z') upper.push_back(static_cast<char>(c - 'a' + 'A'));
    else if (c >= 'A' && c <= 'Z') upper.push_back(c);
    else upper.clear();
  }
  if (upper.size() != 3 || code.size() != 3) {
    return Status::InvalidInput("read currency '" + std::string(code.substr(0, 16)) +
                                "': expected three letters of ISO 4217");
  }
  return Currency(std::move(upper));
}

int Currency::minor_units() const {
  if (Contains(kNoDecimals, code_)) return 0;
  return Contains(kThreeDecimals, code_) ? 3 : 2;
}

Result<Money> Money::Plus(const Money& other) const {
  if (currency_ != other.currency_) return Mixed(*this, other);
  return Money(amount_ + other.amount_, currency_);
}

Result<Money> Money::Minus(const Money& other) const {
  if (currency_ != other.currency_) return Mixed(*this, other);
  return Money(amount_ - other.amount_, currency_);
}

}  // namespace telar
