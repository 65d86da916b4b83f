#include "invoices/no_sums.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "invoices/characters.h"

namespace telar::invoices {
namespace {

/// One of the `most` words before a place in a row.
bool AnyBefore(const Row& row, std::size_t at, std::size_t most,
               std::span<const std::string_view> words) {
  auto it = std::partition_point(row.atoms.begin(), row.atoms.end(),
                                 [&](const Atom& atom) { return atom.span.end <= at; });
  for (; it != row.atoms.begin() && most > 0; --most) {
    --it;
    if (std::find(words.begin(), words.end(), it->folded) != words.end()) return true;
  }
  return false;
}

}  // namespace

bool IsArticle(const Row& row, const Amount& amount) {
  constexpr std::string_view kWords[] = {"art",      "article", "artikel", "articulo",
                                         "articolo", "artigo",  "section", "par"};
  return !amount.money() && AnyBefore(row, amount.span.begin, 1, kWords);
}

bool IsCapital(const Row& row, const Amount& amount) {
  constexpr std::size_t kMostWords = 4;
  constexpr std::string_view kWords[] = {
      "capital",  "capitale", "kapital",      "stammkapital", "grundkapital",
      "kapitaal", "kapitalu", "aktiekapital", "aksjekapital", "aandelenkapitaal"};
  return AnyBefore(row, amount.span.begin, kMostWords, kWords);
}

bool IsRegistration(const Row& row, const LabelHit& hit, const Amount& first) {
  if (hit.label != Label::kTax || first.money()) return false;
  const auto next = std::find_if(row.atoms.begin(), row.atoms.end(),
                                 [&](const Atom& atom) { return atom.span.begin >= hit.span.end; });
  if (next == row.atoms.end() || next->span.end > first.digits.begin) return false;
  const std::string_view word = row.Text(next->span);
  return word.size() == 2 && AllCapitals(word);
}

bool IsTaxedBase(const Row& row, const Amount& amount) {
  constexpr std::string_view kWords[] = {"on",  "of", "from",  "auf", "von", "vom", "aus",
                                         "sur", "de", "sobre", "su",  "di",  "da",  "over",
                                         "van", "pa", "av",    "af",  "od"};
  return AnyBefore(row, amount.span.begin, 1, kWords);
}

}  // namespace telar::invoices
