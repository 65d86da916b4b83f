#include "invoices/templates/library.h"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/text_document.h"

namespace telar::invoices::templates {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;

std::string Yaml(const std::string& keyword, const std::string& more = "") {
  return "keywords: ['" + keyword +
         "']\nissuer: Shop\nrequired_fields: [nr]\nfields:\n  nr: nr (\\d+)\n" + more;
}

std::vector<std::string> Names(const Library& library) {
  std::vector<std::string> names;
  for (const auto& t : library.templates()) names.push_back(t->name());
  return names;
}

TEST(Library, OrdersByPriorityThenByName) {
  const testing::TempFolder folder;
  folder.Write("b.yml", Yaml("x"));
  folder.Write("a.yaml", Yaml("x"));
  folder.Write("z/a.yml", Yaml("x"));
  folder.Write("m/urgent.yml", Yaml("x", "priority: 9\n"));
  folder.Write("m/last.json", R"({"keywords": "x", "priority": 1, "fields": {}})");
  folder.Write("readme.txt", "no template");
  ASSERT_OK_AND_ASSIGN(const auto library, Library::Load(folder.path()));
  EXPECT_THAT(Names(*library), ElementsAre("urgent.yml", "a.yaml", "b.yml", "a.yml", "last.json"));
}

TEST(Library, ABrokenTemplateIsNamedAndOthersWork) {
  const testing::TempFolder folder;
  folder.Write("nl/broken.yml", "keywords: x\nfields: [\n");
  folder.Write("good.yml", Yaml("x"));
  folder.Write("half.yml", Yaml("x", "  bad: '[a'\n"));
  ASSERT_OK_AND_ASSIGN(const auto library, Library::Load(folder.path()));
  EXPECT_THAT(Names(*library), ElementsAre("good.yml", "half.yml"));
  ASSERT_EQ(library->problems().size(), 2U);
  EXPECT_THAT(library->problems()[0].ToString(), HasSubstr("half.yml:6: field bad: pattern: "));
  EXPECT_FALSE(library->problems()[0].left_out);
  EXPECT_THAT(library->problems()[1].ToString(), HasSubstr("nl/broken.yml:3: not valid YAML"));
}

TEST(Library, AFolderThatIsNotThereIsNotFound) {
  EXPECT_THAT(Library::Load("/nowhere/at/all"), StatusIs(Code::kNotFound));
}

TEST(Library, RunsTheFirstTemplateThatMatchesAndNoOther) {
  const testing::TempFolder folder;
  folder.Write("a.yml", Yaml("Shop", "  other: x\n"));
  folder.Write("b.yml", "keywords: Shop\nrequired_fields: []\nfields: {}\n");
  ASSERT_OK_AND_ASSIGN(const auto library, Library::Load(folder.path()));
  const testing::FakeClock clock;
  EXPECT_EQ(library->Read(testing::TextDocument("Shop nr 5"), clock).name, "a.yml");
  const Reading failed = library->Read(testing::TextDocument("Shop"), clock);
  EXPECT_EQ(failed.name, "");
  EXPECT_EQ(failed.failure.FullMessage(), "a.yml: required fields are missing: nr");
  EXPECT_TRUE(library->Read(testing::TextDocument("Store"), clock).failure.ok());
}

TEST(Library, WordsOfPicturesCountWhereTheTextAloneMatchesNothing) {
  const testing::TempFolder folder;
  folder.Write("a.yml", Yaml("Logo"));
  ASSERT_OK_AND_ASSIGN(const auto library, Library::Load(folder.path()));
  documents::Document document = testing::TextDocument("nr 5\nLogo");
  document.pages[0].layout_text = "nr 5\n\f";
  document.pages[0].words.back().recognized = true;
  const testing::FakeClock clock;
  const Reading reading = library->Read(document, clock);
  EXPECT_EQ(reading.name, "a.yml");
  EXPECT_TRUE(reading.from_pictures);
}

TEST(Library, ADocumentThatMatchesNothingIsReadAgainForItsPictures) {
  const testing::TempFolder folder;
  folder.Write("a.yml", Yaml("Logo"));
  ASSERT_OK_AND_ASSIGN(const auto library, Library::Load(folder.path()));
  documents::Document document = testing::TextDocument("nr 5");
  document.kind = documents::FileKind::kPdf;
  document.pages[0].layout_text = "nr 5\n\f";
  documents::Document seen = document;
  seen.pages[0].words.push_back({.text = "Logo", .box = {0, 0, 9, 9}, .recognized = true});
  const testing::FakeClock clock;
  const Reading reading =
      library->Read(document, clock, [&] { return Result<documents::Document>(seen); });
  EXPECT_EQ(reading.name, "a.yml");
  EXPECT_NE(reading.seen, nullptr);
  EXPECT_EQ(library->Read(document, clock).name, "");
}

}  // namespace
}  // namespace telar::invoices::templates
