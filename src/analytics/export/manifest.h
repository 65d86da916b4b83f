#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/export/part_file.h"
#include "analytics/export/row_digest.h"
#include "analytics/export/source_rows.h"
#include "core/time.h"
#include "store/object_store.h"

namespace telar::analytics {

/// One object of an export, and the rows that are in it.
struct ExportedPart {
  std::string value;   ///< "2026-01-02", kNoDay, or "" for a table that is one file.
  std::string object;  ///< Its key: "ventas/fecha=2026-01-02/part-0.parquet".
  std::uint64_t bytes = 0;
  std::string sha256;  ///< Of the object, lower-case hexadecimal.
  RowDigest digest;
  std::vector<ExportColumn> columns;  ///< In the file; without the one that is in the path.
  Instant exported_at{};
  std::string program;  ///< "telar 0.1.0".
  /// Since when the rows are nowhere else (telar pos retain). Such a part is never replaced.
  std::optional<Instant> dropped_at;

  friend bool operator==(const ExportedPart&, const ExportedPart&) = default;
};

/// What an export of one table holds: the object TABLE/_manifest.json, docs/formats/export.md.
struct ExportManifest {
  std::string table;
  FileFormat format = FileFormat::kParquet;
  std::string partition;  ///< What the parts of paths are called, "fecha"; "" for one file.
  std::map<std::string, ExportedPart> parts;  ///< By value.

  friend bool operator==(const ExportManifest&, const ExportManifest&) = default;
};

/// "ventas/_manifest.json": readers of such folders pass over names that begin with '_'.
std::string ManifestKey(std::string_view table);
/// "ventas/fecha=2026-01-02/part-0.parquet", without a value "ventas/part-0.parquet".
std::string PartKey(const ExportManifest& manifest, std::string_view value);

std::string ExportManifestJson(const ExportManifest& manifest);
/// kContractBroken when the text is no such manifest, or of a format that only a newer program
/// knows; members it does not know are ignored.
Result<ExportManifest> ParseExportManifest(std::string_view json);

/// The manifest of an export that was begun; nothing where there is none.
Result<std::optional<ExportManifest>> ReadExportManifest(store::ObjectStore& store,
                                                         std::string_view table);
/// Puts these parts into the manifest as it is in the store by now: others may have added to it.
/// `head` says the rest where there is none yet.
Status AddToManifest(store::ObjectStore& store, const ExportManifest& head,
                     const std::vector<ExportedPart>& parts);

}  // namespace telar::analytics
