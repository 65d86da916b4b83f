#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "samples/layouts.h"
#include "samples/sample.h"
#include "samples/truth_json.h"
#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using Json = nlohmann::json;

Sample Receipt(std::uint64_t index) {
  auto sample = DrawInvoice({.seed = 41, .index = index, .layout = LayoutChoice::kReceipt});
  EXPECT_OK(sample);
  return std::move(*sample);
}

TEST(DrawReceipt, FitsOnePageOfItsOwnSize) {
  for (std::uint64_t i = 0; i < 90; ++i) {
    const Sample sample = Receipt(i);
    EXPECT_EQ(sample.pages, 1);
    const PageSize paper = ReceiptSize(sample.plan);
    for (const DrawnText& text : sample.drawn) {
      EXPECT_GE(text.box.x0, 0) << i << " " << text.text;
      EXPECT_GE(text.box.y0, 0) << i << " " << text.text;
      EXPECT_LE(static_cast<double>(text.box.x1), paper.width) << i << " " << text.text;
      EXPECT_LE(static_cast<double>(text.box.y1), paper.height) << i << " " << text.text;
    }
  }
}

TEST(DrawReceipt, WritesNothingBesideAnotherOverIt) {
  for (std::uint64_t i = 0; i < 90; ++i) {
    const Sample sample = Receipt(i);
    for (auto text = sample.drawn.begin(); text != sample.drawn.end(); ++text) {
      for (auto other = text + 1; other != sample.drawn.end(); ++other) {
        const float across =
            std::min(text->box.x1, other->box.x1) - std::max(text->box.x0, other->box.x0);
        const float middle = (other->box.y0 + other->box.y1) / 2;
        const bool same_row = middle > text->box.y0 && middle < text->box.y1 &&
                              std::abs(other->box.y0 - text->box.y0) < 1;
        if (same_row) {
          EXPECT_LT(across, 1.5F) << i << ": '" << text->text << "' and '" << other->text << "'";
        }
      }
    }
  }
}

TEST(DrawReceipt, PrintsEveryAmountAndWhatAReceiptMustHave) {
  for (std::uint64_t i = 0; i < 90; ++i) {
    const Sample sample = Receipt(i);
    const Json truth = Json::parse(TruthJson(sample, 41));
    for (const char* name :
         {"supplier", "supplier_address", "invoice_number", "date", "currency", "total"}) {
      EXPECT_TRUE(truth["fields"].contains(name)) << i << " " << name;
    }
    ASSERT_EQ(truth["lines"].size(), sample.plan.lines.size());
    for (const Json& line : truth["lines"]) EXPECT_TRUE(line["amount"].is_string()) << i;
  }
}

TEST(DrawReceipt, PrintsNoFieldTwice) {
  for (std::uint64_t i = 0; i < 90; ++i) {
    std::map<std::string, int> seen;
    for (const DrawnText& text : Receipt(i).drawn) {
      if (text.line < 0 && !text.field.empty()) ++seen[text.field];
    }
    for (const char* name : {"date", "invoice_number", "subtotal", "tax", "discount", "total"}) {
      EXPECT_LE(seen[name], 1) << i << " " << name;
    }
  }
}

TEST(DrawReceipt, TheTruthHasNameAndAddressAsPrinted) {
  for (std::uint64_t i = 0; i < 90; ++i) {
    const Json fields = Json::parse(TruthJson(Receipt(i), 41))["fields"];
    for (const char* name : {"supplier", "supplier_address"}) {
      EXPECT_EQ(fields[name]["value"], fields[name]["raw"]) << i;
    }
  }
}

TEST(DrawReceipt, ShowsTheRegisterNumberBesideTheNameOrBelowIt) {
  std::set<bool> beside;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const Sample sample = Receipt(i);
    const std::string& number = sample.plan.letterhead.register_number;
    if (number.empty()) continue;
    const DrawnText *name = nullptr, *text = nullptr;
    for (const DrawnText& drawn : sample.drawn) {
      if (drawn.field == "supplier") name = &drawn;
      if (drawn.text == number) text = &drawn;
    }
    if (name == nullptr || text == nullptr) continue;
    beside.insert(std::abs(name->box.y0 - text->box.y0) < 1);
  }
  EXPECT_EQ(beside, (std::set<bool>{false, true}));
}

}  // namespace
}  // namespace telar::samples
