#include "invoices/currency.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/text.h"

namespace telar::invoices {
namespace {

struct Mark {
  std::string_view text;
  std::string_view code;
  bool shared;
};

// Longer marks before the marks they begin with.
constexpr Mark kMarks[] = {
    {"US$", "USD", false},  {"U$S", "USD", false}, {"USD", "USD", false},   {"EUR", "EUR", false},
    {"USS", "USD", false},  // a recogniser reads the $ as an S
    {"COP$", "COP", false}, {"COP", "COP", false}, {"MXN", "MXN", false},   {"MX$", "MXN", false},
    {"ARS", "ARS", false},  {"CLP", "CLP", false}, {"PEN", "PEN", false},   {"BOB", "BOB", false},
    {"VES", "VES", false},  {"UYU", "UYU", false}, {"PYG", "PYG", false},   {"CRC", "CRC", false},
    {"GTQ", "GTQ", false},  {"DOP", "DOP", false}, {"BRL", "BRL", false},   {"GBP", "GBP", false},
    {"CHF", "CHF", false},  {"MYR", "MYR", false}, {"SGD", "SGD", false},   {"INR", "INR", false},
    {"CAD", "CAD", false},  {"AUD", "AUD", false}, {"JPY", "JPY", false},   {"CNY", "CNY", false},
    {"PLN", "PLN", false},  {"SEK", "SEK", false}, {"NOK", "NOK", false},   {"DKK", "DKK", false},
    {"CA$", "CAD", false},  {"A$", "AUD", false},  {"S$", "SGD", false},    {"R$", "BRL", false},
    {"RD$", "DOP", false},  {"S/.", "PEN", false}, {"S/", "PEN", false},    {"Bs.", "VES", true},
    {"Bs", "VES", true},    {"RM", "MYR", false},  {"Rs.", "INR", true},    {"Rs", "INR", true},
    {"₹", "INR", false},    {"€", "EUR", false},   {"£", "GBP", false},     {"¥", "JPY", true},
    {"₡", "CRC", false},    {"₲", "PYG", false},   {"Euros", "EUR", false}, {"Euro", "EUR", false},
    {"Fr.", "CHF", true},   {"kr", "SEK", true},   {"Kč", "CZK", false},    {"zł", "PLN", false},
    {"$", "USD", true},
};

// Words that tell which country's "$" or "Bs" a document means.
struct Hint {
  std::string_view words;  // folded, one space between
  std::string_view mark;   // first sign of the mark; empty for words that name the currency itself
  std::string_view code;
};
constexpr Hint kHints[] = {
    {"dolares americanos", "", "USD"},
    {"us dollars", "", "USD"},
    {"us dollar", "", "USD"},
    {"dolares", "$", "USD"},
    {"pesos colombianos", "", "COP"},
    {"pesos mexicanos", "", "MXN"},
    {"pesos argentinos", "", "ARS"},
    {"pesos chilenos", "", "CLP"},
    {"soles", "S", "PEN"},
    {"bolivianos", "Bs", "BOB"},
    {"nit", "$", "COP"},
    {"dian", "$", "COP"},
    {"rfc", "$", "MXN"},
    {"cfdi", "$", "MXN"},
    {"cuit", "$", "ARS"},
    {"rut", "$", "CLP"},
    {"rif", "Bs", "VES"},
    {"nit", "Bs", "BOB"},
    {"abn", "$", "AUD"},
    {"uen", "$", "SGD"},
    {"gstin", "Rs", "INR"},
};

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
}

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
  return part == mark.text || (mark.text.size() >= 3 && Equal(part, mark.text));
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

DocumentCurrency InferCurrency(const Layout& layout,
                               const std::vector<std::vector<Amount>>& amounts) {
  struct Votes {
    int count = 0;
    bool shared = false;
    std::size_t row = 0;
    Span span;
  };
  std::map<std::string, Votes, std::less<>> votes;
  const auto vote = [&](std::string_view mark, std::size_t row, std::size_t at, int weight) {
    const auto meaning = MeaningOf(mark);
    if (!meaning) return;
    auto [it, fresh] = votes.try_emplace(std::string(meaning->code));
    Votes& v = it->second;
    if (fresh || (v.shared && !meaning->shared)) {
      v = {v.count, meaning->shared, row, {at, at + mark.size()}};
    }
    v.count += weight;
  };
  for (std::size_t r = 0; r < layout.rows.size(); ++r) {
    const Row& row = layout.rows[r];
    for (const Amount& amount : amounts[r]) {
      if (amount.currency.empty()) continue;
      vote(amount.currency, r, static_cast<std::size_t>(amount.currency.data() - row.text.data()),
           2);
    }
    // A code stands in a heading: "Amount (RM)", "Total EUR".
    for (const Atom& atom : row.atoms) {
      if (atom.span.end - atom.span.begin != 3 && atom.folded != "rm") continue;
      const std::string_view word = row.Text(atom.span);
      if (AsciiUpper(word) == word && CurrencyMarkAt(row.text, atom.span.begin) == word.size()) {
        vote(word, r, atom.span.begin, 1);
      }
    }
  }
  std::map<std::string_view, std::string_view> by_hint;  // mark's start -> code
  DocumentCurrency named;
  for (std::size_t r = 0; r < layout.rows.size(); ++r) {
    const auto& atoms = layout.rows[r].atoms;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      for (const Hint& hint : kHints) {
        if (!hint.words.starts_with(atoms[i].folded)) continue;
        const std::size_t space = hint.words.find(' ');
        std::size_t last = i;
        if (space == std::string_view::npos) {
          if (atoms[i].folded != hint.words) continue;
        } else {
          if (atoms[i].folded != hint.words.substr(0, space) || i + 1 >= atoms.size() ||
              atoms[i + 1].folded != hint.words.substr(space + 1)) {
            continue;
          }
          last = i + 1;
        }
        if (!hint.mark.empty()) {
          by_hint.try_emplace(hint.mark, hint.code);
        } else if (named.code.empty()) {
          const Span span{atoms[i].span.begin, atoms[last].span.end};
          named = {std::string(hint.code), std::string(layout.rows[r].Text(span)), 0.9, r, span};
        }
      }
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second.count < b.second.count;
  });
  if (best == votes.end()) return named;
  const Votes& v = best->second;
  const Row& row = layout.rows[v.row];
  DocumentCurrency found{best->first, std::string(row.Text(v.span)), 0.95, v.row, v.span};
  if (v.shared) {
    found.confidence = 0.6;
    if (!named.code.empty() && found.raw == "$") {
      found.code = named.code;
      found.confidence = 0.9;
    } else {
      for (const auto& [mark, code] : by_hint) {
        if (!found.raw.starts_with(mark)) continue;
        found.code = std::string(code);
        found.confidence = 0.85;
      }
    }
  }
  int total = 0;
  for (const auto& [code, other] : votes) total += other.count;
  if (v.count * 3 < total * 2) found.confidence *= 0.7;
  return found;
}

}  // namespace telar::invoices
