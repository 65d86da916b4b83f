#include "invoices/reading_locale.h"

#include <gtest/gtest.h>

#include "core/text.h"

namespace telar::invoices {
namespace {

documents::Document Lines(const std::vector<std::string>& lines) {
  documents::Page page;
  page.width = 595;
  page.height = 842;
  float y = 50;
  for (const std::string& line : lines) {
    float x = 50;
    for (const std::string_view text : Split(line, ' ')) {
      documents::Word word;
      word.text = text;
      word.box = {x, y, x + 6 * static_cast<float>(text.size()), y + 10};
      x = word.box.x1 + 4;
      page.words.push_back(word);
    }
    y += 20;
  }
  documents::Document document;
  document.pages.push_back(page);
  return document;
}

TEST(LocaleOf, TellsHowThePrintIsRead) {
  const ReadingLocale locale =
      LocaleOf(Lines({"Factura F-1", "Fecha de emision 25/01/2026", "Total a pagar 1.234,56 EUR"}));
  EXPECT_EQ(locale.language, Language::kSpanish);
  EXPECT_EQ(locale.decimals, DecimalMark::kComma);
  EXPECT_EQ(locale.dates, DateOrder::kDayFirst);
  EXPECT_EQ(locale.currency, "EUR");
}

TEST(LocaleOf, LeavesOpenWhatThePrintLeavesOpen) {
  const ReadingLocale locale = LocaleOf(Lines({"Invoice 1", "Date 05/03/2026", "Total 20"}));
  EXPECT_EQ(locale.decimals, std::nullopt);
  EXPECT_EQ(locale.dates, std::nullopt);
  EXPECT_EQ(locale.currency, "");
}

TEST(LanguageCode, IsTheTwoLetterCode) {
  EXPECT_EQ(LanguageCode(Language::kGerman), "de");
  EXPECT_EQ(LanguageInWords(Language::kMalay), "Malay");
}

}  // namespace
}  // namespace telar::invoices
