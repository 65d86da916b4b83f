#pragma once

#include <span>
#include <string>
#include <string_view>

namespace telar::invoices {

/// What a piece of evidence says of a candidate, for people. Whether that speaks for it or against
/// it is the sign of its weight.
struct EvidenceName {
  std::string_view name;   ///< As in Evidential::name.
  std::string_view words;  ///< Lower case, without point: "has a legal form at its end".
};

/// The names that Evidential::name has, in alphabetical order; docs/formats/evidence.md shows them.
std::span<const EvidenceName> EvidenceNames();

/// In plain words; a name that is not in the table prints with spaces for underscores.
std::string EvidenceInWords(std::string_view name);

/// The table as docs/formats/evidence.md has it.
std::string EvidenceNamesMarkdown();

}  // namespace telar::invoices
