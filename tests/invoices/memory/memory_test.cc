#include "invoices/memory/memory.h"

#include <gmock/gmock.h>

#include "invoices/invoice_json.h"
#include "tests/invoices/memory/school.h"

namespace telar::invoices {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view kFirst =
    "TEXTILES BRUMARIO S.L.\n"
    "Calle del Telar 14, 08003 Barcelona\n"
    "NIF: A13585625\n"
    "\n"
    "Zubrel: KX-1180\n"
    "Morvan: 12.03.2024\n"
    "Paño azul               70,00\n"
    "Dralo                   70,00\n"
    "Prinkul                 84,70\n";

/// The same supplier, read from a picture with slips, another number, date and sums, lower down.
constexpr std::string_view kNext =
    "\n"
    "TEXTlLES 8RUMARIO S.L\n"
    "Ca1le del Te1ar 14, O8003 Barcelona\n"
    "NIF: A13585625\n"
    "\n"
    "\n"
    "Zubrel: KX-2207\n"
    "Morvan: 02.05.2024\n"
    "Paño rojo              100,00\n"
    "Paño gris              200,00\n"
    "Dralo                  300,00\n"
    "Prinkul                363,00\n";

const School::Truth kTruth = {{"supplier", "Textiles Brumario S.L."},
                              {"supplier_address", "Calle del Telar 14, 08003 Barcelona"},
                              {"supplier_tax_id", "A13585625"},
                              {"invoice_number", "KX-1180"},
                              {"date", "2024-03-12"},
                              {"total", "84.70"},
                              {"currency", "EUR"}};

TEST(Memory, ReadsTheNextDocumentAsThePersonReadTheFirst) {
  School school;
  school.Teach(kFirst, kTruth);
  const Recollected read = ReadWith(school.Remember(), kNext);
  EXPECT_EQ(read.Value("invoice_number"), "KX-2207");
  EXPECT_EQ(read.Value("date"), "2024-05-02");
  EXPECT_EQ(read.Value("total"), "363.00");
  EXPECT_EQ(read.Value("currency"), "EUR");
}

TEST(Memory, HealsMisreadNamesAndAddressesByAPersonsSpelling) {
  School school;
  school.Teach(kFirst, kTruth);
  const Recollected read = ReadWith(school.Remember(), kNext);
  EXPECT_EQ(read.Value("supplier"), "Textiles Brumario S.L.");
  EXPECT_EQ(read.Value("supplier_address"), "Calle del Telar 14, 08003 Barcelona");
  EXPECT_EQ(read.invoice.Find("supplier")->how, How::kLesson);
  EXPECT_GT(read.invoice.Find("supplier")->confidence, 0.95);
}

TEST(Memory, SaysWhichLessonOfWhichDocumentSpoke) {
  School school;
  school.Teach(kFirst, kTruth);
  const Recollected read = ReadWith(school.Remember(), kNext);
  const DocumentId first = DocumentIdOf(kFirst);
  ASSERT_THAT(read.recalled.used, Not(IsEmpty()));
  for (const Memory::Use& use : read.recalled.used) EXPECT_EQ(use.document, first);
  EXPECT_THAT(read.recalled.used, Contains(Field(&Memory::Use::field, "invoice_number")));
}

TEST(Memory, LeavesAnotherSuppliersDocumentAsItWas) {
  School school;
  school.Teach(kFirst, kTruth);
  constexpr std::string_view kOther =
      "HILADOS CIERZO S.A.\nAvenida Norte 3, 50001 Zaragoza\nNIF: B-99.888\n"
      "Zubrel: KX-5555\nPrinkul 12,10\nTotal 12,10\n";
  const Invoice alone = Extract(testing::TextDocument(kOther));
  const Recollected read = ReadWith(school.Remember(), kOther);
  EXPECT_THAT(read.recalled.used, IsEmpty());
  EXPECT_EQ(FieldsJson(read.invoice), FieldsJson(alone));
  EXPECT_EQ(read.invoice.reasons, alone.reasons);
}

TEST(Memory, DoesNotTakeANamesakeWithAnotherProvedTaxNumber) {
  School school;
  school.Teach(kFirst, kTruth);
  const Recollected read =
      ReadWith(school.Remember(),
               "TEXTILES BRUMARIO S.L.\nCalle del Telar 14, 08003 Barcelona\nNIF: B58818501\n"
               "Factura 77\nTotal 12,10\n");
  EXPECT_THAT(read.recalled.used, IsEmpty());
}

TEST(Memory, DoesNotRecallAnotherBranchsAddress) {
  School school;
  school.Teach(kFirst, kTruth);
  const Recollected read = ReadWith(school.Remember(),
                                    "TEXTILES BRUMARIO S.L.\nPlaza Nueva 2, 41001 Sevilla\n"
                                    "NIF: A13585625\nZubrel: KX-2208\nPrinkul 12,10\n");
  EXPECT_EQ(read.Value("supplier"), "Textiles Brumario S.L.");
  EXPECT_NE(read.Value("supplier_address"), "Calle del Telar 14, 08003 Barcelona");
}

TEST(Memory, NeverPutsAKnownAccountInPlaceOfAnotherThatProvesItself) {
  School school;
  School::Truth truth = kTruth;
  truth.emplace_back("iban", "ES7099990001450200051332");
  school.Teach(std::string(kFirst) + "IBAN ES70 9999 0001 4502 0005 1332\n", truth);
  const Memory memory = school.Remember();
  const Recollected other =
      ReadWith(memory, std::string(kNext) + "IBAN ES96 9999 0813 6101 2345 6789\n");
  EXPECT_EQ(other.Value("iban"), "ES9699990813610123456789");
  const Recollected misread =
      ReadWith(memory, std::string(kNext) + "IBAN ES70 9999 0001 4507 0005 1332\n");
  EXPECT_EQ(misread.Value("iban"), "ES7099990001450200051332");
}

TEST(Memory, YieldsToSumsThatAddUpWithoutIt) {
  constexpr std::string_view kTaught =
      "TEXTILES BRUMARIO S.L.\nCalle del Telar 14, 08003 Barcelona\nNIF: A13585625\n"
      "Total abonado            12,00\n";
  School school;
  school.Teach(kTaught, {{"supplier", "Textiles Brumario S.L."},
                         {"supplier_tax_id", "A13585625"},
                         {"total", "12.00"}});
  const Recollected read =
      ReadWith(school.Remember(),
               "TEXTILES BRUMARIO S.L.\nCalle del Telar 14, 08003 Barcelona\nNIF: A13585625\n"
               "Total abonado            50,00\nSubtotal                100,00\n"
               "IVA 21%                  21,00\nTotal                   121,00\n");
  EXPECT_EQ(read.Value("total"), "121.00");
  ASSERT_THAT(read.recalled.failed, SizeIs(1));
  ASSERT_OK_AND_ASSIGN(auto transaction, db::Transaction::Begin(school.connection()));
  ASSERT_OK(NoteFailures(school.connection(), read.recalled, DocumentId("d"), school.now()));
  ASSERT_OK(transaction.Commit());
  const auto lessons = school.Lessons("total");
  ASSERT_THAT(lessons, SizeIs(1));
  EXPECT_FALSE(lessons[0].active);
  EXPECT_EQ(lessons[0].reason, "arithmetic");
}

TEST(Memory, ThatKnowsNothingChangesNothing) {
  const Recollected read = ReadWith(Memory(), kNext);
  EXPECT_THAT(read.recalled.used, IsEmpty());
  EXPECT_THAT(read.recalled.supplier.value(), IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
