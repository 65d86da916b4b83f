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

constexpr std::string_view kSlips[] = {
    "HILADOS CIERZO S.A.\nAvenida Norte 3. 50001 Zaragoza\nTel. 976 55 01 01\n\nTotal 12,10\n",
    "PANERIA LIRIO S.L.\nCalle Brezo 7. 36001 Pontevedra\nTel. 986 55 01 02\n\nTotal 12,10\n",
    "SEDAS ALAMO S.L.\nPlaza Nueva 2. 41001 Sevilla\nTel. 954 55 01 03\n\nTotal 12,10\n",
    "BORDADOS ENEBRO S.L.\nRonda Sur 9. 46001 Valencia\nTel. 963 55 01 04\n\nTotal 12,10\n"};

void TeachSlip(School& school, std::string_view text, const std::string& name,
               const std::string& address) {
  school.Teach(ScannedText(text), text, {{"supplier", name}, {"supplier_address", address}});
}

/// A memory of three suppliers in whose addresses a person wrote commas for points.
Memory OfCommas(School& school) {
  TeachSlip(school, kSlips[0], "HILADOS CIERZO S.A.", "Avenida Norte 3, 50001 Zaragoza");
  TeachSlip(school, kSlips[1], "PANERIA LIRIO S.L.", "Calle Brezo 7, 36001 Pontevedra");
  TeachSlip(school, kSlips[2], "SEDAS ALAMO S.L.", "Plaza Nueva 2, 41001 Sevilla");
  return school.Remember();
}

TEST(Memory, WritesTheAddressOfAnUnknownSupplierAsPersonsWriteOthers) {
  School school;
  const Memory memory = OfCommas(school);
  const Recollected read = ReadWith(memory, ScannedText(kSlips[3]));
  EXPECT_EQ(read.recalled.supplier.value(), "");
  ASSERT_NE(read.invoice.Find("supplier_address"), nullptr);
  EXPECT_EQ(read.invoice.Find("supplier_address")->raw, "Ronda Sur 9, 46001 Valencia");
  EXPECT_EQ(read.invoice.Find("supplier_address")->how, How::kLesson);
  ASSERT_THAT(read.recalled.used, SizeIs(1));
  EXPECT_EQ(read.recalled.used[0].field, "supplier_address");
}

TEST(Memory, LeavesTheSignsOfAnAcceptedDocumentAndOfATextLayer) {
  School school;
  const Memory memory = OfCommas(school);
  const documents::Document scan = ScannedText(kSlips[3]);
  Invoice accepted = Extract(scan);
  accepted.verdict = Verdict::kAccept;
  memory.Recall(scan, accepted);
  EXPECT_EQ(accepted.Find("supplier_address")->raw, "Ronda Sur 9. 46001 Valencia");
  const Recollected text = ReadWith(memory, kSlips[3]);
  EXPECT_EQ(text.invoice.Find("supplier_address")->raw, "Ronda Sur 9. 46001 Valencia");
}

constexpr std::string_view kBlanks =
    "HILADOS CIERZO S.A.\nAvenida Norte 3,50001 Zaragoza\nTel. 976 55 01 01\n\nTotal 12,10\n";

TEST(Memory, TakesASuppliersSpellingOnceDocumentsAgreeOnIt) {
  constexpr std::string_view kOther =
      "HILADOS CIERZO S.A.\nAvenida Norte 3 ,50001 Zaragoza\nTel. 976 55 01 01\n\nTotal 9,10\n";
  School school;
  TeachSlip(school, kSlips[0], "HILADOS CIERZO S.A.", "Avenida Norte 3, 50001 Zaragoza");
  const Recollected once = ReadWith(school.Remember(), ScannedText(kBlanks));
  EXPECT_EQ(once.invoice.Find("supplier_address")->raw, "Avenida Norte 3,50001 Zaragoza")
      << "one document may be a slip";
  TeachSlip(school, kOther, "HILADOS CIERZO S.A.", "Avenida Norte 3, 50001 Zaragoza");
  const Recollected twice = ReadWith(school.Remember(), ScannedText(kBlanks));
  EXPECT_EQ(twice.invoice.Find("supplier_address")->raw, "Avenida Norte 3, 50001 Zaragoza");
}

TEST(Memory, LetsThePointAtTheEndFollowThePrint) {
  constexpr std::string_view kPoint =
      "HILADOS CIERZO S.A.\nAvenida Norte 3, 50001 Zaragoza.\nTel. 976 55 01 01\n\nTotal 1,10\n";
  School school;
  for (const char* total : {"12,10", "9,10"}) {
    TeachSlip(school,
              std::string("HILADOS CIERZO S.A.\nAvenida Norte 3, 50001 Zaragoza\n"
                          "Tel. 976 55 01 01\n\nTotal ") +
                  total + "\n",
              "HILADOS CIERZO S.A.", "Avenida Norte 3, 50001 Zaragoza");
  }
  const Recollected read = ReadWith(school.Remember(), ScannedText(kPoint));
  EXPECT_EQ(read.invoice.Find("supplier_address")->raw, "Avenida Norte 3, 50001 Zaragoza.");
}

TEST(Memory, KeepsSurelyReadPointsOfAnAcceptedDocument) {
  School school;
  constexpr std::string_view kComma =
      "HILADOS CIERZO S.A.\nAvenida Norte 3, 50001 Zaragoza\nTel. 976 55 01 01\n\nTotal 12,10\n";
  for (const std::string_view text : {kComma, kBlanks}) {
    TeachSlip(school, text, "HILADOS CIERZO S.A.", "Avenida Norte 3, 50001 Zaragoza");
  }
  const Memory memory = school.Remember();
  for (const auto& [confidence, expected] : {std::pair{1.0F, "Avenida Norte 3. 50001 Zaragoza"},
                                             std::pair{0.9F, "Avenida Norte 3, 50001 Zaragoza"}}) {
    const documents::Document scan = ScannedText(kSlips[0], confidence);
    Invoice accepted = Extract(scan);
    accepted.verdict = Verdict::kAccept;
    memory.Recall(scan, accepted);
    EXPECT_EQ(accepted.Find("supplier_address")->raw, expected);
  }
}

TEST(Memory, ThatKnowsNothingChangesNothing) {
  const Recollected read = ReadWith(Memory(), kNext);
  EXPECT_THAT(read.recalled.used, IsEmpty());
  EXPECT_THAT(read.recalled.supplier.value(), IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
