#include "invoices/addressees.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "invoices/characters.h"
#include "invoices/letterhead.h"

namespace telar::invoices {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr double kPartyWeight = 0.7;

// clang-format off
bool IsAddressing(std::string_view folded) {
  static const Words kWords = {
      "herr", "herrn", "frau", "fraulein", "eheleute", "familie", "firma", "fa", "mr", "mrs", "ms", "miss", "messrs",
      "mister", "mme", "mlle", "mmes", "mm", "monsieur", "madame", "mademoiselle", "dhr", "heer", "mevrouw", "mevr", "mw",
      "sr", "sra", "sres", "senor", "senora", "senhor", "senhora", "exmo", "exma", "sig", "sigra", "signor", "signora",
      "gent", "gentile", "egr", "egregio", "spett", "spettabile", "pan", "pani", "panstwo"};
  return kWords.contains(folded);
}
bool Joins(std::string_view folded) {
  static const Words kWords = {"und", "and", "et", "en", "y", "e", "i", "de", "mo", "ma", "le", "ra", "a", "m"};
  return kWords.contains(folded);
}
// clang-format on

/// The "M." of "M. Paul ESNAULT" is no initial where a first name follows.
bool IsShortMonsieur(const Row& row, std::size_t first, std::size_t last) {
  if (last - first < 3 || row.atoms[first].folded != "m") return false;
  const Span m = row.atoms[first].span;
  return row.text[m.begin] == 'M' && m.end < row.text.size() && row.text[m.end] == '.' &&
         row.atoms[first + 1].folded.size() > 1;
}

bool IsCapital(char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

struct PartyWord {
  std::string_view folded;
  Label label;
  Language language;
  bool colon;  // needs one behind: the word alone is a part of many names
};

// clang-format off
constexpr PartyWord kPartyWords[] = {
    {"from", Label::kSupplier, Language::kEnglish, false},
    {"to", Label::kCustomer, Language::kEnglish, false},
    {"for", Label::kCustomer, Language::kEnglish, false},
    {"attention", Label::kCustomer, Language::kEnglish, false},
    {"von", Label::kSupplier, Language::kGerman, true},
    {"an", Label::kCustomer, Language::kGerman, true},
    {"de", Label::kSupplier, Language::kSpanish, true},
    {"para", Label::kCustomer, Language::kSpanish, true},
    {"pour", Label::kCustomer, Language::kFrench, true},
    {"a", Label::kCustomer, Language::kFrench, true},
    {"van", Label::kSupplier, Language::kDutch, true},
    {"aan", Label::kCustomer, Language::kDutch, true},
    {"da", Label::kSupplier, Language::kItalian, true},
    {"per", Label::kCustomer, Language::kItalian, true},
    {"dla", Label::kCustomer, Language::kPolish, true},
};
// clang-format on

/// What a cell's first word labels, if it is one of those; its span is the word.
const PartyWord* PartyWordOf(const Row& row, Span cell, const Atom& word) {
  if (word.span.begin != cell.begin || !IsCapital(row.text[cell.begin])) return nullptr;
  const auto* found =
      std::find_if(std::begin(kPartyWords), std::end(kPartyWords),
                   [&](const PartyWord& party) { return party.folded == word.folded; });
  if (found == std::end(kPartyWords)) return nullptr;
  const std::size_t behind = row.text.find_first_not_of(' ', word.span.end);
  if (behind >= cell.end) return found->colon ? nullptr : found;
  if (row.text[behind] != ':') return nullptr;
  const std::size_t value = row.text.find_first_not_of(" \t", behind + 1);
  if (value >= cell.end) return found;
  // "From: 1 March" opens a period, "To: a@b.example" a mail.
  const std::string_view text = row.Text({value, cell.end});
  const bool name = !IsDigit(text[0]) && CountLetters(text) >= 3 &&
                    CountDigits(text) < CountLetters(text) &&
                    text.find('@') == std::string_view::npos;
  return name ? found : nullptr;
}

}  // namespace

bool IsSalutation(const Row& row, Span span) {
  const auto [first, last] = AtomsIn(row, span);
  bool addresses = false;
  for (std::size_t i = first; i < last; ++i) {
    const bool one = IsAddressing(row.atoms[i].folded);
    if (!one && !Joins(row.atoms[i].folded)) return false;
    addresses = addresses || one;
  }
  return addresses && CountDigits(row.Text(span)) == 0;
}

bool BeginsWithSalutation(const Row& row, Span span) {
  const auto [first, last] = AtomsIn(row, span);
  if (first == last) return false;
  // "De heer J. van den Berg".
  const std::size_t title = first + (row.atoms[first].folded == "de" && first + 1 < last ? 1 : 0);
  return IsAddressing(row.atoms[title].folded) || IsShortMonsieur(row, first, last);
}

bool IsAttention(const Row& row, Span span) {
  const auto [first, last] = AtomsIn(row, span);
  std::string words = " ";
  for (std::size_t i = first; i < std::min(last, first + 5); ++i)
    words += row.atoms[i].folded + " ";
  static constexpr std::string_view kOpenings[] = {" attn ",         " att ",
                                                   " attention ",    " fao ",
                                                   " care of ",      " c o ",
                                                   " z hd ",         " z hdn ",
                                                   " zhd ",          " zu handen ",
                                                   " zu hd ",        " z h ",
                                                   " t a v ",        " tav ",
                                                   " ter attentie ", " a l attention ",
                                                   " l attention ",  " a la atencion ",
                                                   " a atencion ",   " atencion ",
                                                   " ao cuidado ",   " a c de ",
                                                   " alla c a ",     " alla cortese ",
                                                   " c a ",          " all attenzione ",
                                                   " do rak ",       " p p a "};
  return std::any_of(std::begin(kOpenings), std::end(kOpenings),
                     [&](std::string_view opening) { return words.starts_with(opening); });
}

Span WithoutCompanyWord(const Row& row, Span span) {
  const auto [first, last] = AtomsIn(row, span);
  if (last - first < 2) return span;
  const std::string& word = row.atoms[first].folded;
  if (word == "firma" || word == "fa") span.begin = row.atoms[first + 1].span.begin;
  return span;
}

std::vector<LabelHit> PartyLabels(const Row& row, const std::vector<LabelHit>& others) {
  std::vector<LabelHit> hits;
  for (const Span& cell : row.segments) {
    const auto [first, last] = AtomsIn(row, cell);
    if (first == last) continue;
    const Atom& word = row.atoms[first];
    const PartyWord* party = PartyWordOf(row, cell, word);
    const bool taken = std::any_of(others.begin(), others.end(), [&](const LabelHit& hit) {
      return hit.span.begin < word.span.end && hit.span.end > word.span.begin;
    });
    if (party != nullptr && !taken)
      hits.push_back({party->label, party->language, word.span, kPartyWeight});
  }
  return hits;
}

}  // namespace telar::invoices
