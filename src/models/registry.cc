#include "models/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "core/digest.h"

namespace telar::models {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostRecordBytes = 1 << 20;
constexpr int kPage = 1000;

std::string VersionKey(int version) { return fmt::format("versions/{:06}.json", version); }
std::string HistoryKey(int number) { return fmt::format("history/{:06}.json", number); }
std::string BlobKey(std::string_view sha256) { return fmt::format("blobs/{}", sha256); }

std::string ChangeJson(const AliasChange& c) {
  const json object = {
      {"number", c.number}, {"alias", c.alias},          {"version", c.version},
      {"action", c.action}, {"at", FormatInstant(c.at)}, {"who", c.who},
      {"why", c.why},       {"sha256", c.sha256},        {"baseline_sha256", c.baseline_sha256}};
  return object.dump(2) + "\n";
}

Result<AliasChange> ParseChange(std::string_view text) {
  try {
    const json object = json::parse(text);
    AliasChange c;
    object.at("number").get_to(c.number);
    object.at("alias").get_to(c.alias);
    object.at("version").get_to(c.version);
    object.at("action").get_to(c.action);
    TELAR_ASSIGN_OR_RETURN(c.at, ParseInstant(object.at("at").get<std::string>()));
    object.at("who").get_to(c.who);
    object.at("why").get_to(c.why);
    object.at("sha256").get_to(c.sha256);
    c.baseline_sha256 = object.value("baseline_sha256", "");
    return c;
  } catch (const json::exception& e) {
    return Status::InvalidInput(std::string("read a change of the registry: ") + e.what());
  }
}

// Keys below a prefix that come after one of them, in order.
Result<std::vector<std::string>> KeysAfter(store::ObjectStore& store, std::string_view prefix,
                                           std::string after) {
  std::vector<std::string> keys;
  do {
    TELAR_ASSIGN_OR_RETURN(const store::ListPage page, store.List(prefix, after, kPage));
    for (const store::ObjectInfo& object : page.objects) keys.push_back(object.key);
    after = page.next;
  } while (!after.empty());
  return keys;
}

// The champions that Rollback can go through, the present one last: a promotion adds one, a
// rollback takes one away.
std::vector<int> Champions(const std::vector<AliasChange>& history) {
  std::vector<int> champions;
  for (const AliasChange& change : history) {
    if (change.alias != kChampion) continue;
    if (change.action == "rollback") {
      if (!champions.empty()) champions.pop_back();
    } else if (change.action == "promote") {
      champions.push_back(change.version);
    }
  }
  return champions;
}

// The baseline of a version's last promotion that had one.
std::string BaselineOf(const std::vector<AliasChange>& history, int version) {
  std::string baseline;
  for (const AliasChange& change : history) {
    if (change.version == version && !change.baseline_sha256.empty()) {
      baseline = change.baseline_sha256;
    }
  }
  return baseline;
}

std::optional<int> Named(const std::vector<AliasChange>& history, std::string_view alias) {
  if (alias == kChampion) {
    const std::vector<int> champions = Champions(history);
    return champions.empty() ? std::nullopt : std::optional(champions.back());
  }
  std::optional<int> version;
  for (const AliasChange& change : history) {
    if (change.alias != alias) continue;
    version = change.action == "refuse" ? std::nullopt : std::optional(change.version);
  }
  return version;
}

}  // namespace

Registry::Registry(store::ObjectStore& store, const Clock& clock, Verify verify)
    : store_(store), clock_(clock), verify_(std::move(verify)) {}

Result<std::string> Registry::KeepBlob(std::string_view bytes) {
  std::string sha256 = Sha256Hex(bytes);
  TELAR_RETURN_IF_ERROR(store_.Put(BlobKey(sha256), bytes, false).status());
  return sha256;
}

Result<std::string> Registry::Blob(const std::string& sha256) {
  TELAR_ASSIGN_OR_RETURN(std::string bytes, store_.Get(BlobKey(sha256), "", kMostBlobBytes));
  if (Sha256Hex(bytes) != sha256) {
    return Status::ContractBroken(
               fmt::format("read {} from {}: its bytes are not those that were stored",
                           BlobKey(sha256), store_.Describe()))
        .WithHint("The file is damaged or was changed by hand; restore it from a copy.");
  }
  return bytes;
}

Result<ModelManifest> Registry::Register(std::string_view model, ModelManifest manifest) {
  if (verify_) TELAR_RETURN_IF_ERROR(verify_(model).WithContext("register a model"));
  TELAR_ASSIGN_OR_RETURN(manifest.sha256, KeepBlob(model));
  manifest.bytes = model.size();
  manifest.created = clock_.Now();
  TELAR_ASSIGN_OR_RETURN(const auto keys, KeysAfter(store_, "versions/", ""));
  manifest.version = 1;
  if (!keys.empty()) {
    const std::string digits = keys.back().substr(keys.back().find('/') + 1, 6);
    std::from_chars(digits.data(), digits.data() + digits.size(), manifest.version);
    ++manifest.version;
  }
  const Status put =
      store_.Put(VersionKey(manifest.version), ManifestJson(manifest), false).status();
  if (put.code() == Code::kAlreadyExists) {
    return Status::Conflict("register a model: another one was registered at the same moment");
  }
  TELAR_RETURN_IF_ERROR(put);
  return manifest;
}

Result<bool> Registry::HasBlob(const std::string& sha256) {
  const Status found = store_.Stat(BlobKey(sha256)).status();
  if (found.code() == Code::kNotFound) return false;
  TELAR_RETURN_IF_ERROR(found);
  return true;
}

Result<ModelManifest> Registry::Version(int version) {
  auto text = store_.Get(VersionKey(version), "", kMostRecordBytes);
  if (text.status().code() == Code::kNotFound) {
    return Status::NotFound(
               fmt::format("model version {}: there is none in {}", version, store_.Describe()))
        .WithHint("`telar model list` shows the versions there are.");
  }
  if (!text.ok()) return text.status();
  auto manifest = ParseManifest(*text);
  if (!manifest.ok()) return manifest.status().WithContext(VersionKey(version));
  return manifest;
}

Result<std::vector<ModelManifest>> Registry::Versions() {
  TELAR_ASSIGN_OR_RETURN(const auto keys, KeysAfter(store_, "versions/", ""));
  std::vector<ModelManifest> versions;
  for (const std::string& key : keys) {
    TELAR_ASSIGN_OR_RETURN(const std::string text, store_.Get(key, "", kMostRecordBytes));
    auto manifest = ParseManifest(text);
    if (!manifest.ok()) return manifest.status().WithContext(key);
    versions.push_back(*std::move(manifest));
  }
  return versions;
}

Result<std::string> Registry::Load(const ModelManifest& manifest) {
  const std::string what = fmt::format("load model version {}", manifest.version);
  auto bytes = Blob(manifest.sha256);
  if (!bytes.ok()) return bytes.status().WithContext(what);
  if (verify_) {
    if (const Status bad = verify_(*bytes); !bad.ok()) {
      return Status(Code::kContractBroken, bad.FullMessage())
          .WithHint(bad.hint())
          .WithContext(what);
    }
  }
  return bytes;
}

Result<std::vector<AliasChange>> Registry::History(int after) {
  const std::string from = after > 0 ? HistoryKey(after) : "";
  TELAR_ASSIGN_OR_RETURN(const auto keys, KeysAfter(store_, "history/", from));
  std::vector<AliasChange> history;
  for (const std::string& key : keys) {
    TELAR_ASSIGN_OR_RETURN(const std::string text, store_.Get(key, "", kMostRecordBytes));
    auto change = ParseChange(text);
    if (!change.ok()) return change.status().WithContext(key);
    history.push_back(*std::move(change));
  }
  return history;
}

Result<std::optional<ModelManifest>> Registry::Alias(std::string_view alias) {
  TELAR_ASSIGN_OR_RETURN(const auto history, History());
  const std::optional<int> version = Named(history, alias);
  if (!version) return std::optional<ModelManifest>();
  TELAR_ASSIGN_OR_RETURN(ModelManifest manifest, Version(*version));
  if (manifest.baseline_sha256.empty()) manifest.baseline_sha256 = BaselineOf(history, *version);
  return std::optional(std::move(manifest));
}

// The history is the one the caller decided by: a change made since then takes its number, and the
// caller is told to decide again.
Status Registry::Change(const std::vector<AliasChange>& history, std::string_view alias,
                        std::string_view action, int version, std::string who, std::string why,
                        std::string baseline_sha256) {
  TELAR_ASSIGN_OR_RETURN(const ModelManifest manifest, Version(version));
  AliasChange change;
  change.number = history.empty() ? 1 : history.back().number + 1;
  change.alias = alias;
  change.version = version;
  change.action = action;
  change.at = clock_.Now();
  change.who = std::move(who);
  change.why = std::move(why);
  change.sha256 = manifest.sha256;
  change.baseline_sha256 = std::move(baseline_sha256);
  const Status put = store_.Put(HistoryKey(change.number), ChangeJson(change), false).status();
  if (put.code() == Code::kAlreadyExists) {
    return Status::Conflict(
        fmt::format("{} model version {}: somebody else changed the registry at the same moment",
                    action, version));
  }
  return put;
}

Status Registry::Promote(int version, std::string who, std::string why,
                         std::string baseline_sha256) {
  TELAR_ASSIGN_OR_RETURN(const ModelManifest manifest, Version(version));
  TELAR_RETURN_IF_ERROR(Load(manifest).status());
  TELAR_ASSIGN_OR_RETURN(const auto history, History());
  if (Named(history, kChampion) == version) return Status::Ok();
  if (baseline_sha256.empty()) baseline_sha256 = manifest.baseline_sha256;
  return Change(history, kChampion, "promote", version, std::move(who), std::move(why),
                std::move(baseline_sha256));
}

Result<ModelManifest> Registry::Rollback(std::string who, std::string why) {
  TELAR_ASSIGN_OR_RETURN(const auto history, History());
  const std::vector<int> champions = Champions(history);
  if (champions.size() < 2) {
    return Status::NotFound("roll back: no model was champion before the present one");
  }
  TELAR_ASSIGN_OR_RETURN(ModelManifest before, Version(champions[champions.size() - 2]));
  TELAR_RETURN_IF_ERROR(Load(before).status());
  TELAR_RETURN_IF_ERROR(Change(history, kChampion, "rollback", before.version, std::move(who),
                               std::move(why), BaselineOf(history, before.version)));
  return before;
}

Status Registry::Nominate(int version, std::string who, std::string why) {
  TELAR_ASSIGN_OR_RETURN(const auto history, History());
  return Change(history, kCandidate, "nominate", version, std::move(who), std::move(why));
}

Status Registry::Refuse(int version, std::string who, std::string why) {
  TELAR_ASSIGN_OR_RETURN(const auto history, History());
  return Change(history, kCandidate, "refuse", version, std::move(who), std::move(why));
}

Result<std::vector<int>> Registry::Prune(int keep) {
  TELAR_ASSIGN_OR_RETURN(const auto versions, Versions());
  TELAR_ASSIGN_OR_RETURN(const auto history, History());
  const std::vector<int> champions = Champions(history);
  std::set<int> kept;
  if (!champions.empty()) kept.insert(champions.back());
  if (champions.size() > 1) kept.insert(champions[champions.size() - 2]);
  if (const auto candidate = Named(history, kCandidate)) kept.insert(*candidate);
  const auto last = static_cast<std::size_t>(std::max(keep, 1));
  for (std::size_t i = versions.size() - std::min(last, versions.size()); i < versions.size();
       ++i) {
    kept.insert(versions[i].version);
  }
  std::set<std::string> used;
  for (const ModelManifest& m : versions) {
    if (!kept.contains(m.version)) continue;
    used.insert(m.sha256);
    used.insert(m.baseline_sha256);
    used.insert(BaselineOf(history, m.version));
  }
  std::vector<int> removed;
  for (const ModelManifest& m : versions) {
    if (kept.contains(m.version)) continue;
    // The manifest goes first: a version without its file would look damaged.
    TELAR_RETURN_IF_ERROR(store_.Remove(VersionKey(m.version), ""));
    for (const std::string& blob : {m.sha256, m.baseline_sha256}) {
      if (!blob.empty() && !used.contains(blob)) {
        TELAR_RETURN_IF_ERROR(store_.Remove(BlobKey(blob), ""));
      }
    }
    removed.push_back(m.version);
  }
  return removed;
}

}  // namespace telar::models
