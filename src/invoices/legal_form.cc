#include "invoices/legal_form.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace telar::invoices {
namespace {

// Legal forms as folded atoms, longer before shorter.
// clang-format off
constexpr std::string_view kLegalForms[] = {
    "s a p i de c v", "s de r l de c v", "sapi de cv", "s a de c v", "s de rl de cv", "s de r l",
    "ug haftungsbeschrankt", "gmbh co kg", "gmbh & co kg", "e i r l", "sp z o o",
    "sa de cv", "s a s", "s r l", "s p a", "s l u", "s a u", "s a c", "s c a", "l l c", "s l p",
    "private limited", "pvt ltd", "pte ltd", "sdn bhd", "son bhd", "pty ltd", "co ltd", "s a",
    "s l", "c a", "b v", "n v", "s c", "s b", "c b", "e u", "sociedad anonima", "bhd", "sas",
    "srl", "spa", "slu", "sau", "sac", "eirl", "sarl", "sl", "sa", "ltda", "limitada", "gmbh", "ag", "kg",
    "ohg", "ug", "bv", "nv", "inc", "llc", "llp", "ltd", "limited", "corp", "corporation", "plc",
    "lda", "e k", "unipessoal lda", "oy", "ab", "aps", "plt", "mbh", "ev", "ooo", "asa", "as", "vof", "eurl", "sasu", "snc",
    "s n c",
};
// clang-format on

/// The forms that begin with the letter of `atom`, in the order above: every atom of a page is held
/// against them, and few begin like it.
const std::vector<std::string_view>& FormsLike(const Atom& atom) {
  static const auto by_letter = [] {
    std::array<std::vector<std::string_view>, 26> forms;
    for (const std::string_view form : kLegalForms)
      forms[static_cast<std::size_t>(form.front() - 'a')].push_back(form);
    return forms;
  }();
  static const std::vector<std::string_view> none;
  if (atom.folded.empty() || atom.folded.front() < 'a' || atom.folded.front() > 'z') return none;
  return by_letter[static_cast<std::size_t>(atom.folded.front() - 'a')];
}

/// One past the last atom of `form` when it stands at `at`; 0 otherwise.
std::size_t FormAt(const std::vector<Atom>& atoms, std::size_t at, std::size_t last,
                   std::string_view form) {
  for (; at < last; ++at) {
    const std::string& word = atoms[at].folded;
    if (word.empty() || !form.starts_with(word)) return 0;
    if (word.size() == form.size()) return at + 1;
    if (form[word.size()] != ' ') return 0;
    form.remove_prefix(word.size() + 1);
  }
  return 0;
}

/// One past the first legal form in `atoms`; 0 when there is none.
std::size_t OneLegalFormEnd(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  // One atom of name at least; a form of its own line is the caller's business.
  for (std::size_t i = first; i < last; ++i) {
    for (const std::string_view form : FormsLike(atoms[i])) {
      const std::size_t at = FormAt(atoms, i, last, form);
      if (at == 0) continue;
      const bool two_words = form.find(' ') != std::string_view::npos && form.size() >= 6;
      if (i == first && !two_words) continue;
      // Short forms are words of other languages too ("sa", "ca"): only at the end of the name.
      if (form.size() <= 2 && at < last && atoms[at].span.begin - atoms[at - 1].span.end < 2)
        continue;
      return at;
    }
  }
  return 0;
}

}  // namespace

bool IsLegalForm(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  // Punctuation alone at the start of a row is no name either.
  if (first >= last) return last == 0;
  const std::vector<std::string_view>& forms = FormsLike(atoms[first]);
  return std::any_of(forms.begin(), forms.end(), [&](std::string_view form) {
    return FormAt(atoms, first, last, form) == last;
  });
}

std::size_t LegalFormEnd(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  std::size_t end = OneLegalFormEnd(atoms, first, last);
  // "Trading LLC" is two forms in a row.
  while (end > 0 && end < last) {
    std::size_t next = 0;
    for (const std::string_view form : FormsLike(atoms[end]))
      next = std::max(next, FormAt(atoms, end, last, form));
    if (next == 0 || atoms[next - 1].span.end - atoms[end].span.begin < 2) break;
    end = next;
  }
  return end;
}

std::size_t LegalFormStart(const std::vector<Atom>& atoms, std::size_t first, std::size_t end) {
  for (std::size_t at = first; at < end; ++at) {
    if (IsLegalForm(atoms, at, end)) return at;
  }
  return first;
}

bool FormAcross(const Row& upper, Span above, const Row& lower, Span below) {
  std::vector<Atom> joined;
  const auto add = [&](const Row& row, Span span, std::size_t offset) {
    for (Atom atom : row.atoms) {
      if (atom.span.begin < span.begin || atom.span.begin >= span.end) continue;
      atom.span.begin += offset;
      atom.span.end += offset;
      joined.push_back(std::move(atom));
    }
  };
  add(upper, above, 0);
  const std::size_t border = joined.size();
  add(lower, below, upper.text.size() + 1);
  const std::size_t end = LegalFormEnd(joined, 0, joined.size());
  return end > border && LegalFormStart(joined, 0, end) < border;
}

}  // namespace telar::invoices
