#pragma once

#include <cstddef>
#include <vector>

#include "invoices/layout.h"

namespace telar::invoices {

/// One past the last atom of the first legal form of a company (SDN BHD, S.A.S., GmbH, B.V. …) in
/// atoms [first, last), forms in a row ("Trading LLC") taken together; 0 when there is none. A form
/// that opens the range counts only when it has two words or more: the name may be the line above.
std::size_t LegalFormEnd(const std::vector<Atom>& atoms, std::size_t first, std::size_t last);

/// True when atoms [first, last) are a legal form and nothing else.
bool IsLegalForm(const std::vector<Atom>& atoms, std::size_t first, std::size_t last);

/// The first atom of the legal form that ends before `end`; `first` when there is none.
std::size_t LegalFormStart(const std::vector<Atom>& atoms, std::size_t first, std::size_t end);

/// True when a legal form begins in a part of the upper row and ends in one of the lower: "S.A."
/// above "de C.V.".
bool FormAcross(const Row& upper, Span above, const Row& lower, Span below);

}  // namespace telar::invoices
