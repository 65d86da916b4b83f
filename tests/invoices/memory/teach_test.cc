#include "invoices/memory/teach.h"

#include <gmock/gmock.h>

#include "tests/invoices/memory/school.h"

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Bill(const std::string& number, const std::string& label = "Zubrel") {
  return "TEXTILES BRUMARIO S.L.\nCalle del Telar 14, 08003 Barcelona\nNIF: A13585625\n\n" + label +
         ": " + number + "\nPrinkul                 84,70\n";
}

School::Truth TruthOf(const std::string& number) {
  return {{"supplier", "Textiles Brumario S.L."},
          {"supplier_tax_id", "A13585625"},
          {"invoice_number", number},
          {"total", "84.70"}};
}

TEST(Teach, LearnsNothingWithoutASupplier) {
  School school;
  EXPECT_EQ(school.Teach(Bill("KX-1"), {{"invoice_number", "KX-1"}}), 0);
  EXPECT_THAT(school.Lessons(""), IsEmpty());
}

TEST(Teach, NamesTheDocumentOfEveryLesson) {
  School school;
  school.Teach(Bill("KX-1180"), TruthOf("KX-1180"));
  const auto lessons = school.Lessons("");
  ASSERT_THAT(lessons, SizeIs(::testing::Ge(4)));
  for (const Lesson& lesson : lessons) {
    EXPECT_EQ(lesson.document, DocumentIdOf(Bill("KX-1180")));
    EXPECT_EQ(lesson.taught_at, school.now());
  }
}

TEST(Teach, CountsADocumentOnce) {
  School school;
  for (int i = 0; i < 3; ++i) school.Teach(Bill("KX-1180"), TruthOf("KX-1180"));
  const auto lessons = school.Lessons("supplier");
  ASSERT_THAT(lessons, SizeIs(1));
  EXPECT_EQ(lessons[0].agreed, 1);
}

TEST(Teach, LetsLaterDocumentsBearOutALesson) {
  School school;
  school.Teach(Bill("KX-1180"), TruthOf("KX-1180"));
  school.Teach(Bill("KX-2207"), TruthOf("KX-2207"));
  const auto lessons = school.Lessons("invoice_number");
  ASSERT_THAT(lessons, SizeIs(1));
  EXPECT_EQ(lessons[0].agreed, 2);
}

TEST(Teach, DropsALessonThatACorrectionContradicts) {
  School school;
  school.Teach(Bill("KX-1180"), TruthOf("KX-1180"));
  school.Teach(Bill("KX-2207") + "Tarnok: PQ-9014\n", TruthOf("PQ-9014"));
  bool dropped = false, learned = false;
  for (const Lesson& lesson : school.Lessons("invoice_number")) {
    dropped = dropped || (!lesson.active && lesson.reason == "contradicted");
    learned = learned || lesson.active;
  }
  EXPECT_TRUE(dropped);
  EXPECT_TRUE(learned);
  const Recollected read = ReadWith(school.Remember(), Bill("KX-3300") + "Tarnok: PQ-9020\n");
  EXPECT_EQ(read.Value("invoice_number"), "PQ-9020");
}

TEST(Teach, KeepsWhatManyDocumentsBoreOutAgainstOneSlip) {
  School school;
  for (const char* number : {"KX-1180", "KX-2207", "KX-3145"}) {
    school.Teach(Bill(number), TruthOf(number));
  }
  school.Teach(Bill("KX-4410") + "Tarnok: PQ-9014\n", TruthOf("PQ-9014"));
  const Recollected read = ReadWith(school.Remember(), Bill("KX-5523"));
  EXPECT_EQ(read.Value("invoice_number"), "KX-5523");
}

TEST(Teach, LeavesNothingBehindWhenItsTransactionIsNotCommitted) {
  School school;
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, db::Transaction::Begin(school.connection()));
    Invoice confirmed;
    confirmed.fields["supplier"] = {.value = "Textiles Brumario S.L.", .raw = "", .confidence = 1};
    ASSERT_OK(Teach(school.connection(), testing::TextDocument(Bill("KX-1")), confirmed,
                    DocumentId("d"), school.now()));
  }
  EXPECT_THAT(school.Lessons(""), IsEmpty());
}

std::string Slip(const std::string& address) {
  return "TEXTILES BRUMARIO S.L.\n" + address + "\nNIF: A13585625\n\nPrinkul        84,70\n";
}

/// The lessons about ways of writing addresses.
std::vector<Lesson> Ways(School& school) {
  std::vector<Lesson> ways = school.Lessons("supplier_address");
  std::erase_if(ways, [](const Lesson& lesson) { return lesson.kind != LessonKind::kWriting; });
  return ways;
}

void TeachAddress(School& school, const std::string& printed, const std::string& written) {
  const std::string text = Slip(printed);
  school.Teach(ScannedText(text), text,
               {{"supplier", "Textiles Brumario S.L."},
                {"supplier_tax_id", "A13585625"},
                {"supplier_address", written}});
}

TEST(Teach, LearnsHowAPersonWritesSignsWhoeverTheSupplierIs) {
  School school;
  TeachAddress(school, "Calle del Telar 14. 08003 Barcelona",
               "Calle del Telar 14, 08003 Barcelona");
  const auto ways = Ways(school);
  ASSERT_THAT(ways, SizeIs(1));
  EXPECT_EQ(ways[0].supplier.value(), kEverySupplier);
  EXPECT_EQ(ways[0].writing.signs.printed, ". ");
  EXPECT_EQ(ways[0].writing.written, ", ");
}

TEST(Teach, CountsAWayOfWritingAgainstEveryOther) {
  School school;
  TeachAddress(school, "Calle del Telar 14. 08003 Barcelona",
               "Calle del Telar 14, 08003 Barcelona");
  TeachAddress(school, "Calle del Huso 22. 08003 Barcelona", "Calle del Huso 22. 08003 Barcelona");
  for (const Lesson& way : Ways(school)) {
    EXPECT_EQ(way.agreed, 1);
    EXPECT_EQ(way.failed, 1) << "documents before the lesson count too";
    EXPECT_FALSE(way.active);
  }
  EXPECT_THAT(Ways(school), SizeIs(2));
}

TEST(Teach, CountsOneReadingWrittenOneWayOnce) {
  School school;
  for (const char* number : {"1", "2", "3"}) {
    const std::string text = Slip("Calle del Telar 14. 08003 Barcelona") + "Nota " + number + "\n";
    school.Teach(ScannedText(text), text,
                 {{"supplier", "Textiles Brumario S.L."},
                  {"supplier_tax_id", "A13585625"},
                  {"supplier_address", "Calle del Telar 14, 08003 Barcelona"}});
  }
  const auto ways = Ways(school);
  ASSERT_THAT(ways, SizeIs(1));
  EXPECT_EQ(ways[0].agreed, 1) << "one supplier's address is one act of writing";
}

TEST(Teach, LearnsNoWaysOfWritingFromATextLayer) {
  School school;
  school.Teach(Slip("Calle del Telar 14. 08003 Barcelona"),
               {{"supplier", "Textiles Brumario S.L."},
                {"supplier_tax_id", "A13585625"},
                {"supplier_address", "Calle del Telar 14, 08003 Barcelona"}});
  EXPECT_THAT(Ways(school), IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
