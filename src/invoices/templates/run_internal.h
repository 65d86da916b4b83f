#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "invoices/templates/run.h"

namespace telar::invoices::templates {

/// What the parsers of one run share.
struct Job {
  const Template& t;
  Matching& matching;
  std::vector<Capture>& captures;
  std::string_view whole;  ///< The text that the captures count in.

  /// Notes where `raw`, a part of `whole`, stands; what lies elsewhere is noted without its place.
  void Note(std::string_view field, int row, std::string_view raw) const;
};

/// The parser `regex`, and fields in the legacy syntax. Null when nothing was found.
Result<Value> ParseRegexField(const Job& job, std::string_view field, const Map& settings,
                              std::string_view content);

/// The parser `lines`, and the plugin of that name: a list of rows. `settings` are those of the
/// field: names and values, or a list of rules.
Result<List> ParseLines(const Job& job, std::string_view field, const Value& settings,
                        std::string_view content);

/// The plugin `tables`: what its tables say goes into `output`.
Status ParseTables(const Job& job, const List& tables, std::string_view content, Map& output);

/// Canonical names of line fields, codes of units, tax rates and amounts of lines.
void Finish(Map& output);

/// Fields that invoice2data's schema does not know, lines included.
std::vector<std::string> UnknownFields(const Map& output,
                                       const std::vector<std::string>& extra_fields);

}  // namespace telar::invoices::templates
