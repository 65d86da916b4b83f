#include "invoices/labels.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/label_words.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kFuzzyLetters = 6;
constexpr std::size_t kGluedLetters = 8;
constexpr std::size_t kMostGlued = 40;

/// The vocabulary as a tree of words: every word has a number, a path of words leads to a label,
/// and words with one letter left out lead to the word they came from.
class Table {
 public:
  static const Table& Get() {
    static const Table table;
    return table;
  }

  /// The number of a folded word; -1 when no label has it. `slip` tells whether it fits by one
  /// slip.
  int Find(const std::string& word, bool& slip) const {
    slip = false;
    if (const int id = Exact(word); id >= 0) return id;
    std::string letters = word;
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
      for (char& c : letters) c = c == '0' ? 'o' : c == '1' ? 'l' : c == '5' ? 's' : c;
      slip = true;
      if (const int id = Exact(letters); id >= 0) return id;
      if (const auto it = alike_.find(Alike(letters)); letters.size() >= 4 && it != alike_.end())
        return it->second;
    }
    if (letters.size() < kFuzzyLetters || letters.size() > 24) return -1;
    slip = true;
    std::string shorter;
    for (std::size_t i = 0; i <= letters.size(); ++i) {
      shorter = letters;
      if (i < letters.size()) shorter.erase(i, 1);
      const auto it = deletions_.find(shorter);
      if (it != deletions_.end() &&
          EditDistance(words_[static_cast<std::size_t>(it->second)], letters) == 1) {
        return it->second;
      }
    }
    return -1;
  }

  int Exact(const std::string& word) const {
    const auto it = ids_.find(word);
    return it == ids_.end() ? -1 : it->second;
  }

  /// The longest label whose words start the list, and how many words it takes; null for none.
  template <typename Fits>
  const LabelWords* Longest(const std::vector<int>& words, std::size_t first, std::size_t& used,
                            const Fits& fits) const {
    const LabelWords* longest = nullptr;
    std::uint32_t node = 0;
    for (std::size_t i = first; i < words.size() && words[i] >= 0; ++i) {
      const auto it = next_.find(Key(node, words[i]));
      if (it == next_.end()) break;
      node = it->second;
      if (labels_[node] == nullptr || !fits(first, i)) continue;
      longest = labels_[node];
      used = i + 1 - first;
    }
    return longest;
  }

  /// The label whose words, without the blanks between them, are `word` from `at` on.
  const LabelWords* Glued(const std::string& word, std::size_t at = 0,
                          std::uint32_t node = 0) const {
    if (at == word.size()) return labels_[node];
    for (std::size_t size = word.size() - at; size > 0; --size) {
      const int id = Exact(word.substr(at, size));
      const auto it = id < 0 ? next_.end() : next_.find(Key(node, id));
      if (it == next_.end()) continue;
      if (const LabelWords* found = Glued(word, at + size, it->second)) return found;
    }
    return nullptr;
  }

 private:
  Table() : labels_(1) {
    ids_.reserve(4'000);
    alike_.reserve(4'000);
    next_.reserve(20'000);
    deletions_.reserve(24'000);
    for (const LabelWords& entry : AllLabelWords()) {
      for (const std::string& phrase : ExpandPhrases(entry.phrases)) Add(entry, phrase);
    }
  }

  /// One letter for those that look the same in print: "ustld" and "ustid".
  static std::string Alike(std::string word) {
    std::replace(word.begin(), word.end(), 'i', 'l');
    return word;
  }

  static std::uint64_t Key(std::uint32_t node, int word) {
    return (std::uint64_t{node} << 32U) | static_cast<std::uint32_t>(word);
  }

  void Add(const LabelWords& entry, const std::string& phrase) {
    std::uint32_t node = 0;
    for (const std::string_view word : Split(phrase, ' ')) {
      const auto fresh = static_cast<std::uint32_t>(labels_.size());
      const auto [it, added] = next_.try_emplace(Key(node, Number(word)), fresh);
      if (added) labels_.push_back(nullptr);
      node = it->second;
    }
    if (labels_[node] == nullptr) labels_[node] = &entry;
  }

  int Number(std::string_view word) {
    const auto [it, fresh] = ids_.try_emplace(std::string(word), static_cast<int>(ids_.size()));
    if (fresh) {
      words_.emplace_back(word);
      if (word.size() >= 4) alike_.try_emplace(Alike(std::string(word)), it->second);
      if (word.size() >= kFuzzyLetters) {
        deletions_.try_emplace(std::string(word), it->second);
        for (std::size_t i = 0; i < word.size(); ++i) {
          std::string shorter(word);
          shorter.erase(i, 1);
          deletions_.try_emplace(std::move(shorter), it->second);
        }
      }
    }
    return it->second;
  }

  std::unordered_map<std::string, int> ids_;
  std::unordered_map<std::string, int> alike_;
  std::unordered_map<std::string, int> deletions_;
  std::vector<std::string> words_;
  std::unordered_map<std::uint64_t, std::uint32_t> next_;
  std::vector<const LabelWords*> labels_;
};

/// Words of a label stand close: no column gap between them.
bool Together(const Row& row, const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  const Span whole{atoms[first].span.begin, atoms[last].span.end};
  return row.Text(whole).find('\t') == std::string_view::npos;
}

/// True for the "PO" of "PO-77": a word that a sign ties to digits is a part of a code.
bool StartsCode(const Row& row, std::size_t end) {
  const std::string_view rest = std::string_view(row.text).substr(end);
  return rest.size() > 1 && (rest[0] == '-' || rest[0] == '_' || rest[0] == '/') &&
         rest[1] >= '0' && rest[1] <= '9';
}

/// Bytes of digits at the end of "rechnungsnummer4711"; 0 when letters do not stand alone before.
std::size_t GluedDigits(const std::string& folded) {
  std::size_t letters = folded.size();
  while (letters > 0 && IsDigit(folded[letters - 1])) --letters;
  const bool clean =
      std::none_of(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(letters), IsDigit);
  return letters >= 4 && clean ? folded.size() - letters : 0;
}

/// The word that a compound ends with and that is a label's: "rechnung" for "honorarrechnung",
/// "factuur" for "maandfactuur". Empty for other words, and for those that speak of reckoning.
std::string_view CompoundEnd(std::string_view folded) {
  constexpr std::string_view kEnds[] = {"rechnung",       "rechnungsnummer", "rechnungsnr",
                                        "rechnungsdatum", "factuur",         "factuurnr",
                                        "factuurnummer",  "factuurdatum",    "faktura",
                                        "fakturanr",      "fakturanummer"};
  constexpr std::string_view kReckoning[] = {"ab",  "be", "an",  "ver",  "zu",  "hoch",
                                             "vor", "um", "auf", "nach", "ein", "durch"};
  for (const std::string_view end : kEnds) {
    if (folded.size() < end.size() + 3 || folded.size() > kMostGlued || !folded.ends_with(end))
      continue;
    const std::string_view before = folded.substr(0, folded.size() - end.size());
    if (std::any_of(before.begin(), before.end(), IsDigit)) continue;
    const bool reckoning =
        std::any_of(std::begin(kReckoning), std::end(kReckoning),
                    [&](std::string_view word) { return before.ends_with(word); });
    if (!reckoning) return end;
  }
  return {};
}

/// End of a number sign behind a label; `end` when there is none.
std::size_t SignEnd(const Row& row, std::size_t end) {
  constexpr std::string_view kSigns[] = {"#", "\xE2\x84\x96", "N\xC2\xBA", "N\xC2\xB0"};
  std::string_view rest = std::string_view(row.text).substr(end);
  const std::size_t blank = rest.starts_with(' ') || rest.starts_with('.') ? 1 : 0;
  rest.remove_prefix(blank);
  for (const std::string_view sign : kSigns) {
    if (rest.starts_with(sign)) return end + blank + sign.size();
  }
  return end;
}

}  // namespace

std::vector<LabelHit> FindLabels(const Row& row) {
  const Table& table = Table::Get();
  const auto& atoms = row.atoms;
  std::vector<int> ids(atoms.size());
  std::vector<char> slips(atoms.size());
  std::vector<std::size_t> ends(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    bool slip = false;
    ids[i] = table.Find(atoms[i].folded, slip);
    ends[i] = atoms[i].span.end;
    if (ids[i] < 0) {
      if (const std::size_t glued = GluedDigits(atoms[i].folded); glued > 0) {
        slip = false;
        ids[i] = table.Exact(atoms[i].folded.substr(0, atoms[i].folded.size() - glued));
        ends[i] -= glued;
      } else if (const std::string_view end = CompoundEnd(atoms[i].folded); !end.empty()) {
        slip = false;
        ids[i] = table.Exact(std::string(end));
      }
    }
    slips[i] = slip ? 1 : 0;
  }
  const auto fits = [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      if (ends[i] != atoms[i].span.end) return false;
    }
    return Together(row, atoms, first, last) && !StartsCode(row, ends[last]);
  };
  std::vector<LabelHit> hits;
  for (std::size_t i = 0; i < atoms.size();) {
    std::size_t used = 0;
    const LabelWords* found = table.Longest(ids, i, used, fits);
    const std::string& word = atoms[i].folded;
    if (found == nullptr && ids[i] < 0 && word.size() >= kGluedLetters &&
        word.size() <= kMostGlued) {
      found = table.Glued(word);
      used = found == nullptr || StartsCode(row, ends[i]) ? 0 : 1;
      if (used == 0) found = nullptr;
    }
    if (found != nullptr) {
      const auto from = slips.begin() + static_cast<std::ptrdiff_t>(i);
      const bool slip = std::any_of(from, from + static_cast<std::ptrdiff_t>(used),
                                    [](char s) { return s != 0; });
      LabelHit hit{found->label,
                   found->language,
                   {atoms[i].span.begin, ends[i + used - 1]},
                   found->weight * (slip ? 0.85 : 1)};
      const bool title = hit.label == Label::kTitle && row.Text(hit.span).size() >= 7 &&
                         AsciiLower(row.Text(hit.span)).ends_with("invoice");
      const bool number =
          title || hit.label == Label::kInvoiceNumber || hit.label == Label::kPurchaseOrder;
      if (const std::size_t sign = SignEnd(row, hit.span.end); number && sign > hit.span.end) {
        if (title) hit.label = Label::kInvoiceNumber;  // "Tax Invoice #"
        hit.span.end = sign;
        if (hit.weight > 0.5) hit.weight = slip ? 0.85 : 1;
      }
      hits.push_back(hit);
    }
    i += std::max<std::size_t>(used, 1);
  }
  return hits;
}

Language LanguageOf(const std::vector<std::vector<LabelHit>>& labels) {
  std::map<Language, int> votes;
  for (const auto& row : labels) {
    for (const LabelHit& hit : row) ++votes[hit.language];
  }
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == votes.end() ? Language::kEnglish : best->first;
}

}  // namespace telar::invoices
