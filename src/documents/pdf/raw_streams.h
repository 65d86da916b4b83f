#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::documents {

/// A stream object as it lies in the bytes of a PDF, whatever its cross-reference tables say.
struct RawStream {
  int object = 0;               ///< Number of the object; 0 when it cannot be told.
  std::string_view dictionary;  ///< From "<<" to ">>".
  std::string_view data;        ///< Filtered, as stored.

  bool Has(std::string_view key) const { return dictionary.find(key) != std::string_view::npos; }
};

/// Calls `see` with every stream of a PDF in file order until it returns false. A stream cannot be
/// part of another (ISO 32000-1, 7.5.7), so a look at the raw bytes finds all of them, also in
/// damaged files. Time is linear in the bytes.
void ForEachStream(std::string_view pdf, const std::function<bool(const RawStream&)>& see);

/// Decodes a stream without filters or with FlateDecode alone. At most `most` bytes: with `cut` the
/// first of them come back, without it more is kLimitExceeded. kInvalidInput for other filters and
/// for data that is not compressed as it says.
Result<std::string> Decode(const RawStream& stream, std::size_t most, bool cut);

/// Names of embedded files by the number of the object that holds their bytes: the file
/// specifications that lie uncompressed in the bytes (ISO 32000-1, 7.11.3: /EF with /UF or /F).
std::map<int, std::string> EmbeddedNames(std::string_view pdf);

}  // namespace telar::documents
