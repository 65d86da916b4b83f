#include "invoices/templates/find_text.h"

#include <gtest/gtest.h>

#include "tests/support/text_document.h"

namespace telar::invoices::templates {
namespace {

TEST(TextFinder, FindsWordsAcrossSpacesAndLines) {
  const documents::Document document = testing::TextDocument("Total 1 160,00\nEUR");
  const TextFinder finder(document);
  const auto found = finder.Find("1 160,00");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->box, Union(document.pages[0].words[1].box, document.pages[0].words[2].box));
  EXPECT_TRUE(finder.Find("160,00\nEUR"));
  EXPECT_FALSE(finder.Find("161"));
  EXPECT_FALSE(finder.Find(" "));
}

TEST(TextFinder, PrefersWholeWordsAndCountsThem) {
  const documents::Document document = testing::TextDocument("112 12\n12 5\f12");
  const TextFinder finder(document);
  EXPECT_EQ(finder.Find("12")->box, document.pages[0].words[1].box);
  EXPECT_EQ(finder.Find("12", 1)->box, document.pages[0].words[2].box);
  EXPECT_EQ(finder.Find("12", 9)->page, 2);
}

}  // namespace
}  // namespace telar::invoices::templates
