#include "invoices/brands.h"

#include <algorithm>

namespace telar::invoices {

bool Brands::Is(std::string_view name) const {
  const Domains::Likeness likeness = domains_.LikenessOf(name);
  if (likeness != Domains::Likeness::kBegins) return likeness == Domains::Likeness::kSame;
  return std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         TimesPrinted(name) >= 2;
}

int Brands::TimesPrinted(std::string_view name) const {
  const std::vector<Atom> words = SplitAtoms(name);
  int times = 0;
  for (std::size_t r = 0; !words.empty() && r < e_.size(); ++r) {
    const auto& atoms = e_.row(r).atoms;
    const auto found =
        std::search(atoms.begin(), atoms.end(), words.begin(), words.end(),
                    [](const Atom& a, const Atom& b) { return a.folded == b.folded; });
    times += found != atoms.end();
  }
  return times;
}

}  // namespace telar::invoices
