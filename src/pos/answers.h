#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"
#include "pos/fetch.h"

namespace telar::pos {

/// Which archived answers belong to which item: `pos_answers`, the index of the raw archive
/// (docs/formats/warehouse.md). Without state.
class Answers {
 public:
  /// Takes the place of the item's earlier answers as what it loads from; the earlier ones stay in
  /// the archive and in the table.
  static Status Put(db::Connection& transaction, ItemId item, std::string_view dataset,
                    std::string_view location, std::string_view source,
                    const std::vector<ArchivedAnswer>& answers);
  /// What Put wrote last, in its order.
  static Result<std::vector<ArchivedAnswer>> Of(db::Connection& connection, ItemId item);
  /// Keys of answers fetched before `before`, oldest first, at most `limit`.
  static Result<std::vector<std::string>> Older(db::Connection& connection, Instant before,
                                                int limit);
  static Status Forget(db::Connection& transaction, std::string_view key);
};

}  // namespace telar::pos
