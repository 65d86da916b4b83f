#include "analytics/export/export_table.h"

#include <fmt/format.h>

#include <utility>

#include "analytics/export/scratch.h"
#include "core/digest.h"

namespace telar::analytics {
namespace {

/// The days of one month, or what has none: what one statement reads.
std::vector<ExportRange> Pieces(const std::vector<ExportDay>& days) {
  std::vector<ExportRange> pieces;
  std::string month;
  for (const ExportDay& day : days) {
    const auto date = ParseDate(day.value);
    if (!date.ok()) {
      if (!day.value.empty()) continue;  // kNoDay is the last piece
      pieces.push_back({});
    } else if (day.value.substr(0, 7) != month) {
      month = day.value.substr(0, 7);
      pieces.push_back({.from = *date, .before = {}, .without_day = false});
    }
    if (date.ok()) pieces.back().before = Date(std::chrono::sys_days(*date) + std::chrono::days(1));
  }
  return pieces;
}

/// A partition on its way through the scratch folder.
struct OpenPart {
  std::string value;
  std::filesystem::path path;
  std::unique_ptr<PartFile> file;
  std::unique_ptr<RowDigester> digester;
};

class Exporter {
 public:
  Exporter(store::ObjectStore& store, const Clock& clock, const ExportOptions& options,
           const SourceRows& rows, ExportManifest manifest, const ExportWatch& watch)
      : store_(store),
        clock_(clock),
        options_(options),
        rows_(rows),
        manifest_(std::move(manifest)),
        watch_(watch),
        flushed_(clock.Steady()) {}

  Status Run(db::Connection& connection) {
    Status exported = RunPieces(connection);
    part_ = {};
    Status flushed = Flush();
    return exported.ok() ? flushed : exported;
  }

 private:
  Status RunPieces(db::Connection& connection) {
    TELAR_ASSIGN_OR_RETURN(scratch_, Scratch::Make(options_.scratch_parent));
    auto days = rows_.Days(connection, options_.range);
    if (!days.ok()) return std::move(days).status().WithRole(Role::kSource);
    if (watch_.counted) watch_.counted(*days);
    for (const ExportRange& piece : Pieces(*days)) {
      TELAR_RETURN_IF_ERROR(RunPiece(connection, piece));
    }
    const bool without = !days->empty() && days->back().value == kNoDay;
    // Nothing lies between these days; what has none is left.
    if (!without) return Status::Ok();
    constexpr Date kFirst = std::chrono::year(1) / 1 / 1;
    return RunPiece(connection, {.from = kFirst, .before = kFirst, .without_day = true});
  }

  Status RunPiece(db::Connection& connection, const ExportRange& piece) {
    Status read =
        rows_.Read(connection, piece, true, [this](const SourceRow& row) { return Take(row); });
    if (!read.ok()) return std::move(read).WithRole(Role::kSource);
    return Close();
  }

  Status Take(const SourceRow& row) {
    if (part_.file == nullptr || row.day != part_.value) {
      TELAR_RETURN_IF_ERROR(Close());
      if (options_.stop.stop_requested()) {
        return Status::Cancelled("export " + manifest_.table + ": stopped");
      }
      part_.value = row.day;
      part_.path = *scratch_ / ("part." + std::string(FormatName(options_.format)));
      TELAR_ASSIGN_OR_RETURN(part_.file,
                             PartFile::Create(options_.format, part_.path, rows_.columns()));
      part_.digester = std::make_unique<RowDigester>(rows_.columns());
    }
    part_.digester->Add(row.kept, row.texts);
    return part_.file->Add(row.kept, row.texts);
  }

  Status Close() {
    if (part_.file == nullptr) return Status::Ok();
    const OpenPart part = std::exchange(part_, {});
    const RowDigest& digest = part.digester->digest();
    ExportedDay day{.value = part.value, .rows = digest.rows};
    const auto known = manifest_.parts.find(part.value);
    const bool is_known = known != manifest_.parts.end();
    if (is_known) {
      day.bytes = known->second.bytes;
      TELAR_ASSIGN_OR_RETURN(day.outcome, Compare(known->second, digest));
    }
    if (day.outcome == ExportOutcome::kNew || day.outcome == ExportOutcome::kReplaced) {
      TELAR_RETURN_IF_ERROR(part.file->Finish());
      TELAR_ASSIGN_OR_RETURN(day.bytes, Put(part.value, part.path, digest));
    }
    if (watch_.done) watch_.done(day);
    return clock_.Steady() - flushed_ < options_.manifest_every ? Status::Ok() : Flush();
  }

  /// What becomes of a partition that the manifest has a line of.
  Result<ExportOutcome> Compare(const ExportedPart& known, const RowDigest& digest) const {
    const bool same = known.digest == digest && known.columns == rows_.columns();
    if (!same) return known.dropped_at ? ExportOutcome::kKept : ExportOutcome::kReplaced;
    const auto there = store_.Stat(known.object);
    if (there.ok() && there->size == known.bytes) return ExportOutcome::kUnchanged;
    if (there.ok() || there.status().code() == Code::kNotFound) return ExportOutcome::kReplaced;
    return there.status().WithRole(Role::kDestination);
  }

  Result<std::uint64_t> Put(const std::string& value, const std::filesystem::path& path,
                            const RowDigest& digest) {
    TELAR_ASSIGN_OR_RETURN(const auto file, MappedFile::Open(path));
    ExportedPart part{.value = value,
                      .object = PartKey(manifest_, value),
                      .bytes = file->bytes().size(),
                      .sha256 = Sha256Hex(file->bytes()),
                      .digest = digest,
                      .columns = rows_.columns(),
                      .exported_at = clock_.Now(),
                      .program = options_.program};
    if (auto put = store_.Put(part.object, file->bytes(), true); !put.ok()) {
      return std::move(put).status().WithRole(Role::kDestination);
    }
    fresh_.push_back(part);
    return part.bytes;
  }

  Status Flush() {
    TELAR_RETURN_IF_ERROR(AddToManifest(store_, manifest_, fresh_));
    fresh_.clear();
    flushed_ = clock_.Steady();
    return Status::Ok();
  }

  store::ObjectStore& store_;
  const Clock& clock_;
  const ExportOptions& options_;
  const SourceRows& rows_;
  const ExportManifest manifest_;  // as it was at the beginning
  const ExportWatch& watch_;
  std::unique_ptr<Scratch> scratch_;
  OpenPart part_;                    // before scratch_ goes
  std::vector<ExportedPart> fresh_;  // in the store, not in its manifest yet
  std::chrono::steady_clock::time_point flushed_;
};

}  // namespace

Status ExportTable(db::Database& database, store::ObjectStore& store, const Clock& clock,
                   const ExportSource& source, const ExportOptions& options,
                   const ExportWatch& watch) {
  const auto run = [&]() -> Status {
    auto connection = database.Acquire();
    if (!connection.ok()) return std::move(connection).status().WithRole(Role::kSource);
    auto rows = SourceRows::Of(**connection, database.dialect(), source);
    if (!rows.ok()) return std::move(rows).status().WithRole(Role::kSource);
    TELAR_ASSIGN_OR_RETURN(auto manifest, ReadExportManifest(store, source.table));
    if (manifest && manifest->format != options.format) {
      return Status::InvalidInput(fmt::format("{} has the table as {} already", store.Describe(),
                                              FormatName(manifest->format)))
          .WithHint("Readers take all files of a folder together: name another one, or --format.");
    }
    if (!manifest) {
      manifest = ExportManifest{
          .table = source.table, .format = options.format, .partition = source.partition};
    }
    return Exporter(store, clock, options, *rows, *std::move(manifest), watch).Run(**connection);
  };
  return run().WithContext("export " + source.table);
}

}  // namespace telar::analytics
