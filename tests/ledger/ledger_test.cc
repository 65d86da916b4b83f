#include "ledger/ledger.h"

#include "db/schema_check.h"
#include "ledger/schema.h"
#include "tests/ledger/ledger_fixture.h"

namespace telar::ledger {
namespace {

using Opening = LedgerFixture;

TEST_F(Opening, LeavesTheSchemaThatTheDoctorExpects) {
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto differences,
                       db::CheckSchema(*connection, database_->dialect(), ExpectedTables()));
  for (const auto& difference : differences) ADD_FAILURE() << difference.ToString();
}

TEST_F(Opening, FindsWhatAnEarlierProcessLeft) {
  Plan({"a"});
  const auto again = OpenAs(ProcessOf(2));
  EXPECT_EQ(ClaimOne(again->claims()).item.key, "a");
}

}  // namespace
}  // namespace telar::ledger
