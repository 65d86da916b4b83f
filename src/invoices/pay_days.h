#pragma once

#include <cstddef>
#include <vector>

#include "invoices/dates.h"
#include "invoices/layout.h"

namespace telar::invoices {

/// What the words around a printed date say about paying.
enum class PayDay {
  kNone,
  kDue,    ///< "… bis zum 3. Juni zu überweisen", "Montant prélevé le …", "by … net".
  kEarly,  ///< The last day of a discount: "bis 20.05. mit 2 % Skonto".
};

/// What the sentence around `dates[index]` says: a word such as "by", "bis", "avant" or "uiterlijk"
/// right before the date and a word of paying near it, or a word such as "on", "am" or "le" and a
/// word of debiting; a discount of so many percent takes the date for itself. A sentence reaches to
/// the column gap, the full stop or the part of the date beside it. English, Spanish, Portuguese,
/// French, German, Dutch, Italian, Polish and Scandinavian. `dates` are those of the row.
PayDay PayDayOf(const Row& row, const std::vector<PrintedDate>& dates, std::size_t index);

}  // namespace telar::invoices
