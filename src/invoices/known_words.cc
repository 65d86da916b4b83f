#include "invoices/known_words.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "core/text.h"
#include "invoices/characters.h"

namespace telar::invoices {
namespace {

using Words = std::unordered_set<std::string_view>;

// clang-format off
const Words& StreetWords() {
  static const Words words = {
      "calle", "carrera", "cra", "kra", "cll", "cl", "avenida", "av", "avda", "transversal", "diagonal", "plaza",
      "paseo", "km", "piso", "oficina", "of", "local", "barrio", "colonia", "col", "poligono", "carretera", "ctra",
      "ronda", "urb", "urbanizacion", "jiron", "jr", "pasaje", "psje", "manzana", "mz", "lote", "nave", "bajo",
      "street", "st", "road", "rd", "avenue", "ave", "suite", "floor", "flr", "lane", "drive", "blvd", "boulevard",
      "box", "highway", "hwy", "court", "square", "building", "bldg", "house", "tower", "park", "centre", "mall",
      "plot", "sector", "phase", "nagar", "marg", "jalan", "jln", "jl", "lot", "no", "taman", "tmn", "lorong", "lrg", "kampung", "kg",
      "bandar", "bdr", "persiaran", "lebuh", "lebuhraya", "kawasan", "perindustrian", "seksyen", "seksen", "batu",
      "bangunan", "wisma", "plaza", "kompleks", "medan", "desa", "pusat", "tingkat", "blok", "block", "level",
      "unit", "ground", "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "rue", "place", "chemin", "bp", "cedex",
      "bis", "quai", "straat", "laan", "plein", "kade", "via", "viale", "piazza", "corso", "rua", "travessa", "praca", "estrada",
      "ulica", "ul", "carrer", "passeig"};
  return words;
}
const Words& RegionWords() {
  static const Words words = {
      "malaysia", "johor", "selangor", "kuala", "lumpur", "kl", "pj", "penang", "pinang", "perak", "pahang", "kedah", "melaka",
      "malacca", "sabah", "sarawak", "kelantan", "terengganu", "perlis", "sembilan", "putrajaya", "singapore", "ehsan", "wilayah",
      "persekutuan", "espana", "spain", "madrid", "barcelona", "valencia", "sevilla", "colombia", "bogota", "medellin", "cali",
      "antioquia", "cundinamarca", "peru", "lima", "arequipa", "mexico", "cdmx", "chile", "santiago", "argentina", "ecuador",
      "quito", "guayaquil", "panama", "usa", "india", "deutschland", "germany", "berlin", "hamburg", "munchen", "osterreich",
      "austria", "wien", "schweiz", "switzerland", "france", "paris", "lyon", "belgique", "belgium", "bruxelles", "nederland",
      "netherlands", "amsterdam", "rotterdam", "italia", "italy", "roma", "milano", "portugal", "lisboa", "porto", "brasil",
      "london", "uk", "kingdom", "ireland", "dublin", "luxembourg", "polska", "delhi", "mumbai", "bangalore"};
  return words;
}
const Words& TitleWords() {
  static const Words words = {
      "invoice", "factura", "facture", "rechnung", "factuur", "fatura", "fattura", "receipt", "recibo", "resit", "page",
      "pagina", "seite", "original", "copia", "copy", "kopie", "quotation", "statement", "albaran", "remision", "welcome",
      "thank", "gracias", "reprint", "duplicate", "bill", "cash", "ticket", "boleta", "quittung", "kassenbon", "bon", "terima",
      "simplificada", "credit", "cashier", "slip", "pos", "order", "table", "guest", "customer", "dine", "takeaway"};
  return words;
}
const Words& BusinessWords() {
  static const Words words = {
      "enterprise", "enterprises", "trading", "holdings", "company", "co", "restaurant", "restoran", "resto", "cafe", "kopitiam", "kitchen",
      "bistro", "bakery", "hardware", "mart", "market", "supermarket", "hypermarket", "minimarket", "shop", "store", "stores",
      "stationery", "books", "book", "pharmacy", "farmasi", "farmacia", "clinic", "klinik", "hotel", "motor", "auto", "electrical",
      "electronics", "perniagaan", "syarikat", "kedai", "pasar", "perusahaan", "industries", "industrial", "services", "service",
      "international", "group", "foods", "food", "pub", "gallery", "gift", "deco", "decor", "textiles", "textil", "hilados",
      "tejidos", "comercial", "comercializadora", "distribuidora", "supermercado", "supermercados", "tienda", "tiendas", "almacen",
      "almacenes", "panaderia", "restaurante", "ferreteria", "libreria", "boutique", "handel", "solutions", "systems",
      "telecom", "hosting", "energy", "energia", "media", "logistics", "machinery", "suppliers", "supply", "supplies"};
  return words;
}
// clang-format on

/// The plain sign for a full-width one (U+FF01 to U+FF5E), and a blank for a middle dot.
std::string PlainSigns(std::string_view text) {
  std::u32string plain = DecodeUtf8(text);
  for (char32_t& c : plain) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0xB7) c = U' ';
  }
  return EncodeUtf8(plain);
}

/// The letter for which a reader may take a digit; the digit itself when there is none.
char LetterFor(char digit) {
  switch (digit) {
    case '0': return 'o';
    case '1': return 'l';
    case '5': return 's';
    case '8': return 'b';
    default: return digit;
  }
}

constexpr std::size_t kLongEnough = 7;

/// The known word of streets or regions that differs from a long one by a single letter; empty
/// when there is none or more than one.
std::string_view OneLetterFrom(std::string_view folded) {
  std::string_view found;
  for (const Words* words : {&StreetWords(), &RegionWords()}) {
    for (const std::string_view known : *words) {
      if (known.size() != folded.size() || known == found) continue;
      std::size_t differ = 0;
      for (std::size_t i = 0; i < known.size() && differ < 2; ++i) differ += known[i] != folded[i];
      if (differ != 1) continue;
      if (!found.empty()) return {};
      found = known;
    }
  }
  return found;
}

/// A word of letters alone: no capital I stands inside small letters, and a long word that is one
/// letter from a known one is that one.
std::string RepairLetters(std::string_view word) {
  std::string repaired(word);
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    const bool small = word[i + 1] >= 'a' && word[i + 1] <= 'z';
    if (word[i] == 'I' && small) repaired[i] = 'l';
  }
  const std::string folded = AsciiLower(repaired);
  if (folded.size() < kLongEnough || IsStreetWord(folded) || IsRegionWord(folded) ||
      IsTitleWord(folded) || IsBusinessWord(folded)) {
    return repaired;
  }
  const std::string_view known = OneLetterFrom(folded);
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == folded[i]) continue;
    const bool small = repaired[i] >= 'a';
    repaired[i] = small ? known[i] : AsciiUpper(known.substr(i, 1))[0];
  }
  return repaired;
}

/// A word of letters and one or two digits that are letters in a known word.
std::string RepairWord(std::string_view word) {
  std::string letters;
  std::size_t digits = 0, lower = 0;
  for (const char c : word) {
    if (!IsDigit(c) && !IsAsciiLetter(c)) return std::string(word);
    digits += IsDigit(c);
    lower += c >= 'a' && c <= 'z';
    letters.push_back(LetterFor(AsciiLower(std::string_view(&c, 1))[0]));
  }
  if (digits == 0) return RepairLetters(word);
  if (digits == word.size() || word.size() < 3) return std::string(word);
  if (!IsStreetWord(letters) && !IsRegionWord(letters)) return std::string(word);
  if (lower == 0) return AsciiUpper(letters);
  if (IsAsciiLetter(word[0]) && word[0] <= 'Z') letters[0] = word[0];
  return letters;
}

}  // namespace

bool IsStreetWord(std::string_view folded) { return StreetWords().contains(folded); }
bool IsRegionWord(std::string_view folded) { return RegionWords().contains(folded); }
bool IsTitleWord(std::string_view folded) { return TitleWords().contains(folded); }
bool IsBusinessWord(std::string_view folded) { return BusinessWords().contains(folded); }
bool IsOwnershipWord(std::string_view folded) {
  static const Words kWords = {"licensee", "franchisee",   "franchise",  "formerly",   "previously",
                               "operated", "managed",      "owned",      "subsidiary", "dimiliki",
                               "operado",  "operada",      "franquicia", "inh",        "inhaber",
                               "antes",    "anteriormente"};
  return kWords.contains(folded);
}

std::string RepairKnownWords(std::string_view given) {
  const std::string text = PlainSigns(given);
  std::string repaired;
  std::string before;  // the word before, folded
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (IsAsciiLetter(text[end]) || IsDigit(text[end]))) ++end;
    if (end == at) {
      repaired.push_back(text[at++]);
      continue;
    }
    std::string word = RepairWord(std::string_view(text).substr(at, end - at));
    const std::string folded = AsciiLower(word);
    if (before == "no" && word.size() > 1 && !AllDigits(word)) {
      std::string number = word;
      std::replace(number.begin(), number.end(), 'O', '0');
      if (AllDigits(number)) word = number;
    }
    const bool sdn = folded == "bhd" && (before == "son" || before == "5dn" || before == "sdm");
    if (sdn) {
      const std::size_t start = repaired.size() - 1 - before.size();
      repaired.replace(start, before.size(), word == "BHD" ? "SDN" : "Sdn");
    }
    repaired += word;
    before = folded;
    at = end;
  }
  while (repaired.ends_with("..") && !repaired.ends_with("...")) repaired.pop_back();
  return CollapseSpaces(repaired);
}

bool HoldsDigitAmongLetters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at, letters = 0, digits = 0, alike = 0;
    for (; end < text.size() && (IsLetter(text[end]) || IsDigit(text[end])); ++end) {
      letters += IsLetter(text[end]);
      digits += IsDigit(text[end]);
      alike += LetterFor(text[end]) != text[end];
    }
    if (letters >= 3 && digits == 1 && alike == 1) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

}  // namespace telar::invoices
