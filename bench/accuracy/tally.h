#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "bench/accuracy/measure.h"

namespace telar::bench {

/// Edges of the confidence bins: [0, 0.5), [0.5, 0.7) … [0.99, 1].
inline constexpr std::array<double, 8> kBinEdges = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0000001};

struct Bin {
  int count = 0, right = 0;
  double confidence = 0;  ///< Sum.
};

/// Everything that is told about one group of documents.
struct Tally {
  std::string group;
  int documents = 0, unreadable = 0;
  int accepted = 0, accepted_right = 0;  ///< Documents; right: every found field is true.
  Counts accepted_core;  ///< Supplier, number, order, date, currency, total of accepted documents.
  Counts accepted_fields;  ///< Of accepted documents.
  std::vector<std::pair<std::string, Counts>> exact,
      normal;  ///< By field, in the order of kFieldNames.
  Counts all_exact, all_normal;
  std::map<std::string, Counts> lines;
  std::array<Bin, kBinEdges.size() - 1> bins{};  ///< Found fields, right when normally right.
};

/// One tally a group, in the order in which the groups appear.
std::vector<Tally> TallyByGroup(const std::vector<CaseScore>& scores);

}  // namespace telar::bench
