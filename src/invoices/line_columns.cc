#include "invoices/line_columns.h"

#include <algorithm>
#include <cmath>

namespace telar::invoices {

bool LineColumns::Has(Column column) const {
  return std::any_of(columns_.begin(), columns_.end(),
                     [&](const HeaderColumn& h) { return h.column == column; });
}

bool LineColumns::ChargesOnly() const {
  return Has(Column::kAmount) && !Has(Column::kQuantity) && !Has(Column::kPrice);
}

bool LineColumns::QuantityLeads() const {
  for (const HeaderColumn& h : columns_) {
    if (h.column == Column::kDescription) return false;
    if (h.column == Column::kQuantity) return Has(Column::kDescription);
  }
  return false;
}

double LineColumns::Fit(const Row& row, const documents::Box& box, Column column) const {
  double best = 0;
  for (const HeaderColumn& h : columns_) {
    if (h.column != column) continue;
    const float apart =
        std::min({std::abs(box.x1 - h.box.x1), std::abs(box.center_x() - h.box.center_x()),
                  std::abs(box.x0 - h.box.x0)});
    const bool over = HorizontalOverlap(box, h.box) > 0.3F;
    best = std::max(
        best, std::max(over ? 0.9 : 0.0, 1.0 - static_cast<double>(apart / (6 * row.height))));
  }
  return best;
}

double LineColumns::Fit(const Row& row, const Amount& amount, Column column) const {
  return Fit(row, row.BoxOf(amount.digits), column);
}

bool LineColumns::UnderRate(const documents::Box& box) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const HeaderColumn& h) {
    return h.rate && HorizontalOverlap(h.box, box) > 0.3F;
  });
}

bool LineColumns::Under(const documents::Box& box, Column column, float overlap) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const HeaderColumn& h) {
    return h.column == column && HorizontalOverlap(h.box, box) > overlap;
  });
}

}  // namespace telar::invoices
