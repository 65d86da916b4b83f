#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "samples/letterhead.h"
#include "samples/sample.h"
#include "samples/truth_json.h"
#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using Json = nlohmann::json;

class Trade : public ::testing::TestWithParam<LayoutChoice> {
 protected:
  static Sample Draw(std::uint64_t index) {
    auto sample = DrawInvoice({.seed = 51, .index = index, .layout = GetParam(), .pages_max = 3});
    EXPECT_OK(sample);
    return std::move(*sample);
  }
};

TEST_P(Trade, CutsNothingOffAndWritesNothingOverAnother) {
  for (std::uint64_t i = 0; i < 70; ++i) {
    const Sample sample = Draw(i);
    const PageSize paper = PaperOf(sample.plan.look);
    for (auto text = sample.drawn.begin(); text != sample.drawn.end(); ++text) {
      EXPECT_GE(text->box.x0, 36) << i << " " << text->text;
      EXPECT_LE(static_cast<double>(text->box.x1), paper.width - 30) << i << " " << text->text;
      EXPECT_LE(static_cast<double>(text->box.y1), paper.height - 18) << i << " " << text->text;
      for (auto other = text + 1; other != sample.drawn.end(); ++other) {
        if (other->page != text->page) continue;
        const float x =
            std::min(text->box.x1, other->box.x1) - std::max(text->box.x0, other->box.x0);
        const float y =
            std::min(text->box.y1, other->box.y1) - std::max(text->box.y0, other->box.y0);
        EXPECT_LT(std::min(x, y), 2.5F)
            << i << ": '" << text->text << "' and '" << other->text << "'";
      }
    }
  }
}

TEST_P(Trade, PrintsWhatAnInvoiceMustHave) {
  for (std::uint64_t i = 0; i < 70; ++i) {
    const Json truth = Json::parse(TruthJson(Draw(i), 51));
    for (const char* name : {"supplier", "supplier_tax_id", "supplier_address", "customer",
                             "invoice_number", "date", "currency", "subtotal", "total"}) {
      EXPECT_TRUE(truth["fields"].contains(name)) << i << " " << name;
    }
    for (const Json& line : truth["lines"]) EXPECT_TRUE(line["amount"].is_string()) << i;
  }
}

TEST_P(Trade, MarksEveryFieldOnce) {
  for (std::uint64_t i = 0; i < 70; ++i) {
    std::map<std::string, int> seen;
    for (const DrawnText& text : Draw(i).drawn) {
      if (text.line < 0 && !text.field.empty()) ++seen[text.field];
    }
    for (const char* name : {"supplier", "supplier_tax_id", "customer", "date", "invoice_number",
                             "subtotal", "tax", "discount", "total", "iban"}) {
      EXPECT_LE(seen[name], 1) << i << " " << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Families, Trade,
                         ::testing::Values(LayoutChoice::kLetter, LayoutChoice::kService,
                                           LayoutChoice::kCharges),
                         [](const auto& info) {
                           return info.param == LayoutChoice::kLetter    ? "letter"
                                  : info.param == LayoutChoice::kService ? "service"
                                                                         : "charges";
                         });

TEST(LetterPages, CarrySumsOverWhereTheSupplierDoes) {
  int carried = 0;
  for (std::uint64_t i = 0; i < 90; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample, DrawInvoice({.seed = 52,
                                                           .index = i,
                                                           .layout = LayoutChoice::kLetter,
                                                           .language = LanguageChoice::kGerman,
                                                           .pages_max = 3}));
    if (sample.pages == 1) continue;
    const auto words = std::find_if(sample.drawn.begin(), sample.drawn.end(), [](const auto& text) {
      return text.text.starts_with("Übertrag") && text.page == 1;
    });
    if (words == sample.drawn.end()) continue;
    ++carried;
    Decimal sum;
    for (std::size_t line = 0; line < sample.plan.lines.size(); ++line) {
      const bool first_page =
          std::any_of(sample.drawn.begin(), sample.drawn.end(), [&](const DrawnText& text) {
            return text.line == static_cast<int>(line) && text.page == 1;
          });
      if (first_page) sum = sum + sample.plan.lines[line].amount;
    }
    const std::string figure = FormatNumber(sum, sample.plan.look.numbers);
    EXPECT_NE((words + 1)->text.find(figure), std::string::npos) << i << " " << figure;
  }
  EXPECT_GT(carried, 0);
}

TEST(TradePages, SayWhatWasWithheldBesideTheFields) {
  int withheld = 0;
  for (std::uint64_t i = 0; i < 100; ++i) {
    ASSERT_OK_AND_ASSIGN(const Sample sample, DrawInvoice({.seed = 53,
                                                           .index = i,
                                                           .layout = LayoutChoice::kService,
                                                           .language = LanguageChoice::kSpanish}));
    const Json truth = Json::parse(TruthJson(sample, 53));
    EXPECT_EQ(truth["extras"].contains("withheld"), !sample.plan.withheld.is_zero()) << i;
    withheld += truth["extras"].contains("withheld") ? 1 : 0;
  }
  EXPECT_GT(withheld, 8);
}

}  // namespace
}  // namespace telar::samples
