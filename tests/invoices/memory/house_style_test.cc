#include "invoices/memory/house_style.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Lesson Address(const std::string& supplier, const std::string& value) {
  Lesson lesson{.supplier = SupplierId("name:" + supplier),
                .field = "supplier_address",
                .kind = LessonKind::kValue,
                .value = value,
                .document = DocumentId(supplier)};
  lesson.id = IdOf(lesson);
  return lesson;
}

Lesson Convention(int agreed, int failed) {
  Lesson lesson{.supplier = SupplierId(std::string(kEverySupplier)),
                .field = "supplier_address",
                .kind = LessonKind::kWriting,
                .writing = {{". ", false, false}, ", "},
                .agreed = agreed,
                .failed = failed};
  lesson.id = IdOf(lesson);
  return lesson;
}

/// A receipt's address as OCR read it.
struct Scan {
  documents::Document document;
  Field field;
};
Scan ScanOf(const std::string& address, float confidence = 0.9F) {
  testing::TextLayout layout;
  layout.source = documents::PageSource::kOcr;
  layout.confidence = confidence;
  Scan scan{testing::TextDocument(address, layout),
            {.value = address, .raw = address, .how = How::kOcr}};
  scan.field.box = {0, 0, 1000, 1000};
  return scan;
}

std::string Written(const HouseStyle& style, const std::string& address, float confidence = 0.9F) {
  const Scan scan = ScanOf(address, confidence);
  const PrintedDocument printed(scan.document);
  return style.Write("supplier_address", scan.field, printed).text;
}

TEST(HouseStyle, WritesSignsAsPersonsClearlyAgree) {
  EXPECT_EQ(Written(HouseStyle({Convention(4, 1)}), "Calle Brezo 7. Vigo"), "Calle Brezo 7, Vigo");
}

TEST(HouseStyle, KeepsSignsWhereFewOrDivided) {
  EXPECT_EQ(Written(HouseStyle({Convention(2, 0)}), "Calle Brezo 7. Vigo"), "Calle Brezo 7. Vigo");
  EXPECT_EQ(Written(HouseStyle({Convention(6, 4)}), "Calle Brezo 7. Vigo"), "Calle Brezo 7. Vigo");
}

TEST(HouseStyle, MendsAWordThatSeveralSuppliersShare) {
  const HouseStyle style({Address("a", "Calle Brezo 7, Pontevedra"),
                          Address("b", "Avenida Norte 3, Pontevedra"),
                          Address("c", "Rua Nova 5, Pontevedra")});
  EXPECT_EQ(Written(style, "Plaza 9, P0ntevedra"), "Plaza 9, Pontevedra");
  EXPECT_EQ(Written(style, "PLAZA 9, PONTEVEORA"), "PLAZA 9, PONTEVEDRA");
  EXPECT_EQ(Written(style, "Plaza 9, Pontevedna"), "Plaza 9, Pontevedra");
  EXPECT_EQ(Written(style, "Plaza 9, Ponte vedra"), "Plaza 9, Pontevedra");
}

TEST(HouseStyle, KeepsAnotherWordHoweverAlike) {
  const HouseStyle style({Address("a", "Calle Brezo 7, Pontevedra"),
                          Address("b", "Avenida Norte 3, Pontevedra"),
                          Address("c", "Rua Nova 5, Pontevedra")});
  EXPECT_EQ(Written(style, "Plaza 9, Pontevedna", 1), "Plaza 9, Pontevedna") << "read surely";
  EXPECT_EQ(Written(style, "Plaza 9, Pontecesures"), "Plaza 9, Pontecesures");
  EXPECT_EQ(Written(style, "Calle Norde 9"), "Calle Norde 9") << "one supplier's word is no rule";
}

TEST(HouseStyle, NamesTheLessonsThatChangedAText) {
  const HouseStyle style({Convention(3, 0)});
  const Scan scan = ScanOf("Calle Brezo 7. Vigo");
  const PrintedDocument printed(scan.document);
  const auto text = style.Write("supplier_address", scan.field, printed);
  EXPECT_TRUE(style.Rewrites("supplier_address", {". ", false, false}));
  EXPECT_FALSE(style.Rewrites("supplier_address", {". ", true, false}));
  ASSERT_THAT(text.lessons, SizeIs(1));
  EXPECT_EQ(text.lessons[0]->kind, LessonKind::kWriting);
  EXPECT_THAT(style.Write("supplier", scan.field, printed).lessons, IsEmpty());
}

TEST(HouseStyle, ForgetsDroppedLessons) {
  Lesson dropped = Convention(9, 0);
  dropped.active = false;
  EXPECT_EQ(Written(HouseStyle({dropped}), "Calle Brezo 7. Vigo"), "Calle Brezo 7. Vigo");
}

}  // namespace
}  // namespace telar::invoices
