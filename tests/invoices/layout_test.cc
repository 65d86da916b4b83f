#include "invoices/layout.h"

#include <gmock/gmock.h>

#include <utility>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using testing::TextDocument;

std::vector<std::string> Rows(const documents::Document& document) {
  std::vector<std::string> rows;
  for (const Row& row : BuildLayout(document).rows) rows.push_back(row.text);
  return rows;
}

TEST(BuildLayout, SeparatesColumnsByATabAndWordsByASpace) {
  EXPECT_THAT(Rows(TextDocument("uno dos      tres\ncuatro")),
              ElementsAre("uno dos\ttres", "cuatro"));
}

TEST(BuildLayout, KeepsTheRowsOfASkewedPageApart) {
  std::string text;
  for (int i = 0; i < 12; ++i)
    text += "alfa beta gamma delta      epsilon zeta eta theta      iota kappa lambda\n";
  const auto rows = Rows(TextDocument(text, {.skew = 0.03F}));
  ASSERT_THAT(rows, SizeIs(12));
  for (const auto& row : rows)
    EXPECT_EQ(row, "alfa beta gamma delta\tepsilon zeta eta theta\tiota kappa lambda");
}

TEST(BuildLayout, ReadsAPageThatLiesOnItsSideOrHead) {
  for (const int quarters : {1, 2, 3}) {
    documents::Document document = TextDocument("Invoice 4711\nTotal   112.00");
    documents::Page& page = document.pages.at(0);
    page.width = 400;
    page.height = 300;
    page.quarter_turns = 4 - quarters;
    for (documents::Word& word : page.words) word.box = documents::UprightBox(page, word.box);
    if (quarters != 2) std::swap(page.width, page.height);
    page.quarter_turns = quarters;
    const Layout layout = BuildLayout(document);
    ASSERT_EQ(layout.rows.size(), 2U);
    EXPECT_EQ(layout.rows[0].text, "Invoice 4711");
    EXPECT_EQ(layout.rows[1].text, "Total\t112.00");
  }
}

TEST(BuildLayout, KeepsSparseRowsWithWideGapsApart) {
  std::string text;
  for (int i = 0; i < 8; ++i)
    text +=
        "alfa beta gamma delta                                             20       40,00 US$\n";
  const auto rows = Rows(TextDocument(text, {.skew = 0.07F}));
  ASSERT_THAT(rows, SizeIs(8));
  for (const auto& row : rows) EXPECT_EQ(row, "alfa beta gamma delta\t20\t40,00 US$");
}

TEST(Row, HasStraightPlacesForReadingAndPrintedOnesForEvidence) {
  std::string text;
  for (int i = 0; i < 8; ++i) text += "alfa beta gamma delta          epsilon zeta eta theta\n";
  const auto document = TextDocument(text, {.skew = 0.07F});
  const Layout layout = BuildLayout(document);
  const Row& row = layout.rows.at(3);
  const Span last{row.words.back().span};
  EXPECT_NEAR(row.BoxOf(last).center_y(), row.BoxOf(row.words.front().span).center_y(), 3);
  EXPECT_EQ(row.PrintedBoxOf(last), row.words.back().word->box);
}

TEST(BuildLayout, SaysWhenItStoppedBeforeTheEnd) {
  documents::Document document = TextDocument("a");
  document.pages[0].words.resize(kMaxWords + 1, document.pages[0].words[0]);
  EXPECT_TRUE(BuildLayout(document).cut);
  EXPECT_FALSE(BuildLayout(TextDocument("a b c")).cut);
}

TEST(Row, GivesAPartOfAWordItsShareOfTheBox) {
  const auto document = TextDocument("abcd efgh");
  const Layout layout = BuildLayout(document);
  const Row& row = layout.rows.at(0);
  EXPECT_EQ(row.BoxOf({0, 4}), document.pages[0].words[0].box);
  EXPECT_FLOAT_EQ(row.BoxOf({2, 4}).x0, document.pages[0].words[0].box.center_x());
  EXPECT_FLOAT_EQ(row.BoxOf({0, 9}).x1, document.pages[0].words[1].box.x1);
}

TEST(SplitAtoms, CutsAtEverySignAndFoldsAccents) {
  std::vector<std::string> folded;
  for (const Atom& atom : SplitAtoms("Nº:ARTÍCULO—n°562 4×3€")) folded.push_back(atom.folded);
  EXPECT_THAT(folded, ElementsAre("n", "articulo", "n", "562", "4", "3"));
}

}  // namespace
}  // namespace telar::invoices
