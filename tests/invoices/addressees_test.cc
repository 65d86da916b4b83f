#include "invoices/addressees.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

struct Line {
  explicit Line(std::string_view text)
      : document(testing::TextDocument(text)), layout(BuildLayout(document)) {}
  const Row& row() const { return layout.rows[0]; }
  Span all() const { return {0, row().text.size()}; }
  documents::Document document;
  Layout layout;
};

TEST(Salutation, StandsAloneOrOpensALine) {
  for (const char* text :
       {"Herrn", "Frau", "Eheleute", "Mr & Mrs", "M. et Mme", "Firma", "Gent.mo", "De heer"}) {
    const Line line(text);
    EXPECT_TRUE(IsSalutation(line.row(), line.all())) << text;
  }
  for (const char* text : {"Frau Petra Baumann", "M. JULIEN MOREAU", "De heer J. van den Berg"}) {
    const Line line(text);
    EXPECT_FALSE(IsSalutation(line.row(), line.all())) << text;
    EXPECT_TRUE(BeginsWithSalutation(line.row(), line.all())) << text;
  }
  const Line initial("M. Baumann");
  EXPECT_FALSE(BeginsWithSalutation(initial.row(), initial.all())) << "an initial";
}

TEST(Attention, SaysToWhomInTheHouse) {
  for (const char* text : {"Attn: Accounts Payable", "z.Hd. Frau Baumann", "c/o Simmons Mgmt",
                           "\u00C0 l'attention de Mme Roche", "t.a.v. de heer Smit"}) {
    const Line line(text);
    EXPECT_TRUE(IsAttention(line.row(), line.all())) << text;
  }
  const Line name("Attlee Books Ltd");
  EXPECT_FALSE(IsAttention(name.row(), name.all()));
}

TEST(PartyLabels, AreCommonWordsAloneInTheirCellOrBeforeAColon) {
  const Line line("From:         To         For: Kestrel Robotics");
  const auto hits = PartyLabels(line.row(), {});
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].label, Label::kSupplier);
  EXPECT_EQ(hits[1].label, Label::kCustomer);
  EXPECT_EQ(hits[2].label, Label::kCustomer);
  for (const char* text :
       {"From Shenzhen to Hamburg", "From: 1 March 2024", "To: ann@shop.example"})
    EXPECT_TRUE(PartyLabels(Line(text).row(), {}).empty()) << text;
}

}  // namespace
}  // namespace telar::invoices
