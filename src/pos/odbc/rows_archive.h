#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "pos/gzip.h"
#include "pos/till_source.h"

namespace telar::pos {

/// Rows of a database as they are archived: gzip of lines of JSON in UTF-8 (NDJSON), every line
/// ended by a line feed. The first names the query and its columns, then each row is an array of
/// texts and nulls, the last line counts the rows, so that a cut answer is told from a short one:
///
///   {"telar":"rows 1","query":"stock","columns":["codigo_producto","stock"]}
///   ["000123","4.5000"]
///   ["000124",null]
///   {"rows":2}
class RowsArchive {
 public:
  using Row = std::span<const std::optional<std::string_view>>;

  RowsArchive(std::string_view query, const std::vector<std::string>& columns);
  /// One cell a column; malformed UTF-8 is stored as U+FFFD.
  void Add(Row row);
  /// Once, and nothing may be added after it.
  RawAnswer Finish();
  /// Before compression, so far.
  std::int64_t raw_bytes() const { return raw_bytes_; }

 private:
  void AddLine(std::string_view line);

  GzipWriter gzip_;
  std::string line_;
  std::int64_t rows_ = 0, raw_bytes_ = 0;
};

/// Called once with the columns, before the rows.
using RowsColumnsFn = std::function<Status(const std::vector<std::string>& columns)>;
/// `row` is valid inside the callback only.
using RowsRowFn = std::function<Status(RowsArchive::Row row, std::int64_t position)>;

/// The rows of an archived answer of the query `query`, decompressed and parsed as they are needed.
/// kInvalidInput when the bytes are no such answer, are of another query, damaged or cut;
/// kLimitExceeded beyond `most` bytes of text; else what the callbacks return. Rows before a damage
/// are given before it is seen.
Status ReadRowsArchive(std::string_view bytes, std::string_view query, std::uint64_t most,
                       const RowsColumnsFn& columns, const RowsRowFn& row);

}  // namespace telar::pos
