#include "config/secrets.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using testing::IsOkAndHolds;
using ::testing::Not;
using testing::StatusIs;
using testing::TempFolder;

SecretReference Reference(std::string_view text) { return *SecretReference::Parse(text); }

TEST(SecretReference, HasANameAndMaybeAKey) {
  EXPECT_EQ(Reference("telar/mysql#user.name").name, "telar/mysql");
  EXPECT_EQ(Reference("telar/mysql#user.name").key, "user.name");
  EXPECT_EQ(Reference("a").key, "");
}

TEST(SecretReference, RefusesNamesThatLeaveTheFolder) {
  for (const auto* text : {"", "#k", "../a", "a/../b", "/a", "a//b", "a#", "a b", "a#b#c", "a/."}) {
    EXPECT_THAT(SecretReference::Parse(text), StatusIs(Code::kInvalidConfig)) << text;
  }
}

TEST(SecretsInFolder, ReadsPlainTextWithoutItsLineEnd) {
  const TempFolder folder;
  folder.Write("plain", "hunter2\r\n");
  EXPECT_THAT(SecretsInFolder(folder.path())->Get(Reference("plain")),
              IsOkAndHolds(Secret("hunter2")));
}

TEST(SecretsInFolder, ReadsKeysOfJson) {
  const TempFolder folder;
  folder.Write("telar/db", R"({"password": "p", "port": 3306, "list": []})");
  const auto secrets = SecretsInFolder(folder.path());
  EXPECT_THAT(secrets->Get(Reference("telar/db#password")), IsOkAndHolds(Secret("p")));
  EXPECT_THAT(secrets->Get(Reference("telar/db#port")), IsOkAndHolds(Secret("3306")));
  EXPECT_THAT(secrets->Get(Reference("telar/db#user")), StatusIs(Code::kNotFound));
  EXPECT_THAT(secrets->Get(Reference("telar/db#list")), StatusIs(Code::kInvalidConfig));
}

TEST(SecretsInFolder, FollowsTheLinksThatMountedSecretsAre) {
  const TempFolder folder;
  folder.Write("..data/db", "p");
  std::filesystem::create_symlink("..data/db", folder / "db");
  EXPECT_THAT(SecretsInFolder(folder.path())->Get(Reference("db")), IsOkAndHolds(Secret("p")));
}

TEST(SecretsInFolder, SaysWhatIsMissingWithoutContents) {
  const TempFolder folder;
  folder.Write("plain", "hunter2");
  const auto secrets = SecretsInFolder(folder.path());
  EXPECT_THAT(secrets->Get(Reference("missing")), StatusIs(Code::kNotFound, HasSubstr("missing")));
  EXPECT_THAT(secrets->Get(Reference("plain/x")), StatusIs(Code::kNotFound));
  EXPECT_THAT(secrets->Get(Reference("plain#key")),
              StatusIs(Code::kInvalidConfig, Not(HasSubstr("hunter2"))));
}

TEST(SecretsInFolder, RefusesHugeFilesAndFolders) {
  const TempFolder folder;
  folder.Write("big", std::string((1 << 20) + 1, 'x'));
  folder.Write("dir/file", "");
  const auto secrets = SecretsInFolder(folder.path());
  EXPECT_THAT(secrets->Get(Reference("big")), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(secrets->Get(Reference("dir")), StatusIs(Code::kInvalidConfig));
}

TEST(SecretsInEnvironment, SpellsNamesAsVariables) {
  const auto secrets = SecretsInEnvironment(
      {{"TELAR_SECRET_TELAR_MYSQL_USER_NAME", "ana"}, {"TELAR_SECRET_EMPTY", ""}});
  EXPECT_THAT(secrets->Get(Reference("telar/mysql#user.name")), IsOkAndHolds(Secret("ana")));
  EXPECT_THAT(secrets->Get(Reference("empty")),
              StatusIs(Code::kNotFound, HasSubstr("TELAR_SECRET_EMPTY")));
}

TEST(SecretChain, TakesTheFirstThatHasTheSecret) {
  const TempFolder folder;
  folder.Write("a", "from file");
  folder.Write("b", "from file");
  std::vector<std::unique_ptr<SecretProvider>> providers;
  providers.push_back(SecretsInEnvironment({{"TELAR_SECRET_A", "from environment"}}));
  providers.push_back(nullptr);
  providers.push_back(SecretsInFolder(folder.path()));
  const auto chain = SecretChain(std::move(providers));
  EXPECT_THAT(chain->Get(Reference("a")), IsOkAndHolds(Secret("from environment")));
  EXPECT_THAT(chain->Get(Reference("b")), IsOkAndHolds(Secret("from file")));
  EXPECT_THAT(chain->Get(Reference("c")), StatusIs(Code::kNotFound, HasSubstr("TELAR_SECRET_C")));
}

TEST(SecretChain, StopsAtAFailureThatIsNotAbsence) {
  const TempFolder folder;
  folder.Write("a", "no JSON");
  std::vector<std::unique_ptr<SecretProvider>> providers;
  providers.push_back(SecretsInFolder(folder.path()));
  providers.push_back(SecretsInEnvironment({{"TELAR_SECRET_A_KEY", "x"}}));
  EXPECT_THAT(SecretChain(std::move(providers))->Get(Reference("a#key")),
              StatusIs(Code::kInvalidConfig));
}

}  // namespace
}  // namespace telar::config
