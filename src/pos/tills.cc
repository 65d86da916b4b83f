#include "pos/tills.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace telar::pos {

Result<const Location*> Tills::Find(std::string_view id) const {
  const auto found = std::find_if(locations->begin(), locations->end(),
                                  [&](const Location& one) { return one.id == id; });
  if (found != locations->end()) return &*found;
  std::vector<std::string> ids;
  for (const Location& one : *locations) ids.push_back(one.id);
  const std::string near = ClosestMatch(id, ids);
  return Status::InvalidConfig(fmt::format("find location {}: locations.yaml has none", id))
      .WithHint(near.empty() ? "See telar pos locations." : fmt::format("Is it {}?", near));
}

Result<TillSource*> Tills::SourceOf(const Location& location) const {
  if (TillSource* const found = source(location); found != nullptr) return found;
  return Status::InvalidConfig(fmt::format("read {}: no source is set up for it", location.id))
      .WithHint(location.source == Location::Source::kKlk ? "Set pos.klk.url."
                                                          : "Is ODBC installed?")
      .WithRole(Role::kSource);
}

}  // namespace telar::pos
