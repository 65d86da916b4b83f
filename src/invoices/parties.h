#pragma once

#include <set>

#include "invoices/evidence.h"

namespace telar::invoices {

/// Finds supplier, supplier_address and customer and adds them to `invoice`.
///
/// The supplier is the line of the letterhead, of a labelled block or of the foot that most looks
/// like a company: by its legal form (SDN BHD, S.A.S., S.L., LTDA, GmbH, B.V., Inc …), its place,
/// its print size and by not being a label, a date, an address or the customer. No name is known
/// beforehand. The address is what follows below it, or behind it on the same line, without
/// telephone numbers. Rows in `line_rows` belong to the table of products and name nobody. Values
/// are as printed with single spaces.
void FindParties(const Evidence& evidence, const std::set<std::size_t>& line_rows,
                 Invoice& invoice);

/// End of the legal form of a company in `atoms` (one past its last atom); 0 when there is none.
std::size_t LegalFormEnd(const std::vector<Atom>& atoms, std::size_t first, std::size_t last);

}  // namespace telar::invoices
