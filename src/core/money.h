#pragma once

#include <string>
#include <string_view>

#include "core/decimal.h"

namespace telar {

/// An ISO 4217 currency code: three upper-case ASCII letters ("USD"). A strong type, so that a
/// currency and any other text cannot be exchanged.
class Currency {
 public:
  /// kInvalidInput unless `code` is three ASCII letters; lower case is accepted and raised.
  static Result<Currency> Parse(std::string_view code);
  const std::string& code() const { return code_; }
  /// Digits after the point of the currency's smallest unit (ISO 4217): USD 2, JPY 0, KWD 3.
  int minor_units() const;
  friend bool operator==(const Currency&, const Currency&) = default;

 private:
  explicit Currency(std::string code) : code_(std::move(code)) {}
  std::string code_;
};

/// An amount in a currency. Arithmetic between two currencies is an error, not a guess.
class Money {
 public:
  Money(Decimal amount, Currency currency) : amount_(amount), currency_(std::move(currency)) {}

  const Decimal& amount() const { return amount_; }
  const Currency& currency() const { return currency_; }

  /// kInvalidInput when the currencies differ.
  Result<Money> Plus(const Money& other) const;
  Result<Money> Minus(const Money& other) const;
  Money Times(const Decimal& factor) const { return {amount_ * factor, currency_}; }
  /// Rounded half to even to the currency's minor units.
  Money Rounded() const { return {amount_.Rounded(currency_.minor_units()), currency_}; }

  /// "112.00 USD".
  std::string ToString() const { return amount_.ToString() + " " + currency_.code(); }
  friend bool operator==(const Money&, const Money&) = default;

 private:
  Decimal amount_;
  Currency currency_;
};

}  // namespace telar
