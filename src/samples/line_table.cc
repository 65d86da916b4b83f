#include "samples/line_table.h"

#include <algorithm>

namespace telar::samples {
namespace {

constexpr Color kRule{0.78, 0.78, 0.80};

std::string_view FieldOf(Cell cell) {
  switch (cell) {
    case Cell::kCode: return "code";
    case Cell::kDescription: return "description";
    case Cell::kQuantity: return "quantity";
    case Cell::kUnit: return "unit";
    case Cell::kPrice: return "unit_price";
    case Cell::kDiscount: return "line_discount";
    case Cell::kTaxRate: return "tax_rate";
    case Cell::kAmount: return "amount";
    case Cell::kPosition: break;
  }
  return "";
}

class Table {
 public:
  Table(PageCanvas& canvas, const InvoicePlan& plan, const std::vector<Column>& columns,
        const TableStyle& style, double left, double right)
      : canvas_(canvas), plan_(plan), columns_(columns), style_(style), left_(left), right_(right) {
    double shares = 0;
    for (const Column& column : columns) shares += column.share;
    double x = left;
    for (const Column& column : columns) {
      edges_.push_back(x);
      x += (right - left) * column.share / shares;
    }
    edges_.push_back(right);
  }

  double HeadingHeight() {
    double height = 0;
    if (style_.bare_head) return height;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      height = std::max(height, canvas_.TextHeight(Inner(c), style_.heading, columns_[c].heading));
    }
    return height + 2 * style_.padding;
  }

  double CarriedHeight() {
    if (style_.carried.empty()) return 0;
    return canvas_.TextHeight(0, style_.body, style_.carried) + 2 * style_.padding;
  }

  /// The sum of the rows before `end`.
  double DrawCarried(const std::string& words, std::size_t end, double y) {
    if (words.empty()) return y;
    Decimal sum;
    for (std::size_t row = 0; row < end; ++row) sum = sum + plan_.lines[row].amount;
    const std::size_t last = columns_.size() - 1;
    canvas_.Text({left_ + style_.padding, y + style_.padding, edges_[last] - left_}, style_.body,
                 words);
    canvas_.Text(At(last, y), style_.body, Money(sum));
    return y + CarriedHeight();
  }

  double RowHeight(std::size_t row) {
    double height = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      height = std::max(height, canvas_.TextHeight(Inner(c), style_.body, Shown(c, row)));
    }
    return height + 2 * style_.padding;
  }

  double DrawHeading(double y) {
    if (style_.bare_head) return y;
    const double height = HeadingHeight();
    if (style_.heading_fill) canvas_.Fill(left_, y, right_ - left_, height, *style_.heading_fill);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      canvas_.Text(At(c, y), style_.heading, columns_[c].heading);
    }
    if (!style_.heading_fill) {
      canvas_.Line(left_, y + height, right_, y + height, 0.9, style_.heading.color);
    }
    if (style_.grid) Grid(y, height);
    return y + height;
  }

  double DrawRow(std::size_t row, double y) {
    const double height = RowHeight(row);
    if (style_.zebra && row % 2 == 1) canvas_.Fill(left_, y, right_ - left_, height, *style_.zebra);
    for (std::size_t c = 0; c < columns_.size(); ++c) DrawCell(c, row, y);
    if (style_.row_rules) canvas_.Line(left_, y + height, right_, y + height, 0.5, kRule);
    if (style_.grid) Grid(y, height);
    return y + height;
  }

 private:
  double Inner(std::size_t c) const { return edges_[c + 1] - edges_[c] - 2 * style_.padding; }
  Place At(std::size_t c, double y) const {
    return {edges_[c] + style_.padding, y + style_.padding, Inner(c), columns_[c].align};
  }

  void Grid(double y, double height) {
    canvas_.Frame(left_, y, right_ - left_, height, 0.5, kRule);
    for (std::size_t c = 1; c < columns_.size(); ++c) {
      canvas_.Line(edges_[c], y, edges_[c], y + height, 0.5, kRule);
    }
  }

  void DrawCell(std::size_t c, std::size_t row, double y) {
    const int line = static_cast<int>(row);
    canvas_.Text(At(c, y), style_.body, Shown(c, row), {FieldOf(columns_[c].cell), line});
  }

  std::string Money(const Decimal& value) const {
    return plan_.look.money.in_table ? PrintMoney(plan_, value)
                                     : FormatNumber(value, plan_.look.numbers);
  }

  std::string Discount(const PlannedLine& line) const {
    if (line.discount.is_zero()) return "";
    if (line.discount_rate.is_zero()) return FormatNumber(line.discount, plan_.look.numbers);
    return FormatNumber(line.discount_rate, plan_.look.numbers) + " %";
  }

  // The cell's text; a price note follows the description in the same cell.
  std::string Shown(std::size_t c, std::size_t row) const {
    const PlannedLine& line = plan_.lines[row];
    switch (columns_[c].cell) {
      case Cell::kPosition: return std::to_string(row + 1);
      case Cell::kCode: return line.code;
      case Cell::kDescription:
        return line.price_note.empty() ? line.description
                                       : line.description + " " + line.price_note;
      case Cell::kQuantity: return FormatNumber(line.quantity, plan_.look.numbers);
      case Cell::kUnit: return line.unit;
      case Cell::kPrice:
        return Money(plan_.look.numbers.trim_prices ? line.unit_price.Normalized()
                                                    : line.unit_price);
      case Cell::kDiscount: return Discount(line);
      case Cell::kTaxRate: return FormatNumber(line.tax_rate, plan_.look.numbers) + " %";
      case Cell::kAmount: return Money(line.amount);
    }
    return "";
  }

  PageCanvas& canvas_;
  const InvoicePlan& plan_;
  const std::vector<Column>& columns_;
  const TableStyle& style_;
  double left_, right_;
  std::vector<double> edges_;
};

// The first row of each page. The last page keeps room for the tail; when nothing but the tail is
// left over, the last row moves along with it.
std::vector<std::size_t> BreakPages(const std::vector<double>& heights, double first_space,
                                    double next_space, double tail) {
  std::vector<std::size_t> starts = {0};
  double left = first_space;
  for (std::size_t row = 0; row < heights.size(); ++row) {
    const bool last = row + 1 == heights.size();
    if (heights[row] + (last ? tail : 0) > left && row > starts.back()) {
      starts.push_back(row);
      left = next_space;
    }
    left -= heights[row];
  }
  return starts;
}

}  // namespace

std::string PrintMoney(const InvoicePlan& plan, const Decimal& value) {
  return FormatMoney(value, plan.look.numbers, plan.look.money);
}

void DrawPages(PageCanvas& canvas, const InvoicePlan& plan, const std::vector<Column>& columns,
               const TableStyle& style, const PageParts& parts) {
  Table table(canvas, plan, columns, style, parts.left, parts.right);
  canvas.NewPage();
  double y = parts.first_head();

  std::vector<double> heights;
  for (std::size_t row = 0; row < plan.lines.size(); ++row) heights.push_back(table.RowHeight(row));
  const double heading = table.HeadingHeight();
  const double carried = table.CarriedHeight();
  const std::vector<std::size_t> starts =
      BreakPages(heights, parts.bottom - y - heading - carried,
                 parts.bottom - parts.next_head_bottom - heading - 2 * carried, parts.tail_height);
  const int pages = static_cast<int>(starts.size());

  for (int page = 1; page <= pages; ++page) {
    if (page > 1) {
      canvas.NewPage();
      y = parts.next_head(page);
    }
    y = table.DrawHeading(y);
    const auto first = starts[static_cast<std::size_t>(page) - 1];
    const auto end = page < pages ? starts[static_cast<std::size_t>(page)] : plan.lines.size();
    if (page > 1) y = table.DrawCarried(style.brought, first, y);
    for (std::size_t row = first; row < end; ++row) y = table.DrawRow(row, y);
    if (page < pages) y = table.DrawCarried(style.carried, end, y);
    if (page == pages) parts.tail(y);
    parts.foot(page, pages);
  }
}

}  // namespace telar::samples
