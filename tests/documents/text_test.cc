#include <gmock/gmock.h>

#include "documents/document.h"

namespace telar::documents {
namespace {

Page TwoLines() {
  Page page;
  page.words.resize(3);
  page.words[0].text = "Total";
  page.words[1].text = "112.00";
  page.words[2].text = "Thanks";
  page.words[2].line = 1;
  return page;
}

TEST(PageText, PutsSpacesBetweenWordsAndEndsLines) {
  EXPECT_EQ(PageText(TwoLines()), "Total 112.00\nThanks\n");
}

TEST(PageText, OfAnEmptyPageIsEmpty) { EXPECT_EQ(PageText(Page()), ""); }

TEST(DocumentText, PutsAFormFeedBetweenPages) {
  Document document;
  document.pages = {TwoLines(), Page(), TwoLines()};
  EXPECT_EQ(DocumentText(document), "Total 112.00\nThanks\n\f\fTotal 112.00\nThanks\n");
}

TEST(Document, HasTextWhenOnePageHasAWord) {
  Document document;
  document.pages = {Page(), Page()};
  EXPECT_FALSE(document.HasText());
  document.pages[1] = TwoLines();
  EXPECT_TRUE(document.HasText());
}

TEST(Box, UnionIsTheSmallestBoxAroundBoth) {
  const Box a{.x0 = 1, .y0 = 2, .x1 = 3, .y1 = 4}, b{.x0 = 2, .y0 = 0, .x1 = 9, .y1 = 3};
  EXPECT_EQ(Union(a, b), (Box{.x0 = 1, .y0 = 0, .x1 = 9, .y1 = 4}));
}

TEST(FileKindName, IsLowerCase) {
  EXPECT_EQ(FileKindName(FileKind::kTiff), "tiff");
  EXPECT_EQ(FileKindName(FileKind::kUnknown), "unknown");
}

}  // namespace
}  // namespace telar::documents
