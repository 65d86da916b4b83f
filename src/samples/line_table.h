#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "samples/invoice_plan.h"
#include "samples/page_canvas.h"

namespace telar::samples {

enum class Cell {
  kPosition,
  kCode,
  kDescription,
  kQuantity,
  kUnit,
  kPrice,
  kDiscount,
  kTaxRate,
  kAmount
};

struct Column {
  Cell cell = Cell::kDescription;
  std::string heading;
  double share = 1;  ///< Of the table's width, relative to the other columns.
  Align align = Align::kLeft;
};

struct TableStyle {
  TextStyle heading;
  TextStyle body;
  std::optional<Color> heading_fill;
  std::optional<Color> zebra;  ///< Behind every second row.
  bool row_rules = false;
  bool grid = false;
  double padding = 4;      ///< Around a cell's text, in points.
  bool bare_head = false;  ///< No row of headings.
  // Words for the sum so far below the last row of a page and above the first of the next; no such
  // rows when empty.
  std::string carried = {}, brought = {};
};

/// What surrounds the table of lines. Functions draw on the canvas's current page and return the y
/// below what they drew.
struct PageParts {
  double left = 44, right = 551;
  double bottom = 780;  ///< Rows and tail end above; the foot lies below.
  std::function<double()> first_head;
  std::function<double(int page)> next_head;
  double next_head_bottom = 110;  ///< What next_head returns at most.
  double tail_height = 120;       ///< What tail needs at most.
  std::function<void(double y)> tail;
  std::function<void(int page, int pages)> foot;
};

/// Draws the lines of a plan as a table over as many pages as needed, with the heading repeated on
/// each, and the parts around it. Each cell is marked with its field ("description", "code",
/// "quantity", "unit", "unit_price", "line_discount", "tax_rate", "amount", "price_note") and line.
void DrawPages(PageCanvas& canvas, const InvoicePlan& plan, const std::vector<Column>& columns,
               const TableStyle& style, const PageParts& parts);

/// "1.234,56 US$": money as the plan's document prints it.
std::string PrintMoney(const InvoicePlan& plan, const Decimal& value);

}  // namespace telar::samples
