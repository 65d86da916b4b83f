#include "pos/odbc/rows_archive.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using testing::StatusIs;

using Texts = std::vector<std::optional<std::string>>;
constexpr std::uint64_t kMost = 1u << 20;

std::string Zip(std::string_view text) {
  GzipWriter gzip;
  gzip.Add(text);
  return gzip.Finish();
}

struct Read {
  std::vector<std::string> columns;
  std::vector<Texts> rows;
  Status status;
};

Read ReadAll(std::string_view bytes, std::string_view query = "stock", std::uint64_t most = kMost) {
  Read read;
  read.status = ReadRowsArchive(
      bytes, query, most,
      [&](const std::vector<std::string>& columns) {
        read.columns = columns;
        return Status::Ok();
      },
      [&](RowsArchive::Row row, std::int64_t position) {
        EXPECT_EQ(position, static_cast<std::int64_t>(read.rows.size()));
        Texts& texts = read.rows.emplace_back();
        for (const auto& cell : row)
          texts.push_back(cell ? std::optional(std::string(*cell)) : std::nullopt);
        return Status::Ok();
      });
  return read;
}

RawAnswer Archive(const std::vector<Texts>& rows) {
  RowsArchive archive("stock", {"a", "b\"c"});
  for (const Texts& row : rows)
    archive.Add(std::vector<std::optional<std::string_view>>(row.begin(), row.end()));
  return archive.Finish();
}

TEST(RowsArchive, ReadsBackWhatWasAdded) {
  const std::vector<Texts> rows{{"", std::nullopt},
                                {"line\nfeed \"quoted\" \\ \t", "Ñ 🛒"},
                                {std::string("\0\x1f\x7f", 3), "null"}};
  const RawAnswer answer = Archive(rows);
  EXPECT_EQ(answer.received, 3);
  const Read read = ReadAll(answer.bytes);
  EXPECT_OK(read.status);
  EXPECT_THAT(read.columns, ElementsAre("a", "b\"c"));
  EXPECT_EQ(read.rows, rows);
}

TEST(RowsArchive, StoresMalformedTextAsReplacements) {
  const Read read = ReadAll(Archive({{"a\xff", "b"}}).bytes);
  EXPECT_OK(read.status);
  EXPECT_EQ(read.rows, (std::vector<Texts>{{"a\xEF\xBF\xBD", "b"}}));
}

TEST(RowsArchive, IsTheDocumentedText) {
  const std::string text =
      "{\"telar\":\"rows "
      "1\",\"query\":\"stock\",\"columns\":[\"a\"]}\n[\"1\"]\n[null]\n{\"rows\":2}\n";
  RowsArchive archive("stock", {"a"});
  archive.Add(std::vector<std::optional<std::string_view>>{"1"});
  archive.Add(std::vector<std::optional<std::string_view>>{std::nullopt});
  const RawAnswer answer = archive.Finish();
  EXPECT_EQ(answer.bytes, Zip(text));
  EXPECT_EQ(answer.raw_bytes, static_cast<std::int64_t>(text.size()));
}

TEST(RowsArchive, OfAnotherQueryIsRefused) {
  EXPECT_THAT(ReadAll(Archive({}).bytes, "sales").status, StatusIs(Code::kInvalidInput));
}

TEST(RowsArchive, ThatIsCutAnywhereIsRefused) {
  const std::string bytes = Archive({{"1", "2"}, {"3", "4"}}).bytes;
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THAT(ReadAll(bytes.substr(0, size)).status, StatusIs(Code::kInvalidInput)) << size;
}

TEST(RowsArchive, WithoutItsFormIsRefused) {
  const std::string header = "{\"telar\":\"rows 1\",\"query\":\"stock\",\"columns\":[\"a\"]}\n";
  for (const std::string& text :
       {std::string(), std::string("[]\n"), header, header + "[\"1\"]\n", header + "{\"rows\":1}\n",
        header + "[\"1\"]\n{\"rows\":2}\n", header + "[\"1\"]\n{\"rows\":1}",
        header + "[1]\n{\"rows\":1}\n", header + "[\"1\",\"2\"]\n{\"rows\":1}\n",
        header + "{\"rows\":0}\n[\"1\"]\n", header + "[\"1\"\n{\"rows\":1}\n",
        header + "\n{\"rows\":0}\n",
        std::string(
            "{\"telar\":\"rows 2\",\"query\":\"stock\",\"columns\":[\"a\"]}\n{\"rows\":0}\n")}) {
    EXPECT_THAT(ReadAll(Zip(text)).status, StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(RowsArchive, BeyondItsLimitIsRefused) {
  EXPECT_THAT(ReadAll(Archive({{std::string(1000, 'x'), ""}}).bytes, "stock", 500).status,
              StatusIs(Code::kLimitExceeded));
}

}  // namespace
}  // namespace telar::pos
