#include "invoices/currency.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "invoices/characters.h"

namespace telar::invoices {
namespace {

struct Mark {
  std::string_view text;
  std::string_view code;
  bool shared;
};

// Longer marks before the marks they begin with.
constexpr Mark kMarks[] = {
    {"US$", "USD", false},  {"U$S", "USD", false},   {"USD$", "USD", false}, {"USD", "USD", false},
    {"EUR", "EUR", false},  {"USS", "USD", false},  // a recogniser reads the $ as an S
    {"COP$", "COP", false}, {"COP", "COP", false},   {"MXN", "MXN", false},  {"MX$", "MXN", false},
    {"ARS", "ARS", false},  {"CLP", "CLP", false},   {"PEN", "PEN", false},  {"BOB", "BOB", false},
    {"VES", "VES", false},  {"UYU", "UYU", false},   {"PYG", "PYG", false},  {"CRC", "CRC", false},
    {"GTQ", "GTQ", false},  {"DOP", "DOP", false},   {"BRL", "BRL", false},  {"GBP", "GBP", false},
    {"CHF", "CHF", false},  {"SFr.", "CHF", false},  {"MYR", "MYR", false},  {"SGD", "SGD", false},
    {"INR", "INR", false},  {"CAD", "CAD", false},   {"AUD", "AUD", false},  {"NZD", "NZD", false},
    {"HKD", "HKD", false},  {"TWD", "TWD", false},   {"JPY", "JPY", false},  {"CNY", "CNY", false},
    {"RMB", "CNY", false},  {"KRW", "KRW", false},   {"PLN", "PLN", false},  {"SEK", "SEK", false},
    {"NOK", "NOK", false},  {"DKK", "DKK", false},   {"CZK", "CZK", false},  {"HUF", "HUF", false},
    {"RON", "RON", false},  {"BGN", "BGN", false},   {"TRY", "TRY", false},  {"ZAR", "ZAR", false},
    {"THB", "THB", false},  {"IDR", "IDR", false},   {"VND", "VND", false},  {"AED", "AED", false},
    {"SAR", "SAR", false},  {"ILS", "ILS", false},   {"RUB", "RUB", false},  {"CA$", "CAD", false},
    {"CAD$", "CAD", false}, {"C$", "CAD", true},     {"AU$", "AUD", false},  {"A$", "AUD", false},
    {"NZ$", "NZD", false},  {"HK$", "HKD", false},   {"NT$", "TWD", false},  {"S$", "SGD", false},
    {"R$", "BRL", false},   {"RD$", "DOP", false},   {"S/.", "PEN", false},  {"S/", "PEN", false},
    {"Bs.", "VES", true},   {"Bs", "VES", true},     {"RM", "MYR", false},   {"Rs.", "INR", true},
    {"Rs", "INR", true},    {"₹", "INR", false},     {"€", "EUR", false},    {"£", "GBP", false},
    {"¥", "JPY", true},     {"￥", "CNY", true},     {"₡", "CRC", false},    {"₲", "PYG", false},
    {"₺", "TRY", false},    {"₽", "RUB", false},   {"₩", "KRW", false},    {"₱", "PHP", false},
    {"฿", "THB", false},    {"₫", "VND", false},     {"₪", "ILS", false},    {"元", "CNY", false},
    {"円", "JPY", false},   {"Euros", "EUR", false}, {"Euro", "EUR", false}, {"Fr.", "CHF", true},
    {"kr.", "SEK", true},   {"kr", "SEK", true},     {"Kč", "CZK", false},   {"zł", "PLN", false},
    {"Ft", "HUF", false},   {"lei", "RON", false},   {"$", "USD", true},
};

/// Codes that are words too count in capitals only.
constexpr std::string_view kAlsoWords[] = {"PEN", "TRY", "RON", "ARS"};

/// The currencies that may stand behind a shared mark.
struct Sharing {
  std::string_view mark;  // how the mark starts
  std::string_view codes;
};
constexpr Sharing kSharing[] = {
    {"$", "USD COP MXN ARS CLP CAD AUD SGD NZD HKD UYU DOP TWD"},
    {"Bs", "VES BOB"},
    {"Rs", "INR"},
    {"¥", "JPY CNY"},
    {"￥", "CNY JPY"},
    {"kr", "SEK NOK DKK"},
    {"Fr.", "CHF"},
    {"C$", "CAD"},
};

// Words that name a currency, with the mark they explain; an empty mark needs no amount.
struct Hint {
  std::string_view words;  // folded, one space between
  std::string_view mark;   // how the mark starts
  std::string_view code;
};
constexpr Hint kHints[] = {
    {"dolares americanos", "", "USD"},
    {"us dollars", "", "USD"},
    {"us dollar", "", "USD"},
    {"u s dollars", "", "USD"},
    {"dolares", "$", "USD"},
    {"pesos colombianos", "", "COP"},
    {"pesos mexicanos", "", "MXN"},
    {"pesos argentinos", "", "ARS"},
    {"pesos chilenos", "", "CLP"},
    {"soles", "S", "PEN"},
    {"bolivianos", "Bs", "BOB"},
    {"bolivares", "Bs", "VES"},
    {"canadian dollars", "", "CAD"},
    {"australian dollars", "", "AUD"},
    {"singapore dollars", "", "SGD"},
    {"pounds sterling", "", "GBP"},
    {"indian rupees", "", "INR"},
    {"rupees", "Rs", "INR"},
    {"ringgit malaysia", "", "MYR"},
    {"ringgit", "", "MYR"},
    {"in euro", "", "EUR"},
    {"in euros", "", "EUR"},
    {"en euros", "", "EUR"},
    {"en euro", "", "EUR"},
    {"schweizer franken", "", "CHF"},
    {"zlotych", "", "PLN"},
    {"reais", "", "BRL"},
    {"人民币", "", "CNY"},
    {"rupees only", "", "INR"},
};

bool HasLetterStart(std::string_view mark) { return IsLetter(mark.front()) && mark.front() > 0; }
bool HasLetterEnd(std::string_view mark) { return IsLetter(mark.back()) && mark.back() > 0; }

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool Equal(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

/// Codes of three letters and words may be printed in any case, short marks only as they are.
bool Fits(std::string_view text, const Mark& mark) {
  const std::string_view part = text.substr(0, mark.text.size());
  const bool word =
      std::find(std::begin(kAlsoWords), std::end(kAlsoWords), mark.text) != std::end(kAlsoWords);
  return part == mark.text || (mark.text.size() >= 3 && !word && Equal(part, mark.text));
}

}  // namespace

std::size_t CurrencyMarkAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return 0;
  for (const Mark& mark : kMarks) {
    if (rest.size() < mark.text.size() || !Fits(rest, mark)) continue;
    if (HasLetterStart(mark.text) && at > 0 && IsLetter(text[at - 1])) continue;
    const std::size_t end = at + mark.text.size();
    if (HasLetterEnd(mark.text) && end < text.size() && IsLetter(text[end])) continue;
    return mark.text.size();
  }
  return 0;
}

std::size_t CurrencyMarkBefore(std::string_view text, std::size_t end) {
  std::size_t longest = 0;
  for (const Mark& mark : kMarks) {
    if (mark.text.size() <= longest || mark.text.size() > end) continue;
    const std::size_t begin = end - mark.text.size();
    if (!Fits(text.substr(begin, mark.text.size()), mark)) continue;
    if (HasLetterStart(mark.text) && begin > 0 && IsLetter(text[begin - 1])) continue;
    longest = mark.text.size();
  }
  return longest;
}

std::optional<CurrencyMeaning> MeaningOf(std::string_view mark) {
  for (const Mark& known : kMarks) {
    if (Equal(known.text, mark)) return CurrencyMeaning{known.code, known.shared};
  }
  return std::nullopt;
}

bool UsuallyWhole(std::string_view code) {
  constexpr std::string_view kWhole[] = {"COP", "CLP", "PYG", "JPY", "CRC", "KRW", "IDR", "VND"};
  return std::find(std::begin(kWhole), std::end(kWhole), code) != std::end(kWhole);
}

namespace {

/// One currency and all that speaks for it.
struct Claim {
  std::string code;
  double odds = 0;
  bool shared = true;   // only marks that others use too, or none
  bool usual = false;   // the likeliest meaning of its shared mark
  bool of_sum = false;  // its own mark stands at an amount or beside a word for one
  std::string raw = {};
  std::size_t row = 0;
  Span span = {};
  std::vector<Evidential> evidence = {};

  bool Has(std::string_view name) const {
    return std::any_of(evidence.begin(), evidence.end(),
                       [&](const Evidential& one) { return one.name == name; });
  }
  void Say(std::string_view name, double weight) {
    odds += weight;
    for (Evidential& one : evidence) {
      if (one.name == name) {
        one.weight += weight;
        return;
      }
    }
    evidence.push_back({std::string(name), weight});
  }
};

class Claims {
 public:
  Claim& Of(std::string_view code) {
    for (Claim& claim : all_) {
      if (claim.code == code) return claim;
    }
    all_.push_back({.code = std::string(code)});
    return all_.back();
  }
  const Claim* Find(std::string_view code) const {
    for (const Claim& claim : all_) {
      if (claim.code == code) return &claim;
    }
    return nullptr;
  }
  std::vector<Claim>& all() { return all_; }

 private:
  std::vector<Claim> all_;
};

void Place(Claim& claim, const Row& row, std::size_t r, Span span, bool shared) {
  if (!claim.raw.empty() && (!claim.shared || shared)) return;
  claim.raw = std::string(row.Text(span));
  claim.row = r;
  claim.span = span;
  claim.shared = shared;
}

std::string_view SharedBy(std::string_view mark) {
  for (const Sharing& sharing : kSharing) {
    if (mark.starts_with(sharing.mark)) return sharing.codes;
  }
  return {};
}

/// Marks at amounts and codes in headings, counted; a mark that several currencies share counts for
/// each of them.
struct Printed {
  Claims claims;
  double at_amounts = 0;  // marks at amounts in all
};

/// True when a row speaks of an amount: "Amount (USD)", "Invoice Total: USD".
bool SpeaksOfAmount(const Row& row) {
  constexpr std::string_view kWords[] = {
      "amount", "amounts", "total",   "subtotal", "price", "importe", "precio", "montant",
      "prix",   "betrag",  "betrage", "preis",    "summe", "gesamt",  "bedrag", "totaal",
      "prijs",  "importo", "totale",  "prezzo",   "valor", "preco",   "kwota",  "razem",
      "jumlah", "belopp",  "summa",   "belob",    "belop", "sum"};
  return std::any_of(row.atoms.begin(), row.atoms.end(), [&](const Atom& atom) {
    return std::find(std::begin(kWords), std::end(kWords), atom.folded) != std::end(kWords);
  });
}

void CountMark(Printed& printed, const Row& row, std::size_t r, Span span, std::string_view name,
               double weight) {
  const std::string_view mark = row.Text(span);
  const auto meaning = MeaningOf(mark);
  if (!meaning) return;
  if (!meaning->shared) {
    Claim& claim = printed.claims.Of(meaning->code);
    claim.Say(name, weight);
    claim.of_sum = claim.of_sum || name == "named" || SpeaksOfAmount(row);
    Place(claim, row, r, span, false);
    return;
  }
  const auto codes = Split(SharedBy(mark), ' ');
  for (const std::string_view code : codes) {
    if (code.empty()) continue;
    Claim& claim = printed.claims.Of(code);
    if (code == codes.front()) claim.usual = true;
    claim.Say("shared_mark", weight);
    Place(claim, row, r, span, true);
  }
}

/// True when a row names a currency's place: "Moneda: USD", "Currency".
bool AsksForCurrency(const Row& row) {
  constexpr std::string_view kNames[] = {"moneda", "currency", "wahrung", "waehrung", "valuta",
                                         "devise", "moeda",    "monnaie", "waluta",   "divisa",
                                         "munt",   "mena",     "matawang"};
  return std::any_of(row.atoms.begin(), row.atoms.end(), [&](const Atom& atom) {
    return std::find(std::begin(kNames), std::end(kNames), atom.folded) != std::end(kNames);
  });
}

void CountMarks(const Layout& layout, const std::vector<std::vector<Amount>>& amounts,
                Printed& printed) {
  for (std::size_t r = 0; r < layout.rows.size(); ++r) {
    const Row& row = layout.rows[r];
    for (const Amount& amount : amounts[r]) {
      if (amount.currency.empty()) continue;
      const auto at = static_cast<std::size_t>(amount.currency.data() - row.text.data());
      CountMark(printed, row, r, {at, at + amount.currency.size()}, "mark", 2);
      printed.at_amounts += 1;
    }
    // A code or a mark stands in a heading: "Amount (RM)", "Total EUR", "Preis in €".
    for (const Atom& atom : row.atoms) {
      const std::size_t length = atom.span.end - atom.span.begin;
      if (length != 3 && atom.folded != "rm" && atom.folded != "euro" && atom.folded != "euros")
        continue;
      const std::string_view word = row.Text(atom.span);
      if ((AsciiUpper(word) == word || length > 3) &&
          CurrencyMarkAt(row.text, atom.span.begin) == word.size()) {
        const bool asked = AsksForCurrency(row) || (r > 0 && AsksForCurrency(layout.rows[r - 1]));
        CountMark(printed, row, r, atom.span, asked ? "named" : "heading", 1);
      }
    }
    for (std::size_t at = row.text.find("\xE2\x82\xAC"); at != std::string::npos;
         at = row.text.find("\xE2\x82\xAC", at + 3)) {
      CountMark(printed, row, r, {at, at + 3}, "heading", 0.5);
    }
  }
}

bool WordsAt(const std::vector<Atom>& atoms, std::size_t first, std::string_view words,
             std::size_t& last) {
  std::size_t i = first;
  for (const std::string_view word : Split(words, ' ')) {
    if (i >= atoms.size() || atoms[i].folded != word) return false;
    last = i++;
  }
  return true;
}

void CountWords(const Layout& layout, Claims& claims) {
  for (std::size_t r = 0; r < layout.rows.size(); ++r) {
    const Row& row = layout.rows[r];
    for (std::size_t i = 0; i < row.atoms.size(); ++i) {
      for (const Hint& hint : kHints) {
        std::size_t last = i;
        if (hint.words[0] != row.atoms[i].folded[0] || !WordsAt(row.atoms, i, hint.words, last))
          continue;
        const Claim* printed = claims.Find(hint.code);
        if (!hint.mark.empty() && (printed == nullptr || !printed->raw.starts_with(hint.mark)))
          continue;
        Claim& claim = claims.Of(hint.code);
        claim.Say("words", 3);
        Place(claim, row, r, {row.atoms[i].span.begin, row.atoms[last].span.end}, true);
      }
    }
  }
}

/// True when a currency that shares a mark with `code` is printed by its own name at an amount.
bool NamedBeside(Claims& claims, std::string_view code) {
  for (const Sharing& sharing : kSharing) {
    const auto codes = Split(sharing.codes, ' ');
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
    for (const Claim& claim : claims.all()) {
      const bool shares = std::find(codes.begin(), codes.end(), claim.code) != codes.end();
      if (shares && claim.code != code && !claim.shared && claim.of_sum) return true;
    }
  }
  return false;
}

}  // namespace

DocumentCurrency InferCurrency(const Layout& layout,
                               const std::vector<std::vector<Amount>>& amounts,
                               const std::vector<CountryScore>& countries) {
  Printed printed;
  CountMarks(layout, amounts, printed);
  CountWords(layout, printed.claims);
  // Marks repeat on every line: after the first few they say no more.
  double all_marks = 0;
  for (Claim& claim : printed.claims.all()) {
    double marks = 0;
    for (const Evidential& one : claim.evidence) {
      if (one.name != "words" && one.name != "named") marks += one.weight;
    }
    if (!claim.shared) all_marks += marks;
  }
  for (Claim& claim : printed.claims.all()) {
    double marks = 0, words = 0, named = 0;
    for (const Evidential& one : claim.evidence)
      (one.name == "words" ? words : one.name == "named" ? named : marks) += one.weight;
    const double share = all_marks > 0 ? marks / std::max(all_marks, marks) : 1;
    const double most = claim.shared ? 1.5 : 4.5;
    claim.evidence.clear();
    claim.odds = 0;
    if (marks > 0) claim.Say(claim.shared ? "shared_mark" : "mark", std::min(marks, most) * share);
    if (words > 0) claim.Say("words", std::min(words, 3.5));
    if (named > 0) claim.Say("named", 4);
  }
  for (const CountryScore& score : countries) {
    const std::string_view code = CurrencyOf(score.country);
    if (code.empty() || score.score < 0.5) continue;
    const bool known = printed.claims.Find(code) != nullptr;
    // A country alone stands in only where no amount has a mark, and for more than a hint.
    if (!known && (printed.at_amounts > 0 || score.score < 2)) continue;
    Claim& claim = printed.claims.Of(code);
    const bool had = claim.Has("country");
    // "Amount (USD)" says which of the dollars a "$" is.
    const bool ruled_out = claim.shared && NamedBeside(printed.claims, code);
    const double most = claim.raw.empty() || ruled_out ? 0.8 : claim.shared ? 1.5 : 0.6;
    claim.Say("country", had ? 0.2 : std::min(score.score, 4.0) * most);
  }
  auto& all = printed.claims.all();
  const bool told = std::any_of(all.begin(), all.end(), [](const Claim& claim) {
    return claim.shared && !claim.raw.empty() && (claim.Has("country") || claim.Has("words"));
  });
  // A shared mark has its likeliest meaning unless the document names a country that says else.
  std::erase_if(all, [&](const Claim& claim) {
    return claim.shared && !claim.usual && !claim.Has("country") && !claim.Has("words");
  });
  if (!told) {
    for (Claim& claim : all) {
      if (claim.shared && claim.usual) claim.Say("usual", 1);
    }
  }
  if (all.empty()) return {};
  std::stable_sort(all.begin(), all.end(),
                   [](const Claim& a, const Claim& b) { return a.odds > b.odds; });
  double sum = std::exp(all.front().shared ? 1.5 : 0.5);
  for (const Claim& claim : all) sum += std::exp(claim.odds);
  Claim& best = all.front();
  DocumentCurrency found{.code = best.code,
                         .raw = best.raw,
                         .confidence = std::exp(best.odds) / sum,
                         .row = best.row,
                         .span = best.span,
                         .evidence = best.evidence,
                         .others = {}};
  for (std::size_t i = 1; i < all.size(); ++i)
    found.others.emplace_back(all[i].code, std::exp(all[i].odds) / sum);
  std::stable_sort(found.evidence.begin(), found.evidence.end(),
                   [](const Evidential& a, const Evidential& b) { return a.weight > b.weight; });
  return found;
}

}  // namespace telar::invoices
