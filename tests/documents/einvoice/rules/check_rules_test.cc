#include "documents/einvoice/rules/check_rules.h"

#include <gmock/gmock.h>

#include <chrono>
#include <set>

#include "tests/documents/einvoice/rules/edits.h"
#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

using testing::DocumentOf;
using testing::Failing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Report;
using testing::ResultOf;
using testing::RuleCase;
using testing::RuleCases;
using testing::StatusIs;

constexpr std::string_view kUbl =
    "xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2' "
    "xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2' "
    "xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'";

std::string Partial(const std::string& inside) {
  return "<Invoice " + std::string(kUbl) + ">\n" + inside + "\n</Invoice>";
}

const RuleCases& Cases() {
  static const RuleCases cases = testing::ReadRuleCases();
  return cases;
}

std::string Syntax(const RuleCase& rule_case) { return rule_case.base.substr(0, 3); }

class EveryRule : public ::testing::TestWithParam<RuleCase> {};

TEST_P(EveryRule, FailsWhereItIsBrokenAndNoOtherDoes) {
  const RuleCase& broken = GetParam();
  EXPECT_EQ(Failing(Report(DocumentOf(Cases(), broken))), broken.fails);
}

std::string NameOf(const ::testing::TestParamInfo<RuleCase>& info) {
  std::string name = Syntax(info.param) + info.param.rule;
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, EveryRule, ::testing::ValuesIn(Cases().breaks), NameOf);

class EveryRuleOfCreditNotes : public ::testing::TestWithParam<RuleCase> {};

TEST_P(EveryRuleOfCreditNotes, FailsAsInAnInvoice) {
  const RuleCase& broken = GetParam();
  EXPECT_EQ(Failing(Report(DocumentOf(Cases(), broken, true))), broken.fails);
}

// BR-CO-25 is a rule of invoices.
std::vector<RuleCase> OfCreditNotes() {
  std::vector<RuleCase> cases = Cases().breaks;
  std::erase_if(cases,
                [](const RuleCase& one) { return Syntax(one) != "ubl" || one.rule == "BR-CO-25"; });
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Rules, EveryRuleOfCreditNotes, ::testing::ValuesIn(OfCreditNotes()),
                         NameOf);

TEST(Rules, HoldInEveryBase) {
  for (const auto& [name, base] : Cases().bases) {
    EXPECT_THAT(Failing(Report(DocumentOf(Cases(), base))), IsEmpty()) << name;
    if (name.starts_with("ubl")) {
      EXPECT_THAT(Failing(Report(DocumentOf(Cases(), base, true))), IsEmpty()) << name;
    }
  }
}

TEST(Rules, HoldWhereTheyAreSaidTo) {
  for (const RuleCase& held : Cases().holds) {
    const RuleReport report = Report(DocumentOf(Cases(), held));
    EXPECT_EQ(ResultOf(report, held.rule), RuleResult::kPass) << held.rule;
    EXPECT_THAT(Failing(report), IsEmpty()) << held.rule;
  }
}

TEST(Rules, AllHaveADocumentThatBreaksThemAndOneInWhichTheyHold) {
  std::set<std::string> broken(Cases().never.begin(), Cases().never.end()), held, all;
  for (const RuleCase& one : Cases().breaks) broken.insert(Syntax(one) + " " + one.rule);
  std::vector<RuleCase> documents = Cases().holds;
  for (const auto& [name, base] : Cases().bases) documents.push_back(base);
  for (const RuleCase& one : documents) {
    for (const RuleOutcome& outcome : Report(DocumentOf(Cases(), one)).rules) {
      const std::string name = Syntax(one) + " " + outcome.id;
      all.insert(name);
      if (outcome.result == RuleResult::kPass) held.insert(name);
    }
  }
  EXPECT_EQ(broken, all);
  EXPECT_EQ(held, all);
}

TEST(Rules, SayWhereTheyFailAndWhatTheyAskFor) {
  const RuleReport report = Report(Partial("<cac:InvoiceLine/>\n<cac:InvoiceLine/>"));
  std::vector<RuleOutcome> found;
  for (const RuleOutcome& outcome : report.rules) {
    if (outcome.id == "BR-22") found.push_back(outcome);
  }
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].path, "/Invoice/cac:InvoiceLine[2]");
  EXPECT_EQ(found[1].line, 3);
  EXPECT_THAT(found[1].text, HasSubstr("BT-129"));
  EXPECT_THAT(found[1].text_es, HasSubstr("cantidad"));
  EXPECT_EQ(report.rule_set, kRuleSet);
}

TEST(Rules, DoNotRunOnWhatIsNotThere) {
  const RuleReport report = Report(Partial("<cbc:ID>1</cbc:ID>"));
  EXPECT_EQ(ResultOf(report, "BR-02"), RuleResult::kPass);
  EXPECT_EQ(ResultOf(report, "BR-03"), RuleResult::kFail);
  EXPECT_EQ(ResultOf(report, "BR-21"), RuleResult::kNotRun);
  EXPECT_EQ(ResultOf(report, "BR-CO-10"), RuleResult::kNotRun);
  EXPECT_EQ(ResultOf(report, "BR-S-08"), RuleResult::kNotRun);
}

TEST(Rules, CountAnEmptyElementAsMissingOnlyWhereATextIsAskedFor) {
  const RuleReport report = Report(Partial(
      "<cbc:ID> </cbc:ID><cac:LegalMonetaryTotal><cbc:PayableAmount/></cac:LegalMonetaryTotal>"));
  EXPECT_EQ(ResultOf(report, "BR-02"), RuleResult::kFail);
  EXPECT_EQ(ResultOf(report, "BR-15"), RuleResult::kPass) << "the element is there";
}

TEST(Rules, RoundHalvesUpwards) {
  const auto lines = [](const std::string& total, const std::string& amount) {
    return ResultOf(Report(Partial("<cac:LegalMonetaryTotal><cbc:LineExtensionAmount>" + total +
                                   "</cbc:LineExtensionAmount></cac:LegalMonetaryTotal>"
                                   "<cac:InvoiceLine><cbc:LineExtensionAmount>" +
                                   amount + "</cbc:LineExtensionAmount></cac:InvoiceLine>")),
                    "BR-CO-10");
  };
  EXPECT_EQ(lines("1.01", "1.005"), RuleResult::kPass);
  EXPECT_EQ(lines("1.02", "1.015"), RuleResult::kPass);
  EXPECT_EQ(lines("-1.00", "-1.005"), RuleResult::kPass);
  EXPECT_EQ(lines("-1.01", "-1.005"), RuleResult::kFail);
  EXPECT_EQ(lines("1.00", "one"), RuleResult::kFail) << "what is no number adds up to nothing";
}

TEST(Rules, CountABlankBehindTheDigitsAsADecimal) {
  const auto total = [](const std::string& amount) {
    return ResultOf(Report(Partial("<cac:LegalMonetaryTotal><cbc:PayableAmount>" + amount +
                                   "</cbc:PayableAmount></cac:LegalMonetaryTotal>")),
                    "BR-DEC-18");
  };
  EXPECT_EQ(total("10.00"), RuleResult::kPass);
  EXPECT_EQ(total("  10.00"), RuleResult::kPass);
  EXPECT_EQ(total("10.00 "), RuleResult::kFail);
  EXPECT_EQ(total("10.0\n"), RuleResult::kPass);
  EXPECT_EQ(total("10.\n\n\n\n"), RuleResult::kFail);
  EXPECT_EQ(total("10    "), RuleResult::kPass) << "no decimals at all";
}

TEST(Rules, TakeTheCountryOfAVatIdFromItsFirstTwoCharacters) {
  const auto id = [](const std::string& text) {
    return ResultOf(Report(Partial("<cac:PartyTaxScheme><cbc:CompanyID>" + text +
                                   "</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID>"
                                   "</cac:TaxScheme></cac:PartyTaxScheme>")),
                    "BR-CO-09");
  };
  EXPECT_EQ(id("ES1"), RuleResult::kPass);
  EXPECT_EQ(id("ES1\n"), RuleResult::kPass);
  EXPECT_EQ(id("\n  ES1"), RuleResult::kFail);
  EXPECT_EQ(id(" ES1"), RuleResult::kPass) << "a space and a letter are in the list";
  EXPECT_EQ(id("  ES1"), RuleResult::kFail);
}

TEST(Rules, TakeACategoryLetterForLetterInCii) {
  RuleCase base = Cases().bases.at("cii S");
  base.edits.push_back({.kind = "text",
                        .path = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/"
                                "ram:IncludedSupplyChainTradeLineItem/"
                                "ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/"
                                "ram:CategoryCode",
                        .rest = " S "});
  RuleCase changed = base;
  changed.rule = "BR-S-05";
  EXPECT_EQ(ResultOf(Report(DocumentOf(Cases(), Cases().bases.at("cii S"))), "BR-S-05"),
            RuleResult::kPass);
  EXPECT_EQ(ResultOf(Report(DocumentOf(Cases(), changed)), "BR-S-05"), RuleResult::kNotRun);
}

TEST(Rules, LetATaxDifferByLessThanOne) {
  const auto tax = [](const std::string& amount) {
    return ResultOf(
        Report(Partial("<cac:TaxTotal><cac:TaxSubtotal><cbc:TaxableAmount>100</cbc:TaxableAmount>"
                       "<cbc:TaxAmount>" +
                       amount +
                       "</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>"
                       "<cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID>"
                       "</cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>")),
        "BR-CO-17");
  };
  EXPECT_EQ(tax("20.99"), RuleResult::kPass);
  EXPECT_EQ(tax("21.00"), RuleResult::kFail);
  EXPECT_EQ(tax("-20.00"), RuleResult::kPass) << "signs do not count";
}

std::string GoldenInvoice(const std::string& category = "S") {
  return DocumentOf(Cases(), Cases().bases.at("ubl " + category));
}

std::string WithoutDeclaration(const std::string& xml) { return xml.substr(xml.find("?>") + 2); }

TEST(Rules, WarnOfACardNumberInUblAndFailInCii) {
  for (const RuleCase& one : Cases().breaks) {
    if (one.rule != "BR-51") continue;
    EXPECT_EQ(ResultOf(Report(DocumentOf(Cases(), one)), "BR-51"),
              Syntax(one) == "ubl" ? RuleResult::kWarning : RuleResult::kFail);
  }
}

TEST(Rules, AskForADueDateOrTermsOfWhatIsDueInCii) {
  const auto due = [](const std::string& amount, const std::string& terms) {
    return ResultOf(
        Report("<rsm:CrossIndustryInvoice "
               "xmlns:rsm='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100' "
               "xmlns:ram='urn:un:unece:uncefact:data:standard:"
               "ReusableAggregateBusinessInformationEntity:100'>" +
               terms +
               "<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:DuePayableAmount>" +
               amount +
               "</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
               "</rsm:CrossIndustryInvoice>"),
        "BR-CO-25");
  };
  const auto terms = [](const std::string& inside) {
    return "<ram:SpecifiedTradePaymentTerms>" + inside + "</ram:SpecifiedTradePaymentTerms>";
  };
  EXPECT_EQ(due("1.00", ""), RuleResult::kFail);
  EXPECT_EQ(due("1.00", terms("<ram:DirectDebitMandateID>1</ram:DirectDebitMandateID>")),
            RuleResult::kFail);
  EXPECT_EQ(due("1.00", terms("<ram:Description>30 días</ram:Description>")), RuleResult::kPass);
  EXPECT_EQ(due("1.00", terms("<ram:DueDateDateTime/>")), RuleResult::kPass);
  EXPECT_EQ(due("0.00", ""), RuleResult::kPass);
  EXPECT_EQ(due("-1", ""), RuleResult::kPass);
}

TEST(Rules, AreAskedOfTheInvoiceInAnEnvelope) {
  for (const char* category : {"S", "O"}) {
    const RuleReport alone = Report(GoldenInvoice(category)),
                     inside = Report("<s:StandardBusinessDocument xmlns:s='urn:s'><s:Header/>" +
                                     WithoutDeclaration(GoldenInvoice(category)) +
                                     "</s:StandardBusinessDocument>");
    EXPECT_EQ(inside.envelope, "StandardBusinessDocument");
    EXPECT_EQ(alone.envelope, "");
    ASSERT_EQ(inside.rules.size(), alone.rules.size());
    for (std::size_t i = 0; i < alone.rules.size(); ++i) {
      EXPECT_EQ(inside.rules[i].result, alone.rules[i].result) << alone.rules[i].id;
    }
  }
}

TEST(Rules, SayWhereTheyFailInAnEnvelope) {
  const RuleReport report = Report("<Sobre>\n" + Partial("<cac:InvoiceLine/>") + "</Sobre>");
  for (const RuleOutcome& outcome : report.rules) {
    if (outcome.id != "BR-22") continue;
    EXPECT_EQ(outcome.path, "/Sobre/Invoice/cac:InvoiceLine");
    EXPECT_EQ(outcome.line, 3);
  }
}

TEST(Rules, AreAskedOfTheTextInAnAttachedDocument) {
  const auto attached = [](const std::string& text) {
    return "<AttachedDocument><Attachment><ExternalReference><Description><![CDATA[" + text +
           "]]></Description></ExternalReference></Attachment></AttachedDocument>";
  };
  const RuleReport report = Report(attached(GoldenInvoice()));
  EXPECT_THAT(Failing(report), IsEmpty());
  EXPECT_EQ(report.envelope, "AttachedDocument");
  const auto cut = XmlTree::Parse(attached(GoldenInvoice().substr(0, 3000)));
  ASSERT_THAT(cut, testing::IsOk());
  EXPECT_THAT(CheckRules(**cut), StatusIs(Code::kInvalidInput, HasSubstr("broken")));
}

TEST(Rules, AreAskedOfEveryInvoiceInAnEnvelope) {
  const std::string good = WithoutDeclaration(GoldenInvoice());
  const RuleReport two = Report("<batch>" + good + Partial("<cbc:ID> </cbc:ID>") + "</batch>");
  EXPECT_EQ(two.invoices, 2);
  EXPECT_EQ(ResultOf(two, "BR-02"), RuleResult::kFail);
  EXPECT_EQ(ResultOf(two, "BR-21"), RuleResult::kPass) << "the second has no lines";
}

TEST(Rules, AreNotForOtherKindsOfDocument) {
  const auto tree = XmlTree::Parse("<Facturae/>");
  ASSERT_THAT(tree, testing::IsOk());
  EXPECT_THAT(CheckRules(**tree), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CheckRules(**tree).status().hint(), HasSubstr("CII"));
}

TEST(Rules, TakeNamesInTheirNamespaces) {
  const auto tree = XmlTree::Parse("<Invoice xmlns='urn:example:other'/>");
  ASSERT_THAT(tree, testing::IsOk());
  EXPECT_THAT(CheckRules(**tree), StatusIs(Code::kInvalidInput));
}

// Two and twenty thousand lines: time per line stays the same, with room for a busy machine.
TEST(Rules, CostTimeByTheLine) {
  const auto seconds = [](int lines) {
    std::string inside;
    for (int i = 0; i < lines; ++i) {
      inside +=
          "<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount>1.00"
          "</cbc:LineExtensionAmount><cac:Item><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>"
          "<cbc:Percent>21</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item></cac:InvoiceLine>";
    }
    const auto tree = XmlTree::Parse(Partial(inside));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THAT(CheckRules(**tree), testing::IsOk());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double few = seconds(2'000);
  EXPECT_LT(seconds(20'000), 60 * few + 0.05);
}

}  // namespace
}  // namespace telar::documents::einvoice
