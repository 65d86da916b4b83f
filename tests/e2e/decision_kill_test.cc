// What people and the policy for duplicates decide is carried out by the pipeline; killed after
// every effect again and again, nothing is lost, halved or done twice.
#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>

#include "core/digest.h"
#include "tests/e2e/shop.h"

namespace telar {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using ::testing::IsEmpty;
using testing::Program;
using testing::ReadFile;
using testing::Shop;

constexpr int kDocuments = 4;

/// Runs until a run comes to its end; `look` sees the shop after every kill. `more` may name the
/// policy for duplicates. Returns the kills.
int KillAt(const Shop& shop, const std::string& effect, const std::vector<std::string>& more,
           const std::function<void()>& look) {
  int kills = 0;
  for (int i = 0; i < 3 * kDocuments; ++i) {  // fewer attempts a document than it has
    std::vector<std::string> command = {Program("killed-run"), shop.folder().path().string(),
                                        effect, "1"};
    command.insert(command.end(), more.begin(), more.end());
    const Ended ended = testing::Run({.command = std::move(command)});
    if (ended.signal != SIGKILL) {
      EXPECT_EQ(ended.exit, 0) << ended.err;
      break;
    }
    ++kills;
    look();
  }
  // An effect that is safe to repeat kills every run: the last one is let through.
  const Ended last =
      shop.RunTelar({"invoices", "run", "--class", "correctiva", "--quiet", "--set",
                     "invoices.duplicates=" + (more.empty() ? std::string("link") : more[0])});
  EXPECT_TRUE(last.exit == 0 || last.exit == 99) << last.exit << "\n" << last.err;
  return kills;
}

/// Every document of the shop waits for a person, who then says `words`.
void Decide(const Shop& shop, const std::vector<std::string>& words) {
  ASSERT_EQ(shop.RunTelar({"invoices", "run", "--quiet"}).exit, 8);
  for (const auto& [document, rows] : shop.Truth()) {
    std::vector<std::string> command = {"invoices", "review", words[0], document};
    command.insert(command.end(), words.begin() + 1, words.end());
    const Ended ended = shop.RunTelar(std::move(command));
    ASSERT_EQ(ended.exit, 0) << ended.err;
  }
}

class AcceptKill : public ::testing::TestWithParam<const char*> {};

TEST_P(AcceptKill, AnAcceptedDocumentIsLoadedOnce) {
  Shop shop;
  shop.DrawInvoices(kDocuments, 31, {"--layout", "textile"});
  Decide(shop, {"accept", "--class", "correctiva"});
  const int kills = KillAt(shop, GetParam(), {}, [&] {
    const auto inbox = shop.Inbox(), archive = shop.Archive();
    const auto sales = shop.Sales();
    for (const auto& [document, rows] : shop.Truth()) {
      const bool safe = archive.count(document) == 1 && sales.contains(document);
      ASSERT_TRUE(inbox.contains(document) || safe) << document << " is lost";
    }
  });
  EXPECT_GT(kills, 0) << "the effect never happened";
  EXPECT_THAT(shop.Differences(), IsEmpty());
  EXPECT_EQ(shop.Archive().size(), shop.Truth().size());
  EXPECT_THAT(shop.Inbox(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(EveryStage, AcceptKill,
                         ::testing::Values("loaded", "archive put", "archived", "source removed",
                                           "removed"));

class RejectKill : public ::testing::TestWithParam<const char*> {};

TEST_P(RejectKill, ARejectedDocumentIsKept) {
  Shop shop;
  shop.DrawInvoices(kDocuments, 32, {"--layout", "textile"});
  Decide(shop, {"reject", "--reason", "not ours"});
  const int kills = KillAt(shop, GetParam(), {}, [&] {
    const auto inbox = shop.Inbox(), archive = shop.Archive();
    for (const auto& [document, rows] : shop.Truth()) {
      ASSERT_TRUE(inbox.contains(document) || archive.contains(document)) << document;
    }
  });
  EXPECT_GT(kills, 0) << "the effect never happened";
  EXPECT_THAT(shop.Sales(), IsEmpty());
  EXPECT_THAT(shop.Inbox(), IsEmpty());
  EXPECT_EQ(shop.Archive().size(), shop.Truth().size());
}

INSTANTIATE_TEST_SUITE_P(EveryStage, RejectKill,
                         ::testing::Values("archive put", "archived", "source removed", "removed"));

class VersionKill : public ::testing::TestWithParam<const char*> {};

TEST_P(VersionKill, ANewVersionTakesTheRowsInOneStep) {
  Shop shop;
  shop.DrawInvoices(kDocuments, 33, {"--layout", "textile"});
  std::map<std::string, std::string> newer;  // by the document it replaces
  for (const auto& entry : fs::directory_iterator(shop.folder() / "inbox")) {
    const std::string bytes = ReadFile(entry.path());
    newer[Sha256Hex(bytes)] = bytes + "\n% scanned again\n";
  }
  ASSERT_EQ(shop.RunTelar({"invoices", "run", "--class", "correctiva", "--quiet"}).exit, 0);
  for (const auto& [document, bytes] : newer) shop.Drop(document + ".pdf", bytes);

  const auto once = [&] {
    const auto sales = shop.Sales();
    for (const auto& [document, rows] : shop.Truth()) {
      const auto old = sales.find(document), now = sales.find(Sha256Hex(newer.at(document)));
      ASSERT_NE(old == sales.end(), now == sales.end()) << document << " is in twice or not at all";
      EXPECT_EQ((old == sales.end() ? now : old)->second, rows);
    }
  };
  const int kills = KillAt(shop, GetParam(), {"version"}, once);
  EXPECT_GT(kills, 0) << "the effect never happened";
  once();
  for (const auto& [document, bytes] : newer) EXPECT_FALSE(shop.Sales().contains(document));
  EXPECT_THAT(shop.Inbox(), IsEmpty());
  EXPECT_EQ(shop.Archive().size(), 2 * shop.Truth().size());
}

INSTANTIATE_TEST_SUITE_P(EveryStage, VersionKill,
                         ::testing::Values("loaded", "archive put", "archived", "source removed",
                                           "removed"));

class ReclassifyKill : public ::testing::TestWithParam<const char*> {};

TEST_P(ReclassifyKill, TheFileFollowsItsRows) {
  Shop shop;
  shop.DrawInvoices(kDocuments, 34, {"--layout", "textile"});
  ASSERT_EQ(shop.RunTelar({"invoices", "run", "--class", "preventiva", "--quiet"}).exit, 0);
  for (const auto& [document, rows] : shop.Truth()) {
    ASSERT_EQ(
        shop.RunTelar({"invoices", "review", "reclassify", document, "--class", "correctiva"}).exit,
        0);
  }
  EXPECT_THAT(shop.Differences(), IsEmpty());
  const int kills =
      KillAt(shop, GetParam(), {}, [&] { EXPECT_EQ(shop.Archive().size(), shop.Truth().size()); });
  EXPECT_GT(kills, 0) << "the effect never happened";
  for (const auto& [document, rows] : shop.Truth()) {
    EXPECT_TRUE(fs::exists(shop.folder() / ("archive/correctivos/" + document + ".pdf")));
  }
  EXPECT_EQ(shop.Archive().size(), shop.Truth().size());
  EXPECT_THAT(shop.Differences(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(EveryStage, ReclassifyKill,
                         ::testing::Values("archive moved", "archived", "removed"));

}  // namespace
}  // namespace telar
