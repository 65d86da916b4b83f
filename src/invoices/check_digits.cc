#include "invoices/check_digits.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>

#include "core/text.h"
#include "invoices/characters.h"

namespace telar::invoices {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
int DigitOf(char c) { return c - '0'; }

/// Sum of digits times weights, from the left.
int Weighted(std::string_view number, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t i = 0;
  for (const int weight : weights) sum += DigitOf(number[i++]) * weight;
  return sum;
}

std::int64_t ToNumber(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + DigitOf(c);
  return value;
}

/// The rest of 11 as a digit, with what 10 and 11 become.
bool Mod11(int sum, char check, int ten, int eleven) {
  const int rest = 11 - sum % 11;
  return DigitOf(check) == (rest == 10 ? ten : rest == 11 ? eleven : rest);
}

bool Luhn(std::string_view number) {
  int sum = 0;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const int digit = DigitOf(number[number.size() - 1 - i]);
    sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
  }
  return sum % 10 == 0;
}

/// ISO 7064 MOD 11,10.
bool Mod1110(std::string_view number) {
  int product = 10;
  for (std::size_t i = 0; i + 1 < number.size(); ++i) {
    const int sum = (DigitOf(number[i]) + product) % 10;
    product = 2 * (sum == 0 ? 10 : sum) % 11;
  }
  return (product + DigitOf(number.back())) % 10 == 1;
}

/// The rest by 97 of a number in which letters stand for 10 to 35; -1 for other characters.
int Mod97(std::string_view text) {
  int rest = 0;
  for (const char c : text) {
    if (IsDigit(c)) rest = (rest * 10 + DigitOf(c)) % 97;
    else if (IsUpper(c)) rest = (rest * 100 + (c - 'A' + 10)) % 97;
    else return -1;
  }
  return rest;
}

bool Austria(std::string_view n) {
  int sum = 4;
  for (std::size_t i = 1; i <= 7; ++i) {
    const int digit = DigitOf(n[i]);
    sum += i % 2 == 1 ? digit : digit * 2 / 10 + digit * 2 % 10;
  }
  return (10 - sum % 10) % 10 == DigitOf(n[8]);
}
bool Belgium(std::string_view n) {
  return n[0] <= '1' && 97 - ToNumber(n.substr(0, 8)) % 97 == ToNumber(n.substr(8));
}
bool Bulgaria(std::string_view n) {
  const int first = Weighted(n, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
  const int check = first != 10 ? first : Weighted(n, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
  return check == DigitOf(n[8]);
}
bool Cyprus(std::string_view n) {
  constexpr std::array<int, 10> kOdd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const int digit = DigitOf(n[i]);
    sum += i % 2 == 0 ? kOdd[static_cast<std::size_t>(digit)] : digit;
  }
  return n[8] == 'A' + sum % 26;
}
bool Czechia(std::string_view n) { return Mod11(Weighted(n, {8, 7, 6, 5, 4, 3, 2}), n[7], 0, 1); }
bool Denmark(std::string_view n) { return Weighted(n, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0; }
bool Estonia(std::string_view n) { return Weighted(n, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0; }
bool Greece(std::string_view n) {
  return Weighted(n, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == DigitOf(n[8]);
}
bool SpainPerson(std::string_view n) {
  const std::string digits =
      n[0] == 'X' || n[0] == 'Y' || n[0] == 'Z'
          ? std::string(1, static_cast<char>('0' + (n[0] - 'X'))) + std::string(n.substr(1, 7))
          : std::string(n.substr(0, 8));
  if (!IsDigit(digits[0])) return false;
  const auto rest = static_cast<std::size_t>(ToNumber(digits) % 23);
  return std::string_view("TRWAGMYFPDXBNJZSQVHLCKE")[rest] == n[8];
}
bool SpainCompany(std::string_view n) {
  if (std::string_view("ABCDEFGHJNPQRSUVW").find(n[0]) == std::string_view::npos) return false;
  int sum = 0;
  for (std::size_t i = 1; i <= 7; ++i) {
    const int digit = DigitOf(n[i]);
    sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
  }
  const auto check = static_cast<std::size_t>((10 - sum % 10) % 10);
  return IsDigit(n[8]) ? DigitOf(n[8]) == static_cast<int>(check)
                       : std::string_view("JABCDEFGHI")[check] == n[8];
}
bool Finland(std::string_view n) {
  return Weighted(n, {7, 9, 10, 5, 8, 4, 2}) % 11 != 1 &&
         Mod11(Weighted(n, {7, 9, 10, 5, 8, 4, 2}), n[7], 10, 0);
}
bool France(std::string_view n) {
  return Luhn(n.substr(2)) &&
         (12 + 3 * (ToNumber(n.substr(2)) % 97)) % 97 == ToNumber(n.substr(0, 2));
}
bool Siren(std::string_view n) { return Luhn(n.substr(2)); }
bool Hungary(std::string_view n) { return Weighted(n, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0; }
bool Ireland(std::string_view n) {
  int sum = Weighted(n, {8, 7, 6, 5, 4, 3, 2});
  if (n.size() == 9 && n[8] != 'W') sum += 9 * (n[8] - 'A' + 1);
  return std::string_view("WABCDEFGHIJKLMNOPQRSTUV")[static_cast<std::size_t>(sum % 23)] == n[7];
}
bool Lithuania(std::string_view n) {
  const int first = Weighted(n, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
  const int check = first != 10 ? first : Weighted(n, {3, 4, 5, 6, 7, 8, 9, 1}) % 11 % 10;
  return check == DigitOf(n[8]);
}
bool Luxembourg(std::string_view n) {
  return ToNumber(n.substr(0, 6)) % 89 == ToNumber(n.substr(6));
}
bool Latvia(std::string_view n) {
  const int rest = Weighted(n, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6}) % 11;
  const int check = rest == 4 ? -1 : rest < 4 ? 3 - rest : 14 - rest;
  return n[0] > '3' && check == DigitOf(n[10]);
}
bool Malta(std::string_view n) {
  return 37 - Weighted(n, {3, 4, 6, 7, 8, 9}) % 37 == ToNumber(n.substr(6));
}
bool Netherlands(std::string_view n) {
  return Weighted(n, {9, 8, 7, 6, 5, 4, 3, 2}) % 11 == DigitOf(n[8]) ||
         Mod97("NL" + std::string(n)) == 1;
}
bool Poland(std::string_view n) {
  return Weighted(n, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == DigitOf(n[9]);
}
bool Portugal(std::string_view n) {
  return n[0] != '0' && Mod11(Weighted(n, {9, 8, 7, 6, 5, 4, 3, 2}), n[8], 0, 0);
}
bool Romania(std::string_view n) {
  constexpr std::string_view kWeights = "753217532";
  int sum = 0;
  for (std::size_t i = 0; i + 1 < n.size(); ++i) {
    sum += DigitOf(n[i]) * DigitOf(kWeights[kWeights.size() - n.size() + 1 + i]);
  }
  return sum * 10 % 11 % 10 == DigitOf(n.back());
}
bool Sweden(std::string_view n) { return Luhn(n.substr(0, 10)); }
bool Slovenia(std::string_view n) {
  return n[0] != '0' && Mod11(Weighted(n, {8, 7, 6, 5, 4, 3, 2}), n[7], 0, 10);
}
bool Slovakia(std::string_view n) { return n[0] != '0' && ToNumber(n) % 11 == 0; }
bool Britain(std::string_view n) {
  const auto sum = Weighted(n, {8, 7, 6, 5, 4, 3, 2}) + ToNumber(n.substr(7, 2));
  return sum % 97 == 0 || (sum + 55) % 97 == 0;
}
bool Switzerland(std::string_view n) {
  return Mod11(Weighted(n, {5, 4, 3, 2, 7, 6, 5, 4}), n[8], 10, 0);
}
bool Norway(std::string_view n) {
  return Mod11(Weighted(n, {3, 2, 7, 6, 5, 4, 3, 2}), n[8], 10, 0);
}
bool Colombia(std::string_view n) {
  constexpr std::array<int, 9> kPrimes = {41, 37, 29, 23, 19, 17, 13, 7, 3};
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += DigitOf(n[i]) * kPrimes[i];
  const int rest = sum % 11;
  return (rest > 1 ? 11 - rest : rest) == DigitOf(n[9]);
}
bool Peru(std::string_view n) {
  const std::string_view kind = n.substr(0, 2);
  return (kind == "10" || kind == "15" || kind == "16" || kind == "17" || kind == "20") &&
         Mod11(Weighted(n, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}), n[10], 0, 1);
}
bool Mexico(std::string_view n) {
  constexpr std::string_view kValues = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ";
  const std::string all = (n.size() == 12 ? " " : "") + std::string(n);
  const std::size_t day = all.size() - 9;
  const auto month = ToNumber(std::string_view(all).substr(day + 2, 2));
  const auto of_month = ToNumber(std::string_view(all).substr(day + 4, 2));
  if (month < 1 || month > 12 || of_month < 1 || of_month > 31) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    sum += static_cast<int>(kValues.find(all[i])) * static_cast<int>(13 - i);
  }
  const int rest = 11 - sum % 11;
  return all[12] == (rest == 11 ? '0' : rest == 10 ? 'A' : static_cast<char>('0' + rest));
}
bool Chile(std::string_view n) {
  int sum = 0;
  int weight = 2;
  for (std::size_t i = n.size() - 1; i-- > 0;) {
    sum += DigitOf(n[i]) * weight;
    weight = weight == 7 ? 2 : weight + 1;
  }
  const int rest = 11 - sum % 11;
  return n.back() == (rest == 11 ? '0' : rest == 10 ? 'K' : static_cast<char>('0' + rest));
}
bool Argentina(std::string_view n) {
  return (n[0] == '2' || n[0] == '3') &&
         Mod11(Weighted(n, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}), n[10], 9, 0);
}
bool Brazil(std::string_view n) {
  const auto check = [](int sum) { return sum % 11 < 2 ? 0 : 11 - sum % 11; };
  return check(Weighted(n, {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == DigitOf(n[12]) &&
         check(Weighted(n, {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == DigitOf(n[13]);
}
bool India(std::string_view n) {
  constexpr std::string_view kValues = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::size_t sum = 0;
  for (std::size_t i = 0; i < 14; ++i) {
    const std::size_t product = kValues.find(n[i]) * (i % 2 == 0 ? 1 : 2);
    sum += product / 36 + product % 36;
  }
  return kValues[(36 - sum % 36) % 36] == n[14] && n.substr(0, 2) >= "01" && n.substr(0, 2) <= "99";
}
bool Australia(std::string_view n) {
  return (Weighted(n, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0 && n[0] != '0';
}
bool Japan(std::string_view n) {
  int sum = 0;
  for (std::size_t i = 1; i <= 12; ++i) sum += DigitOf(n[i]) * (i % 2 == 1 ? 2 : 1);
  return 9 - sum % 9 == DigitOf(n[0]);
}
bool China(std::string_view n) {
  constexpr std::string_view kValues = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<std::size_t, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                    29, 25, 13, 8,  24, 10, 30, 28};
  std::size_t sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = kValues.find(n[i]);
    if (value == std::string_view::npos) return false;
    sum += value * kWeights[i];
  }
  return kValues[(31 - sum % 31) % 31] == n[17];
}

/// The weights 4 3 2 7 6 5 4 3 2 over the letter's number and eight digits.
bool Venezuela(std::string_view n) {
  constexpr std::string_view kLetters = "VEJPG";
  // C stands for communes and counts as J.
  const std::size_t letter = n[0] == 'C' ? 2 : kLetters.find(n[0]);
  if (letter == std::string_view::npos) return false;
  const int sum =
      4 * (static_cast<int>(letter) + 1) + Weighted(n.substr(1), {3, 2, 7, 6, 5, 4, 3, 2});
  return Mod11(sum, n[9], 0, 0);
}
/// Companies, authorities and persons differ in the third digit and in where the check digit is.
bool Ecuador(std::string_view n) {
  const std::int64_t province = ToNumber(n.substr(0, 2));
  if ((province < 1 || province > 24) && province != 30) return false;
  if (n[2] == '9') {
    return n.substr(10) != "000" && Mod11(Weighted(n, {4, 3, 2, 7, 6, 5, 4, 3, 2}), n[9], -1, 0);
  }
  if (n[2] == '6') {
    return n.substr(9) != "0000" && Mod11(Weighted(n, {3, 2, 7, 6, 5, 4, 3, 2}), n[8], -1, 0);
  }
  return n[2] < '6' && n.substr(10) != "000" && Luhn(n.substr(0, 10));
}
bool Uruguay(std::string_view n) {
  return n.substr(0, 2) >= "01" && n.substr(0, 2) <= "22" && n.substr(2, 6) != "000000" &&
         n.substr(8, 2) == "00" &&
         Mod11(Weighted(n, {4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}), n[11], -1, 0);
}
bool DominicanRepublic(std::string_view n) {
  return Mod11(Weighted(n, {7, 9, 8, 6, 5, 4, 3, 2}), n[8], 1, 2);
}
/// Weights 2, 3 … from the right; what is over 11 is the check digit.
int WeightedFromRight(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += DigitOf(digits[digits.size() - 1 - i]) * (static_cast<int>(i) + 2);
  }
  return sum;
}
bool Paraguay(std::string_view n) {
  return Mod11(WeightedFromRight(n.substr(0, n.size() - 1)), n.back(), 0, 0);
}
bool Guatemala(std::string_view n) {
  const int rest = (11 - WeightedFromRight(n.substr(0, n.size() - 1)) % 11) % 11;
  return n.back() == (rest == 10 ? 'K' : static_cast<char>('0' + rest));
}

constexpr TaxScheme kSchemes[] = {
    {"AT", "AT", "U########", Austria},
    {"BE", "BE", "##########", Belgium},
    {"BG", "BG", "#########", Bulgaria},
    {"CY", "CY", "########@", Cyprus},
    {"CZ", "CZ", "########", Czechia},
    {"DE", "DE", "#########", Mod1110},
    {"DK", "DK", "########", Denmark},
    {"EE", "EE", "#########", Estonia},
    {"GR", "EL", "#########", Greece},
    {"ES", "ES", "########@", SpainPerson},
    {"ES", "ES", "@#######@", SpainPerson},
    {"ES", "ES", "@#######?", SpainCompany},
    {"FI", "FI", "########", Finland},
    {"FR", "FR", "###########", France},
    {"FR", "FR", "?@#########", Siren},
    {"FR", "FR", "@?#########", Siren},
    {"HR", "HR", "###########", Mod1110},
    {"HU", "HU", "########", Hungary},
    {"IE", "IE", "#######@", Ireland},
    {"IE", "IE", "#######@@", Ireland},
    {"IT", "IT", "###########", Luhn},
    {"LT", "LT", "#########", Lithuania},
    {"LU", "LU", "########", Luxembourg},
    {"LV", "LV", "###########", Latvia},
    {"MT", "MT", "########", Malta},
    {"NL", "NL", "#########B##", Netherlands},
    {"PL", "PL", "##########", Poland},
    {"PT", "PT", "#########", Portugal},
    {"RO", "RO", "##########", Romania},
    {"RO", "RO", "#########", Romania},
    {"RO", "RO", "########", Romania},
    {"RO", "RO", "#######", Romania},
    {"SE", "SE", "############", Sweden},
    {"SI", "SI", "########", Slovenia},
    {"SK", "SK", "##########", Slovakia},
    {"GB", "GB", "#########", Britain},
    {"GB", "GB", "############", Britain},
    {"CH", "CHE", "#########", Switzerland},
    {"CH", "CHE", "#########MWST", Switzerland},
    {"CH", "CHE", "#########TVA", Switzerland},
    {"CH", "CHE", "#########IVA", Switzerland},
    {"NO", "NO", "#########", Norway},
    {"NO", "NO", "#########MVA", Norway},
    {"CO", "", "##########", Colombia},
    {"PE", "", "###########", Peru},
    {"MX", "", "@@@######???", Mexico},
    {"MX", "", "@@@@######???", Mexico},
    {"CL", "", "########?", Chile},
    {"CL", "", "#######?", Chile},
    {"AR", "", "###########", Argentina},
    {"VE", "", "@#########", Venezuela},
    {"EC", "", "#############", Ecuador},
    {"UY", "", "############", Uruguay},
    {"DO", "", "#########", DominicanRepublic},
    {"PY", "", "#########", Paraguay},
    {"PY", "", "########", Paraguay},
    {"GT", "", "########?", Guatemala},
    {"GT", "", "#######?", Guatemala},
    {"BR", "", "##############", Brazil},
    {"IN", "", "##@@@@@####@?Z?", India},
    {"AU", "", "###########", Australia},
    {"JP", "T", "#############", Japan},
    {"CN", "", "??######??????????", China},
};

struct IbanCountry {
  std::string_view country;
  std::size_t length;
  std::string_view account;  // the places behind the check digits
};

constexpr IbanCountry kIbans[] = {
    {"AD", 24, "########????????????"},
    {"AE", 23, "###################"},
    {"AT", 20, "################"},
    {"BE", 16, "############"},
    {"BG", 22, "@@@@######????????"},
    {"BR", 29, "#######################@?"},
    {"CH", 21, "#####????????????"},
    {"CY", 28, "########????????????????"},
    {"CZ", 24, "####################"},
    {"DE", 22, "##################"},
    {"DK", 18, "##############"},
    {"EE", 20, "################"},
    {"ES", 24, "####################"},
    {"FI", 18, "##############"},
    {"FR", 27, "##########???????????##"},
    {"GB", 22, "@@@@##############"},
    {"GR", 27, "#######????????????????"},
    {"HR", 21, "#################"},
    {"HU", 28, "########################"},
    {"IE", 22, "@@@@##############"},
    {"IT", 27, "@##########????????????"},
    {"LI", 21, "#####????????????"},
    {"LT", 20, "################"},
    {"LU", 20, "###?????????????"},
    {"LV", 21, "@@@@?????????????"},
    {"MC", 27, "##########???????????##"},
    {"MT", 31, "@@@@#####??????????????????"},
    {"NL", 18, "@@@@##########"},
    {"NO", 15, "###########"},
    {"PL", 28, "########################"},
    {"PT", 25, "#####################"},
    {"RO", 24, "@@@@????????????????"},
    {"SA", 24, "##??????????????????"},
    {"SE", 24, "####################"},
    {"SI", 19, "###############"},
    {"SK", 24, "####################"},
    {"SM", 27, "@##########????????????"},
    {"TR", 26, "######????????????????"},
};

const IbanCountry* CountryOf(std::string_view iban) {
  for (const IbanCountry& known : kIbans) {
    if (iban.starts_with(known.country)) return &known;
  }
  return nullptr;
}

bool HasForm(std::string_view number, std::string_view form) {
  return std::equal(number.begin(), number.end(), form.begin(), form.end(), [](char c, char place) {
    switch (place) {
      case '#': return IsDigit(c);
      case '@': return IsUpper(c) || c == '&';
      case '?': return IsDigit(c) || IsUpper(c);
      default: return c == place;
    }
  });
}

char AsDigit(char c) {
  switch (c) {
    case 'O':
    case 'D':
    case 'Q': return '0';
    case 'I':
    case 'L': return '1';
    case 'Z': return '2';
    case 'S': return '5';
    case 'G': return '6';
    case 'B': return '8';
    default: return c;
  }
}

char AsLetter(char c) {
  switch (c) {
    case '0': return 'O';
    case '1': return 'I';
    case '2': return 'Z';
    case '5': return 'S';
    case '6': return 'G';
    case '8': return 'B';
    default: return c;
  }
}

/// The number with every place as its form wants it; empty when that cannot be.
std::string Bent(std::string_view number, std::string_view form) {
  if (number.size() != form.size()) return {};
  std::string bent(number);
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '#') bent[i] = AsDigit(bent[i]);
    else if (form[i] != '?') bent[i] = AsLetter(bent[i]);
  }
  return HasForm(bent, form) ? bent : std::string();
}

bool HasLetters(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) { return c == '@' || IsUpper(c); });
}

/// The number behind the prefix; all of it where the prefix may be missing; else nothing.
std::optional<std::string_view> BodyOf(std::string_view number, const TaxScheme& scheme,
                                       bool bare) {
  if (!scheme.prefix.empty() && number.starts_with(scheme.prefix) &&
      number.size() == scheme.prefix.size() + scheme.form.size()) {
    return number.substr(scheme.prefix.size());
  }
  if (bare || HasLetters(scheme.form)) return number;
  return std::nullopt;
}

}  // namespace

std::string Compact(std::string_view printed) {
  std::string compact;
  for (const char c : AsciiUpper(printed)) {
    if (IsDigit(c) || IsUpper(c) || c == '&') compact.push_back(c);
  }
  return compact;
}

const TaxScheme* ProvenScheme(std::string_view number, std::string_view country) {
  for (const TaxScheme& scheme : kSchemes) {
    if (!country.empty() && scheme.country != country) continue;
    const auto body = BodyOf(number, scheme, !country.empty());
    if (body && HasForm(*body, scheme.form) && scheme.proves(*body)) return &scheme;
  }
  return nullptr;
}

std::optional<std::string> RepairTaxNumber(std::string_view number, std::string_view country) {
  std::optional<std::string> repaired;
  for (const TaxScheme& scheme : kSchemes) {
    if (!country.empty() && scheme.country != country) continue;
    // Letters of the prefix may be misread too: "0E232446240".
    std::string whole(number);
    if (number.size() > scheme.prefix.size() &&
        std::equal(scheme.prefix.begin(), scheme.prefix.end(), number.begin(),
                   [](char letter, char c) { return c == letter || c == AsDigit(letter); })) {
      whole.replace(0, scheme.prefix.size(), scheme.prefix);
    }
    const auto body = BodyOf(whole, scheme, !country.empty());
    // Short numbers without their country's letters fit too many forms.
    const bool bare = body && body->size() == whole.size();
    if (!body || (bare && country.empty() && scheme.form.size() < 12)) continue;
    if (HasForm(*body, scheme.form) && whole == number) return std::nullopt;
    const std::string bent = Bent(*body, scheme.form);
    if (bent.empty() || !scheme.proves(bent)) continue;
    std::string found = whole.substr(0, whole.size() - body->size()) + bent;
    if (repaired && *repaired != found) return std::nullopt;
    repaired = std::move(found);
  }
  return repaired;
}

std::size_t IbanLength(std::string_view iban) {
  const IbanCountry* country = CountryOf(iban);
  return country == nullptr ? 0 : country->length;
}

bool IsIban(std::string_view iban) {
  if (iban.size() < 15 || iban.size() > 34 || !HasForm(iban.substr(0, 4), "@@##")) return false;
  const IbanCountry* country = CountryOf(iban);
  if (country != nullptr && !HasForm(iban.substr(4), country->account)) return false;
  return Mod97(std::string(iban.substr(4)) + std::string(iban.substr(0, 4))) == 1;
}

std::optional<std::string> RepairIban(std::string_view iban) {
  if (iban.size() < 15 || iban.size() > 34 || IsIban(iban)) return std::nullopt;
  std::string bent = Bent(iban.substr(0, 4), "@@##");
  const IbanCountry* country = CountryOf(bent);
  if (country == nullptr || iban.size() != country->length) return std::nullopt;
  const std::string account = Bent(iban.substr(4), country->account);
  if (account.empty()) return std::nullopt;
  bent += account;
  return IsIban(bent) ? std::optional(bent) : std::nullopt;
}

}  // namespace telar::invoices
