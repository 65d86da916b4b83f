#pragma once

#include <functional>
#include <optional>
#include <string>

#include "db/database.h"
#include "invoices/invoice_json.h"

namespace telar::invoices {

/// Which of the documents that were read.
struct StoredFilter {
  std::optional<Verdict> verdict;
  std::string document;  ///< The beginning of a SHA-256; empty: any.
  int limit = 1000;      ///< The last read come first.
};

/// Hands each document of table `invoices` to `take`, as `telar invoices read` would report it. A
/// failure of `take` ends the listing and is returned. Errors: those of db::Connection;
/// kInvalidInput when a row is not as the pipeline wrote it.
Status ListStored(db::Connection& connection, const StoredFilter& filter,
                  const std::function<Status(const ReadReport&)>& take);

}  // namespace telar::invoices
