#include "samples/tax_ids.h"

#include <array>
#include <cstddef>
#include <span>

#include "samples/chance.h"

namespace telar::samples {
namespace {

int DigitOf(char c) { return c - '0'; }
char CharOf(int digit) { return static_cast<char>('0' + digit); }

int WeightedSum(std::string_view digits, std::span<const int> weights) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += DigitOf(digits[i]) * weights[i];
  return sum;
}

// One half of the check digits of a Spanish account.
char AccountCheckDigit(std::string_view ten_digits) {
  constexpr std::array kWeights = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
  const int r = 11 - WeightedSum(ten_digits, kWeights) % 11;
  return CharOf(r == 11 ? 0 : r == 10 ? 1 : r);
}

}  // namespace

char NitCheckDigit(std::string_view digits) {
  constexpr std::array kPrimes = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += DigitOf(digits[digits.size() - 1 - i]) * kPrimes[i];
  }
  const int r = sum % 11;
  return CharOf(r > 1 ? 11 - r : r);
}

char RucCheckDigit(std::string_view digits) {
  constexpr std::array kWeights = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  return CharOf((11 - WeightedSum(digits, kWeights) % 11) % 10);
}

char RfcCheckDigit(std::string_view characters) {
  // The position in this table is the value; '#' stands for Ñ, which no invented RFC has.
  constexpr std::string_view kTable = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ #";
  int sum = static_cast<int>(kTable.find(' ')) * 13;
  int weight = 12;
  for (char c : characters) sum += static_cast<int>(kTable.find(c)) * weight--;
  const int r = sum % 11;
  if (r == 0) return '0';
  return r == 1 ? 'A' : CharOf(11 - r);
}

char NifCheckDigit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int d = DigitOf(digits[i]);
    sum += i % 2 == 0 ? (2 * d) / 10 + (2 * d) % 10 : d;
  }
  return CharOf((10 - sum % 10) % 10);
}

std::string IbanCheckDigits(std::string_view country, std::string_view account) {
  const std::string rearranged = std::string(account) + std::string(country) + "00";
  int remainder = 0;
  for (char c : rearranged) {
    const bool letter = c >= 'A';
    remainder = (remainder * (letter ? 100 : 10) + (letter ? c - 'A' + 10 : DigitOf(c))) % 97;
  }
  const int check = 98 - remainder;
  return {CharOf(check / 10), CharOf(check % 10)};
}

std::string InventNit(Random& random) {
  const std::string base = "90" + Digits(random, 7);
  return base.substr(0, 3) + "." + base.substr(3, 3) + "." + base.substr(6) + "-" +
         NitCheckDigit(base);
}

std::string InventRuc(Random& random) {
  const std::string base = "20" + Digits(random, 8);
  return base + RucCheckDigit(base);
}

std::string InventRfc(Random& random) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::string rfc;
  for (int i = 0; i < 3; ++i) rfc += kLetters[random.Below(kLetters.size())];
  for (int part : {Between(random, 1, 22), Between(random, 1, 12), Between(random, 1, 28)}) {
    rfc += {CharOf(part / 10), CharOf(part % 10)};
  }
  rfc += kLetters[random.Below(kLetters.size())];
  rfc += CharOf(Between(random, 0, 9));
  return rfc + RfcCheckDigit(rfc);
}

std::string InventNif(Random& random) {
  const std::string base = Digits(random, 7);
  return (Chance(random, 70) ? "B" : "A") + base + NifCheckDigit(base);
}

std::string InventEin(Random& random) { return "00-" + Digits(random, 7); }

char DeVatCheckDigit(std::string_view digits) {
  int product = 10;
  for (const char c : digits) {
    int sum = (DigitOf(c) + product) % 10;
    if (sum == 0) sum = 10;
    product = 2 * sum % 11;
  }
  return CharOf((11 - product) % 10);
}

char LuhnCheckDigit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int d = DigitOf(digits[digits.size() - 1 - i]);
    sum += i % 2 == 0 ? 2 * d / 10 + 2 * d % 10 : d;
  }
  return CharOf((10 - sum % 10) % 10);
}

char PtNifCheckDigit(std::string_view digits) {
  constexpr std::array kWeights = {9, 8, 7, 6, 5, 4, 3, 2};
  const int r = 11 - WeightedSum(digits, kWeights) % 11;
  return CharOf(r > 9 ? 0 : r);
}

std::string CnpjCheckDigits(std::string_view digits) {
  std::string all(digits);
  for (int round = 0; round < 2; ++round) {
    int sum = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      sum += DigitOf(all[all.size() - 1 - i]) * (2 + static_cast<int>(i % 8));
    }
    all += CharOf(sum % 11 < 2 ? 0 : 11 - sum % 11);
  }
  return all.substr(digits.size());
}

std::string InventGbVat(Random& random) {
  constexpr std::array kWeights = {8, 7, 6, 5, 4, 3, 2};
  const std::string base = std::to_string(Between(random, 1, 9)) + Digits(random, 6);
  const int check = 97 - WeightedSum(base, kWeights) % 97;
  const std::string tail = {CharOf(check / 10), CharOf(check % 10)};
  if (Chance(random, 40)) return "GB" + base + tail;
  return "GB " + base.substr(0, 3) + " " + base.substr(3) + " " + tail;
}

std::string InventDeVat(Random& random) {
  const std::string base = std::to_string(Between(random, 1, 9)) + Digits(random, 7);
  return "DE" + base + DeVatCheckDigit(base);
}

std::string InventFrVat(Random& random) {
  const std::string base = std::to_string(Between(random, 3, 9)) + Digits(random, 7);
  const std::string siren = base + LuhnCheckDigit(base);
  const int key = (12 + 3 * (std::stoi(siren) % 97)) % 97;
  return std::string("FR") + CharOf(key / 10) + CharOf(key % 10) + siren;
}

std::string InventNlVat(Random& random) {
  constexpr std::array kWeights = {9, 8, 7, 6, 5, 4, 3, 2};
  std::string base;
  int check = 10;
  while (check > 9) {
    base = std::to_string(Between(random, 1, 9)) + Digits(random, 7);
    check = WeightedSum(base, kWeights) % 11;
  }
  return "NL" + base + CharOf(check) + "B0" + std::to_string(Between(random, 1, 3));
}

std::string InventItVat(Random& random) {
  const std::string base = "0" + Digits(random, 9);
  return base + LuhnCheckDigit(base);
}

std::string InventPtNif(Random& random) {
  const std::string base = "50" + Digits(random, 6);
  return base + PtNifCheckDigit(base);
}

std::string InventCnpj(Random& random) {
  const std::string base = Digits(random, 8) + "0001";
  return base.substr(0, 2) + "." + base.substr(2, 3) + "." + base.substr(5, 3) + "/0001-" +
         CnpjCheckDigits(base);
}

namespace {

std::string InGroupsOfFour(std::string_view iban) {
  std::string grouped;
  for (std::size_t i = 0; i < iban.size(); i += 4) {
    if (i > 0) grouped += ' ';
    grouped += iban.substr(i, 4);
  }
  return grouped;
}

}  // namespace

std::string InventIbanOf(Random& random, std::string_view country) {
  const std::string account = country == "NL"   ? "XXXX" + Digits(random, 10)
                              : country == "IT" ? "X99999" + Digits(random, 17)
                              : country == "FR" ? "99999" + Digits(random, 18)
                              : country == "PT" ? "9999" + Digits(random, 17)
                                                : "99999999" + Digits(random, 10);
  return InGroupsOfFour(std::string(country) + IbanCheckDigits(country, account) + account);
}

std::string InventIban(Random& random) {
  const std::string bank = "9999" + Digits(random, 4);
  const std::string number = Digits(random, 10);
  const std::string account =
      bank + AccountCheckDigit("00" + bank) + AccountCheckDigit(number) + number;
  const std::string iban = "ES" + IbanCheckDigits("ES", account) + account;
  return InGroupsOfFour(iban);
}

}  // namespace telar::samples
