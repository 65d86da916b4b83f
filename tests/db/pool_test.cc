#include "db/pool.h"

#include "tests/support/status_matchers.h"

namespace telar::db {
namespace {

using telar::testing::StatusIs;
using namespace std::chrono_literals;

TEST(Pool, AFailedOpeningFreesItsPlace) {
  int calls = 0;
  Pool pool(1, 1ms, [&]() -> Result<std::unique_ptr<Connection>> {
    ++calls;
    return Status::PermissionDenied("no");
  });
  EXPECT_THAT(pool.Take(), StatusIs(Code::kPermissionDenied));
  EXPECT_THAT(pool.Take(), StatusIs(Code::kPermissionDenied));
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace telar::db
