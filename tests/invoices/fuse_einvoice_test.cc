#include "invoices/fuse_einvoice.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "invoices/from_einvoice.h"
#include "tests/support/einvoices.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using documents::EInvoice;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SampleEInvoice;
using testing::TextDocument;

/// The page of SampleEInvoice.
constexpr std::string_view kPage =
    "TEJIDOS ALBORADA, S.L.                       FACTURA\n"
    "Calle Nueva 5                                Número: 2024-0815\n"
    "46001 Valencia                               Fecha: 15/03/2024\n"
    "NIF: B00123455                               Vencimiento: 14/04/2024\n"
    "\n"
    "Cliente: Bazar del Puerto\n"
    "\n"
    "Descripción          Cantidad    Precio      Importe\n"
    "Lino crudo             10,00       8,00        80,00\n"
    "Cortina lisa            4,00      25,00       100,00\n"
    "\n"
    "                       Subtotal                180,00\n"
    "                       Descuento                10,00\n"
    "                       Base imponible          170,00\n"
    "                       IVA 21 %                 35,70\n"
    "                       TOTAL EUR               205,70\n"
    "\n"
    "IBAN: ES91 2100 0418 4502 0005 1332\n";

std::string Replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string replaced(text);
  for (std::size_t at = 0; (at = replaced.find(what, at)) != std::string::npos; at += by.size())
    replaced.replace(at, what.size(), by);
  return replaced;
}

Invoice Fused(const EInvoice& in, std::string_view page, const testing::TextLayout& layout = {}) {
  const documents::Document document = TextDocument(page, layout);
  Invoice invoice = FromEInvoice(in);
  FuseWithPages(in, document, Extract(document), invoice);
  return invoice;
}

bool Confirmed(const Invoice& invoice, std::string_view field) {
  const Field* found = invoice.Find(field);
  return found != nullptr && !found->box.empty();
}

TEST(FuseEInvoice, AcceptsPagesThatSayTheSame) {
  const Invoice invoice = Fused(SampleEInvoice(), kPage);
  EXPECT_THAT(invoice.reasons, IsEmpty());
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

TEST(FuseEInvoice, ConfirmsWhatThePagesPrintInAnyForm) {
  const Invoice invoice = Fused(SampleEInvoice(), kPage);
  for (const char* field : {"total", "subtotal", "tax", "discount", "date", "due_date",
                            "invoice_number", "supplier", "supplier_tax_id", "iban", "customer"})
    EXPECT_TRUE(Confirmed(invoice, field)) << field;
}

TEST(FuseEInvoice, PutsAConfirmedFieldWhereItIsPrinted) {
  const Invoice invoice = Fused(SampleEInvoice(), "\f" + std::string(kPage));
  const Field* total = invoice.Find("total");
  EXPECT_EQ(total->page, 2);
  EXPECT_EQ(total->how, How::kXml);
  EXPECT_EQ(total->raw, "205.70");
  EXPECT_NEAR(total->box.y0, 40 + 15 * 14, 1);
}

TEST(FuseEInvoice, PutsLinesWhereTheyArePrinted) {
  const Invoice invoice = Fused(SampleEInvoice(), kPage);
  ASSERT_EQ(invoice.lines.size(), 2U);
  EXPECT_FALSE(invoice.lines[0].box.empty());
  EXPECT_LT(invoice.lines[0].box.y0, invoice.lines[1].box.y0);
}

TEST(FuseEInvoice, SendsAnotherTotalToAPersonWithBothValues) {
  const Invoice invoice = Fused(SampleEInvoice(), Replaced(kPage, "205,70", "250,70"));
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  EXPECT_THAT(invoice.reasons,
              ElementsAre("xml_page_differ: total is 205.70 in the XML and 250.70 on page 1"));
  EXPECT_EQ(invoice.Find("total")->value, "205.70");
}

TEST(FuseEInvoice, SendsAnotherDateNumberOrAccountToAPerson) {
  EXPECT_THAT(Fused(SampleEInvoice(), Replaced(kPage, "15/03/2024", "18/03/2024")).reasons,
              ElementsAre(HasSubstr("date is 2024-03-15 in the XML and 2024-03-18")));
  EXPECT_THAT(Fused(SampleEInvoice(), Replaced(kPage, "2024-0815", "2024-0816")).reasons,
              ElementsAre(HasSubstr("invoice_number is 2024-0815 in the XML and 2024-0816")));
  EXPECT_THAT(Fused(SampleEInvoice(),
                    Replaced(kPage, "ES91 2100 0418 4502 0005 1332", "DE89 3704 0044 0532 0130 00"))
                  .reasons,
              ElementsAre(HasSubstr("iban is ES9121000418450200051332 in the XML")));
}

TEST(FuseEInvoice, SendsAnotherSupplierToAPerson) {
  const std::string page =
      Replaced(Replaced(kPage, "TEJIDOS ALBORADA, S.L.", "HILATURAS PONIENTE SA "), "B00123455",
               "A58818501");
  EXPECT_THAT(Fused(SampleEInvoice(), page).reasons, Contains(HasSubstr("supplier_tax_id is")));
}

TEST(FuseEInvoice, SendsAnotherCompanyToAPersonWhereNoTaxIdTells) {
  std::string page = Replaced(kPage, "TEJIDOS ALBORADA, S.L.", "HILATURAS PONIENTE S.A.");
  page = Replaced(page, "NIF: B00123455", "");
  EXPECT_THAT(Fused(SampleEInvoice(), page).reasons, ElementsAre(HasSubstr("supplier is Tejidos")));
}

TEST(FuseEInvoice, CompletesWhatTheXmlLeavesOut) {
  EInvoice in = SampleEInvoice();
  in.due_date = {};
  in.lines.clear();
  const Invoice invoice = Fused(in, kPage);
  EXPECT_EQ(invoice.Find("due_date")->value, "2024-04-14");
  EXPECT_EQ(invoice.Find("due_date")->how, How::kText);
  EXPECT_EQ(invoice.lines.size(), 2U);
  EXPECT_THAT(invoice.reasons, IsEmpty());
}

TEST(FuseEInvoice, MindsLinesOfThePagesThatDoNotAddUpToTheXml) {
  EInvoice in = SampleEInvoice();
  in.lines.clear();
  const Invoice invoice = Fused(
      in, Replaced(Replaced(kPage, "8,00        80,00", "9,00        90,00"), "180,00", "190,00"));
  EXPECT_THAT(
      invoice.reasons,
      Contains(
          "xml_page_differ: the lines add up to 180.00 in the XML and to 190.00 on the pages"));
}

TEST(FuseEInvoice, TakesALogosNameForNoContradictionWhereTheTaxIdAgrees) {
  const std::string page = Replaced(kPage, "TEJIDOS ALBORADA, S.L.", "LA CASA DEL LINO      ");
  EXPECT_THAT(Fused(SampleEInvoice(), page).reasons, IsEmpty());
}

TEST(FuseEInvoice, DoesNotMindWhatThePagesDoNotPrint) {
  const Invoice invoice = Fused(SampleEInvoice(), "Página de cortesía\nGracias por su compra\n");
  EXPECT_THAT(invoice.reasons, IsEmpty());
  EXPECT_FALSE(Confirmed(invoice, "total"));
}

TEST(FuseEInvoice, DoesNotMindPagesWithoutWords) {
  EXPECT_EQ(Fused(SampleEInvoice(), "").verdict, Verdict::kAccept);
}

TEST(FuseEInvoice, TakesTheAmountToPayForNoOtherTotal) {
  EInvoice in = SampleEInvoice();
  in.prepaid.text = "100.00";
  in.payable.text = "105.70";
  EXPECT_THAT(Fused(in, Replaced(kPage, "205,70", "105,70")).reasons, IsEmpty());
}

TEST(FuseEInvoice, ReadsADayEitherWay) {
  EInvoice in = SampleEInvoice();
  in.issue_date.text = "2024-03-05";
  in.due_date = {};
  std::string page = Replaced(kPage, "15/03/2024", "03/05/2024");
  page = Replaced(page, "Vencimiento: 14/04/2024", "");
  EXPECT_THAT(Fused(in, page).reasons, IsEmpty());
}

TEST(FuseEInvoice, ConfirmsTheAmountsOfACreditNoteWithoutTheirSign) {
  EInvoice in = SampleEInvoice();
  in.credit_note = true;
  const Invoice invoice = Fused(in, kPage);
  EXPECT_EQ(invoice.Find("total")->value, "-205.70");
  EXPECT_TRUE(Confirmed(invoice, "total"));
  EXPECT_THAT(invoice.reasons, IsEmpty());
}

TEST(FuseEInvoice, ConfirmsByAScanAsByText) {
  const Invoice invoice =
      Fused(SampleEInvoice(), kPage, {.source = documents::PageSource::kOcr, .confidence = 0.9F});
  EXPECT_TRUE(Confirmed(invoice, "total"));
}

TEST(FuseEInvoice, BelievesAScanThatIsSure) {
  const Invoice invoice = Fused(SampleEInvoice(), Replaced(kPage, "2024-0815", "2024-0816"),
                                {.source = documents::PageSource::kOcr, .confidence = 0.99F});
  EXPECT_THAT(invoice.reasons, ElementsAre(HasSubstr("invoice_number")));
}

TEST(FuseEInvoice, DoesNotBelieveAScanThatIsNotSure) {
  const Invoice invoice = Fused(SampleEInvoice(), Replaced(kPage, "2024-0815", "2024-0816"),
                                {.source = documents::PageSource::kOcr, .confidence = 0.5F});
  EXPECT_THAT(invoice.reasons, IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
