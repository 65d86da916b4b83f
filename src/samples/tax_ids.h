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
/// ISO 13616: the two check digits of an IBAN of this country and account part.
std::string IbanCheckDigits(std::string_view country, std::string_view account);

std::string InventNit(Random& random);  ///< "900.123.456-8"
std::string InventRuc(Random& random);  ///< "20123456786"
std::string InventRfc(Random& random);  ///< "TXT200131AB9"
std::string InventNif(Random& random);  ///< "B12345674"
/// A number in the form of a US EIN with the prefix 00, which is never given out.
std::string InventEin(Random& random);
/// A Spanish IBAN in groups of four, of a bank (9999) that does not exist; the domestic check
/// digits are right too.
std::string InventIban(Random& random);

}  // namespace telar::samples
