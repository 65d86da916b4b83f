#include "invoices/letterhead.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

struct Read {
  explicit Read(std::string_view text, testing::TextLayout how = {})
      : document(testing::TextDocument(text, how)),
        layout(BuildLayout(document)),
        evidence(Gather(layout)),
        head(ReadLetterhead(evidence, {}, {})) {}
  documents::Document document;
  Layout layout;
  Evidence evidence;
  Letterhead head;
};

Traits TraitsOfLine(std::string_view text) {
  const Read read(text);
  return TraitsOf(read.evidence, 0, {0, read.evidence.row(0).text.size()});
}

TEST(Traits, KnowTheLinesOfAnAddress) {
  for (const char* line : {"NO.5: 55,57 & 59, JALAN BUNGA 18,", "81100 JOHOR BAHRU,",
                           "Calle 10 # 20-30", "10115 Berlin", "SELANGOR."}) {
    EXPECT_TRUE(TraitsOfLine(line).AddressLike()) << line;
  }
  for (const char* line : {"Tel: 03-0000 0000", "GST ID: 000123456789", "info@example.com",
                           "(Co. No. 123456-W)", "BR No.: 0123456-X", "TOTAL  12.30"}) {
    EXPECT_FALSE(TraitsOfLine(line).AddressLike()) << line;
  }
}

TEST(Traits, KnowThePostcodesOfManyCountries) {
  for (const char* line :
       {"Exeter EX1 1AA", "Ottawa K1A 0B1", "COOLANGATTA QLD 4225", "D-63571 Gelnhausen",
        "Radweg 4, A-4020 Linz", "1200-015 Lisboa", "30-418 Krak\u00F3w", "411 14 G\u00F6teborg",
        "Handelsweg 12, 4131 PD Vianen"})
    EXPECT_TRUE(TraitsOfLine(line).postcode) << line;
  for (const char* line : {"Tel. 03-000 0000", "Model AB 12", "(123456-X)", "Room 12, 2 nights"})
    EXPECT_FALSE(TraitsOfLine(line).postcode) << line;
}

TEST(Traits, TakeALabelsWordInANameForAName) {
  EXPECT_FALSE(TraitsOfLine("ABC CASH & CARRY").label);
  EXPECT_TRUE(TraitsOfLine("Cash: 20.00").label);
}

TEST(Traits, KnowWordsThatAnyShopMayHave) {
  EXPECT_TRUE(TraitsOfLine("CO. (M) SDN BHD").generic);
  EXPECT_TRUE(TraitsOfLine("ENTERPRISE").generic);
  EXPECT_FALSE(TraitsOfLine("BUNGA RAYA SDN BHD").generic);
}

TEST(Letterhead, ChainsTheLinesOfEachColumn) {
  const Read read("Blue Cloth Inc.          Invoice 7\n2 Low Road               Date 1 May 2024\n");
  ASSERT_EQ(read.head.pieces.size(), 4U);
  EXPECT_EQ(read.head.pieces[0].below, 2U);
  EXPECT_EQ(read.head.pieces[3].above, 1U);
}

TEST(Letterhead, ReadsARollAsOneColumn) {
  const Read read("KEDAI       CONTOH\nNO 5, JALAN   BUNGA\n",
                  {.source = documents::PageSource::kOcr});
  EXPECT_EQ(read.head.pieces.size(), 2U);
}

TEST(Letterhead, OfAnEmptyDocumentHasNoPieces) { EXPECT_TRUE(Read("").head.pieces.empty()); }

}  // namespace
}  // namespace telar::invoices
