#include "pos/fingerprint.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telar::pos {
namespace {

using Row = std::vector<db::Value>;

TEST(FingerprintTest, EqualValuesOfOtherTypesAndScalesAreEqual) {
  EXPECT_EQ(Fingerprint::Of(Row{*Decimal::Parse("2.50"), std::int64_t{7}}),
            Fingerprint::Of(Row{*Decimal::Parse("2.5"), Decimal(7)}));
}

TEST(FingerprintTest, OtherValuesOrdersAndBordersAreOthers) {
  const auto base = Fingerprint::Of(Row{std::string("a"), std::string("bc")});
  EXPECT_NE(base, Fingerprint::Of(Row{std::string("ab"), std::string("c")}));
  EXPECT_NE(base, Fingerprint::Of(Row{std::string("bc"), std::string("a")}));
  EXPECT_NE(base, Fingerprint::Of(Row{std::string("a"), std::string("bd")}));
}

TEST(FingerprintTest, NothingIsNotAnEmptyText) {
  EXPECT_NE(Fingerprint::Of(Row{db::Null()}), Fingerprint::Of(Row{std::string()}));
}

}  // namespace
}  // namespace telar::pos
