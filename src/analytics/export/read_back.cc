#include "analytics/export/read_back.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <utility>
#include <vector>

#include "analytics/export/scratch.h"
#include "core/digest.h"
#include "db/duckdb/parquet_file.h"

namespace telar::analytics {
namespace {

Status Save(const std::filesystem::path& path, std::string_view bytes) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return Status::Ok();
  return Status::FromErrno(errno == 0 ? EIO : errno, "copy " + path.filename().string());
}

std::string Difference(const RowDigest& held, const RowDigest& rows) {
  if (held.rows != rows.rows) {
    return fmt::format("the file has {} rows, the database {}", held.rows, rows.rows);
  }
  for (const auto& [name, sum] : rows.sums) {
    const auto its = held.sums.find(name);
    if (its == held.sums.end() || its->second != sum) return "the sums of " + name + " differ";
  }
  return "rows differ";
}

}  // namespace

Result<RowDigest> ReadBack(store::ObjectStore& store, const ExportedPart& part,
                           const std::filesystem::path& scratch_parent) {
  TELAR_ASSIGN_OR_RETURN(const auto scratch, Scratch::Make(scratch_parent));
  const std::filesystem::path copy = *scratch / "part.parquet";
  {
    auto bytes = store.Get(part.object, "", part.bytes);
    const Code code = bytes.status().code();
    if (code == Code::kNotFound || code == Code::kLimitExceeded ||
        (bytes.ok() && Sha256Hex(*bytes) != part.sha256)) {
      return Status::ContractBroken(
          fmt::format("read back {}: it is {}", part.object,
                      code == Code::kNotFound ? "gone" : "not what was exported"));
    }
    if (!bytes.ok()) return std::move(bytes).status().WithRole(Role::kDestination);
    TELAR_RETURN_IF_ERROR(Save(copy, *bytes));
  }
  RowDigester digester(part.columns);
  std::vector<db::Value> kept(part.columns.size());
  std::vector<std::optional<std::string>> texts(part.columns.size());
  Status read = db::duckdb::ReadParquet(
      copy, ParquetColumns(part.columns), [&](const db::Row& row) -> Status {
        for (std::size_t i = 0; i < part.columns.size(); ++i) {
          TELAR_ASSIGN_OR_RETURN(kept[i], KeptValue(part.columns[i], row.Get(static_cast<int>(i))));
          texts[i] = ValueText(kept[i]);
        }
        digester.Add(kept, texts);
        return Status::Ok();
      });
  if (!read.ok()) return std::move(read).WithContext("read back " + part.object);
  return digester.digest();
}

Result<std::map<std::string, RowDigest>> DigestsOf(db::Connection& connection,
                                                   const SourceRows& rows,
                                                   const ExportRange& range) {
  std::map<std::string, RowDigester, std::less<>> digesters;
  TELAR_RETURN_IF_ERROR(rows.Read(connection, range, false, [&](const SourceRow& row) {
    auto at = digesters.find(row.day);
    if (at == digesters.end())
      at = digesters.try_emplace(std::string(row.day), rows.columns()).first;
    at->second.Add(row.kept, row.texts);
    return Status::Ok();
  }));
  std::map<std::string, RowDigest> digests;
  for (const auto& [day, digester] : digesters) digests[day] = digester.digest();
  return digests;
}

Status CheckHeld(db::Connection& connection, const SourceRows& rows, const ExportRange& range,
                 const std::map<std::string, RowDigest>& held) {
  TELAR_ASSIGN_OR_RETURN(const auto digests, DigestsOf(connection, rows, range));
  for (const auto& [day, digest] : digests) {
    const auto its = held.find(day);
    if (its == held.end()) {
      return Status::ContractBroken(
          fmt::format("verify {} of {}: it is not in the export", day, rows.source().table));
    }
    if (its->second == digest) continue;
    return Status::ContractBroken(fmt::format("verify {} of {}: {}", day, rows.source().table,
                                              Difference(its->second, digest)))
        .WithHint("Rows came in meanwhile, or the export was changed: run it again.");
  }
  return Status::Ok();
}

}  // namespace telar::analytics
