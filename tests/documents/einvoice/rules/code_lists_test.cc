#include "documents/einvoice/rules/code_lists.h"

#include <gtest/gtest.h>

namespace telar::documents::einvoice::rules {
namespace {

TEST(CodeLists, HoldWholeCodesOnly) {
  EXPECT_TRUE(IsOnList(CodeList::kCurrency, "EUR"));
  EXPECT_FALSE(IsOnList(CodeList::kCurrency, "EU"));
  EXPECT_FALSE(IsOnList(CodeList::kCurrency, "eur"));
  EXPECT_FALSE(IsOnList(CodeList::kCurrency, "EUR USD"));
  EXPECT_FALSE(IsOnList(CodeList::kCurrency, ""));
}

TEST(CodeLists, DifferBetweenSyntaxesWhereThePublishedOnesDo) {
  EXPECT_TRUE(IsOnList(CodeList::kCountryUbl, "SS"));
  EXPECT_FALSE(IsOnList(CodeList::kCountryCii, "SS"));
  EXPECT_FALSE(IsOnList(CodeList::kCountryUbl, "EL"));
  EXPECT_TRUE(IsOnList(CodeList::kVatPrefixUbl, "EL"));
  EXPECT_TRUE(IsOnList(CodeList::kTaxPointUbl, "35"));
  EXPECT_TRUE(IsOnList(CodeList::kTaxPointCii, "72"));
  EXPECT_FALSE(IsOnList(CodeList::kInvoiceType, "381"));
  EXPECT_TRUE(IsOnList(CodeList::kDocumentType, "381"));
}

TEST(CodeLists, HaveAsManyCodesAsTheirEditions) {
  EXPECT_EQ(ListSize(CodeList::kCurrency), 178U);
  EXPECT_EQ(ListSize(CodeList::kUnit), 2162U);
  EXPECT_EQ(ListSize(CodeList::kReference), 818U);
  EXPECT_EQ(ListSize(CodeList::kNoteSubjectCii), 401U);
  EXPECT_EQ(ListSize(CodeList::kIcd), 243U);
  EXPECT_EQ(ListSize(CodeList::kElectronicAddress), 104U);
  EXPECT_EQ(ListSize(CodeList::kExemption), 88U);
}

}  // namespace
}  // namespace telar::documents::einvoice::rules
