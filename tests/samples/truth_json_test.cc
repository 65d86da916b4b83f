#include "samples/truth_json.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using Json = nlohmann::json;

std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

class Truth : public ::testing::Test {
 protected:
  static void ForEach(int count, const std::function<void(const Sample&, const Json&)>& check) {
    for (int i = 0; i < count; ++i) {
      ASSERT_OK_AND_ASSIGN(const Sample sample,
                           DrawInvoice({.seed = 21, .index = static_cast<std::uint64_t>(i)}));
      check(sample, Json::parse(TruthJson(sample, 21)));
    }
  }
};

TEST_F(Truth, HasTheFieldsEveryInvoicePrints) {
  ForEach(200, [](const Sample& sample, const Json& truth) {
    for (const char* name :
         {"supplier", "supplier_tax_id", "supplier_address", "customer", "customer_tax_id",
          "invoice_number", "purchase_order", "date", "currency", "subtotal", "tax", "total"}) {
      EXPECT_TRUE(truth["fields"].contains(name)) << sample.name << " " << name;
    }
    EXPECT_EQ(truth["lines"].size(), sample.plan.lines.size());
  });
}

TEST_F(Truth, AddsUpAsWritten) {
  const auto number = [](const Json& json) { return *Decimal::Parse(json.get<std::string>()); };
  ForEach(200, [&](const Sample& sample, const Json& truth) {
    const Json& fields = truth["fields"];
    Decimal sum;
    for (const Json& line : truth["lines"]) {
      sum = sum + number(line["amount"]);
      const Decimal product = number(line["quantity"]) * number(line["unit_price"]);
      EXPECT_EQ(product.Rounded(number(line["amount"]).scale()), number(line["amount"]));
    }
    EXPECT_EQ(sum, number(fields["subtotal"]["value"])) << sample.name;
    const Decimal discount =
        fields.contains("discount") ? number(fields["discount"]["value"]) : Decimal();
    EXPECT_EQ(sum - discount + number(fields["tax"]["value"]), number(fields["total"]["value"]));
  });
}

TEST_F(Truth, RawTextsStandOnThePageTheyName) {
  ForEach(200, [](const Sample& sample, const Json& truth) {
    for (const auto& [name, field] : truth["fields"].items()) {
      std::string page;
      for (const DrawnText& text : sample.drawn) {
        if (text.page == field["page"]) page += text.text + " ";
      }
      EXPECT_NE(page.find(field["raw"].get<std::string>()), std::string::npos)
          << sample.name << " " << name;
    }
  });
}

TEST_F(Truth, RawFiguresHaveTheDigitsOfTheirValues) {
  ForEach(200, [](const Sample& sample, const Json& truth) {
    for (const char* name : {"subtotal", "tax", "discount", "total"}) {
      if (!truth["fields"].contains(name)) continue;
      const Json& field = truth["fields"][name];
      EXPECT_EQ(DigitsOf(field["raw"].get<std::string>()),
                DigitsOf(field["value"].get<std::string>()))
          << sample.name << " " << name;
    }
  });
}

TEST_F(Truth, LeavesThePriceNoteOutOfTheDescription) {
  int notes = 0;
  ForEach(60, [&](const Sample&, const Json& truth) {
    for (const Json& line : truth["lines"]) {
      const auto description = line["description"].get<std::string>();
      EXPECT_EQ(description.find("Dólares por"), std::string::npos);
      notes += line["raw"].get<std::string>().find("Dólares por") != std::string::npos ? 1 : 0;
    }
  });
  EXPECT_GT(notes, 10);
}

TEST_F(Truth, NamesTheDegradationOfAScan) {
  ASSERT_OK_AND_ASSIGN(
      const Sample sample,
      DrawInvoice({.pages_max = 1, .degradation = Degradation{.dpi = 150, .skew_degrees = -2.25}}));
  const Json truth = Json::parse(TruthJson(sample, 1));
  EXPECT_EQ(truth["file"], "invoice-000000.jpg");
  EXPECT_EQ(truth["degradation"]["dpi"], 150);
  EXPECT_EQ(truth["degradation"]["skew_degrees"], -2.25);
}

}  // namespace
}  // namespace telar::samples
