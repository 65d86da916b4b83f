#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "invoices/memory/print.h"

namespace telar::invoices {

/// What a value is made of.
enum class ValueForm { kAmount, kDate, kCode, kText };
/// The form of a field that changes from document to document.
ValueForm FormOf(std::string_view field);

/// Where one supplier prints one field, seen on one document. Lengths are in heights of the row's
/// print or in shares of the page, so that other sizes and resolutions do not matter.
struct FieldPlace {
  ValueForm form = ValueForm::kCode;
  std::string left;        ///< The words before the value, as printed; may be empty.
  double left_gap = 0;     ///< From their end to the value, in heights.
  std::string above;       ///< The words over the value; may be empty.
  double above_gap = 0;    ///< From their lower edge to the value's upper one, in heights.
  double x0 = 0, x1 = 0;   ///< Left and right edge, shares of the page's width.
  double y = 0;            ///< Middle, share of the page's height.
  bool last_page = false;  ///< The document has several pages and the value is on the last.
  bool opens = true;       ///< The value begins its cell: nothing is printed before it there.
  std::string outline;     ///< "A9-": letters, digits and signs of the value, runs as one.
  std::size_t length = 0;  ///< Letters and digits.
  int words = 1;
  std::optional<bool> month_first{};    ///< What a date of two readings means; when it showed.
  std::optional<bool> decimal_comma{};  ///< What a number of two readings means; when it showed.
};

/// A value where a place says one is.
struct Placed {
  Print print;
  std::string value;  ///< Normalised as Field::value.
  double score = 0;   ///< 0..1: how well labels, place and form agree.
};

/// Where the true value of a field is printed: the place on the page, of all that hold the value,
/// from which FindAtPlace finds it again by the widest margin. Nothing when it is not printed or
/// nothing tells it from other print. Print with one of the values in `others` (essences, see
/// likeness.h: the supplier's own numbers) is no candidate.
std::optional<FieldPlace> LearnPlace(const PrintedDocument& document, std::string_view field,
                                     std::string_view value,
                                     const std::set<std::string>& others = {});

/// The print that fits the place best, when it fits well and nothing with another value fits as
/// well. The label decides; position and form settle what it leaves open.
std::optional<Placed> FindAtPlace(const PrintedDocument& document, const FieldPlace& place,
                                  const std::set<std::string>& others = {});

/// True when two values of a field are the same: amounts and dates by value, codes and text by
/// letters and digits.
bool SameValue(std::string_view field, std::string_view a, std::string_view b);

}  // namespace telar::invoices
