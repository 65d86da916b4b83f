#pragma once

#include <vector>

#include "invoices/table_header.h"

namespace telar::invoices {

/// The columns of one table of products: as its header names them, or as lines proven by their
/// arithmetic show them where there is no header.
class LineColumns {
 public:
  LineColumns() = default;
  explicit LineColumns(std::vector<HeaderColumn> columns) : columns_(std::move(columns)) {}

  bool empty() const { return columns_.empty(); }
  std::size_t size() const { return columns_.size(); }
  bool Has(Column column) const;
  /// True when a place of a row stands under a tax column of percentages.
  bool UnderRate(const documents::Box& box) const;
  /// True for a header that names neither quantity nor price: each row is one charge.
  bool ChargesOnly() const;
  /// True when the quantity stands left of the description.
  bool QuantityLeads() const;
  /// How well a place of a row stands under a column, 0..1: 0.9 or more when it is under its head,
  /// less the further its edges and its middle are from those of the head. 0 without such a column.
  double Fit(const Row& row, const documents::Box& box, Column column) const;
  double Fit(const Row& row, const Amount& amount, Column column) const;
  /// True when the place is under a head of this column.
  bool Under(const documents::Box& box, Column column, float overlap) const;

 private:
  std::vector<HeaderColumn> columns_;
};

}  // namespace telar::invoices
