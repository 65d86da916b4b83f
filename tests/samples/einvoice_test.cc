#include "samples/einvoice.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "documents/einvoice/read.h"
#include "documents/einvoice/rules/check_rules.h"
#include "invoices/from_einvoice.h"
#include "samples/sample.h"
#include "samples/truth_json.h"
#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using documents::RuleOutcome;
using documents::RuleResult;
using documents::einvoice::XmlTree;
using nlohmann::json;
using telar::testing::StatusIs;
using ::testing::IsEmpty;

constexpr int kDocuments = 40;

class EveryForm : public ::testing::TestWithParam<std::tuple<EinvoiceForm, LayoutChoice>> {
 protected:
  EinvoiceForm form() const { return std::get<0>(GetParam()); }

  InvoicePlan Plan(std::uint64_t index) const {
    InvoicePlan plan = PlanInvoice(11, index, {.layout = std::get<1>(GetParam())});
    FitToEinvoice(form(), plan);
    return plan;
  }

  invoices::Invoice Read(const InvoicePlan& plan) const {
    const std::string xml = EinvoiceXml(form(), plan);
    const auto tree = XmlTree::Parse(xml);
    if (!tree.ok()) return {};
    const auto published = documents::einvoice::ReadEInvoice(**tree);
    return published.ok() ? invoices::FromEInvoice(*published) : invoices::Invoice{};
  }
};

TEST_P(EveryForm, IsReadBackAsPlannedAndWithoutADoubt) {
  for (std::uint64_t index = 0; index < kDocuments; ++index) {
    const InvoicePlan plan = Plan(index);
    const invoices::Invoice invoice = Read(plan);
    EXPECT_THAT(invoice.reasons, IsEmpty()) << index;
    const auto value = [&](std::string_view name) {
      const invoices::Field* field = invoice.Find(name);
      return field == nullptr ? "" : field->value;
    };
    EXPECT_EQ(value("supplier"), plan.supplier.name) << index;
    EXPECT_EQ(value("customer"), plan.customer.name) << index;
    EXPECT_EQ(value("invoice_number"), plan.invoice_number) << index;
    EXPECT_EQ(value("date"), FormatDate(plan.date, DateStyle::kIso)) << index;
    EXPECT_EQ(value("currency"), plan.currency) << index;
    EXPECT_EQ(value("total"), plan.total.ToString()) << index;
    EXPECT_EQ(value("tax"), plan.tax.ToString()) << index;
    ASSERT_EQ(invoice.lines.size(), plan.lines.size()) << index;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
      EXPECT_EQ(invoice.lines[i].description, plan.lines[i].description) << index;
      EXPECT_EQ(invoice.lines[i].quantity, plan.lines[i].quantity) << index;
      EXPECT_EQ(invoice.lines[i].unit_price, plan.lines[i].unit_price) << index;
      EXPECT_EQ(invoice.lines[i].amount, plan.lines[i].amount) << index;
      EXPECT_EQ(invoice.lines[i].tax_rate, plan.lines[i].tax_rate) << index;
    }
  }
}

TEST_P(EveryForm, AddsUp) {
  for (std::uint64_t index = 0; index < kDocuments; ++index) {
    const InvoicePlan plan = Plan(index);
    Decimal lines, bases;
    for (const PlannedLine& line : plan.lines) lines = lines + line.amount;
    for (const PlannedTax& tax : plan.taxes) bases = bases + tax.base;
    EXPECT_EQ(lines, plan.subtotal);
    EXPECT_EQ(lines - plan.discount + plan.shipping, bases);
    EXPECT_EQ(bases + plan.tax, plan.total);
  }
}

TEST_P(EveryForm, BreaksNoRule) {
  if (form() == EinvoiceForm::kFacturae || form() == EinvoiceForm::kCfdi)
    GTEST_SKIP() << "the rules of EN 16931 are about UBL and CII";
  for (std::uint64_t index = 0; index < kDocuments; ++index) {
    const std::string xml = EinvoiceXml(form(), Plan(index));
    const auto tree = XmlTree::Parse(xml);
    ASSERT_THAT(tree, telar::testing::IsOk());
    ASSERT_OK_AND_ASSIGN(const documents::RuleReport report,
                         documents::einvoice::CheckRules(**tree));
    for (const RuleOutcome& outcome : report.rules) {
      EXPECT_NE(outcome.result, RuleResult::kFail) << index << " " << outcome.id << " " << xml;
      EXPECT_NE(outcome.result, RuleResult::kWarning) << index << " " << outcome.id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Forms, EveryForm,
    ::testing::Combine(::testing::Values(EinvoiceForm::kUbl, EinvoiceForm::kCii,
                                         EinvoiceForm::kFacturae, EinvoiceForm::kCfdi),
                       ::testing::Values(LayoutChoice::kMixed, LayoutChoice::kLetter,
                                         LayoutChoice::kService, LayoutChoice::kCharges)));

TEST(Einvoice, SaysInTheTruthWhatTheXmlSays) {
  ASSERT_OK_AND_ASSIGN(const Sample sample,
                       DrawInvoice({.seed = 3, .einvoice = EinvoiceForm::kCfdi}));
  const json truth = json::parse(TruthJson(sample, 3)).at("einvoice");
  EXPECT_EQ(truth.at("form"), "cfdi");
  EXPECT_EQ(truth.at("file"), "invoice-000000.xml");
  EXPECT_EQ(truth.at("fields").at("total"), sample.plan.total.ToString());
  EXPECT_EQ(truth.at("fields").at("fiscal_id").get<std::string>().size(), 36U);
  EXPECT_FALSE(truth.at("fields").contains("due_date"));
  EXPECT_EQ(truth.at("lines").size(), sample.plan.lines.size());
  ASSERT_OK_AND_ASSIGN(const Sample plain, DrawInvoice({.seed = 3}));
  EXPECT_TRUE(json::parse(TruthJson(plain, 3)).at("einvoice").is_null());
}

TEST(Einvoice, IsTheSameForTheSameSeed) {
  const SampleRequest request{.seed = 5, .index = 2, .einvoice = EinvoiceForm::kFacturX};
  ASSERT_OK_AND_ASSIGN(const Sample one, DrawInvoice(request));
  ASSERT_OK_AND_ASSIGN(const Sample again, DrawInvoice(request));
  EXPECT_EQ(one.bytes, again.bytes);
  EXPECT_NE(one.bytes.find(one.xml), std::string::npos) << "the XML lies inside";
}

TEST(Einvoice, IsNotForReceiptsAndFacturXNotForScans) {
  EXPECT_THAT(DrawInvoice({.layout = LayoutChoice::kReceipt, .einvoice = EinvoiceForm::kUbl}),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DrawInvoice({.degraded_share = 1, .einvoice = EinvoiceForm::kFacturX}),
              StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples
