#pragma once

#include <optional>
#include <string>
#include <vector>

#include "invoices/line_roles.h"

namespace telar::invoices {

/// Where a line stands in its table.
struct LinePosition {
  std::size_t number = 1;  ///< From 1.
  bool printed = false;    ///< The table counts its lines.
};

/// True for a number that counts the lines.
bool IsPosition(const Row& row, const Amount& amount, const LineColumns& columns,
                const LinePosition& position, DecimalMark mark);

/// Sets a line's description, code and unit from its own row; returns where the text stands. Codes
/// stand under their column on either side of the description or before it in brackets; what stands
/// under a column of dates is left out.
Span ReadLineText(const Row& row, const RowNumbers& numbers, const LineRoles& roles,
                  const LineColumns& columns, const LinePosition& position, DecimalMark mark,
                  Line& line);

/// Cuts the day that begins each description, where all of two lines or more begin with one.
void CutLeadingDays(std::vector<Line>& lines);

/// The code of a row that has only a heading of codes and one word: "SKU: B2094".
std::optional<std::string> LabelledCode(const Row& row);

/// True for text that names a product: a word of three letters or more that is no unit.
bool NamesProduct(std::string_view text);

/// Adds a row of text to a description; a word broken at its hyphen goes on without a space.
void AppendText(std::string_view text, std::string& description);

/// Cuts a closing "Dólares por …" or "Centavos por …" off a description.
std::string CleanDescription(std::string_view text);

}  // namespace telar::invoices
