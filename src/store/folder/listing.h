#pragma once

#include <functional>
#include <string_view>

#include "core/result.h"
#include "store/folder/files.h"

namespace telar::store::folder {

struct ListRequest {
  std::string_view prefix;
  std::string_view after;
  int limit = 0;
  /// False for a file that is still being copied.
  std::function<bool(const ObjectInfo&)> settled;
};

/// True when FolderStore lists a file or folder of that name: not hidden, not an unfinished copy.
bool IsListedName(std::string_view name);

/// One page of the objects below `root`; reads only the folders that can hold some of it.
Result<ListPage> ListFolder(int root, const ListRequest& request);

}  // namespace telar::store::folder
