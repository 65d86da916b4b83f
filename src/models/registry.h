#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "models/manifest.h"
#include "store/object_store.h"

namespace telar::models {

/// One line of who was in production when, and why.
struct AliasChange {
  int number = 0;     ///< From 1, without gaps: the order of the changes.
  std::string alias;  ///< "champion" or "candidate".
  int version = 0;
  std::string action;  ///< "promote", "rollback", "nominate", "refuse".
  Instant at{};
  std::string who;  ///< The person or job that asked.
  std::string why;
  std::string sha256;  ///< Of the version's file.
  /// Of what drift is compared with while this version is champion; "" for none, or another alias.
  std::string baseline_sha256;

  friend bool operator==(const AliasChange&, const AliasChange&) = default;
};

inline constexpr std::string_view kChampion = "champion";
inline constexpr std::string_view kCandidate = "candidate";

/// The models there are, and which one is in use: content-addressed files, manifests and an
/// append-only history in an object store.
///
///   blobs/SHA256              a model file, or what drift is compared with
///   versions/000012.json      ManifestJson
///   history/000007.json       one AliasChange
///
/// The history is the truth: the champion is what its last change says. Changing an alias writes
/// one new object whose number must be free, so a reader sees the old champion or the new one and
/// never half of either, and of two people who promote at once one gets kConflict. Nothing is
/// ever written twice with other bytes.
///
/// Errors everywhere: those of the store. Safe from several threads and processes when the store
/// is. Files up to 1 GiB.
class Registry {
 public:
  /// Says whether bytes are a model that can be served, and why not. Called before a model becomes
  /// the champion and before it is handed out.
  using Verify = std::function<Status(std::string_view bytes)>;

  /// `store` and `clock` are borrowed. Touches nothing.
  Registry(store::ObjectStore& store, const Clock& clock, Verify verify);

  /// Adds a version: the file and its manifest, whose `version`, `sha256`, `bytes` and `created` it
  /// fills in. A file with the same bytes as an earlier version's is a version of its own.
  /// kConflict when another process added one at the same moment; nothing is half there then but an
  /// unused blob.
  Result<ModelManifest> Register(std::string_view model, ModelManifest manifest);

  /// Keeps other bytes by their content; gives their SHA-256. Reading back checks it:
  /// kContractBroken when what is stored has other bytes.
  Result<std::string> KeepBlob(std::string_view bytes);
  Result<std::string> Blob(const std::string& sha256);
  /// Whether there is something under this hash; it is not read.
  Result<bool> HasBlob(const std::string& sha256);
  static constexpr std::uint64_t kMostBlobBytes = std::uint64_t{1} << 30;

  /// All versions, oldest first. A manifest that cannot be read is an error, not a gap.
  Result<std::vector<ModelManifest>> Versions();
  /// kNotFound when there is no such version.
  Result<ModelManifest> Version(int version);
  /// A version's file, with its hash checked and Verify asked: kContractBroken when it is damaged.
  Result<std::string> Load(const ModelManifest& manifest);

  /// All changes, oldest first; those after `number` alone when it is given: what a server asks
  /// every few seconds.
  Result<std::vector<AliasChange>> History(int after = 0);
  /// The version an alias stands for; nothing when it was never given. Its `baseline_sha256` is
  /// the one of its promotion when it was registered without.
  Result<std::optional<ModelManifest>> Alias(std::string_view alias);

  /// Makes a version the champion. The file is loaded and verified first, so a damaged one is
  /// refused and the champion stays. Success without a change when it is the champion already.
  /// `baseline_sha256` names a blob for a version that was registered without a baseline.
  Status Promote(int version, std::string who, std::string why, std::string baseline_sha256 = "");
  /// Goes back to the champion before the present one; again, to the one before that. Verified
  /// first, as in Promote. kNotFound when there is none before.
  Result<ModelManifest> Rollback(std::string who, std::string why);
  /// Names the candidate, or writes down that one was refused and why.
  Status Nominate(int version, std::string who, std::string why);
  Status Refuse(int version, std::string who, std::string why);

  /// Removes the files and manifests of old versions: all but the last `keep` (at least 1) and
  /// those that are, or were before the present one, champion, or candidate. The history stays.
  /// Gives the versions removed.
  Result<std::vector<int>> Prune(int keep);

 private:
  Status Change(const std::vector<AliasChange>& history, std::string_view alias,
                std::string_view action, int version, std::string who, std::string why,
                std::string baseline_sha256 = "");

  store::ObjectStore& store_;
  const Clock& clock_;
  Verify verify_;
};

}  // namespace telar::models
