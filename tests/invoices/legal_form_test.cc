#include "invoices/legal_form.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

/// What stands up to the end of the first legal form; "" when there is none.
std::string UpToForm(std::string_view text) {
  const std::vector<Atom> atoms = SplitAtoms(text);
  const std::size_t end = LegalFormEnd(atoms, 0, atoms.size());
  return end == 0 ? "" : std::string(text.substr(0, atoms[end - 1].span.end));
}

TEST(LegalFormEnd, IsBehindTheFormsOfManyCountries) {
  for (const char* name :
       {"Hilados del Sur S.A.S", "Kedai Contoh Sdn Bhd", "Musterstoff GmbH", "Stoffen B.V",
        "Blue Cloth Inc", "Tejidos S. de R.L. de C.V", "Tissus SARL", "Green Cloth Pte Ltd",
        "Kain Murah S/B", "Stoffhaus e.K", "Tejidos SAPI de CV"}) {
    EXPECT_EQ(UpToForm(std::string(name) + " (12345-X)"), name);
  }
}

TEST(LegalFormEnd, TakesTwoFormsInARowTogether) {
  EXPECT_EQ(UpToForm("Tela Holding GmbH & Co KG, Berlin"), "Tela Holding GmbH & Co KG");
  EXPECT_EQ(UpToForm("Sedas Pvt Ltd"), "Sedas Pvt Ltd");
}

TEST(LegalFormEnd, IsBehindTheParenthesesThatBelongToTheForm) {
  EXPECT_EQ(UpToForm("Stoffe UG (haftungsbeschränkt), Kiel"), "Stoffe UG (haftungsbeschränkt");
}

TEST(LegalFormEnd, IsNotFoundInWordsThatOnlyContainOne) {
  EXPECT_EQ(UpToForm("Calle Sancho 12"), "");
  EXPECT_EQ(UpToForm("Salud y Vida"), "");
}

bool Across(std::string_view upper, std::string_view lower) {
  const auto document = testing::TextDocument(std::string(upper) + "\n" + std::string(lower));
  const Layout layout = BuildLayout(document);
  const Row &above = layout.rows[0], &below = layout.rows[1];
  return FormAcross(above, {0, above.text.size()}, below, {0, below.text.size()});
}

TEST(FormAcross, IsAFormThatGoesOnInTheLineBelow) {
  EXPECT_TRUE(Across("Tejidos Claros S.A.", "de C.V."));
  EXPECT_TRUE(Across("Stoffe UG", "(haftungsbeschränkt)"));
  EXPECT_FALSE(Across("Tejidos Claros S.A.", "Calle Mayor 4"));
  EXPECT_FALSE(Across("Tejidos Claros", "S.A."));
}

TEST(IsLegalForm, IsTrueForTheFormAlone) {
  const std::vector<Atom> atoms = SplitAtoms("SDN. BHD.");
  EXPECT_TRUE(IsLegalForm(atoms, 0, 2));
  EXPECT_FALSE(IsLegalForm(atoms, 0, 1));
}

}  // namespace
}  // namespace telar::invoices
