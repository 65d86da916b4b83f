#include "invoices/templates/yaml_file.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::invoices::templates {
namespace {

using ::testing::StartsWith;
using testing::StatusIs;

std::string Json(const std::string& yaml) {
  const auto value = ReadYamlFile(yaml);
  return value.ok() ? ToJson(*value) : value.status().message();
}

TEST(YamlFile, PlainWordsFollowYaml11) {
  EXPECT_EQ(Json("[yes, No, on, OFF, ~, null, y]"),
            "[true, false, true, false, null, null, \"y\"]");
  EXPECT_EQ(Json("[12, 010, 0x1F, 0b11, 1_000, -3, 08, 1:30]"),
            "[12, 8, 31, 3, 1000, -3, \"08\", 90]");
  EXPECT_EQ(Json("[1.5, 21.0, .5, 1e3, 1.e+3x, 1.2.3]"),
            "[1.5, 21.0, 0.5, \"1e3\", \"1.e+3x\", \"1.2.3\"]");
  EXPECT_EQ(Json("[2024-05-07, 2024-5-7, 2024-13-01]"),
            "[\"2024-05-07\", \"2024-5-7\", \"2024-13-01\"]");
}

TEST(YamlFile, QuotedWordsStayWords) { EXPECT_EQ(Json("['12', \"no\"]"), "[\"12\", \"no\"]"); }

TEST(YamlFile, ANumberBeyond64BitsStaysText) {
  EXPECT_EQ(Json("99999999999999999999"), "\"99999999999999999999\"");
}

TEST(YamlFile, OfAKeyGivenTwiceTheLastValueCountsInTheFirstPlace) {
  EXPECT_EQ(Json("a: 1\nb: 2\na: 3\n"), "{\"a\": 3, \"b\": 2}");
}

TEST(YamlFile, MergedKeysGiveWayToOwnOnes) {
  EXPECT_EQ(Json("x: &x {p: 1, q: 2}\ny: {<<: *x, q: 3}\n"),
            "{\"x\": {\"p\": 1, \"q\": 2}, \"y\": {\"p\": 1, \"q\": 3}}");
}

TEST(YamlFile, MistakesNameTheirLine) {
  EXPECT_THAT(Json("a: 1\nb: [1\n"), StartsWith("3: not valid YAML"));
  EXPECT_THAT(Json("a:\n\tb: 1\n"), StartsWith("2: "));
  EXPECT_THAT(Json("a: 1\n---\nb: 1\n"), StartsWith("2: not valid YAML: a template is one"));
  EXPECT_THAT(Json("? [a]\n: 1\n"), StartsWith("1: a key must be a word"));
  EXPECT_THAT(Json("a: \xff"), StartsWith("1: not valid UTF-8"));
}

TEST(YamlFile, AFileThatMultipliesItselfIsRefused) {
  std::string yaml = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    yaml += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 10; ++i) yaml += (i > 0 ? ", *" : "*") + before;
    yaml += "]\n";
  }
  EXPECT_THAT(ReadYamlFile(yaml), StatusIs(Code::kLimitExceeded));
  EXPECT_FALSE(ReadYamlFile(std::string(5000, '[')).ok());
  EXPECT_FALSE(ReadYamlFile(std::string(kMaxFileBytes + 1, 'a')).ok());
}

TEST(JsonFile, IsReadLikeYaml) {
  const auto value = ReadJsonFile(R"({"a": [1, 2.50, true, null, "ñ"], "b": {}})");
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(ToJson(*value), "{\"a\": [1, 2.5, true, null, \"ñ\"], \"b\": {}}");
  EXPECT_THAT(ReadJsonFile("{\n1}").status().message(), StartsWith("2: not valid JSON"));
}

TEST(Value, FloatsPrintAsPythonPrintsThem) {
  EXPECT_EQ(FloatText(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(FloatText(1939), "1939.0");
  EXPECT_EQ(FloatText(0), "0.0");
}

}  // namespace
}  // namespace telar::invoices::templates
