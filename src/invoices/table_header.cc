#include "invoices/table_header.h"

#include <algorithm>
#include <set>

#include "invoices/table_headings.h"

namespace telar::invoices {
namespace {

bool IsNumberColumn(Column column) {
  return column == Column::kQuantity || column == Column::kPrice || column == Column::kAmount;
}

/// What two headings under each other mean together: "Unit" above "price" is a price.
Column Together(Column upper, Column lower) {
  const bool price = (upper == Column::kUnit && lower == Column::kPrice) ||
                     (upper == Column::kPrice && lower == Column::kUnit);
  if (price) return Column::kPrice;
  if (upper == Column::kDescription && lower == Column::kPosition) return Column::kCode;
  if (upper == Column::kPrice && lower == Column::kAmount) return Column::kAmount;
  return upper;
}

/// A word for what is sold that also heads its codes.
bool IsItemWord(std::string_view folded) {
  constexpr std::string_view kWords[] = {"item",     "article",  "artikel",  "artigo",  "articulo",
                                         "articolo", "producto", "prodotto", "produit", "product"};
  return std::find(std::begin(kWords), std::end(kWords), folded) != std::end(kWords);
}

/// What a row has of headings.
struct Headings {
  std::vector<HeaderColumn> columns;
  std::size_t other = 0;  ///< Words that are none.
};

/// True for a heading with a "%" right before or behind it.
bool HasPercent(const Row& row, Span heading) {
  const std::string_view text = row.text;
  const std::size_t before = text.substr(0, heading.begin).find_last_not_of(" (");
  const std::size_t after = text.find_first_not_of(" (.", heading.end);
  return (before != std::string_view::npos && text[before] == '%') ||
         (after != std::string_view::npos && text[after] == '%');
}

Headings HeadingsOf(const Evidence& evidence, std::size_t r) {
  const Row& row = evidence.row(r);
  if (row.atoms.size() > 30 || std::any_of(evidence.amounts[r].begin(), evidence.amounts[r].end(),
                                           [](const Amount& a) { return a.money(); })) {
    return {};
  }
  Headings found;
  std::vector<HeaderColumn>& columns = found.columns;
  if (row.text.starts_with("# ") || row.text.starts_with("#\t"))
    columns.push_back({Column::kPosition, row.BoxOf({0, 1})});
  std::size_t short_word = 0, item = 0, charges = 0;
  for (std::size_t i = 0; i < row.atoms.size();) {
    Column column = Column::kDescription;
    const bool qualifies = QualifiesHeading(row, i);
    const std::size_t used = qualifies ? 0 : HeadingAt(row, i, column);
    if (used == 0) {
      if (!qualifies && row.atoms[i].folded.size() > 3 &&
          MeaningOf(row.Text(row.atoms[i].span)) == std::nullopt)
        ++found.other;
      ++i;
      continue;
    }
    const Span span{row.atoms[i].span.begin, row.atoms[i + used - 1].span.end};
    columns.push_back({column, row.BoxOf(span), column == Column::kTax && HasPercent(row, span)});
    // Of two columns that may be descriptions, "Desc." is the discount.
    if (row.atoms[i].folded == "desc" && used == 1) short_word = columns.size() - 1;
    else if (used == 1 && IsItemWord(row.atoms[i].folded)) item = columns.size();
    else if (used == 1 && row.atoms[i].folded.starts_with("charge")) charges = columns.size();
    i += used;
  }
  const auto descriptions =
      std::count_if(columns.begin(), columns.end(),
                    [](const HeaderColumn& c) { return c.column == Column::kDescription; });
  // Of "Item" and "Description" side by side, the first says which.
  if (descriptions > 1 && item > 0 && item < columns.size() &&
      columns[item].column == Column::kDescription)
    columns[item - 1].column = Column::kCode;
  // Behind what is named, charges are amounts.
  if (charges > 1 && descriptions > 1) columns[charges - 1].column = Column::kAmount;
  if (short_word > 0 && descriptions > 1) columns[short_word].column = Column::kDiscount;
  return found;
}

/// True when headings in so many cells are those of a table of products.
bool IsTable(const Headings& found, std::size_t cells) {
  std::set<Column> kinds;
  std::size_t numbers = 0, columns = 0;
  for (const HeaderColumn& c : found.columns) {
    // Tables of anything have dates.
    if (c.column == Column::kDate) continue;
    kinds.insert(c.column);
    ++columns;
    if (IsNumberColumn(c.column)) ++numbers;
  }
  const bool named = kinds.contains(Column::kDescription) || kinds.contains(Column::kCode) ||
                     kinds.contains(Column::kPosition);
  const bool enough = (named && numbers >= 1 && columns >= 3) ||
                      (kinds.contains(Column::kDescription) && numbers >= 1 && cells >= 2) ||
                      (kinds.contains(Column::kQuantity) && numbers >= 2);
  // A summary of taxes has codes and amounts, but nothing that is sold.
  const bool sold = kinds.contains(Column::kDescription) || kinds.contains(Column::kQuantity) ||
                    kinds.contains(Column::kPrice);
  return enough && sold && kinds.size() >= 2 && found.other <= columns;
}

/// Where no column is called amount, the last of two quantity or price columns is.
void NameAmount(std::vector<HeaderColumn>& columns) {
  const auto count = [&](Column column) {
    return std::count_if(columns.begin(), columns.end(),
                         [&](const HeaderColumn& c) { return c.column == column; });
  };
  if (count(Column::kAmount) > 0) return;
  for (const Column twice : {Column::kQuantity, Column::kPrice}) {
    if (count(twice) < 2) continue;
    std::find_if(columns.rbegin(), columns.rend(), [&](const HeaderColumn& c) {
      return c.column == twice;
    })->column = Column::kAmount;
    return;
  }
}

/// Adds the headings of a row below to those above; both are from left to right.
void MergeBelow(const std::vector<HeaderColumn>& below, std::vector<HeaderColumn>& columns) {
  constexpr float kSameColumn = 0.2F;
  for (const HeaderColumn& next : below) {
    const auto above = std::find_if(columns.begin(), columns.end(), [&](const HeaderColumn& c) {
      return HorizontalOverlap(c.box, next.box) > kSameColumn;
    });
    if (above == columns.end()) {
      columns.push_back(next);
      continue;
    }
    above->column = Together(above->column, next.column);
    above->box = Around(above->box, next.box);
    above->rate = above->rate || next.rate;
  }
  std::sort(columns.begin(), columns.end(), [](const HeaderColumn& a, const HeaderColumn& b) {
    return a.box.center_x() < b.box.center_x();
  });
}

/// True when the next row is close enough to belong to the same header.
bool ContinuesBelow(const Evidence& evidence, std::size_t r) {
  if (r + 1 >= evidence.size()) return false;
  const Row &row = evidence.row(r), &below = evidence.row(r + 1);
  return below.page == row.page && below.box.y0 - row.box.y1 <= 0.6F * row.height;
}

}  // namespace

std::vector<HeaderColumn> ReadHeader(const Evidence& evidence, std::size_t r) {
  Headings found = HeadingsOf(evidence, r);
  if (!IsTable(found, evidence.row(r).segments.size())) return {};
  NameAmount(found.columns);
  return std::move(found.columns);
}

std::vector<HeaderColumn> ReadSplitHeader(const Evidence& evidence, std::size_t r) {
  if (!ContinuesBelow(evidence, r) || !evidence.amounts[r].empty() ||
      !evidence.amounts[r + 1].empty())
    return {};
  Headings above = HeadingsOf(evidence, r);
  if (above.columns.empty() || above.other > above.columns.size()) return {};
  const Headings below = HeadingsOf(evidence, r + 1);
  const std::size_t cells = evidence.row(r + 1).segments.size();
  const bool whole = IsTable(below, cells) &&
                     std::any_of(below.columns.begin(), below.columns.end(), [](const auto& c) {
                       return c.column == Column::kPrice || c.column == Column::kAmount;
                     });
  if (below.columns.empty() || IsTable(above, 1) || whole) return {};
  MergeBelow(below.columns, above.columns);
  above.other += below.other;
  // A title over a row of labels is no header.
  const std::size_t pieces = evidence.row(r).segments.size() + cells;
  if (pieces < 3 || above.columns.size() < 4 || !IsTable(above, cells)) return {};
  NameAmount(above.columns);
  return std::move(above.columns);
}

std::vector<HeaderColumn> ReadUnnamedHeader(const Evidence& evidence, std::size_t r) {
  const Row& row = evidence.row(r);
  if (row.segments.size() < 3 || r + 1 >= evidence.size() || evidence.row(r + 1).page != row.page)
    return {};
  Headings found = HeadingsOf(evidence, r);
  const auto count = [&](Column column) {
    return static_cast<std::size_t>(
        std::count_if(found.columns.begin(), found.columns.end(),
                      [&](const HeaderColumn& c) { return c.column == column; }));
  };
  const std::size_t amounts = count(Column::kAmount), taxes = count(Column::kTax);
  if (amounts < 2 || taxes < 1 || amounts + taxes != found.columns.size() || found.other > 0)
    return {};
  const Row& first = evidence.row(r + 1);
  const auto& numbers = evidence.amounts[r + 1];
  const auto money =
      std::count_if(numbers.begin(), numbers.end(), [](const Amount& a) { return a.money(); });
  const bool label =
      std::any_of(evidence.labels[r + 1].begin(), evidence.labels[r + 1].end(),
                  [](const LabelHit& h) { return h.span.begin == 0 && h.weight > 0.6; });
  if (static_cast<std::size_t>(money) != found.columns.size() || label || first.segments.empty() ||
      std::any_of(numbers.begin(), numbers.end(), [](const Amount& a) { return a.percent; }))
    return {};
  const Span name = first.segments.front();
  const documents::Box box = first.BoxOf(name);
  const auto amount =
      std::find_if(numbers.begin(), numbers.end(), [](const Amount& a) { return a.money(); });
  if (amount->span.begin < name.end || box.x1 > found.columns.front().box.x0) return {};
  found.columns.insert(found.columns.begin(), {Column::kDescription, box});
  return std::move(found.columns);
}

bool ReadHeaderBelow(const Evidence& evidence, std::size_t r, std::vector<HeaderColumn>& columns) {
  constexpr float kSameColumn = 0.2F;
  if (!ContinuesBelow(evidence, r)) return false;
  const Row& below = evidence.row(r + 1);
  if (!evidence.amounts[r + 1].empty() || below.atoms.empty() || below.atoms.size() > 12) {
    return false;
  }
  const auto has_digit = [](const Atom& atom) {
    return std::any_of(atom.folded.begin(), atom.folded.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if (std::any_of(below.atoms.begin(), below.atoms.end(), has_digit)) return false;
  // Every piece is a heading of its own or stands under one, as no description would.
  std::vector<HeaderColumn> more;
  for (std::size_t i = 0; i < below.atoms.size();) {
    Column column = Column::kDescription;
    const std::size_t used = HeadingAt(below, i, column);
    const std::size_t last = i + std::max<std::size_t>(used, 1) - 1;
    const Span span{below.atoms[i].span.begin, below.atoms[last].span.end};
    more.push_back({column, below.BoxOf(span), column == Column::kTax && HasPercent(below, span)});
    if (used == 0) {
      const bool under = std::any_of(columns.begin(), columns.end(), [&](const HeaderColumn& c) {
        return c.column != Column::kDescription && c.column != Column::kCode &&
               HorizontalOverlap(c.box, more.back().box) > kSameColumn;
      });
      if (!under || below.atoms[i].folded.size() > 20) return false;
      more.pop_back();
    }
    i = last + 1;
  }
  MergeBelow(more, columns);
  return true;
}

}  // namespace telar::invoices
