#include "invoices/locale.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/check_digits.h"

namespace telar::invoices {
namespace {

struct CountryFact {
  std::string_view country, currency;
  bool month_first;
};

constexpr CountryFact kCountries[] = {
    {"AD", "EUR", false}, {"AE", "AED", false}, {"AR", "ARS", false}, {"AT", "EUR", false},
    {"AU", "AUD", false}, {"BE", "EUR", false}, {"BG", "BGN", false}, {"BO", "BOB", false},
    {"BR", "BRL", false}, {"CA", "CAD", false}, {"CH", "CHF", false}, {"CL", "CLP", false},
    {"CN", "CNY", false}, {"CO", "COP", false}, {"CR", "CRC", false}, {"CY", "EUR", false},
    {"CZ", "CZK", false}, {"DE", "EUR", false}, {"DK", "DKK", false}, {"DO", "DOP", false},
    {"EC", "USD", false}, {"EE", "EUR", false}, {"ES", "EUR", false}, {"FI", "EUR", false},
    {"FR", "EUR", false}, {"GB", "GBP", false}, {"GR", "EUR", false}, {"HK", "HKD", false},
    {"HR", "EUR", false}, {"HU", "HUF", false}, {"ID", "IDR", false}, {"IE", "EUR", false},
    {"IN", "INR", false}, {"IT", "EUR", false}, {"JP", "JPY", false}, {"LT", "EUR", false},
    {"LU", "EUR", false}, {"LV", "EUR", false}, {"MC", "EUR", false}, {"MT", "EUR", false},
    {"MX", "MXN", false}, {"MY", "MYR", false}, {"NL", "EUR", false}, {"NO", "NOK", false},
    {"NZ", "NZD", false}, {"PE", "PEN", false}, {"PH", "PHP", true},  {"PL", "PLN", false},
    {"PT", "EUR", false}, {"RO", "RON", false}, {"SA", "SAR", false}, {"SE", "SEK", false},
    {"SG", "SGD", false}, {"SI", "EUR", false}, {"SK", "EUR", false}, {"TH", "THB", false},
    {"TR", "TRY", false}, {"TW", "TWD", false}, {"US", "USD", true},  {"UY", "UYU", false},
    {"VE", "VES", false}, {"ZA", "ZAR", false},
};

struct Hint {
  std::string_view words;  // folded, as SplitAtoms has them
  std::string_view country;
  double weight;
};

// Names of tax numbers and taxes, company forms, countries.
constexpr Hint kHints[] = {
    {"nit", "CO", 1.5},
    {"dian", "CO", 2},
    {"cufe", "CO", 2},
    {"bogota", "CO", 1.5},
    {"medellin", "CO", 1.5},
    {"rfc", "MX", 2},
    {"cfdi", "MX", 3},
    {"mexico", "MX", 1.5},
    {"cuit", "AR", 2.5},
    {"afip", "AR", 2},
    {"argentina", "AR", 1.5},
    {"ruc", "PE", 1.5},
    {"igv", "PE", 2},
    {"sunat", "PE", 2.5},
    {"peru", "PE", 1.5},
    {"lima", "PE", 1},
    {"rut", "CL", 1.5},
    {"chile", "CL", 1.5},
    {"rif", "VE", 2},
    {"seniat", "VE", 2.5},
    {"itbis", "DO", 2.5},
    {"rnc", "DO", 1.5},
    {"cnpj", "BR", 3},
    {"brasil", "BR", 1.5},
    {"nf e", "BR", 1},
    {"gstin", "IN", 3},
    {"cgst", "IN", 2},
    {"sgst", "IN", 2},
    {"igst", "IN", 2},
    {"india", "IN", 1.5},
    {"pvt ltd", "IN", 2},
    {"private limited", "IN", 1.5},
    {"ifsc", "IN", 2},
    {"pan no", "IN", 1.5},
    {"sdn bhd", "MY", 3},
    {"bhd", "MY", 1.5},
    {"malaysia", "MY", 2},
    {"selangor", "MY", 2},
    {"kuala lumpur", "MY", 2},
    {"johor", "MY", 2},
    {"sst id", "MY", 1.5},
    {"singapore", "SG", 1.5},
    {"pte ltd", "SG", 2.5},
    {"uen", "SG", 2},
    {"abn", "AU", 2.5},
    {"pty ltd", "AU", 2.5},
    {"australia", "AU", 1.5},
    {"new zealand", "NZ", 1.5},
    {"hong kong", "HK", 1},
    {"gmbh", "DE", 2},
    {"ust idnr", "DE", 2},
    {"ust id", "DE", 1.5},
    {"handelsregister", "DE", 1},
    {"hrb", "DE", 2},
    {"amtsgericht", "DE", 2},
    {"deutschland", "DE", 2},
    {"germany", "DE", 1.5},
    {"osterreich", "AT", 2},
    {"austria", "AT", 1.5},
    {"firmenbuch", "AT", 2},
    {"uid nr", "AT", 1.5},
    {"schweiz", "CH", 2},
    {"suisse", "CH", 2},
    {"switzerland", "CH", 2},
    {"b v", "NL", 1.5},
    {"bv", "NL", 1},
    {"kvk", "NL", 3},
    {"btw", "NL", 1.5},
    {"nederland", "NL", 2},
    {"netherlands", "NL", 1.5},
    {"belgie", "BE", 2},
    {"belgique", "BE", 2},
    {"belgium", "BE", 1.5},
    {"bvba", "BE", 2.5},
    {"sprl", "BE", 2},
    {"siret", "FR", 3},
    {"siren", "FR", 2.5},
    {"rcs", "FR", 2.5},
    {"sarl", "FR", 1.5},
    {"tva", "FR", 1},
    {"france", "FR", 1.5},
    {"paris", "FR", 1},
    {"luxembourg", "LU", 1.5},
    {"espana", "ES", 2},
    {"spain", "ES", 1.5},
    {"cif", "ES", 1},
    {"registro mercantil", "ES", 1.5},
    {"madrid", "ES", 1},
    {"barcelona", "ES", 1},
    {"igic", "ES", 2},
    {"partita iva", "IT", 3},
    {"p iva", "IT", 3},
    {"codice fiscale", "IT", 2.5},
    {"italia", "IT", 1.5},
    {"italy", "IT", 1.5},
    {"s p a", "IT", 1.5},
    {"spa", "IT", 0.5},
    {"s r l", "IT", 1},
    {"srl", "IT", 0.5},
    {"portugal", "PT", 2},
    {"lda", "PT", 2},
    {"contribuinte", "PT", 2.5},
    {"nipc", "PT", 2.5},
    {"lisboa", "PT", 1.5},
    {"nip", "PL", 2.5},
    {"regon", "PL", 3},
    {"krs", "PL", 2},
    {"sp z o o", "PL", 3},
    {"polska", "PL", 2},
    {"poland", "PL", 1.5},
    {"united kingdom", "GB", 2},
    {"uk", "GB", 1},
    {"england", "GB", 2},
    {"london", "GB", 1},
    {"ireland", "IE", 1.5},
    {"usa", "US", 2},
    {"united states", "US", 2},
    {"llc", "US", 1.5},
    {"canada", "CA", 2},
    {"hst", "CA", 2},
    {"qst", "CA", 2},
    {"sverige", "SE", 2},
    {"sweden", "SE", 1.5},
    {"org nr", "SE", 1},
    {"danmark", "DK", 2},
    {"denmark", "DK", 1.5},
    {"cvr", "DK", 2.5},
    {"norge", "NO", 2},
    {"norway", "NO", 1.5},
    {"orgnr", "NO", 1},
    {"suomi", "FI", 2},
    {"finland", "FI", 1.5},
    {"oy", "FI", 1},
    {"alv", "FI", 1.5},
    {"ceska republika", "CZ", 2},
    {"czech republic", "CZ", 2},
    {"s r o", "CZ", 1.5},
    {"dph", "CZ", 1.5},
    {"slovensko", "SK", 2},
    {"magyarorszag", "HU", 2},
    {"hungary", "HU", 2},
    {"kft", "HU", 2.5},
    {"romania", "RO", 2},
    {"turkiye", "TR", 2},
    {"china", "CN", 1.5},
    {"japan", "JP", 1.5},
    {"south africa", "ZA", 2},
    {"indonesia", "ID", 2},
    {"thailand", "TH", 2},
    {"philippines", "PH", 2},
    {"dubai", "AE", 2},
    {"trn", "AE", 1},
    {"sales tax", "US", 0.5},
    {"ecuador", "EC", 2},
    {"uruguay", "UY", 2},
    {"发票号码", "CN", 3},
    {"开票日期", "CN", 3},
    {"纳税人识别号", "CN", 3},
    {"人民币", "CN", 3},
    {"請求書", "JP", 2},
    {"請求書番号", "JP", 2},
    {"登録番号", "JP", 2},
    {"株式会社", "JP", 2},
    {"bolivia", "BO", 2},
    {"costa rica", "CR", 2},
    {"taiwan", "TW", 2},
};

// Telephone codes after a plus.
constexpr std::pair<std::string_view, std::string_view> kDialCodes[] = {
    {"31", "NL"}, {"32", "BE"},  {"33", "FR"},  {"34", "ES"},  {"39", "IT"},  {"41", "CH"},
    {"43", "AT"}, {"44", "GB"},  {"45", "DK"},  {"46", "SE"},  {"47", "NO"},  {"48", "PL"},
    {"49", "DE"}, {"51", "PE"},  {"52", "MX"},  {"54", "AR"},  {"55", "BR"},  {"56", "CL"},
    {"57", "CO"}, {"60", "MY"},  {"61", "AU"},  {"64", "NZ"},  {"65", "SG"},  {"81", "JP"},
    {"86", "CN"}, {"91", "IN"},  {"351", "PT"}, {"352", "LU"}, {"353", "IE"}, {"358", "FI"},
    {"36", "HU"}, {"40", "RO"},  {"90", "TR"},  {"420", "CZ"}, {"421", "SK"}, {"852", "HK"},
    {"27", "ZA"}, {"971", "AE"}, {"30", "GR"}};

// Domains that say no country although they name one.
constexpr std::string_view kWorldDomains[] = {"co", "me", "tv", "ai", "io",
                                              "es", "it", "be", "no", "in"};

class Countries {
 public:
  void Add(std::string_view country, double weight, std::size_t row, Span span) {
    const auto it = std::find_if(scores_.begin(), scores_.end(),
                                 [&](const CountryScore& s) { return s.country == country; });
    if (it == scores_.end()) {
      scores_.push_back({country, weight, row, span});
      strongest_.push_back(weight);
      return;
    }
    const auto index = static_cast<std::size_t>(it - scores_.begin());
    // The same clue again says less each time.
    if (weight > strongest_[index]) {
      strongest_[index] = weight;
      it->row = row;
      it->span = span;
    }
    it->score += it->score > 6 ? 0.1 * weight : 0.5 * weight;
  }

  std::vector<CountryScore> Take() {
    std::stable_sort(scores_.begin(), scores_.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    return std::move(scores_);
  }

 private:
  std::vector<CountryScore> scores_;
  std::vector<double> strongest_;
};

std::string_view KnownCountry(std::string_view code) {
  for (const CountryFact& fact : kCountries) {
    if (fact.country == code) return fact.country;
  }
  return {};
}

bool StartsWithWords(const std::vector<Atom>& atoms, std::size_t first, std::string_view words,
                     std::size_t& last) {
  std::size_t i = first;
  for (const std::string_view word : Split(words, ' ')) {
    if (i >= atoms.size() || atoms[i].folded != word) return false;
    last = i++;
  }
  return true;
}

void AddFromRow(const Row& row, std::size_t r, Countries& countries) {
  const auto& atoms = row.atoms;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Atom& atom = atoms[i];
    std::size_t last = i;
    for (const Hint& hint : kHints) {
      if (hint.words[0] != atom.folded[0] || !StartsWithWords(atoms, i, hint.words, last)) continue;
      countries.Add(hint.country, hint.weight, r, {atom.span.begin, atoms[last].span.end});
    }
    const char before = atom.span.begin > 0 ? row.text[atom.span.begin - 1] : ' ';
    if (before == '+' && AllDigits(atom.folded)) {
      for (const auto& [code, country] : kDialCodes) {
        if (atom.folded == code || (atom.folded.size() >= 9 && atom.folded.starts_with(code)))
          countries.Add(country, 1.5, r, atom.span);
      }
    }
    const bool ends = i + 1 == atoms.size() || atoms[i + 1].span.begin > atom.span.end + 1 ||
                      row.text[atom.span.end] == '/' || row.text[atom.span.end] == ' ';
    if (before == '.' && atom.folded.size() == 2 && ends && i > 0 &&
        atoms[i - 1].folded.size() > 2) {
      const std::string upper = AsciiUpper(atom.folded);
      const bool world = std::find(std::begin(kWorldDomains), std::end(kWorldDomains),
                                   atom.folded) != std::end(kWorldDomains);
      if (const std::string_view country = KnownCountry(upper == "UK" ? "GB" : upper);
          !country.empty()) {
        countries.Add(country, world ? 0.5 : 1, r, atom.span);
      }
    }
    // A proven number, whole or in blocks.
    const std::string start = Compact(row.Text(atom.span));
    const bool prefix =
        start.size() >= 2 && start.size() <= 4 && start[0] >= 'A' && start[1] >= 'A';
    if (start.size() < 8 && !prefix) continue;
    std::string joined;
    for (std::size_t j = i; j < std::min(i + 7, atoms.size()) && joined.size() < 34; ++j) {
      if (j > i) {
        const std::string_view gap = row.Text({atoms[j - 1].span.end, atoms[j].span.begin});
        if (gap != " " && gap != "-" && gap != ".") break;
      }
      joined += Compact(row.Text(atoms[j].span));
      if (joined.size() < 8) continue;
      const Span span{atom.span.begin, atoms[j].span.end};
      if (IsIban(joined)) {
        if (const std::string_view country = KnownCountry(joined.substr(0, 2)); !country.empty())
          countries.Add(country, 3, r, span);
      } else if (const TaxScheme* scheme = ProvenScheme(joined); scheme != nullptr) {
        // One letter among digits passes by chance too often.
        const bool telling = joined.starts_with(scheme->prefix) || scheme->form.size() > 9;
        countries.Add(scheme->country, telling ? 3 : 0.7, r, span);
      }
    }
  }
}

int DaysBetween(const Date& from, const Date& to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

/// For day first when positive, in log odds.
double PriorOf(const DateClues& clues) {
  double odds = clues.language == Language::kEnglish ? 0.3 : 3.5;
  double best = 0;
  for (const CountryScore& score : clues.countries) {
    if (score.score < 1) continue;
    for (const CountryFact& fact : kCountries) {
      if (fact.country != score.country) continue;
      const double strength = std::min(score.score, 3.0);
      // Canada prints both.
      const double side = fact.country == "CA" ? 0 : fact.month_first ? -1 : 1;
      best += side * strength;
    }
  }
  odds += std::clamp(best, -2.5, 3.0);
  if (clues.currency == "USD") odds -= clues.language == Language::kEnglish ? 1.3 : 0.5;
  else if (clues.currency == "CAD") odds -= 0.5;
  else if (!clues.currency.empty()) odds += 2.5;
  return odds;
}

/// The date a label has to its right, the nearest one; null for none.
const PrintedDate* DateBehind(const std::vector<PrintedDate>& dates, const LabelHit& hit) {
  for (const PrintedDate& date : dates) {
    if (date.span.begin >= hit.span.end) return &date;
  }
  return nullptr;
}

/// A due date lies on or after its date, mostly within two months.
double FromDueDates(const DateClues& clues) {
  const PrintedDate *issued = nullptr, *due = nullptr;
  for (std::size_t r = 0; r < clues.labels->size(); ++r) {
    for (const LabelHit& hit : (*clues.labels)[r]) {
      const PrintedDate* date = DateBehind((*clues.dates)[r], hit);
      if (date == nullptr) continue;
      const bool dated = hit.label == Label::kInvoiceDate || hit.label == Label::kDate;
      if (dated && issued == nullptr) issued = date;
      if (hit.label == Label::kDueDate && due == nullptr) due = date;
    }
  }
  if (issued == nullptr || due == nullptr || !(issued->ambiguous() || due->ambiguous())) return 0;
  const auto plausible = [&](DateOrder order) {
    const int days = DaysBetween(issued->Under(order), due->Under(order));
    return days < 0 ? -3.0 : days <= 65 ? 1.0 : days <= 130 ? 0.0 : -1.5;
  };
  return plausible(DateOrder::kDayFirst) - plausible(DateOrder::kMonthFirst);
}

/// Dates on one page lie near each other, and often one is printed twice in two forms.
double FromNeighbours(const DateClues& clues) {
  std::vector<Date> sure;
  std::vector<const PrintedDate*> open;
  for (const auto& row : *clues.dates) {
    for (const PrintedDate& date : row) {
      if (date.ambiguous()) open.push_back(&date);
      else sure.push_back(date.Under(DateOrder::kDayFirst));
    }
  }
  double odds = 0;
  for (const PrintedDate* date : open) {
    int day = 9999, month = 9999;
    for (const Date& other : sure) {
      day = std::min(day, std::abs(DaysBetween(*date->day_first, other)));
      month = std::min(month, std::abs(DaysBetween(*date->month_first, other)));
    }
    if (day == 9999) break;
    if (day == 0 && month > 0) odds += 3;
    else if (month == 0 && day > 0) odds -= 3;
    else if (day <= 40 && month > 60) odds += 1;
    else if (month <= 40 && day > 60) odds -= 1;
  }
  return std::clamp(odds, -4.0, 4.0);
}

}  // namespace

std::string_view CurrencyOf(std::string_view country) {
  for (const CountryFact& fact : kCountries) {
    if (fact.country == country) return fact.currency;
  }
  return {};
}

std::vector<CountryScore> InferCountries(const Layout& layout) {
  Countries countries;
  for (std::size_t r = 0; r < layout.rows.size(); ++r) AddFromRow(layout.rows[r], r, countries);
  return countries.Take();
}

DateLocale InferDateOrder(const DateClues& clues) {
  double odds = PriorOf(clues);
  int day = 0, month = 0;
  for (const auto& row : *clues.dates) {
    for (const PrintedDate& date : row) {
      if (date.day_first && !date.month_first) ++day;
      if (date.month_first && !date.day_first) ++month;
    }
  }
  odds += 5.0 * (std::min(day, 2) - std::min(month, 2));
  odds += FromDueDates(clues) + FromNeighbours(clues);
  DateLocale locale;
  locale.order = odds >= 0 ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
  locale.probability = 1 / (1 + std::exp(-std::abs(odds)));
  locale.decided = locale.probability >= 0.9;
  return locale;
}

}  // namespace telar::invoices
