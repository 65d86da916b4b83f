#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "invoices/labels.h"

namespace telar::invoices {

/// Label words of one meaning, language and weight.
struct LabelWords {
  Label label;
  Language language;
  double weight;  ///< How surely these words mean the field, 0..1.
  /// Folded as Fold() and SplitAtoms() do: lower case, no accents, one space where a sign or a
  /// blank is printed; parted by '|'. "(a/b/) c" stands for "a c", "b c" and "c".
  std::string_view phrases;
};

/// The whole vocabulary. Where a phrase occurs twice, the first one counts.
std::span<const LabelWords> AllLabelWords();

/// The phrases that a list of the form above stands for.
std::vector<std::string> ExpandPhrases(std::string_view phrases);

}  // namespace telar::invoices
