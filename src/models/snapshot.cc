#include "models/snapshot.h"

#include <nlohmann/json.hpp>

#include "core/digest.h"

namespace telar::models {
namespace {

Status ReadOnly(std::string_view key) {
  return Status::PermissionDenied("change '" + std::string(key) +
                                  "' in a snapshot: nothing in it changes");
}

}  // namespace

Result<std::string> KeepSnapshot(
    store::ObjectStore& labelled, const Dataset& dataset, Registry& registry,
    const std::function<void(std::size_t done, std::size_t all)>& progress, std::stop_token stop) {
  std::size_t done = 0;
  for (const LabelledPage& page : dataset.pages) {
    if (stop.stop_requested()) return Status::Cancelled("keep the documents of the dataset");
    TELAR_ASSIGN_OR_RETURN(const bool kept, registry.HasBlob(page.sha256));
    if (!kept) {
      TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                             labelled.Get(page.key, "", Registry::kMostBlobBytes));
      if (Sha256Hex(bytes) != page.sha256) {
        return Status::ContractBroken("keep " + page.key + " of " + labelled.Describe() +
                                      ": it has changed since it was read")
            .WithHint("Leave the labelled documents as they are while a model is trained.");
      }
      TELAR_RETURN_IF_ERROR(registry.KeepBlob(bytes).status());
    }
    if (progress) progress(++done, dataset.pages.size());
  }
  return registry.KeepBlob(DatasetManifest(dataset));
}

Result<std::unique_ptr<SnapshotStore>> SnapshotStore::Open(Registry& registry,
                                                           const std::string& manifest_sha256) {
  const std::string what = "open snapshot " + manifest_sha256;
  auto text = registry.Blob(manifest_sha256);
  if (!text.ok()) return text.status().WithContext(what);
  std::unique_ptr<SnapshotStore> snapshot(new SnapshotStore(registry, manifest_sha256));
  const auto manifest = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  const bool listed =
      manifest.is_object() && manifest.contains("documents") && manifest["documents"].is_array();
  if (!listed) return Status::InvalidInput(what + ": it is no manifest of a dataset");
  for (const auto& document : manifest["documents"]) {
    if (!document.is_object() || !document.value("key", nlohmann::json()).is_string() ||
        !document.value("sha256", nlohmann::json()).is_string()) {
      return Status::InvalidInput(what + ": it is no manifest of a dataset");
    }
    snapshot->documents_[document["key"]] = document["sha256"];
  }
  return snapshot;
}

std::string SnapshotStore::Describe() const { return "snapshot " + sha256_.substr(0, 12); }

Result<store::ListPage> SnapshotStore::List(std::string_view prefix, std::string_view after,
                                            int limit) {
  if (limit <= 0) return Status::InvalidInput("list: the limit is not positive");
  store::ListPage page;
  auto at = after >= prefix && !after.empty() ? documents_.upper_bound(after)
                                              : documents_.lower_bound(prefix);
  for (; at != documents_.end() && at->first.starts_with(prefix); ++at) {
    if (page.objects.size() == static_cast<std::size_t>(limit)) {
      page.next = page.objects.back().key;
      break;
    }
    page.objects.push_back({at->first, 0, at->second, {}});
  }
  return page;
}

Result<std::string> SnapshotStore::Get(std::string_view key, std::string_view version,
                                       std::uint64_t max_bytes) {
  TELAR_ASSIGN_OR_RETURN(const store::ObjectInfo info, Stat(key));
  if (!version.empty() && version != info.version) {
    return Status::Conflict("read '" + info.key + "' of " + Describe() + ": another version");
  }
  TELAR_ASSIGN_OR_RETURN(std::string bytes, registry_.Blob(info.version));
  if (bytes.size() > max_bytes) {
    return Status::LimitExceeded("read '" + info.key + "' of " + Describe() + ": too large");
  }
  return bytes;
}

Result<store::ObjectInfo> SnapshotStore::Put(std::string_view key, std::string_view, bool) {
  return ReadOnly(key);
}
Status SnapshotStore::Move(std::string_view from, std::string_view) { return ReadOnly(from); }
Status SnapshotStore::Remove(std::string_view key, std::string_view) { return ReadOnly(key); }

Result<store::ObjectInfo> SnapshotStore::Stat(std::string_view key) {
  const auto found = documents_.find(key);
  if (found == documents_.end()) {
    return Status::NotFound("'" + std::string(key) + "' of " + Describe() + ": there is none");
  }
  return store::ObjectInfo{found->first, 0, found->second, {}};
}

}  // namespace telar::models
