#include "invoices/memory/lesson_table.h"

#include <gmock/gmock.h>

#include "tests/invoices/memory/school.h"

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::StatusIs;

constexpr std::string_view kBill =
    "TEXTILES BRUMARIO S.L.\nCalle del Telar 14, 08003 Barcelona\nNIF: A13585625\n\n"
    "Zubrel: KX-1180\nPrinkul                 84,70\n";

void TeachBill(School& school) {
  school.Teach(kBill, {{"supplier", "Textiles Brumario S.L."},
                       {"supplier_tax_id", "A13585625"},
                       {"invoice_number", "KX-1180"}});
}

Result<int> ImportInto(School& school, const std::string& json) {
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(school.connection()));
  TELAR_ASSIGN_OR_RETURN(const int count, ImportLessons(school.connection(), json));
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  return count;
}

TEST(LessonTable, GivesAnotherDatabaseWhatOneKnows) {
  School school, other;
  TeachBill(school);
  ASSERT_OK_AND_ASSIGN(const std::string json, ExportLessons(school.connection()));
  ASSERT_OK(ImportInto(other, json));
  ASSERT_OK_AND_ASSIGN(const std::string again, ExportLessons(other.connection()));
  EXPECT_EQ(again, json);
  EXPECT_EQ(ReadWith(other.Remember(),
                     "TEXTILES BRUMARIO S.L.\nNIF: A13585625\nCalle del Telar 14, 08003 Barcelona\n"
                     "Zubrel: KX-2207\n")
                .Value("invoice_number"),
            "KX-2207");
}

TEST(LessonTable, TakesTheSameFileTwiceWithoutCountingTwice) {
  School school, other;
  TeachBill(school);
  ASSERT_OK_AND_ASSIGN(const std::string json, ExportLessons(school.connection()));
  ASSERT_OK(ImportInto(other, json));
  ASSERT_OK(ImportInto(other, json));
  ASSERT_OK_AND_ASSIGN(const std::string again, ExportLessons(other.connection()));
  EXPECT_EQ(again, json);
}

TEST(LessonTable, CarriesWaysOfWritingThatBelongToNoSupplier) {
  constexpr std::string_view kSlip =
      "HILADOS CIERZO S.A.\nAvenida Norte 3. 50001 Zaragoza\nTel. 976 55 01 01\n\nTotal 12,10\n";
  School school, other;
  school.Teach(ScannedText(kSlip), kSlip,
               {{"supplier", "HILADOS CIERZO S.A."},
                {"supplier_address", "Avenida Norte 3, 50001 Zaragoza"}});
  ASSERT_OK_AND_ASSIGN(const std::string json, ExportLessons(school.connection()));
  ASSERT_OK(ImportInto(other, json));
  ASSERT_OK_AND_ASSIGN(const auto lessons,
                       ListLessons(other.connection(), {.supplier = std::string(kEverySupplier),
                                                        .field = "supplier_address"}));
  ASSERT_THAT(lessons, SizeIs(1));
  EXPECT_EQ(lessons[0].writing.signs, (Signs{". ", false, false}));
  EXPECT_EQ(lessons[0].writing.written, ", ");
  ASSERT_OK_AND_ASSIGN(const std::string again, ExportLessons(other.connection()));
  EXPECT_EQ(again, json);
}

TEST(LessonTable, RefusesAFileOfAnotherKind) {
  School school;
  EXPECT_THAT(ImportLessons(school.connection(), "{}"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ImportLessons(school.connection(), "not json"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ImportLessons(school.connection(), R"({"format":"telar-lessons","version":1})"),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ImportLessons(school.connection(), R"({"format":"telar-lessons","version":99})"),
              StatusIs(Code::kInvalidInput));
}

TEST(LessonTable, ForgetsWhatAPersonDropsForGood) {
  School school;
  TeachBill(school);
  const auto lessons = school.Lessons("invoice_number");
  ASSERT_THAT(lessons, SizeIs(1));
  ASSERT_OK(DropLesson(school.connection(), lessons[0].id, school.now()));
  TeachBill(school);
  const auto after = school.Lessons("invoice_number");
  ASSERT_THAT(after, SizeIs(1));
  EXPECT_FALSE(after[0].active);
  EXPECT_EQ(after[0].reason, "by hand");
}

TEST(LessonTable, FindsLessonsByAPartOfTheSuppliersName) {
  School school;
  TeachBill(school);
  ASSERT_OK_AND_ASSIGN(const auto found,
                       ListLessons(school.connection(), {.supplier = "brumario"}));
  EXPECT_THAT(found, ::testing::Not(IsEmpty()));
  ASSERT_OK_AND_ASSIGN(const auto none, ListLessons(school.connection(), {.supplier = "cierzo"}));
  EXPECT_THAT(none, IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
