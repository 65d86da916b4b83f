#pragma once

#include <string>
#include <string_view>

#include "core/random.h"

namespace telar::samples {

/// Invented tax numbers and accounts whose check digits are right. `digits`-only bases, no spaces.

/// Colombia, NIT: check digit modulo 11 with the primes 3, 7, 13, … (DIAN, Orden Administrativa 4
/// de 1989).
char NitCheckDigit(std::string_view digits);
/// Peru, RUC: check digit of the ten leading digits, modulo 11 with weights 5 4 3 2 7 6 5 4 3 2.
char RucCheckDigit(std::string_view digits);
/// Mexico, RFC of a company: check character of the eleven leading characters (SAT, Anexo 20
/// table of values, modulo 11).
char RfcCheckDigit(std::string_view characters);
/// Spain, NIF of a company: check digit of the seven digits after the letter (Orden EHA/451/2008).
char NifCheckDigit(std::string_view digits);
/// Germany, USt-IdNr.: ISO 7064 MOD 11,10 over the eight leading digits.
char DeVatCheckDigit(std::string_view digits);
/// Luhn's check digit of the digits before it: Italy (Partita IVA), France (SIREN).
char LuhnCheckDigit(std::string_view digits);
/// Modulo 11 with weights 9, 8, 7 … from the left, a remainder above 9 as 0: Portugal (NIF).
char PtNifCheckDigit(std::string_view digits);
/// Brazil, CNPJ: the two check digits of the twelve leading digits, modulo 11 with weights 2..9
/// from the right.
std::string CnpjCheckDigits(std::string_view digits);

/// ISO 13616: the two check digits of an IBAN of this country and account part.
std::string IbanCheckDigits(std::string_view country, std::string_view account);

std::string InventNit(Random& random);  ///< "900.123.456-8"
std::string InventRuc(Random& random);  ///< "20123456786"
std::string InventRfc(Random& random);  ///< "TXT200131AB9"
std::string InventNif(Random& random);  ///< "B12345674"
/// A number in the form of a US EIN with the prefix 00, which is never given out.
std::string InventEin(Random& random);
std::string InventGbVat(Random& random);  ///< "GB 123 4567 82", modulo 97.
std::string InventDeVat(Random& random);  ///< "DE136695976"
std::string InventFrVat(Random& random);  ///< "FR83404833048", key modulo 97 over the SIREN.
std::string InventNlVat(Random& random);  ///< "NL123456782B01", modulo 11.
std::string InventItVat(Random& random);  ///< "12345670785"
std::string InventPtNif(Random& random);  ///< "501234560"
std::string InventCnpj(Random& random);   ///< "12.345.678/0001-95"
/// An IBAN in groups of four of Germany, France, Italy, the Netherlands or Portugal ("DE", "FR",
/// "IT", "NL", "PT"), of a bank that does not exist; the check digits of ISO 13616 are right.
std::string InventIbanOf(Random& random, std::string_view country);
/// A Spanish IBAN in groups of four, of a bank (9999) that does not exist; the domestic check
/// digits are right too.
std::string InventIban(Random& random);

}  // namespace telar::samples
