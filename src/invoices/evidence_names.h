#pragma once

#include <span>
#include <string>
#include <string_view>

#include "invoices/explanation.h"

namespace telar::invoices {

/// What a piece of evidence means, for people. Either may be empty when a name never has that sign.
struct EvidenceName {
  std::string_view name;
  std::string_view in_favour;  ///< Where its weight is positive.
  std::string_view against;    ///< Where its weight is negative.
};

/// Every name that Evidential::name may have, in alphabetical order. docs/formats/evidence.md shows
/// this table; a name that is missing here still prints, as it is.
std::span<const EvidenceName> EvidenceNames();

/// In plain words by the sign of its weight; the name with spaces for underscores when the table
/// does not know it.
std::string InPlainWords(const Evidential& evidence);

/// The table as docs/formats/evidence.md has it.
std::string EvidenceNamesMarkdown();

}  // namespace telar::invoices
