#include "invoices/picture_look.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using documents::Document;

Document Pdf(std::string_view text) {
  Document document = testing::TextDocument(text);
  document.kind = documents::FileKind::kPdf;
  return document;
}

constexpr std::string_view kBody = "Invoice No. 77\nDate 2024-03-05\nTotal 12.50\n";

Document Bare() { return Pdf(kBody); }

/// The same with a logo, read from its pixels.
Document WithLogo() {
  Document document = Pdf("Blue Cloth Ltd\n1 High Street\n" + std::string(kBody));
  document.pages.front().source = documents::PageSource::kMixed;
  return document;
}

struct Looked {
  Invoice invoice;
  int looks = 0;
  bool used = false;
};

Looked Look(const Document& document, const std::optional<Document>& with_pictures) {
  Looked looked;
  std::optional<Document> used;
  looked.invoice = ExtractWithPictures(
      document,
      [&] {
        ++looked.looks;
        return with_pictures;
      },
      EvidenceWeights::BuiltIn(), nullptr, nullptr, used);
  looked.used = used.has_value();
  return looked;
}

TEST(ExtractWithPictures, FindsTheSupplierInALogo) {
  const Looked looked = Look(Bare(), WithLogo());
  EXPECT_EQ(looked.looks, 1);
  EXPECT_TRUE(looked.used);
  ASSERT_NE(looked.invoice.Find("supplier"), nullptr);
  EXPECT_EQ(looked.invoice.Find("supplier")->value, "Blue Cloth Ltd");
}

TEST(ExtractWithPictures, KeepsTheTextWhenPicturesSayNoMore) {
  EXPECT_FALSE(Look(Bare(), std::nullopt).used);
  EXPECT_FALSE(Look(Bare(), Bare()).used);
}

TEST(WantsPictures, OnlyOfAPdfWhoseTextNamesNobodySurely) {
  Invoice sure;
  sure.fields["supplier"].confidence = 0.95;
  Invoice unsure;
  unsure.fields["supplier"].confidence = 0.5;
  EXPECT_TRUE(WantsPictures(Bare(), {}));
  EXPECT_TRUE(WantsPictures(Bare(), unsure));
  EXPECT_FALSE(WantsPictures(Bare(), sure));
  EXPECT_FALSE(WantsPictures(WithLogo(), {})) << "its pictures are read already";
  Document scan = Bare();
  scan.kind = documents::FileKind::kJpeg;
  EXPECT_FALSE(WantsPictures(scan, {}));
}

}  // namespace
}  // namespace telar::invoices
