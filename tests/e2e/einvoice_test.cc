// Structured invoices from the inbox to rows, through the programs as they are installed.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "tests/e2e/shop.h"
#include "tests/support/paths.h"
#include "tests/support/pdf_writer.h"

namespace telar {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PdfWriter;
using testing::ReadFile;
using testing::Shop;

std::string Example(const std::string& name) {
  return ReadFile(testing::SourceDir() / "tests/golden/einvoices" / (name + ".xml"));
}

/// A page that prints a little of the Facturae example, with the XML in it.
std::string HybridPdf(const std::string& date = "15/03/2024") {
  return PdfWriter()
      .Page()
      .Text(50, 60, "Lucinda Torralvo Penalba")
      .Text(50, 80, "NIF: 12345678Z")
      .Text(50, 120, "Factura: F24-118")
      .Text(50, 140, "Fecha: " + date)
      .Text(350, 400, "Total EUR")
      .Text(450, 400, "607,61")
      .Attach({.name = "facturae.xml", .bytes = Example("facturae_322")})
      .Bytes();
}

TEST(EInvoices, BecomeRowsWithTheirPublishedFigures) {
  Shop shop;
  const std::string xml = Example("cfdi_40_ingreso"), hybrid = HybridPdf();
  shop.Drop("cfdi.xml", xml);
  shop.Drop("factura.pdf", hybrid);
  const Ended ended = shop.RunTelar({"invoices", "run", "--class", "preventiva"});
  EXPECT_EQ(ended.exit, 0) << ended.out << ended.err;
  const auto sales = shop.Sales();
  ASSERT_EQ(sales.size(), 2U);
  const std::vector<Shop::Row> cfdi = {
      {"Manta cruda 2.20 m", Decimal(50), Decimal(2250)},
      {"Gabardina \"azul\"", *Decimal::Parse("12.5"), Decimal(1500)}};
  EXPECT_EQ(sales.at(Sha256Hex(xml)), cfdi);
  EXPECT_EQ(sales.at(Sha256Hex(hybrid)).size(), 2U);
  EXPECT_THAT(shop.Inbox(), IsEmpty());
  EXPECT_EQ(shop.Archive().size(), 2U);
}

TEST(EInvoices, WaitForAPersonWhereThePageSaysSomethingElse) {
  Shop shop;
  shop.Drop("factura.pdf", HybridPdf("18/03/2024"));
  const Ended ended = shop.RunTelar({"invoices", "run", "--class", "preventiva"});
  EXPECT_EQ(ended.exit, 8) << ended.err;
  EXPECT_THAT(ended.out + ended.err,
              HasSubstr("xml_page_differ: date is 2024-03-15 in the XML and 2024-03-18 on page 1"));
  EXPECT_THAT(shop.Sales(), IsEmpty());
  EXPECT_EQ(shop.Inbox().size(), 1U);
}

TEST(EInvoices, NeverCostThePdfWhateverIsAttached) {
  Shop shop;
  const std::string bomb = "<Invoice>" + std::string(100 << 20, ' ');
  shop.folder().Write("bomb.pdf", PdfWriter()
                                      .Page()
                                      .Text(50, 60, "Total 12.00")
                                      .Attach({.name = "factur-x.xml", .bytes = bomb})
                                      .Bytes());
  const Ended ended = shop.RunTelar({"invoices", "read", "--json", "bomb.pdf"});
  EXPECT_EQ(ended.exit, 0) << ended.err;
  const auto report = nlohmann::json::parse(ended.out);
  EXPECT_TRUE(report.at("error").is_null());
  EXPECT_THAT(report.at("reasons").dump(),
              HasSubstr("the attachment factur-x.xml is larger than 32 MiB"));
}

/// Draws invoices with their XML in a form and reads them back, each beside its truth.
class DrawnForm : public ::testing::TestWithParam<const char*> {};

TEST_P(DrawnForm, IsReadBackAsItIsTrue) {
  const std::string form = GetParam();
  const bool inside = form == "factur-x";
  Shop shop;
  const std::string out = (shop.folder() / "drawn").string();
  ASSERT_EQ(testing::Run({.command = {testing::Program("telar-samples"), "invoices", "--out", out,
                                      "--count", "4", "--seed", "12", "--einvoice", form}})
                .exit,
            0);
  for (int i = 0; i < 4; ++i) {
    const std::string stem = "drawn/invoice-00000" + std::to_string(i);
    const auto truth = nlohmann::json::parse(ReadFile(shop.folder() / (stem + ".json")));
    const auto& said = truth.at("einvoice");
    const std::string file = "drawn/" + said.at("file").get<std::string>();
    EXPECT_EQ(file, stem + (inside ? ".pdf" : ".xml"));
    const auto report =
        nlohmann::json::parse(shop.RunTelar({"invoices", "read", "--json", file}).out);
    EXPECT_EQ(report.at("reader"), "einvoice");
    EXPECT_EQ(report.at("verdict"), "accept") << report.at("reasons");
    for (const auto& [name, value] : said.at("fields").items()) {
      ASSERT_TRUE(report.at("fields").contains(name)) << file << " " << name;
      const std::string got = report.at("fields").at(name).at("value");
      if (name == "supplier_address") EXPECT_THAT(got, HasSubstr(value.get<std::string>()));
      else if (name.ends_with("tax_id") || name == "discount") continue;
      else EXPECT_EQ(got, value) << file << " " << name;
    }
    ASSERT_EQ(report.at("lines").size(), said.at("lines").size());
    for (std::size_t k = 0; k < said.at("lines").size(); ++k) {
      for (const char* key : {"description", "code", "unit"})
        EXPECT_EQ(report.at("lines")[k].at(key), said.at("lines")[k].at(key)) << file << " " << key;
    }
    if (form == "facturae" || form == "cfdi") continue;
    EXPECT_EQ(shop.RunTelar({"invoices", "check", file}).exit, 0) << file;
  }
}

INSTANTIATE_TEST_SUITE_P(EInvoices, DrawnForm,
                         ::testing::Values("ubl", "cii", "facturae", "cfdi", "factur-x"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace telar
