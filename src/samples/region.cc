#include "samples/region.h"

#include "samples/chance.h"
#include "samples/tax_ids.h"

namespace telar::samples {
namespace {

constexpr RegionRules kRules[] = {
    {Region::kMalaysia, "MY", Language::kEnglish, "MYR", "RM", false, "GST", 6, 6, 300, false},
    {Region::kSingapore, "SG", Language::kEnglish, "SGD", "S$", false, "GST", 7, 7, 140, false},
    {Region::kSpain, "ES", Language::kSpanish, "EUR", "€", true, "IVA", 21, 10, 100, false},
    {Region::kPeru, "PE", Language::kSpanish, "PEN", "S/", false, "IGV", 18, 18, 380, false},
    {Region::kColombia, "CO", Language::kSpanish, "COP", "$", false, "IVA", 19, 5, 390000, true},
    {Region::kMexico, "MX", Language::kSpanish, "MXN", "$", false, "IVA", 16, 8, 1700, false},
    {Region::kBritain, "GB", Language::kEnglish, "GBP", "£", false, "VAT", 20, 5, 85, false},
    {Region::kUnitedStates, "US", Language::kEnglish, "USD", "$", false, "Sales Tax", 8, 8, 100,
     false},
    {Region::kGermany, "DE", Language::kGerman, "EUR", "€", true, "MwSt.", 19, 7, 100, false},
    {Region::kFrance, "FR", Language::kFrench, "EUR", "€", true, "TVA", 20, 10, 100, false},
    {Region::kNetherlands, "NL", Language::kDutch, "EUR", "€", false, "BTW", 21, 9, 100, false},
    {Region::kItaly, "IT", Language::kItalian, "EUR", "€", false, "IVA", 22, 10, 100, false},
    {Region::kPortugal, "PT", Language::kPortuguese, "EUR", "€", true, "IVA", 23, 13, 100, false},
    {Region::kBrazil, "BR", Language::kPortuguese, "BRL", "R$", false, "ICMS", 18, 12, 500, false},
};

bool CommaDecimals(Region region) {
  switch (region) {
    case Region::kMalaysia:
    case Region::kSingapore:
    case Region::kPeru:
    case Region::kMexico:
    case Region::kBritain:
    case Region::kUnitedStates: return false;
    default: return true;
  }
}

std::string Capital(Random& random) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  return {kLetters[random.Below(kLetters.size())]};
}

}  // namespace

const RegionRules& RulesOf(Region region) { return kRules[static_cast<std::size_t>(region)]; }

Region RegionOf(Random& random, Language language) {
  constexpr Region kSpanish[] = {Region::kSpain, Region::kPeru, Region::kColombia, Region::kMexico};
  constexpr Region kEnglish[] = {Region::kMalaysia, Region::kMalaysia, Region::kSingapore,
                                 Region::kBritain, Region::kUnitedStates};
  constexpr Region kPortuguese[] = {Region::kPortugal, Region::kBrazil};
  switch (language) {
    case Language::kSpanish: return Pick(random, kSpanish);
    case Language::kEnglish: return Pick(random, kEnglish);
    case Language::kPortuguese: return Pick(random, kPortuguese);
    case Language::kFrench: return Region::kFrance;
    case Language::kGerman: return Region::kGermany;
    case Language::kDutch: return Region::kNetherlands;
    case Language::kItalian: break;
  }
  return Region::kItaly;
}

NumberStyle RegionNumbers(Random& random, Region region) {
  const bool comma = CommaDecimals(region) != Chance(random, region == Region::kColombia ? 35 : 4);
  NumberStyle style{comma ? ',' : '.', comma ? "." : ",", false};
  const int lot = Between(random, 0, 99);
  if (lot < 12) style.group = "";
  if (region == Region::kFrance && comma && lot >= 30) style.group = " ";
  return style;
}

DateStyle RegionDates(Random& random, Region region, bool till) {
  constexpr DateStyle kAsia[] = {DateStyle::kDayFirst,      DateStyle::kDayFirst,
                                 DateStyle::kDayFirst,      DateStyle::kDashes,
                                 DateStyle::kDayFirstShort, DateStyle::kDashesShort,
                                 DateStyle::kUpperShort,    DateStyle::kUpperDashes,
                                 DateStyle::kIso,           DateStyle::kCompact};
  constexpr DateStyle kSlashes[] = {DateStyle::kDayFirst, DateStyle::kDayFirst,
                                    DateStyle::kDayFirstShort, DateStyle::kDashes, DateStyle::kIso};
  constexpr DateStyle kDots[] = {DateStyle::kDots, DateStyle::kDots, DateStyle::kDotsShort};
  constexpr DateStyle kAmerican[] = {DateStyle::kMonthFirst, DateStyle::kEnglishShort,
                                     DateStyle::kEnglishLong, DateStyle::kIso};
  const bool in_words = !till && Chance(random, 40);
  switch (RulesOf(region).language) {
    case Language::kGerman: return in_words ? DateStyle::kGermanLong : Pick(random, kDots);
    case Language::kFrench: return in_words ? DateStyle::kFrenchLong : Pick(random, kSlashes);
    case Language::kDutch:
      return in_words             ? DateStyle::kDutchLong
             : Chance(random, 60) ? DateStyle::kDashes
                                  : Pick(random, kSlashes);
    case Language::kItalian: return in_words ? DateStyle::kItalianLong : Pick(random, kSlashes);
    case Language::kPortuguese:
      return in_words ? DateStyle::kPortugueseLong : Pick(random, kSlashes);
    case Language::kSpanish: return in_words ? DateStyle::kSpanishLong : Pick(random, kSlashes);
    case Language::kEnglish: break;
  }
  // A till's all-number date with the month first cannot be told from the others' order.
  if (region == Region::kUnitedStates) return Pick(random, kAmerican);
  if (till) return Pick(random, kAsia);
  return in_words ? DateStyle::kEnglishLong : Pick(random, kSlashes);
}

LabelledNumber InventTaxNumber(Random& random, Region region) {
  switch (region) {
    case Region::kMalaysia: {
      constexpr std::string_view kLabels[] = {
          "GST ID :",     "GST ID No:",  "GST REG NO :", "GST NO:",    "GST ID:",
          "GST Reg No.:", "(GST ID No:", "GST REG #",    "GST ID No :"};
      return {std::string(Pick(random, kLabels)), "00" + Digits(random, 10)};
    }
    case Region::kSingapore: {
      constexpr std::string_view kLabels[] = {"GST REG NO:", "GST Reg. No.:", "UEN / GST No:"};
      return {std::string(Pick(random, kLabels)),
              "20" + std::to_string(Between(random, 10, 22)) + Digits(random, 5) + Capital(random)};
    }
    case Region::kSpain: {
      constexpr std::string_view kLabels[] = {"CIF:", "NIF:", "C.I.F.:", "CIF", "N.I.F.", "NIF -"};
      return {std::string(Pick(random, kLabels)), InventNif(random)};
    }
    case Region::kPeru: {
      constexpr std::string_view kLabels[] = {"RUC:", "R.U.C.", "RUC", "R.U.C. Nº", "RUC N°"};
      return {std::string(Pick(random, kLabels)), InventRuc(random)};
    }
    case Region::kColombia: {
      constexpr std::string_view kLabels[] = {"NIT:", "NIT", "Nit.", "N.I.T."};
      return {std::string(Pick(random, kLabels)), InventNit(random)};
    }
    case Region::kMexico: {
      constexpr std::string_view kLabels[] = {"RFC:", "R.F.C.", "RFC"};
      return {std::string(Pick(random, kLabels)), InventRfc(random)};
    }
    case Region::kBritain: {
      constexpr std::string_view kLabels[] = {"VAT No:", "VAT Reg No.", "VAT Number:", "VAT:"};
      return {std::string(Pick(random, kLabels)), InventGbVat(random)};
    }
    case Region::kUnitedStates: return {"EIN:", InventEin(random)};
    case Region::kGermany: {
      constexpr std::string_view kLabels[] = {"USt-IdNr.:", "USt-ID:", "UST-ID-Nr.", "Ust.-Id.:"};
      return {std::string(Pick(random, kLabels)), InventDeVat(random)};
    }
    case Region::kFrance: {
      constexpr std::string_view kLabels[] = {
          "TVA :", "N° TVA :", "TVA intracommunautaire :", "TVA intracom. :"};
      return {std::string(Pick(random, kLabels)), InventFrVat(random)};
    }
    case Region::kNetherlands: {
      constexpr std::string_view kLabels[] = {"BTW:", "BTW nr:", "BTW-nummer:", "BTW-nr."};
      return {std::string(Pick(random, kLabels)), InventNlVat(random)};
    }
    case Region::kItaly: {
      constexpr std::string_view kLabels[] = {"P.IVA", "P. IVA:", "Partita IVA:", "P.I."};
      return {std::string(Pick(random, kLabels)), InventItVat(random)};
    }
    case Region::kPortugal: {
      constexpr std::string_view kLabels[] = {"NIF:", "Contribuinte:", "Contribuinte Nº", "NIPC:"};
      return {std::string(Pick(random, kLabels)), InventPtNif(random)};
    }
    case Region::kBrazil: break;
  }
  return {"CNPJ:", InventCnpj(random)};
}

std::string InventRegisterNumber(Random& random, Region region) {
  const std::string number = Digits(random, 6) + "-" + Capital(random);
  switch (region) {
    case Region::kMalaysia: {
      const int lot = Between(random, 0, 99);
      if (lot < 50) return "(" + number + ")";
      if (lot < 62) return number;
      if (lot < 72) return "CO. REG NO: " + number;
      if (lot < 80) return "(CO REG : " + number + ")";
      if (lot < 86) return "Company No. : " + number;
      if (lot < 92) return "ROC NO: " + number;
      if (lot < 96) return "(SA" + Digits(random, 7) + "-" + Capital(random) + ")";
      return "(JM" + Digits(random, 7) + "-" + Capital(random) + ")";
    }
    case Region::kSingapore: return "CO. REG. NO: 19" + Digits(random, 7) + Capital(random);
    case Region::kBritain: return "Company No. 0" + Digits(random, 7);
    case Region::kGermany: return "HRB " + Digits(random, 5);
    case Region::kNetherlands: return "KvK " + Digits(random, 8);
    case Region::kFrance: return "RCS " + Digits(random, 3) + " " + Digits(random, 3) + " 000";
    case Region::kItaly: return "REA MI-" + Digits(random, 6);
    default: return "";
  }
}

std::string InventPhone(Random& random, Region region) {
  switch (region) {
    case Region::kMalaysia: {
      constexpr std::string_view kAreas[] = {"03", "07", "04", "05", "06"};
      const std::string_view area = Pick(random, kAreas);
      return std::string(area) + (Chance(random, 60) ? "-" : " ") + "555" +
             (Chance(random, 50) ? " 01" : "01") + Digits(random, area == "03" ? 3 : 2);
    }
    case Region::kSingapore: return "6555 01" + Digits(random, 2);
    case Region::kSpain: return "9" + Digits(random, 1) + "5 550 1" + Digits(random, 2);
    case Region::kPeru: return "(01) 555-01" + Digits(random, 2);
    case Region::kColombia: return "(601) 555 01" + Digits(random, 2);
    case Region::kMexico: return "55 5550 01" + Digits(random, 2);
    case Region::kBritain: return "01632 960" + Digits(random, 3);
    case Region::kUnitedStates:
      return "(" + std::to_string(Between(random, 212, 989)) + ") 555-01" + Digits(random, 2);
    case Region::kGermany:
      return "0" + std::to_string(Between(random, 30, 89)) + "/555 01" + Digits(random, 2);
    case Region::kFrance: return "01 99 00 " + Digits(random, 2) + " " + Digits(random, 2);
    case Region::kNetherlands: return "085 - 555 01" + Digits(random, 2);
    case Region::kItaly: return "02 5550 1" + Digits(random, 3);
    case Region::kPortugal: return "21 555 01 " + Digits(random, 2);
    case Region::kBrazil: break;
  }
  return "(11) 5550-01" + Digits(random, 2);
}

}  // namespace telar::samples
