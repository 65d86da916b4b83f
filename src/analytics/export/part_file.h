#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/export/columns.h"
#include "db/duckdb/parquet_file.h"

namespace telar::analytics {

enum class FileFormat {
  kParquet,  ///< Zstandard inside; needs a build with DuckDB.
  kCsv,      ///< RFC 4180: UTF-8, a header, CRLF. NULL is nothing, empty text is "".
  kCsvGzip,
};
/// "parquet", "csv", "csv.gz": the end of the files' names and the word in the manifest.
std::string_view FormatName(FileFormat format);
/// The inverse of FormatName.
std::optional<FileFormat> FormatNamed(std::string_view name);

/// One field of a CSV line: in quotes when it must be, or is empty.
std::string CsvField(std::string_view text);

/// A file of rows on this machine's disk, written from begin to end. The same rows in the same
/// order make the same bytes. One thread at a time; a file that was not finished is no file.
class PartFile {
 public:
  /// `file` is made or replaced, the folder that it lies in takes what does not fit into the
  /// memory. Errors: kInvalidConfig for Parquet in a build without DuckDB, those of opening a file.
  static Result<std::unique_ptr<PartFile>> Create(FileFormat format, std::filesystem::path file,
                                                  std::span<const ExportColumn> columns);
  virtual ~PartFile() = default;
  /// Kept values and their texts, one a column.
  virtual Status Add(std::span<const db::Value> kept,
                     std::span<const std::optional<std::string>> texts) = 0;
  virtual Status Finish() = 0;
};

/// The columns as Parquet has them.
std::vector<db::duckdb::ParquetColumn> ParquetColumns(std::span<const ExportColumn> columns);

}  // namespace telar::analytics
