#include "invoices/evidence_names.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/text.h"
#include "invoices/extract.h"
#include "tests/support/paths.h"
#include "tests/support/temp_folder.h"

namespace telar::invoices {
namespace {

using ::testing::HasSubstr;

bool Known(std::string_view name) {
  const auto names = EvidenceNames();
  return std::any_of(names.begin(), names.end(),
                     [&](const EvidenceName& entry) { return entry.name == name; });
}

TEST(EvidenceNames, AreInOrderAndSaidOnce) {
  const auto names = EvidenceNames();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end(),
                             [](const auto& a, const auto& b) { return a.name <= b.name; }));
  for (const EvidenceName& entry : names) {
    EXPECT_FALSE(entry.words.empty()) << entry.name;
    EXPECT_EQ(entry.name, AsciiLower(entry.name));
  }
}

TEST(EvidenceNames, AreThoseOfThePage) {
  EXPECT_THAT(testing::ReadFile(testing::SourceDir() / "docs/formats/evidence.md"),
              HasSubstr("\n\n" + EvidenceNamesMarkdown()))
      << "docs/formats/evidence.md: put the table of EvidenceNamesMarkdown() at its end";
}

TEST(EvidenceNames, CoverWhatAnInvoiceGives) {
  documents::Page page;
  page.width = 595;
  page.height = 842;
  page.source = documents::PageSource::kText;
  float y = 50;
  for (const char* line :
       {"Hilos del Valle S.A.", "Calle Mayor 1, 28001 Madrid", "Factura F-1", "Fecha 15/01/2026",
        "Base imponible 100.00", "IVA 21% 21.00", "Total EUR 121.00"}) {
    float x = 50;
    for (const std::string_view text : Split(line, ' ')) {
      documents::Word word;
      word.text = text;
      word.box = {x, y, x + 6 * static_cast<float>(text.size()), y + 10};
      word.line = static_cast<int>(y);
      x = word.box.x1 + 4;
      page.words.push_back(word);
    }
    y += 20;
  }
  documents::Document document;
  document.pages.push_back(page);
  Explanation explanation;
  Extract(document, &explanation);
  ASSERT_TRUE(explanation.contains("total"));
  for (const auto& [field, candidates] : explanation) {
    for (const Candidate& candidate : candidates) {
      for (const Evidential& evidence : candidate.evidence) {
        EXPECT_TRUE(Known(evidence.name)) << field << ": " << evidence.name;
      }
    }
  }
}

TEST(EvidenceInWords, PrintsANameItDoesNotKnowAsItIs) {
  EXPECT_EQ(EvidenceInWords("adds_up"), "adds up with the other amounts");
  EXPECT_EQ(EvidenceInWords("moon_is_full"), "moon is full");
}

}  // namespace
}  // namespace telar::invoices
