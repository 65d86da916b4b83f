#include "config/expand.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

class Expand : public ::testing::Test {
 protected:
  Result<Expanded> Run(std::string_view text, bool encode = false) {
    return ExpandVariables(text,
                           {.variable = [](std::string_view name) -> std::optional<std::string> {
                              if (name == "A") return "alpha";
                              if (name == "EMPTY") return "";
                              if (name == "PRICE") return "5$";
                              if (name == "NESTED") return "${A}";
                              return std::nullopt;
                            },
                            .secrets = secrets_.get(),
                            .encode_secrets = encode});
  }
  std::string Text(std::string_view text, bool encode = false) {
    const auto expanded = Run(text, encode);
    EXPECT_OK(expanded) << text;
    return expanded.ok() ? expanded->text : "";
  }

  std::unique_ptr<SecretProvider> secrets_ = SecretsInEnvironment({{"TELAR_SECRET_DB_PW", "p/w"}});
};

TEST_F(Expand, ReplacesVariables) {
  EXPECT_EQ(Text("x${A}y${A}"), "xalphayalpha");
  EXPECT_EQ(Text("plain $A {A} $"), "plain $A {A} $");
}

TEST_F(Expand, TakesTheDefaultOfAMissingOrEmptyVariable) {
  EXPECT_EQ(Text("${B:-beta}"), "beta");
  EXPECT_EQ(Text("${EMPTY:-beta}"), "beta");
  EXPECT_EQ(Text("${A:-beta}"), "alpha");
  EXPECT_EQ(Text("[${B:-}]"), "[]");
}

TEST_F(Expand, KeepsAnEscapedBrace) { EXPECT_EQ(Text("$${A} ${A}"), "${A} alpha"); }

TEST_F(Expand, DoesNotExpandWhatItInserted) { EXPECT_EQ(Text("${NESTED}"), "${A}"); }

TEST_F(Expand, TakesADollarSignInAValueForItself) { EXPECT_EQ(Text("${PRICE}${A}"), "5$alpha"); }

TEST_F(Expand, NamesAMissingVariable) {
  EXPECT_THAT(Run("${MISSING}"), StatusIs(Code::kInvalidConfig, HasSubstr("MISSING")));
  EXPECT_THAT(Run("${A"), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(Run("${a b}"), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(Run("${}"), StatusIs(Code::kInvalidConfig));
}

TEST_F(Expand, EncodesSecretsInsideUrls) {
  EXPECT_EQ(Text("mysql://u:${secret:db#pw}@h/d", true), "mysql://u:p%2Fw@h/d");
  EXPECT_EQ(Text("${secret:db#pw}", true), "p/w");
  EXPECT_EQ(Text("x${secret:db#pw}", false), "xp/w");
  EXPECT_TRUE(Run("x${secret:db#pw}")->secret);
  EXPECT_FALSE(Run("x${A}")->secret);
  EXPECT_THAT(Run("${secret:other}"), StatusIs(Code::kNotFound));
}

TEST_F(Expand, ResolvesAWholeValueThatIsAReference) {
  const auto secret = ResolveSecret(" secret:db#pw ", *secrets_);
  ASSERT_OK(secret);
  EXPECT_EQ(secret->text, "p/w");
  EXPECT_TRUE(secret->secret);
  EXPECT_EQ(ResolveSecret("no secret:db#pw", *secrets_)->text, "no secret:db#pw");
}

}  // namespace
}  // namespace telar::config
