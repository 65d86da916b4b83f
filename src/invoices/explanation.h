#pragma once

#include <map>
#include <string>
#include <vector>

#include "documents/document.h"

namespace telar::invoices {

/// One thing that speaks for or against a candidate.
struct Evidential {
  std::string name;  ///< "label", "adds_up", "print_size" …: names of docs/formats/evidence.md.
  double weight =
      0;  ///< What it adds to the candidate's score (log odds); negative speaks against.
};

/// Something on the pages that may be a field's value.
struct Candidate {
  std::string value;                 ///< Normalised as Field::value.
  std::string raw;                   ///< As printed.
  int page = 1;                      ///< 1-based.
  documents::Box box;                ///< In the page's units; empty when computed.
  double probability = 0;            ///< Among all candidates of the field and "none of them".
  std::vector<Evidential> evidence;  ///< The strongest first.
};

/// Per field: its candidates, the most probable first. The first is the value that was chosen when
/// the invoice has the field; a field that was left out may still have candidates. Plain data.
using Explanation = std::map<std::string, std::vector<Candidate>, std::less<>>;

}  // namespace telar::invoices
