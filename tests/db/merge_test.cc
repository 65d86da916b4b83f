#include "db/merge.h"

#include "tests/support/status_matchers.h"

namespace telar::db {
namespace {

using telar::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Remembers statements; every one succeeds, or fails when it begins with `fails_on`.
class RecordingConnection final : public Connection {
 public:
  Result<std::int64_t> Execute(std::string_view sql, std::span<const Value> values) override {
    statements.emplace_back(sql);
    parameters.push_back(values.size());
    if (!fails_on.empty() && sql.starts_with(fails_on)) return Status::Unavailable("broken");
    return 1;
  }
  Status Query(std::string_view sql, std::span<const Value>, const RowFn&) override {
    statements.emplace_back(sql);
    return Status::Ok();
  }
  Status ExecuteScript(std::string_view) override { return Status::Ok(); }
  Result<MergeCounts> Merge(const MergeSpec&, std::span<const std::vector<Value>>) override {
    return MergeCounts();
  }
  Result<std::vector<std::string>> Tables() override { return std::vector<std::string>(); }
  Result<std::vector<ColumnInfo>> Columns(std::string_view) override {
    return std::vector<ColumnInfo>();
  }
  Result<std::vector<IndexInfo>> Indexes(std::string_view) override {
    return std::vector<IndexInfo>();
  }

  std::vector<std::string> statements;
  std::vector<std::size_t> parameters;
  std::string fails_on;

 protected:
  Status Begin() override { return Status::Ok(); }
  Status Commit() override { return Status::Ok(); }
  void Rollback() override {}
};

constexpr MergeDialect kJoining{
    .quote = '`',
    .create_staging = "CREATE TEMPORARY TABLE {staging} AS SELECT {columns} FROM {table} LIMIT 0",
    .distinct = "NOT ({a} <=> {b})",
    .update_from = false};

const MergeSpec kSpec{
    .table = "t", .columns = {"k", "a", "b"}, .key = {"k"}, .keep_on_update = {"b"}};
const std::vector<std::vector<Value>> kRows(5, {std::int64_t{1}, std::int64_t{2}, Null()});

TEST(Merge, SpeaksTheDialectsSql) {
  RecordingConnection connection;
  const auto load = [] { return Status::Ok(); };
  ASSERT_OK(MergeThroughStaging(connection, kJoining, kSpec, kRows, load));
  EXPECT_THAT(
      connection.statements,
      ElementsAre(
          "CREATE TEMPORARY TABLE `telar_staging` AS SELECT `k`, `a`, `b` FROM `t` LIMIT 0",
          "SELECT COUNT(*) FROM (SELECT 1 FROM `telar_staging` GROUP BY `k` HAVING COUNT(*) > 1) "
          "AS d",
          "UPDATE `t` AS t JOIN `telar_staging` AS s ON t.`k` = s.`k` SET t.`a` = s.`a` WHERE (NOT "
          "(t.`a` <=> s.`a`))",
          "INSERT INTO `t` (`k`, `a`, `b`) SELECT s.`k`, s.`a`, s.`b` FROM `telar_staging` AS s"
          " WHERE NOT EXISTS (SELECT 1 FROM `t` AS t WHERE t.`k` = s.`k`)",
          "DROP TABLE `telar_staging`"));
}

TEST(Merge, DropsTheStagingTableAfterAFailure) {
  RecordingConnection connection;
  connection.fails_on = "INSERT";
  const auto load = [] { return Status::Ok(); };
  EXPECT_THAT(MergeThroughStaging(connection, kJoining, kSpec, kRows, load),
              StatusIs(Code::kUnavailable, HasSubstr("merge into t")));
  EXPECT_EQ(connection.statements.back(), "DROP TABLE `telar_staging`");
}

TEST(InsertRows, FillsEachStatementAndEndsWithTheRest) {
  RecordingConnection connection;
  ASSERT_OK(InsertRows(connection, kJoining, kSpec, kRows, 2));
  EXPECT_THAT(connection.parameters, ElementsAre(6, 6, 3));
  EXPECT_EQ(connection.statements.front(),
            "INSERT INTO `telar_staging` (`k`, `a`, `b`) VALUES (?, ?, ?), (?, ?, ?)");
}

TEST(QuoteIdentifier, DoublesQuotes) {
  EXPECT_EQ(QuoteIdentifier("a\"b", '"'), "\"a\"\"b\"");
  EXPECT_EQ(QuoteIdentifier("a\"b", '`'), "`a\"b`");
}

}  // namespace
}  // namespace telar::db
