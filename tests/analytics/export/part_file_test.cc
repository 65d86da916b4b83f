#include "analytics/export/part_file.h"

#include <zlib.h>

#include "analytics/export/scratch.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::analytics {
namespace {

using telar::testing::IsOk;
using telar::testing::ReadFile;
using telar::testing::StatusIs;
using telar::testing::TempFolder;
using ::testing::HasSubstr;

const std::vector<ExportColumn>& Columns() {
  static const std::vector<ExportColumn> columns{{.name = "n", .kind = ExportColumn::Kind::kWhole},
                                                 {.name = "the \"word\""}};
  return columns;
}

Status Write(FileFormat format, const std::filesystem::path& path, int rows) {
  auto file = PartFile::Create(format, path, Columns());
  if (!file.ok()) return file.status();
  for (int i = 0; i < rows; ++i) {
    const std::vector<db::Value> kept = {std::int64_t{i}, std::string("row, with a comma")};
    const std::vector<std::optional<std::string>> texts = {ValueText(kept[0]), ValueText(kept[1])};
    TELAR_RETURN_IF_ERROR((*file)->Add(kept, texts));
  }
  return (*file)->Finish();
}

TEST(CsvFields, AreInQuotesOnlyWhenTheyMustBe) {
  EXPECT_EQ(CsvField("plain"), "plain");
  EXPECT_EQ(CsvField("caña; 5'"), "caña; 5'");
  EXPECT_EQ(CsvField(""), "\"\"");
  EXPECT_EQ(CsvField("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvField("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(CsvField("a\nb"), "\"a\nb\"");
  EXPECT_EQ(CsvField("a\r"), "\"a\r\"");
  EXPECT_EQ(CsvField(" a"), "\" a\"");
}

TEST(CsvParts, HaveAHeaderAndLongFilesAreWhole) {
  const TempFolder folder;
  ASSERT_OK(Write(FileFormat::kCsv, folder / "a.csv", 50'000));
  const std::string text = ReadFile(folder / "a.csv");
  EXPECT_TRUE(text.starts_with("n,\"the \"\"word\"\"\"\r\n0,\"row, with a comma\"\r\n1,"));
  EXPECT_TRUE(text.ends_with("\r\n49999,\"row, with a comma\"\r\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 50'001);
}

TEST(CsvParts, CompressedAreTheSameTextAndTheSameBytesEveryTime) {
  const TempFolder folder;
  ASSERT_OK(Write(FileFormat::kCsv, folder / "a.csv", 50'000));
  ASSERT_OK(Write(FileFormat::kCsvGzip, folder / "a.csv.gz", 50'000));
  ASSERT_OK(Write(FileFormat::kCsvGzip, folder / "b.csv.gz", 50'000));
  const std::string plain = ReadFile(folder / "a.csv");
  std::string text(plain.size() + 1, '\0');
  gzFile gz = gzopen((folder / "a.csv.gz").c_str(), "rb");
  EXPECT_EQ(gzread(gz, text.data(), static_cast<unsigned>(text.size())),
            static_cast<int>(plain.size()));
  gzclose(gz);
  text.resize(plain.size());
  EXPECT_TRUE(text == plain);
  EXPECT_TRUE(ReadFile(folder / "a.csv.gz") == ReadFile(folder / "b.csv.gz"));
}

TEST(CsvParts, ADiskThatIsFullIsAFailure) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "the system has no /dev/full";
  EXPECT_THAT(Write(FileFormat::kCsv, "/dev/full", 50'000),
              StatusIs(Code::kUnavailable, HasSubstr("full")));
}

TEST(Formats, AreKnownByTheirNames) {
  for (const auto format : {FileFormat::kParquet, FileFormat::kCsv, FileFormat::kCsvGzip}) {
    EXPECT_EQ(FormatNamed(FormatName(format)), format);
  }
  EXPECT_EQ(FormatNamed("xlsx"), std::nullopt);
}

TEST(ScratchFolders, AreGoneWithTheirFiles) {
  const TempFolder folder;
  std::filesystem::path file;
  {
    auto scratch = Scratch::Make(folder.path());
    ASSERT_OK(scratch);
    file = **scratch / "part.csv";
    ASSERT_OK(Write(FileFormat::kCsv, file, 1));
    const auto mapped = MappedFile::Open(file);
    ASSERT_OK(mapped);
    EXPECT_EQ((*mapped)->bytes(), ReadFile(file));
  }
  EXPECT_FALSE(std::filesystem::exists(file.parent_path()));
  EXPECT_THAT(Scratch::Make(folder / "none"), StatusIs(Code::kNotFound, HasSubstr("none")));
}

TEST(MappedFiles, MayBeEmpty) {
  const TempFolder folder;
  const auto mapped = MappedFile::Open(folder.Write("empty", ""));
  ASSERT_OK(mapped);
  EXPECT_EQ((*mapped)->bytes(), "");
}

}  // namespace
}  // namespace telar::analytics
