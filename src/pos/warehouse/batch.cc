#include "pos/warehouse/batch.h"

#include <algorithm>

#include "core/text.h"

namespace telar::pos::warehouse {

Result<db::MergeCounts> MergeShared(db::Connection& transaction, const db::MergeSpec& spec,
                                    std::span<const std::vector<db::Value>> rows) {
  auto counts = transaction.Merge(spec, rows);
  if (counts.status().code() != Code::kAlreadyExists) return counts;
  return Status::Conflict("merge into " + spec.table +
                          ": another load wrote the same row at the same time");
}

Status InParts(
    std::span<const std::string> keys,
    const std::function<Status(std::span<const std::string> keys, const std::string& list)>& part) {
  constexpr std::size_t kMost = 500;
  while (!keys.empty()) {
    const std::size_t count = std::min(kMost, keys.size());
    const std::string list = "(" + Join(std::vector<std::string>(count, "?"), ", ") + ")";
    TELAR_RETURN_IF_ERROR(part(keys.first(count), list));
    keys = keys.subspan(count);
  }
  return Status::Ok();
}

}  // namespace telar::pos::warehouse
