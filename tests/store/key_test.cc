#include "store/key.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/status_matchers.h"

namespace telar::store {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

TEST(Key, TakesNamesOfEveryLanguage) {
  EXPECT_OK(CheckKey("2026/Año nuevo/发票 (1).pdf"));
  EXPECT_OK(CheckKey("..."));
  EXPECT_OK(CheckKey(std::string(kMaxKeyBytes, 'a')));
}

TEST(Key, RefusesADepthNoStoreNeeds) {
  std::string key = "a";
  for (std::size_t i = 1; i < kMaxKeyParts; ++i) key += "/a";
  EXPECT_OK(CheckKey(key));
  EXPECT_THAT(CheckKey(key + "/a"), StatusIs(Code::kInvalidInput, HasSubstr("32")));
}

TEST(Key, ShowsARefusedKeyAsPrintableText) {
  EXPECT_THAT(CheckKey("a\xff"), StatusIs(Code::kInvalidInput, HasSubstr("a\xEF\xBF\xBD")));
}

TEST(Key, KnowsUnfinishedCopiesByTheirNames) {
  for (const auto* name : {"a.pdf.part", "A.TMP", "x.crdownload", "a.pdf~", "a.partial"}) {
    EXPECT_TRUE(IsUnfinishedName(name)) << name;
  }
  for (const auto* name : {"a.pdf", "part", "tmp.pdf", "a.tmpx"})
    EXPECT_FALSE(IsUnfinishedName(name)) << name;
}

}  // namespace
}  // namespace telar::store
