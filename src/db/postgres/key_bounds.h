#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "db/merge.h"

namespace telar::db::postgres {

/// What the keys of a batch have in common: a column with one value in all rows is that value;
/// days, instants and whole numbers lie between the least and the greatest. Texts that differ say
/// nothing: only the server knows their order. PostgreSQL leaves out partitions by it, and does not
/// merge an index of the whole table with a batch whose keys happen to be among the first.
///
/// `types` are those of spec.columns; `rows` are not empty and fit `spec`.
KeyBounds BoundsOfKeys(const MergeSpec& spec, std::span<const std::uint32_t> types,
                       std::span<const std::vector<Value>> rows);

}  // namespace telar::db::postgres
