#include "invoices/suppliers.h"

#include <gmock/gmock.h>

#include "tests/invoices/memory/school.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class Suppliers : public ::testing::Test {
 protected:
  /// The supplier of a document with this name and tax number; each call is another document.
  std::string Of(const std::string& name, const std::string& tax_id = "") {
    auto transaction = db::Transaction::Begin(school_.connection());
    EXPECT_OK(transaction);
    const auto id = ResolveSupplier(school_.connection(), {name, tax_id},
                                    DocumentId(std::to_string(++documents_)), school_.now());
    EXPECT_OK(id);
    EXPECT_OK(transaction->Commit());
    return id.ok() ? id->value() : "";
  }

  School school_;
  int documents_ = 0;
};

TEST_F(Suppliers, AreOneUnderSeveralSpellings) {
  const std::string first = Of("Hilos del Valle, S.A.");
  EXPECT_EQ(Of("HILOS DEL VALLE SA"), first);
  EXPECT_EQ(Of("Hilos Del Valle"), first);
  EXPECT_NE(Of("Hilos del Monte, S.A."), first);
}

TEST_F(Suppliers, AreOneByTheirProvedTaxNumberWhateverTheName) {
  const std::string first = Of("Hilos del Valle", "A-13585625");
  EXPECT_EQ(first, "tax:ES:A13585625");
  EXPECT_EQ(Of("Comercial HdV", "ESA13585625"), first);
}

TEST_F(Suppliers, WithDifferentProvedTaxNumbersAreNeverOne) {
  const std::string first = Of("Hilos del Valle S.A.", "A13585625");
  EXPECT_NE(Of("Hilos del Valle S.A.", "B58818501"), first);
  // The name alone could now be either.
  const std::string nameless = Of("Hilos del Valle S.A.");
  EXPECT_NE(nameless, first);
}

TEST_F(Suppliers, GainTheirTaxNumberLater) {
  const std::string first = Of("Hilos del Valle S.A.");
  EXPECT_EQ(Of("Hilos del Valle S.A.", "A13585625"), first);
  EXPECT_EQ(Of("Otro nombre", "A13585625"), first);
}

TEST_F(Suppliers, MayBeMisreadInALongName) {
  const std::string first = Of("Hilanderías del Valle S.A.");
  EXPECT_EQ(Of("Hilanderias del Va1le S.A."), first);
  EXPECT_NE(Of("Vale"), Of("Valle"));
}

TEST_F(Suppliers, AreNotJoinedByADigit) {
  EXPECT_NE(Of("Almacenes Central 24 Horas"), Of("Almacenes Central 25 Horas"));
}

TEST_F(Suppliers, AreListedWithTheCommonestSpellingFirst) {
  Of("HILOS DEL VALLE SA");
  Of("Hilos del Valle, S.A.");
  Of("Hilos del Valle, S.A.");
  ASSERT_OK_AND_ASSIGN(const auto listed, ListSuppliers(school_.connection()));
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].name, "Hilos del Valle, S.A.");
  EXPECT_THAT(listed[0].spellings, ElementsAre("Hilos del Valle, S.A.", "HILOS DEL VALLE SA"));
}

TEST_F(Suppliers, HaveNoKeyWithoutANameOrANumber) { EXPECT_EQ(Of("", ""), ""); }

TEST(ProvenTaxKey, KnowsANumberWithoutLettersByItsFormOrCountry) {
  EXPECT_EQ(ProvenTaxKey("213.123.432-1"), "CO:2131234321");
  EXPECT_EQ(ProvenTaxKey("20512333797"), "PE:20512333797");
  EXPECT_EQ(ProvenTaxKey("2131234321"), "");
  EXPECT_EQ(ProvenTaxKey("2131234321", "CO"), "CO:2131234321");
  EXPECT_EQ(ProvenTaxKey("J-30712345-1"), "VE:J307123451");
  EXPECT_EQ(ProvenTaxKey("213.123.432-2"), "");
}

TEST(SupplierKey, LeavesOutLegalFormsAccentsAndSigns) {
  EXPECT_EQ(SupplierKey("Hilos del Valle, S.A. de C.V."), "hilosdelvalle");
  EXPECT_EQ(SupplierKey("NÄHGARN GmbH"), "nahgarn");
  EXPECT_EQ(SupplierKey("Kedai Benang Sdn. Bhd."), "kedaibenang");
  EXPECT_EQ(SupplierKey("S.A."), "sa");
}

}  // namespace
}  // namespace telar::invoices
