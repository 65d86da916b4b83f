// What a model's class does to an invoice; the model is the one that ships.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "inference/model.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::Not;
using testing::PaperInvoice;
using ::testing::StartsWith;

class InvoicesClass : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!inference::Supported().ok()) GTEST_SKIP() << inference::Supported().ToString();
    telar_.folder.Write("inbox/a.pdf", PaperInvoice());
  }
  InProcess::Ran Run(const std::string& bundled, std::vector<std::string> arguments) {
    telar_.environment["TELAR_MODELS_BUNDLED"] = bundled;
    return telar_.Run(std::move(arguments));
  }
  json Listed() { return json::parse(telar_.Run({"invoices", "list", "--json"}).out); }

  InProcess telar_;
};

TEST_F(InvoicesClass, SuggestedByTheModelThatShipsWaitsForAPerson) {
  const auto ran = Run("suggest", {"invoices", "run", "--quiet"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("class_suggested"));
  EXPECT_THAT(ran.out, Not(HasSubstr("no_class")));
  const std::string document = Listed().at("sha256").get<std::string>().substr(0, 12);
  const auto accepted = telar_.Run({"invoices", "review", "accept", document});
  EXPECT_EQ(accepted.exit, ExitCode::kDone) << accepted.err;
  EXPECT_EQ(telar_.Run({"invoices", "run", "--quiet"}).exit, ExitCode::kDone);
}

TEST_F(InvoicesClass, SaidByAModelThatIsTrustedPutsItIntoItsTable) {
  const auto ran =
      Run("trust", {"invoices", "run", "--quiet", "--set", "invoices.class_threshold=0.5"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out << ran.err;
  const json listed = Listed();
  EXPECT_THAT(listed.at("class").at("label").get<std::string>(), AnyOf("preventiva", "correctiva"));
  EXPECT_THAT(listed.at("class").at("model").get<std::string>(), StartsWith("bundled "));
}

TEST_F(InvoicesClass, ThatIsNotSureEnoughWaitsForAPerson) {
  const auto ran =
      Run("trust", {"invoices", "run", "--quiet", "--set", "invoices.class_threshold=1"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("class_unsure"));
}

TEST_F(InvoicesClass, IsFoundForThoseThatWaitedOnceAModelIsPromoted) {
  ASSERT_EQ(Run("off", {"invoices", "run", "--quiet"}).exit, ExitCode::kSomeNeedPeople);
  ASSERT_EQ(telar_.Run({"model", "import", "--bundled"}).exit, ExitCode::kDone);
  ASSERT_EQ(telar_.Run({"model", "promote", "1", "--force", "--why", "a test"}).exit,
            ExitCode::kDone);
  const auto ran =
      telar_.Run({"invoices", "run", "--quiet", "--set", "invoices.class_threshold=0.5"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out << ran.err;
  EXPECT_THAT(Listed().at("class").at("model").get<std::string>(), StartsWith("v1 "));
}

TEST_F(InvoicesClass, IsReadOnlyFromAPromotedModelUnlessAskedFor) {
  telar_.folder.Write("a.pdf", PaperInvoice());
  EXPECT_TRUE(json::parse(Run("suggest", {"invoices", "read", "a.pdf", "--json"}).out)
                  .at("class")
                  .is_null());
  EXPECT_FALSE(
      json::parse(Run("suggest", {"invoices", "read", "a.pdf", "--json", "--classify"}).out)
          .at("class")
          .is_null());
}

TEST_F(InvoicesClass, WaitsForNobodyWhenTheChampionIsDamaged) {
  ASSERT_EQ(telar_.Run({"model", "import", "--bundled"}).exit, ExitCode::kDone);
  ASSERT_EQ(telar_.Run({"model", "promote", "1", "--force", "--why", "a test"}).exit,
            ExitCode::kDone);
  const std::string sha256 = json::parse(telar_.Run({"model", "show", "--json"}).out).at("sha256");
  telar_.folder.Write("models/blobs/" + sha256, "half of a mod");
  const auto ran = telar_.Run({"invoices", "run", "--quiet"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_THAT(ran.err, HasSubstr("its bytes are not those that were stored"));
  EXPECT_TRUE(std::filesystem::exists(telar_.folder / "inbox/a.pdf"));
}

}  // namespace
}  // namespace telar::app
