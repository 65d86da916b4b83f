#include "models/outbox.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "core/digest.h"

namespace telar::models {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kEntries = "outbox/mlflow/", kEnd = ".json";
constexpr std::uint64_t kMostEntryBytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kMostFileBytes = std::uint64_t{256} << 20;

std::string EntryKey(const std::string& training) {
  return fmt::format("{}{}{}", kEntries, training, kEnd);
}
std::string FileKey(const std::string& sha256) { return "outbox/files/" + sha256; }

Result<Outbox::Entry> ParseEntry(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    Outbox::Entry entry;
    TELAR_ASSIGN_OR_RETURN(entry.record, ParseRecord(json.at("record").dump()));
    for (const Json& file : json.at("files")) {
      entry.files.push_back({file.at("path").get<std::string>(),
                             file.at("content_type").get<std::string>(),
                             file.at("sha256").get<std::string>()});
    }
    return entry;
  } catch (const Json::exception& e) {
    return Status::InvalidInput(e.what());
  }
}

}  // namespace

Result<std::string> Outbox::KeepFile(std::string_view bytes) {
  const std::string sha256 = Sha256Hex(bytes);
  TELAR_RETURN_IF_ERROR(store_.Put(FileKey(sha256), bytes, false).status());
  return sha256;
}

Result<std::string> Outbox::Bytes(const std::string& sha256) {
  TELAR_ASSIGN_OR_RETURN(std::string bytes, store_.Get(FileKey(sha256), "", kMostFileBytes));
  if (Sha256Hex(bytes) != sha256)
    return Status::ContractBroken("outbox file " + sha256 + ": it has other bytes");
  return bytes;
}

Status Outbox::Keep(const Entry& entry) {
  Json files = Json::array();
  for (const File& file : entry.files) {
    files.push_back(
        {{"path", file.path}, {"content_type", file.content_type}, {"sha256", file.sha256}});
  }
  const Json json = {{"record", Json::parse(RecordJson(entry.record))},
                     {"files", std::move(files)}};
  return store_
      .Put(EntryKey(entry.record.id),
           json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n", true)
      .status();
}

Result<std::vector<std::string>> Outbox::Waiting() {
  std::vector<std::string> ids;
  std::string after;
  do {
    TELAR_ASSIGN_OR_RETURN(const store::ListPage page, store_.List(kEntries, after, 1000));
    for (const store::ObjectInfo& object : page.objects) {
      if (!object.key.ends_with(kEnd)) continue;
      ids.push_back(
          object.key.substr(kEntries.size(), object.key.size() - kEntries.size() - kEnd.size()));
    }
    after = page.next;
  } while (!after.empty());
  return ids;
}

Result<Outbox::Entry> Outbox::Read(const std::string& training) {
  const std::string key = EntryKey(training);
  TELAR_ASSIGN_OR_RETURN(const std::string text, store_.Get(key, "", kMostEntryBytes));
  Result<Entry> entry = ParseEntry(text);
  if (!entry.ok()) return std::move(entry).status().WithContext("read " + key);
  return entry;
}

Status Outbox::Remove(const Entry& entry) {
  TELAR_RETURN_IF_ERROR(store_.Remove(EntryKey(entry.record.id), ""));
  std::set<std::string> unused;
  for (const File& file : entry.files) unused.insert(file.sha256);
  TELAR_ASSIGN_OR_RETURN(const std::vector<std::string> others, Waiting());
  for (const std::string& other : others) {
    const Result<Entry> kept = Read(other);
    // What an entry needs that cannot be read is not known.
    if (!kept.ok()) return Status::Ok();
    for (const File& file : kept->files) unused.erase(file.sha256);
  }
  for (const std::string& sha256 : unused) {
    TELAR_RETURN_IF_ERROR(store_.Remove(FileKey(sha256), ""));
  }
  return Status::Ok();
}

}  // namespace telar::models
