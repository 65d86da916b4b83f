#include "documents/einvoice/rules/path.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PathTest : public ::testing::Test {
 protected:
  PathTest() {
    auto parsed = XmlTree::Parse(
        "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2' "
        "xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2' "
        "xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'>"
        "<cac:Party><cac:PartyTaxScheme><cbc:CompanyID schemeID='A'>1</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>Vat</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
        "<cac:PartyTaxScheme><cbc:CompanyID>2</cbc:CompanyID></cac:PartyTaxScheme>"
        "<x:PartyTaxScheme xmlns:x='urn:x'/></cac:Party>"
        "<cac:AllowanceCharge><cbc:ChargeIndicator>0</cbc:ChargeIndicator><cbc:Amount>5"
        "</cbc:Amount></cac:AllowanceCharge></Invoice>");
    EXPECT_THAT(parsed, testing::IsOk());
    tree_ = *std::move(parsed);
  }
  std::vector<std::string_view> Values(std::string_view path) const {
    return Path(path).Values(tree_->root(), tree_->root());
  }
  std::unique_ptr<const XmlTree> tree_;
};

TEST_F(PathTest, LeadsToAllThatFit) {
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme/cbc:CompanyID"), ElementsAre("1", "2"));
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme/cbc:CompanyID/@schemeID"), ElementsAre("A"));
  EXPECT_THAT(Values("cac:Party/cbc:ID"), IsEmpty());
  EXPECT_THAT(Values("/cac:Party/../cac:AllowanceCharge/cbc:Amount"), ElementsAre("5"));
}

TEST_F(PathTest, HoldsConditions) {
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme[vat]/cbc:CompanyID"), ElementsAre("1"));
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme[cbc:CompanyID=2,3]/cbc:CompanyID"),
              ElementsAre("2"));
  EXPECT_THAT(Values("cac:AllowanceCharge[allowance]/cbc:Amount"), ElementsAre("5"));
  EXPECT_THAT(Values("cac:AllowanceCharge[charge]/cbc:Amount"), IsEmpty());
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme[first]/cbc:CompanyID"), ElementsAre("1"));
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme/cbc:CompanyID[@schemeID=A]"), ElementsAre("1"));
  EXPECT_THAT(Values("cac:Party/cac:PartyTaxScheme/cbc:CompanyID[not A]"), ElementsAre("2"));
}

TEST_F(PathTest, PatternsLookUpwards) {
  const XmlElement root = tree_->root(), id = root.At("Party/PartyTaxScheme/CompanyID");
  EXPECT_TRUE(Pattern("cac:PartyTaxScheme/cbc:CompanyID").Matches(id, root));
  EXPECT_TRUE(Pattern("cbc:ID | /ubl:Invoice/cac:Party/cac:PartyTaxScheme[vat]/cbc:CompanyID")
                  .Matches(id, root));
  EXPECT_FALSE(Pattern("/cac:PartyTaxScheme/cbc:CompanyID").Matches(id, root));
  const XmlElement party = root.Child("Party");
  EXPECT_TRUE(Pattern("/cac:Party/cac:PartyTaxScheme/cbc:CompanyID").Matches(id, party))
      << "a root inside an envelope";
  EXPECT_FALSE(Pattern("cbc:CompanyID[outside cac:Party]").Matches(id, root));
}

}  // namespace
}  // namespace telar::documents::einvoice::rules
