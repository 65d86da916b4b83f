#include "analytics/export/manifest.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "core/digest.h"

namespace telar::analytics {
namespace {

using Json = nlohmann::ordered_json;
using Kind = ExportColumn::Kind;

constexpr int kFormat = 1;
constexpr std::uint64_t kMostBytes = 1ULL << 30;
constexpr std::string_view kNoManifest = "it is no manifest of an export";

Json SchemaJson(const std::vector<ExportColumn>& columns) {
  Json schema = Json::array();
  for (const ExportColumn& column : columns) {
    schema.push_back({{"name", column.name}, {"type", column.Type()}});
  }
  return schema;
}

/// The words of the manifest are those of one dialect.
const db::Dialect& Words() {
  static const db::Dialect words{.boolean = "BOOLEAN",
                                 .decimal = "DECIMAL",
                                 .date = "DATE",
                                 .datetime = "TIMESTAMP",
                                 .instant = "TIMESTAMP WITH TIME ZONE"};
  return words;
}

Json PartJson(const ExportedPart& part, const std::string& schema) {
  Json sums = Json::object();
  for (const auto& [name, sum] : part.digest.sums) sums[name] = sum.ToString();
  return {{"value", part.value},
          {"object", part.object},
          {"rows", part.digest.rows},
          {"bytes", part.bytes},
          {"sha256", part.sha256},
          {"row_hash", fmt::format("{:016x}", part.digest.hash)},
          {"sums", std::move(sums)},
          {"schema", schema},
          {"exported_at", FormatInstant(part.exported_at)},
          {"program", part.program},
          {"dropped_at", part.dropped_at ? Json(FormatInstant(*part.dropped_at)) : Json(nullptr)}};
}

Result<ExportedPart> ParsePart(const Json& json, const Json& schemas) {
  ExportedPart part;
  part.value = json.at("value");
  part.object = json.at("object");
  part.bytes = json.at("bytes");
  part.sha256 = json.at("sha256");
  part.digest.rows = json.at("rows");
  const std::string hash = json.at("row_hash");
  const auto read = std::from_chars(hash.data(), hash.data() + hash.size(), part.digest.hash, 16);
  if (read.ec != std::errc() || read.ptr != hash.data() + hash.size()) {
    return Status::ContractBroken("a row_hash is no hexadecimal number");
  }
  for (const auto& [name, sum] : json.at("sums").items()) {
    TELAR_ASSIGN_OR_RETURN(part.digest.sums[name], Decimal::Parse(sum.get<std::string>()));
  }
  for (const Json& column : schemas.at(json.at("schema").get<std::string>())) {
    part.columns.push_back(
        ExportColumnOf({.name = column.at("name"), .type = column.at("type")}, Words()));
  }
  TELAR_ASSIGN_OR_RETURN(part.exported_at, ParseInstant(json.at("exported_at").get<std::string>()));
  part.program = json.at("program");
  if (const Json& dropped = json.at("dropped_at"); !dropped.is_null()) {
    TELAR_ASSIGN_OR_RETURN(part.dropped_at, ParseInstant(dropped.get<std::string>()));
  }
  return part;
}

Result<ExportManifest> Parse(std::string_view text) {
  const Json json = Json::parse(text);
  if (json.at("format").get<int>() > kFormat) {
    return Status::ContractBroken("a newer telar wrote it");
  }
  ExportManifest manifest{.table = json.at("table"), .partition = json.at("partition")};
  const auto format = FormatNamed(json.at("file_format").get<std::string>());
  if (!format) return Status::ContractBroken("its file_format is unknown");
  manifest.format = *format;
  for (const Json& one : json.at("parts")) {
    TELAR_ASSIGN_OR_RETURN(ExportedPart part, ParsePart(one, json.at("schemas")));
    std::string value = part.value;
    manifest.parts.insert_or_assign(std::move(value), std::move(part));
  }
  return manifest;
}

}  // namespace

std::string ManifestKey(std::string_view table) { return std::string(table) + "/_manifest.json"; }

std::string PartKey(const ExportManifest& manifest, std::string_view value) {
  const std::string_view ending = FormatName(manifest.format);
  if (value.empty()) return fmt::format("{}/part-0.{}", manifest.table, ending);
  return fmt::format("{}/{}={}/part-0.{}", manifest.table, manifest.partition, value, ending);
}

std::string ExportManifestJson(const ExportManifest& manifest) {
  Json schemas = Json::object(), parts = Json::array();
  for (const auto& [value, part] : manifest.parts) {
    Json schema = SchemaJson(part.columns);
    const std::string name = Sha256Hex(schema.dump()).substr(0, 12);
    schemas[name] = std::move(schema);
    parts.push_back(PartJson(part, name));
  }
  const Json json{{"format", kFormat},
                  {"table", manifest.table},
                  {"file_format", FormatName(manifest.format)},
                  {"partition", manifest.partition},
                  {"schemas", std::move(schemas)},
                  {"parts", std::move(parts)}};
  return json.dump(1) + "\n";
}

Result<ExportManifest> ParseExportManifest(std::string_view text) {
  try {
    auto manifest = Parse(text);
    if (manifest.ok()) return manifest;
    return Status::ContractBroken(manifest.status().FullMessage());
  } catch (const nlohmann::json::exception&) {
    return Status::ContractBroken(std::string(kNoManifest));
  }
}

Result<std::optional<ExportManifest>> ReadExportManifest(store::ObjectStore& store,
                                                         std::string_view table) {
  const std::string key = ManifestKey(table);
  auto text = store.Get(key, "", kMostBytes);
  if (text.status().code() == Code::kNotFound) return std::optional<ExportManifest>();
  if (!text.ok()) return std::move(text).status().WithRole(Role::kDestination);
  auto manifest = ParseExportManifest(*text);
  if (manifest.ok() && manifest->table != table) {
    manifest = Status::ContractBroken("it is that of another table");
  }
  if (!manifest.ok()) {
    return std::move(manifest)
        .status()
        .WithContext("read " + key)
        .WithHint("Export to another folder, or move this table's folder away.");
  }
  return std::optional(*std::move(manifest));
}

Status AddToManifest(store::ObjectStore& store, const ExportManifest& head,
                     const std::vector<ExportedPart>& parts) {
  if (parts.empty()) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(auto found, ReadExportManifest(store, head.table));
  ExportManifest manifest = found ? *std::move(found) : head;
  for (const ExportedPart& part : parts) manifest.parts.insert_or_assign(part.value, part);
  auto put = store.Put(ManifestKey(head.table), ExportManifestJson(manifest), true);
  return put.ok() ? Status::Ok() : std::move(put).status().WithRole(Role::kDestination);
}

}  // namespace telar::analytics
