#include "invoices/templates/layout_text.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices::templates {
namespace {

using ::testing::HasSubstr;

TEST(LayoutText, APagesOwnTextIsTakenAsItIs) {
  documents::Document document = testing::TextDocument("a b");
  document.pages[0].layout_text = "  a      b\n\f";
  EXPECT_EQ(PrintedText(document), "  a      b\n\f");
  EXPECT_EQ(TextWithPictures(document), "");
}

TEST(LayoutText, WordsOfAPictureAreSetInColumns) {
  const documents::Document document =
      testing::TextDocument("Item            Price\nRed cloth        2.50\n\fTotal",
                            {.source = documents::PageSource::kOcr});
  const std::string text = PrintedText(document);
  EXPECT_THAT(text, HasSubstr("Item            Price\n"));
  EXPECT_THAT(text, HasSubstr("Red cloth        2.50\n\f"));
  EXPECT_THAT(text, HasSubstr("Total\n\f"));
}

TEST(LayoutText, ADocumentWithoutWordsHasNoText) {
  EXPECT_EQ(PrintedText(testing::TextDocument("")), "");
}

TEST(LayoutText, AnAreaHoldsTheWordsThatTouchIt) {
  const documents::Document document = testing::TextDocument("one two   three\nfour five  six");
  // The text begins 40 points from the left, 5 points a character.
  const Area area{.dpi = 144, .x = 122, .y = 0, .width = 28, .height = 200};
  EXPECT_EQ(AreaText(document, area), "two\nfive");
  EXPECT_EQ(AreaText(document, {.first_page = 2, .last_page = 2, .width = 900, .height = 900}), "");
}

TEST(LayoutText, PagesInPixelsHaveNoAreas) {
  documents::Document document = testing::TextDocument("one two");
  document.pages[0].pixels = true;
  EXPECT_FALSE(SourceOf(document, "x").crop);
}

}  // namespace
}  // namespace telar::invoices::templates
