#include "analytics/export/read_back.h"

#include "tests/analytics/export/shelf.h"

namespace telar::analytics {
namespace {

using ::testing::HasSubstr;

class ReadBackTest : public ShelfTest {
 protected:
  void SetUp() override {
    if (!db::duckdb::Available()) GTEST_SKIP() << "this build has no DuckDB";
    for (int ticket = 1; ticket <= 20; ++ticket) {
      Sell(ticket, "2026-01-0" + std::to_string(1 + ticket % 3),
           ticket % 2 == 0 ? db::Value(std::string("nota, \"") + std::to_string(ticket))
                           : db::Null());
    }
    ASSERT_OK(Export({.format = FileFormat::kParquet}));
  }
  Result<std::map<std::string, RowDigest>> Held() {
    std::map<std::string, RowDigest> held;
    for (const auto& [value, part] : Manifest().parts) {
      TELAR_ASSIGN_OR_RETURN(held[value], ReadBack(*store_, part, folder_.path()));
    }
    return held;
  }
  Status Check(const std::map<std::string, RowDigest>& held) {
    auto connection = database_->Acquire();
    auto rows = SourceRows::Of(**connection, database_->dialect(), by_day_);
    if (!rows.ok()) return rows.status();
    return CheckHeld(**connection, *rows, {}, held);
  }
};

TEST_P(ReadBackTest, FindsInTheFilesWhatTheDatabaseHas) {
  const auto held = Held();
  ASSERT_OK(held);
  EXPECT_EQ(held->at("2026-01-02"), Manifest().parts.at("2026-01-02").digest);
  EXPECT_OK(Check(*held));
}

TEST_P(ReadBackTest, ARowThatCameLaterOrChangedIsNotHeld) {
  const auto held = Held();
  ASSERT_OK(held);
  RunSql("UPDATE sold SET amount = amount + 0.0001 WHERE ticket = 4");
  EXPECT_THAT(Check(*held), StatusIs(Code::kContractBroken, HasSubstr("amount")));
  RunSql("UPDATE sold SET amount = amount - 0.0001, note = 'x' WHERE ticket = 4");
  EXPECT_THAT(Check(*held), StatusIs(Code::kContractBroken, HasSubstr("rows differ")));
  RunSql("DELETE FROM sold WHERE ticket = 4");
  EXPECT_THAT(Check(*held), StatusIs(Code::kContractBroken, HasSubstr("7 rows, the database 6")));
  Sell(90, "2026-03-01");
  RunSql("DELETE FROM sold WHERE ticket < 90");
  EXPECT_THAT(Check(*held), StatusIs(Code::kContractBroken, HasSubstr("not in the export")));
}

TEST_P(ReadBackTest, AFileWithOtherBytesIsNotOpened) {
  const ExportedPart part = Manifest().parts.at("2026-01-02");
  ASSERT_OK(store_->Put(part.object, "PAR1 something else PAR1", true));
  EXPECT_THAT(ReadBack(*store_, part, folder_.path()),
              StatusIs(Code::kContractBroken, HasSubstr("not what was exported")));
  ASSERT_OK(store_->Remove(part.object, ""));
  EXPECT_THAT(ReadBack(*store_, part, folder_.path()),
              StatusIs(Code::kContractBroken, HasSubstr("gone")));
}

TEST_P(ReadBackTest, AnotherFileUnderItsDigestIsNotBelieved) {
  ExportedPart part = Manifest().parts.at("2026-01-02");
  const ExportedPart other = Manifest().parts.at("2026-01-03");
  part.object = other.object;
  part.sha256 = other.sha256;
  part.bytes = other.bytes;
  auto held = Held();
  ASSERT_OK(held);
  const auto read = ReadBack(*store_, part, folder_.path());
  ASSERT_OK(read);
  (*held)["2026-01-02"] = *read;
  EXPECT_THAT(Check(*held), StatusIs(Code::kContractBroken, HasSubstr("2026-01-02")));
}

INSTANTIATE_TEST_SUITE_P(Every, ReadBackTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
