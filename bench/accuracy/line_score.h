#pragma once

#include <map>
#include <string>
#include <vector>

#include "invoices/invoice.h"

namespace telar::bench {

/// True cells of a product line: description, code, quantity, unit, unit_price, amount, tax_rate.
/// A cell that is not printed is absent.
using TrueLine = std::map<std::string, std::string>;

/// Counts towards precision and recall.
struct Counts {
  int right = 0;  ///< Found and true.
  int found = 0;
  int true_ones = 0;

  Counts& operator+=(const Counts& other);
  double Precision() const { return found == 0 ? 0 : 1.0 * right / found; }
  double Recall() const { return true_ones == 0 ? 0 : 1.0 * right / true_ones; }
  double F1() const { return found + true_ones == 0 ? 0 : 2.0 * right / (found + true_ones); }
};

/// A cell that is missing or wrong; `line` counts the true lines from 1.
struct CellMistake {
  std::size_t line = 0;
  std::string cell, expected, got;
};

/// Per cell ("line.amount"), of whole lines with every true cell right ("line"), and of lines whose
/// true numbers are all right ("line numbers").
struct LineScore {
  std::map<std::string, Counts> counts;
  std::vector<CellMistake> mistakes;  ///< Of true lines.
};

/// Lines are paired in order so that most cells agree. A cell found where the truth has none counts
/// only when `complete`: the truth names every cell.
LineScore ScoreLines(const std::vector<invoices::Line>& found, const std::vector<TrueLine>& truth,
                     bool complete);

}  // namespace telar::bench
