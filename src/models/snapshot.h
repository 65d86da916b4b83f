#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "core/result.h"
#include "models/dataset.h"
#include "models/registry.h"
#include "store/object_store.h"

namespace telar::models {

/// Keeps what a model learned from: every document of the dataset becomes a blob of the registry
/// under its hash, and so does the manifest (DatasetManifest), whose hash is given back. What is
/// kept already is not copied again. `labelled` is the store the dataset was read from; a document
/// that has changed there since is kContractBroken.
///
/// Errors of both stores; kCancelled when `stop` was requested, and then the next call goes on.
Result<std::string> KeepSnapshot(
    store::ObjectStore& labelled, const Dataset& dataset, Registry& registry,
    const std::function<void(std::size_t done, std::size_t all)>& progress, std::stop_token stop);

/// The documents of a snapshot under the keys they had, to be read like the labelled folders they
/// came from. Nothing can be written: kPermissionDenied. Bytes are checked against their hashes.
class SnapshotStore final : public store::ObjectStore {
 public:
  /// `manifest_sha256` is a version's `dataset_sha256`. kNotFound when there is no such blob;
  /// kInvalidInput when it is no manifest. `registry` is borrowed.
  static Result<std::unique_ptr<SnapshotStore>> Open(Registry& registry,
                                                     const std::string& manifest_sha256);

  std::string Describe() const override;
  Result<store::ListPage> List(std::string_view prefix, std::string_view after, int limit) override;
  Result<std::string> Get(std::string_view key, std::string_view version,
                          std::uint64_t max_bytes) override;
  Result<store::ObjectInfo> Put(std::string_view key, std::string_view bytes,
                                bool replace) override;
  Status Move(std::string_view from, std::string_view to) override;
  Status Remove(std::string_view key, std::string_view version) override;
  Result<store::ObjectInfo> Stat(std::string_view key) override;

 private:
  SnapshotStore(Registry& registry, std::string sha256)
      : registry_(registry), sha256_(std::move(sha256)) {}

  Registry& registry_;
  const std::string sha256_;
  std::map<std::string, std::string, std::less<>> documents_;  // key -> hash
};

}  // namespace telar::models
