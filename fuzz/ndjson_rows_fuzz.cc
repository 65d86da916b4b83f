#include <optional>
#include <string>
#include <vector>

#include "core/text.h"
#include "fuzz/support/require.h"
#include "pos/odbc/rows_archive.h"
#include "pos/odbc/rows_source.h"

namespace {

using namespace telar;
using namespace telar::pos;
using fuzz::Require;

constexpr std::uint64_t kMost = 1u << 22;
using Texts = std::vector<std::optional<std::string>>;

struct Answer {
  std::vector<std::string> columns;
  std::vector<Texts> rows;
  Status status;
};

Answer Read(std::string_view bytes, std::string_view query) {
  Answer answer;
  answer.status = ReadRowsArchive(
      bytes, query, kMost,
      [&](const std::vector<std::string>& columns) {
        answer.columns = columns;
        return Status::Ok();
      },
      [&](RowsArchive::Row row, std::int64_t position) {
        Require(position == static_cast<std::int64_t>(answer.rows.size()), "rows are counted");
        Require(row.size() == answer.columns.size(), "a row has one cell a column");
        Texts& texts = answer.rows.emplace_back();
        for (const auto& cell : row) {
          Require(!cell || IsValidUtf8(*cell), "a cell is valid UTF-8", cell.value_or(""));
          texts.push_back(cell ? std::optional(std::string(*cell)) : std::nullopt);
        }
        return Status::Ok();
      });
  return answer;
}

}  // namespace

/// Any text in an archive is refused or is rows that, archived again, are read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  GzipWriter gzip;
  gzip.Add(fuzz::AsText(data, size));
  const std::string bytes = gzip.Finish();
  for (const std::string_view query : {"stock", "sales"}) {
    const Answer answer = Read(bytes, query);
    if (!answer.status.ok()) {
      Require(answer.status.code() == Code::kInvalidInput, "a refusal is about the input",
              answer.status.ToString());
      continue;
    }
    RowsArchive archive(query, answer.columns);
    for (const Texts& row : answer.rows)
      archive.Add(std::vector<std::optional<std::string_view>>(row.begin(), row.end()));
    const Answer again = Read(archive.Finish().bytes, query);
    Require(again.status.ok(), "what was read is read again", again.status.ToString());
    Require(again.columns == answer.columns && again.rows == answer.rows, "and is the same");
  }
  std::int64_t rows = 0;
  const auto count = [&](const auto&, std::int64_t) {
    ++rows;
    return Status::Ok();
  };
  if (!ReadStockRows(bytes, count).ok()) rows = 0;
  if (!ReadSaleRows(bytes, count).ok()) rows = 0;
  return 0;
}
