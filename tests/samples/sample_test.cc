#include "samples/sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <thread>

#include "samples/letterhead.h"
#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using telar::testing::StatusIs;

TEST(DrawInvoice, DrawsTheSameBytesInAnyOrder) {
  const auto draw = [](std::uint64_t index) {
    auto sample = DrawInvoice({.seed = 11, .index = index, .degraded_share = 0.3});
    EXPECT_OK(sample);
    return sample->bytes;
  };
  std::vector<std::string> forwards;
  for (std::uint64_t i = 0; i < 20; ++i) forwards.push_back(draw(i));
  for (std::uint64_t i = 20; i-- > 0;) EXPECT_EQ(draw(i), forwards[i]) << i;
}

TEST(DrawInvoice, DrawsTheSameBytesInSeveralThreads) {
  ASSERT_OK_AND_ASSIGN(const Sample alone, DrawInvoice({.seed = 16, .index = 4}));
  std::vector<std::string> drawn(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& bytes : drawn) {
      threads.emplace_back([&bytes] {
        for (std::uint64_t i = 0; i <= 4; ++i) {
          auto sample = DrawInvoice({.seed = 16, .index = i});
          if (sample.ok()) bytes = sample->bytes;
        }
      });
    }
  }
  for (const std::string& bytes : drawn) EXPECT_EQ(bytes, alone.bytes);
}

TEST(DrawInvoice, DrawsNoDocumentTwice) {
  std::set<std::string> seen;
  for (std::uint64_t i = 0; i < 200; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample, DrawInvoice({.seed = 11, .index = i}));
    EXPECT_TRUE(seen.insert(sample.bytes).second) << i;
  }
}

// Weights learned from samples and the benchmarks' figures hold for these pages as they are: what
// labelled invoices add must not move them. FNV-1a of every text and where it stands, in points.
TEST(DrawInvoice, DrawsTheSamePagesAsEver) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  };
  for (std::uint64_t i = 0; i < 40; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample,
                         DrawInvoice({.seed = 5, .index = i, .layout = LayoutChoice::kAll}));
    for (const DrawnText& text : sample.drawn) {
      add(text.text);
      add(std::to_string(std::lround(text.box.x0)) + "," +
          std::to_string(std::lround(text.box.y0)));
    }
  }
  EXPECT_EQ(hash, 3734822646091406295U);
}

TEST(DrawInvoice, DependsOnTheSeed) {
  ASSERT_OK_AND_ASSIGN(const Sample a, DrawInvoice({.seed = 1}));
  ASSERT_OK_AND_ASSIGN(const Sample b, DrawInvoice({.seed = 2}));
  EXPECT_NE(a.bytes, b.bytes);
}

TEST(DrawInvoice, DrawsManyDocumentsOfOneSupplier) {
  const auto draw = [](std::uint64_t index, std::uint64_t supplier) {
    auto sample = DrawInvoice({.seed = 21,
                               .index = index,
                               .layout = LayoutChoice::kGeneric,
                               .supplier = supplier,
                               .odd_labels = true});
    EXPECT_OK(sample);
    return sample->plan;
  };
  const InvoicePlan first = draw(0, 3);
  for (std::uint64_t i = 1; i < 10; ++i) {
    const InvoicePlan next = draw(i, 3);
    EXPECT_EQ(next.supplier.tax_id, first.supplier.tax_id);
    EXPECT_EQ(next.look.variant, first.look.variant);
    EXPECT_EQ(next.language, first.language);
    EXPECT_EQ(next.odd_labels, first.odd_labels);
    EXPECT_NE(next.invoice_number, first.invoice_number);
  }
  EXPECT_NE(draw(0, 4).supplier.tax_id, first.supplier.tax_id);
  EXPECT_NE(draw(0, 4).odd_labels, first.odd_labels);
}

TEST(DrawInvoice, RefusesASupplierWhereALayoutKeepsNone) {
  EXPECT_THAT(DrawInvoice({.layout = LayoutChoice::kReceipt, .supplier = 1}),
              StatusIs(Code::kInvalidInput));
}

// Overlap of two boxes along their narrower side; text boxes include some air above and below.
float Overlap(const documents::Box& a, const documents::Box& b) {
  const float x = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float y = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return std::min(x, y);
}

TEST(DrawInvoice, CutsNothingOffAndWritesNothingOverAnother) {
  for (std::uint64_t i = 0; i < 400; ++i) {
    const LanguageChoice language = i % 4 == 0 ? LanguageChoice::kEnglish : LanguageChoice::kMixed;
    ASSERT_OK_AND_ASSIGN(const Sample sample,
                         DrawInvoice({.seed = 12, .index = i, .language = language}));
    const PageSize paper = PaperOf(sample.plan.look);
    for (auto text = sample.drawn.begin(); text != sample.drawn.end(); ++text) {
      EXPECT_GE(text->box.x0, 40) << i << " " << text->text;
      EXPECT_LE(static_cast<double>(text->box.x1), paper.width - 40) << i << " " << text->text;
      EXPECT_LE(static_cast<double>(text->box.y1), paper.height - 20) << i << " " << text->text;
      for (auto other = text + 1; other != sample.drawn.end(); ++other) {
        if (other->page != text->page) continue;
        EXPECT_LT(Overlap(text->box, other->box), 1.5F)
            << i << ": '" << text->text << "' and '" << other->text << "'";
      }
    }
  }
}

TEST(DrawInvoice, KeepsToTheMostPagesAskedFor) {
  int long_documents = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample one, DrawInvoice({.seed = 13, .index = i, .pages_max = 1}));
    EXPECT_EQ(one.pages, 1) << i;
    ASSERT_OK_AND_ASSIGN(const Sample many, DrawInvoice({.seed = 13, .index = i, .pages_max = 4}));
    EXPECT_LE(many.pages, 4) << i;
    long_documents += many.pages > 1 ? 1 : 0;
  }
  EXPECT_GT(long_documents, 5);
}

TEST(DrawInvoice, RepeatsTheHeadingOnEveryPage) {
  for (std::uint64_t i = 0; i < 300; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample,
                         DrawInvoice({.seed = 14, .index = i, .layout = LayoutChoice::kTextile}));
    const auto headings = std::count_if(
        sample.drawn.begin(), sample.drawn.end(),
        [](const DrawnText& text) { return text.text == "ARTÍCULO" || text.text == "TASA"; });
    EXPECT_EQ(headings, 2 * sample.pages);
  }
}

TEST(DrawInvoice, SaysThatItIsInvented) {
  ASSERT_OK_AND_ASSIGN(const Sample sample, DrawInvoice({.language = LanguageChoice::kSpanish}));
  EXPECT_TRUE(std::any_of(sample.drawn.begin(), sample.drawn.end(), [](const DrawnText& text) {
    return text.text.starts_with("Documento de muestra inventado");
  }));
}

TEST(DrawInvoice, DegradesAboutTheShareAskedFor) {
  int scans = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    ASSERT_OK_AND_ASSIGN(
        const Sample sample,
        DrawInvoice({.seed = 15, .index = i, .degraded_share = 0.25, .pages_max = 1}));
    scans += sample.degradation.has_value() ? 1 : 0;
  }
  EXPECT_GT(scans, 4);
  EXPECT_LT(scans, 28);
}

struct FormatCase {
  ScanFormat format;
  std::string_view magic;
  std::string_view extension;
};

TEST(DrawInvoice, WritesEveryScanFormat) {
  const FormatCase cases[] = {{ScanFormat::kJpeg, "\xFF\xD8\xFF", "jpg"},
                              {ScanFormat::kPng, "\x89PNG", "png"},
                              {ScanFormat::kTiff, "II*", "tiff"},
                              {ScanFormat::kPicturePdf, "%PDF-", "pdf"}};
  for (const FormatCase& c : cases) {
    ASSERT_OK_AND_ASSIGN(const Sample sample,
                         DrawInvoice({.pages_max = 1,
                                      .degradation = Degradation{
                                          .format = c.format, .dpi = 150, .stamp = "PAGADO"}}));
    EXPECT_TRUE(sample.bytes.starts_with(c.magic)) << c.extension;
    EXPECT_EQ(sample.extension, c.extension);
  }
}

// A JPEG's frame header (ITU-T T.81, B.2.2): marker FFC0, length, precision, height, width.
TEST(DrawInvoice, GivesAScanTheSizeOfItsPaperAtTheResolutionAskedFor) {
  ASSERT_OK_AND_ASSIGN(const Sample sample,
                       DrawInvoice({.pages_max = 1, .degradation = Degradation{.dpi = 180}}));
  const std::size_t at = sample.bytes.find("\xFF\xC0");
  ASSERT_NE(at, std::string::npos);
  const auto number = [&](std::size_t i) {
    return static_cast<unsigned char>(sample.bytes[i]) * 256 +
           static_cast<unsigned char>(sample.bytes[i + 1]);
  };
  const PageSize paper = PaperOf(sample.plan.look);
  EXPECT_NEAR(number(at + 5), paper.height * 2.5, 0.51);
  EXPECT_NEAR(number(at + 7), paper.width * 2.5, 0.51);
}

TEST(DrawInvoice, DrawsEveryLayoutWhenAllAreAskedFor) {
  std::set<Layout> layouts;
  for (std::uint64_t i = 0; i < 120; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample,
                         DrawInvoice({.seed = 17, .index = i, .layout = LayoutChoice::kAll}));
    layouts.insert(sample.plan.layout);
  }
  EXPECT_EQ(layouts.size(), 6U);
}

TEST(DrawInvoice, TurnsAndPhotographsTheSharesAskedFor) {
  int photos = 0, turned = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample, DrawInvoice({.seed = 18,
                                                           .index = i,
                                                           .layout = LayoutChoice::kGeneric,
                                                           .degraded_share = 1,
                                                           .photo_share = 0.5,
                                                           .turned_share = 0.5,
                                                           .pages_max = 1}));
    photos += sample.degradation->photo() ? 1 : 0;
    turned += sample.degradation->quarter_turns != 0 ? 1 : 0;
    EXPECT_OK(CheckDegradation(*sample.degradation));
  }
  EXPECT_GT(photos, 10);
  EXPECT_LT(photos, 30);
  EXPECT_GT(turned, 10);
  EXPECT_LT(turned, 30);
}

TEST(DrawInvoice, CutsNoTextOfARollThatLiesAskew) {
  for (std::uint64_t i = 0; i < 30; ++i) {
    ASSERT_OK_AND_ASSIGN(
        const Sample sample,
        DrawInvoice(
            {.seed = 19, .index = i, .layout = LayoutChoice::kReceipt, .degraded_share = 1}));
    if (sample.extension == "pdf") continue;  // boxes are in points there
    for (const DrawnText& text : sample.drawn) EXPECT_GE(text.box.x0, 0) << i << " " << text.text;
  }
}

TEST(DrawInvoice, RefusesAShareAboveOne) {
  EXPECT_THAT(DrawInvoice({.photo_share = -0.1}), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DrawInvoice({.degraded_share = 1.5}), StatusIs(Code::kInvalidInput));
}

TEST(DrawInvoice, RefusesADocumentWithoutPages) {
  EXPECT_THAT(DrawInvoice({.pages_max = 0}), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples
