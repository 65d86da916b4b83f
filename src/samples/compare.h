#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace telar::samples {

/// What was read of one sample beside what is true.
struct Comparison {
  struct Difference {
    std::string what;  ///< A field's name, or "line 3 amount".
    std::string read;  ///< "" when it was not found.
    std::string truth;
  };
  std::string file;
  std::string verdict;
  int fields = 0, fields_right = 0;  ///< Fields the document prints.
  int lines = 0, lines_right = 0;    ///< A line is right when all of its numbers and its text are.
  std::vector<Difference> differences;
};

/// Compares one line of `telar invoices read --json` (or `telar invoices list --json`) with the
/// truth written beside the sample. Numbers are compared as numbers, identifiers by their letters
/// and digits, text with single spaces. kInvalidInput when either is not of its form.
Result<Comparison> Compare(const std::string& report_json, const std::string& truth_json);

}  // namespace telar::samples
