#include "samples/company.h"

#include <gtest/gtest.h>

#include <set>

#include "samples/chance.h"

namespace telar::samples {
namespace {

TEST(InventCompany, SeldomUsesANameTwice) {
  SeededRandom random(8);
  std::set<std::string> names;
  for (int i = 0; i < 500; ++i) {
    names.insert(InventCompany(random, Region::kMalaysia, Business::kShop).party.name);
  }
  EXPECT_GT(names.size(), 450U);
}

TEST(InventCompany, GivesEveryRegionAnAddressOfTwoToSixLinesAndATaxNumber) {
  SeededRandom random(8);
  for (int region = 0; region < kRegions; ++region) {
    for (int i = 0; i < 40; ++i) {
      const Company company =
          InventCompany(random, static_cast<Region>(region), static_cast<Business>(i % 4));
      EXPECT_GE(company.party.address.size(), 2U) << company.party.name;
      EXPECT_LE(company.party.address.size(), 6U) << company.party.name;
      EXPECT_FALSE(company.party.tax_id.empty());
      for (const std::string& line : company.party.address) EXPECT_FALSE(line.empty());
    }
  }
}

TEST(RegionOf, SpeaksTheLanguageAskedFor) {
  SeededRandom random(8);
  for (const Language language :
       {Language::kSpanish, Language::kEnglish, Language::kPortuguese, Language::kFrench,
        Language::kGerman, Language::kDutch, Language::kItalian}) {
    EXPECT_EQ(RulesOf(RegionOf(random, language)).language, language);
  }
}

}  // namespace
}  // namespace telar::samples
