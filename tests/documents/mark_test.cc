#include "documents/mark.h"

#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

TEST(CheckMarks, TakesAsManyAsAPageTakes) {
  EXPECT_OK(CheckMarks(std::vector<Mark>(kMaxMarks)));
  EXPECT_THAT(CheckMarks(std::vector<Mark>(kMaxMarks + 1)),
              StatusIs(Code::kInvalidInput, HasSubstr("2001 on one page")));
}

TEST(CheckMarks, RefusesATextThatIsNoTag) {
  EXPECT_THAT(CheckMarks({{.box = {}, .text = std::string(kMaxMarkText + 1, 'x'), .colour = {}}}),
              StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::documents
