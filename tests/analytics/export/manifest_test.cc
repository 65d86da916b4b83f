#include "analytics/export/manifest.h"

#include "store/folder/folder_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::analytics {
namespace {

using telar::testing::IsOk;
using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using ::testing::HasSubstr;
using Kind = ExportColumn::Kind;

ExportedPart Part(const std::string& value) {
  ExportedPart part{.value = value, .object = "sold/fecha=" + value + "/part-0.parquet"};
  part.bytes = 1234;
  part.sha256 = std::string(64, 'a');
  part.digest = {.rows = 7, .sums = {{"amount", *Decimal::Parse("-2.5000")}}, .hash = 0x0123};
  part.columns = {{.name = "wall", .kind = Kind::kLocalTime},
                  {.name = "at", .kind = Kind::kInstant},
                  {.name = "amount", .kind = Kind::kDecimal, .precision = 18, .scale = 4},
                  {.name = "raw", .kind = Kind::kBlob},
                  {.name = "share", .kind = Kind::kReal},
                  {.name = "day", .kind = Kind::kDate},
                  {.name = "n", .kind = Kind::kWhole},
                  {.name = "ok", .kind = Kind::kBoolean},
                  {.name = "word"}};
  part.exported_at = *ParseInstant("2026-01-05T03:00:00Z");
  part.program = "telar 9.9";
  return part;
}

ExportManifest Head() { return {.table = "sold", .partition = "fecha"}; }

ExportManifest Whole() {
  ExportManifest manifest = Head();
  manifest.parts["2026-01-02"] = Part("2026-01-02");
  manifest.parts["2026-01-03"] = Part("2026-01-03");
  manifest.parts["2026-01-03"].dropped_at = *ParseInstant("2026-02-05T03:00:00Z");
  return manifest;
}

TEST(ExportManifestFile, ComesBackAsItWas) {
  EXPECT_THAT(ParseExportManifest(ExportManifestJson(Whole())), IsOkAndHolds(Whole()));
}

TEST(ExportManifestFile, NamesASchemaOnceForAllParts) {
  const std::string json = ExportManifestJson(Whole());
  EXPECT_EQ(json.find("DECIMAL(18,4)"), json.rfind("DECIMAL(18,4)"));
}

TEST(ExportManifestFile, WhatIsNoneIsABrokenContract) {
  for (const std::string text : {"", "[]", "{\"format\": 1}", "{\"format\": \"one\"}"}) {
    EXPECT_THAT(ParseExportManifest(text), StatusIs(Code::kContractBroken, HasSubstr("manifest")));
  }
  std::string newer = ExportManifestJson(Whole());
  newer.replace(newer.find("\"format\": 1"), 11, "\"format\": 2");
  EXPECT_THAT(ParseExportManifest(newer), StatusIs(Code::kContractBroken, HasSubstr("newer")));
}

TEST(ExportManifestFile, AddingKeepsWhatAnotherRunAdded) {
  telar::testing::TempFolder folder;
  auto store = store::FolderStore::Open({.path = folder.path()});
  ASSERT_OK(store);
  ASSERT_OK(AddToManifest(**store, Head(), {Part("2026-01-02")}));
  ASSERT_OK(AddToManifest(**store, Head(), {Part("2026-01-03")}));
  const auto manifest = ReadExportManifest(**store, "sold");
  ASSERT_OK(manifest);
  EXPECT_EQ((*manifest)->parts.size(), 2u);
}

TEST(ExportManifestFile, ThatOfAnotherTableIsRefused) {
  telar::testing::TempFolder folder;
  auto store = store::FolderStore::Open({.path = folder.path()});
  folder.Write("bought/_manifest.json", ExportManifestJson(Whole()));
  EXPECT_THAT(ReadExportManifest(**store, "bought"),
              StatusIs(Code::kContractBroken, HasSubstr("another table")));
}

TEST(PartKeys, AreHives) {
  EXPECT_EQ(PartKey(Head(), "2026-01-02"), "sold/fecha=2026-01-02/part-0.parquet");
  EXPECT_EQ(PartKey({.table = "shops", .format = FileFormat::kCsvGzip}, ""), "shops/part-0.csv.gz");
}

}  // namespace
}  // namespace telar::analytics
