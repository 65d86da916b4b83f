#include "invoices/domains.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

Domains::Likeness LikenessOf(std::string_view text, std::string_view name) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  return Domains(Gather(layout)).LikenessOf(name);
}

TEST(Domains, KnowTheNameThatIsRegistered) {
  constexpr auto kSame = Domains::Likeness::kSame;
  EXPECT_EQ(LikenessOf("Write to post@lumo.example.com or see shop.velda.co.uk/help.", "Velda"),
            kSame);
  EXPECT_EQ(LikenessOf("https://www.velda.fr/aide", "VELDA"), kSame);
  EXPECT_EQ(LikenessOf("post@velda-tex.nl", "Velda Tex"), kSame);
}

TEST(Domains, KnowWhatBeginsThem) {
  EXPECT_EQ(LikenessOf("care@veldarooms.com", "VELDA"), Domains::Likeness::kBegins);
  EXPECT_EQ(LikenessOf("care@veldarooms.com", "Ve"), Domains::Likeness::kNone);
}

TEST(Domains, AreNoHostsForEverybodyAndNoAbbreviations) {
  EXPECT_EQ(LikenessOf("velda@gmail.com", "Gmail"), Domains::Likeness::kNone);
  EXPECT_EQ(LikenessOf("Velda S.A. de C.V.", "S.A"), Domains::Likeness::kNone);
}

}  // namespace
}  // namespace telar::invoices
