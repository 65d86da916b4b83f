#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace telar::store {

/// What a store knows of one object without reading it.
struct ObjectInfo {
  std::string key;         ///< Full name below the store's root, '/' between parts, valid UTF-8.
  std::uint64_t size = 0;  ///< Bytes.
  std::string version;     ///< Changes whenever the bytes change (ETag, version id, file identity).
  Instant modified{};      ///< Last change, UTC.
};

struct ListPage {
  std::vector<ObjectInfo> objects;  ///< In byte order of their keys.
  std::string next;                 ///< Pass as `after` for the next page; empty at the end.
  int skipped = 0;                  ///< Objects in this page's range whose name no key can express.
};

/// A place where whole objects (files) live under keys: a folder, an S3 bucket, a Drive folder.
///
/// I/O only: no retries, no batches, no metrics; those are written once above this seam. Keys are
/// relative, without empty, "." or ".." parts (store/key.h); another key is kInvalidInput. Errors
/// everywhere: kUnavailable (did not answer), kPermissionDenied, kInvalidConfig (no such bucket or
/// folder).
/// Implementations are safe to use from several threads.
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  /// The store as a person would name it, without secrets: "folder inbox", "s3://bucket/prefix".
  virtual std::string Describe() const = 0;

  /// Up to `limit` objects whose key starts with `prefix` (any text, "" for all) and comes after
  /// `after` in byte order. kInvalidInput when `limit` is not positive. What changes between two
  /// pages may be seen or not; nothing that stays is missed or seen twice.
  virtual Result<ListPage> List(std::string_view prefix, std::string_view after, int limit) = 0;

  /// The object's bytes. kNotFound; kLimitExceeded when it is larger than `max_bytes`; kConflict
  /// when `version` is not empty and the object is another version by now.
  virtual Result<std::string> Get(std::string_view key, std::string_view version,
                                  std::uint64_t max_bytes) = 0;

  /// Writes the whole object, atomically and durably: a reader sees the old bytes or the new ones,
  /// and after success a power cut does not take them away. An object with the same key and the
  /// same bytes is success; with other bytes it is kAlreadyExists unless `replace`.
  virtual Result<ObjectInfo> Put(std::string_view key, std::string_view bytes, bool replace) = 0;

  /// Renames within the store; kNotFound; kAlreadyExists when `to` exists with other bytes. When
  /// `to` exists with the same bytes, `from` is removed and the move succeeds.
  virtual Status Move(std::string_view from, std::string_view to) = 0;

  /// Removes that version of the object. Success when nothing is there any more; kConflict when
  /// `version` is not empty and the object is another version by now (it stays).
  virtual Status Remove(std::string_view key, std::string_view version) = 0;

  /// kNotFound when there is no such object.
  virtual Result<ObjectInfo> Stat(std::string_view key) = 0;
};

}  // namespace telar::store
