#pragma once

#include <string_view>

#include "core/status.h"

namespace telar::store {

inline constexpr std::size_t kMaxKeyBytes = 1024;  ///< As S3.
inline constexpr std::size_t kMaxKeyParts = 32;

/// Ok when `key` may name an object of any store: well-formed UTF-8 without NUL, 1 to kMaxKeyBytes
/// bytes, relative, at most kMaxKeyParts parts of which none is empty, "." or "..". kInvalidInput
/// otherwise; the message shows the key.
Status CheckKey(std::string_view key);

/// True for names that mean "still being written": ending in ".part", ".partial", ".tmp",
/// ".crdownload" or "~", whatever the case.
bool IsUnfinishedName(std::string_view name);

}  // namespace telar::store
