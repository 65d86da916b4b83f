#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace telar::invoices {

/// Numbers that prove themselves: accounts and tax numbers whose check digits follow from the other
/// characters. Numbers are given without blanks, points and hyphens, in upper case; Compact() makes
/// them so. Sources of the schemes:
/// - IBAN: ISO 13616 and its registry (lengths and places of letters per country), ISO 7064 mod 97.
/// - VAT numbers of the EU, GB, NO and CH: the European Commission's VIES structures and the check
///   algorithms the tax authorities publish (collected as "UID-Konstruktionsregeln" by Austria's
///   Federal Ministry of Finance).
/// - ES: Orden EHA/451/2008 (NIF of companies), RD 1065/2007 (NIF, NIE). CO: DIAN, Orden
///   Administrativa 4 of 1989. PE: SUNAT, RUC mod 11. MX: SAT, RFC of the CFF. CL: SII, RUT mod 11.
///   AR: AFIP, CUIT mod 11. BR: Receita Federal, CNPJ. IN: GSTN, base 36. AU: ABR, ABN mod 89.
///   JP: NTA, corporate number. CN: GB 32100-2015, base 31. PT, IT and the others as their VAT.
///   VE: SENIAT, RIF mod 11. EC: SRI, RUC. UY: DGI, RUT. DO: DGII, RNC. PY: SET, RUC. GT: SAT, NIT.
/// Malaysia and the USA print numbers without a check digit: they are not here.
struct TaxScheme {
  std::string_view country;  ///< ISO 3166-1 alpha-2.
  std::string_view prefix;   ///< Letters a number of this scheme may print before it; or none.
  /// The places behind the prefix: '#' a digit, '@' a letter, '?' either, others themselves.
  std::string_view form;
  /// True when the check digits are right. The number has the form.
  bool (*proves)(std::string_view number);
};

/// Letters and digits of a printed number in upper case; '&' is kept (it occurs in an RFC).
std::string Compact(std::string_view printed);

/// The scheme whose form and check digits a number satisfies. With a `country`, only its schemes
/// count and the prefix may be missing; without, a bare number counts only where chance is unlikely
/// (letters in fixed places). Null when there is none.
const TaxScheme* ProvenScheme(std::string_view number, std::string_view country = {});

/// The number with characters that look alike (0/O/D/Q, 1/I/L, 2/Z, 5/S, 6/G, 8/B) swapped where
/// the form has only letters or only digits, when the check digits prove the result and the printed
/// number has the form of no scheme. Nothing when that gives no number, or two different ones.
std::optional<std::string> RepairTaxNumber(std::string_view number, std::string_view country = {});

/// True when length, form and check digits of an IBAN without blanks are right. A country that is
/// not in the registry's table counts by its check digits alone.
bool IsIban(std::string_view iban);
/// Length of an IBAN of the country its first two letters name; 0 when the country has none.
std::size_t IbanLength(std::string_view iban);
/// As RepairTaxNumber.
std::optional<std::string> RepairIban(std::string_view iban);

}  // namespace telar::invoices
