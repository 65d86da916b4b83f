#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/e2e/shop.h"
#include "tests/support/paths.h"

namespace telar {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using ::testing::HasSubstr;
using testing::ReadFile;
using testing::Shop;

TEST(InvoicesRun, ExitsWithNothingToDoOnAnEmptyInbox) {
  Shop shop;
  EXPECT_EQ(shop.RunTelar({"invoices", "run", "--class", "preventiva"}).exit, 99);
}

/// A one-page PDF with an absurd page size.
std::string HugePage() {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100000 100000]>>endobj\n"
         "trailer<</Root 1 0 R>>\n%%EOF\n";
}

TEST(InvoicesRun, LoadsTheGoodOnesAndNamesEachBadOne) {
  Shop shop;
  shop.DrawInvoices(20, 5, {"--layout", "textile"});
  const std::string good = ReadFile(fs::directory_iterator(shop.folder() / "inbox")->path());
  shop.Drop("truncated.pdf", good.substr(0, 300));
  shop.Drop("locked.pdf",
            ReadFile(testing::SourceDir() / "tests/golden/documents/user_password.pdf"));
  shop.Drop("empty.pdf", "");
  shop.Drop("huge.pdf", HugePage());
  shop.Drop("notes.txt", "call the supplier back\n");

  const Ended ended = shop.RunTelar({"invoices", "run", "--class", "preventiva"});
  EXPECT_EQ(ended.exit, 8) << ended.err;
  const std::string said = ended.out + ended.err;
  for (const char* name : {"truncated.pdf", "locked.pdf", "empty.pdf", "huge.pdf", "notes.txt"}) {
    EXPECT_THAT(said, HasSubstr(name));
  }
  EXPECT_THAT(said, HasSubstr("password"));
  EXPECT_THAT(shop.Differences(), ::testing::IsEmpty());
  EXPECT_EQ(shop.Inbox().size(), 5U) << "what was not loaded stays in the inbox";

  EXPECT_EQ(shop.RunTelar({"invoices", "run", "--class", "preventiva"}).exit, 99)
      << "what was refused once is not read again";
}

TEST(InvoicesRun, ReadsAPictureForWhatItIsWhateverItIsCalled) {
  Shop shop;
  shop.DrawInvoices(1, 9, {"--layout", "textile", "--scans", "1"});
  const fs::path scan = fs::directory_iterator(shop.folder() / "inbox")->path();
  fs::rename(scan, shop.folder() / "inbox/misnamed.pdf");
  const Ended ended = shop.RunTelar({"invoices", "read", "--json", "inbox/misnamed.pdf"});
  EXPECT_EQ(ended.exit, 0) << ended.err;
  const auto report = nlohmann::json::parse(ended.out);
  EXPECT_EQ(report.at("reader"), "ocr");
  EXPECT_TRUE(report.at("error").is_null());
}

TEST(InvoicesRun, KeepsADocumentWithoutAClassForAPersonAndLoadsItOnceTheClassIsGiven) {
  Shop shop;
  shop.DrawInvoices(3, 11, {"--layout", "textile"});
  EXPECT_EQ(shop.RunTelar({"invoices", "run"}).exit, 8);
  EXPECT_TRUE(shop.Sales().empty());
  EXPECT_EQ(shop.Inbox().size(), 3U);
  EXPECT_EQ(shop.RunTelar({"invoices", "run", "--class", "correctiva"}).exit, 0);
  EXPECT_THAT(shop.Differences(), ::testing::IsEmpty());
  EXPECT_TRUE(shop.Inbox().empty());
}

TEST(InvoicesRun, TakesTheSameBytesUnderTwoNamesAsOneDocument) {
  Shop shop;
  shop.DrawInvoices(1, 13, {"--layout", "textile"});
  const fs::path file = fs::directory_iterator(shop.folder() / "inbox")->path();
  const std::string bytes = ReadFile(file);
  shop.Drop("again/copy.PDF", bytes);
  EXPECT_EQ(shop.RunTelar({"invoices", "run", "--class", "preventiva"}).exit, 0);
  EXPECT_THAT(shop.Differences(), ::testing::IsEmpty());
  EXPECT_TRUE(shop.Inbox().empty());
  shop.Drop("later.pdf", bytes);
  EXPECT_EQ(shop.RunTelar({"invoices", "run", "--class", "preventiva"}).exit, 0);
  EXPECT_THAT(shop.Differences(), ::testing::IsEmpty());
  EXPECT_EQ(shop.Archive().size(), 1U);
  EXPECT_TRUE(shop.Inbox().empty());
}

TEST(InvoicesRun, WritesNothingOnADryRun) {
  Shop shop;
  shop.DrawInvoices(2, 17, {"--layout", "textile"});
  const Ended ended = shop.RunTelar({"invoices", "run", "--class", "preventiva", "--dry-run"});
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_TRUE(shop.Sales().empty());
  EXPECT_EQ(shop.Inbox().size(), 2U);
}

TEST(InvoicesRun, SaysThatTheInboxIsMissing) {
  Shop shop;
  fs::remove_all(shop.folder() / "inbox");
  const Ended ended = shop.RunTelar({"invoices", "run", "--class", "preventiva"});
  EXPECT_TRUE(ended.exit == 3 || ended.exit == 5) << ended.exit;
  EXPECT_THAT(ended.err, HasSubstr("inbox"));
}

TEST(InvoicesRead, PrintsOneObjectAFileInOrderAndExitsByWhatFailed) {
  Shop shop;
  shop.DrawInvoices(1, 19, {"--layout", "textile"});
  const fs::path file = fs::directory_iterator(shop.folder() / "inbox")->path();
  const Ended ended = shop.RunTelar({"invoices", "read", "--json", "missing.pdf", file.string()});
  EXPECT_EQ(ended.exit, 8) << ended.err;
  std::istringstream lines(ended.out);
  std::string first, second, third;
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_FALSE(std::getline(lines, third));
  EXPECT_EQ(nlohmann::json::parse(first).at("error").at("code"), "not_found");
  EXPECT_EQ(nlohmann::json::parse(first).at("verdict"), "failed");
  EXPECT_EQ(nlohmann::json::parse(second).at("verdict"), "accept");
  EXPECT_EQ(shop.RunTelar({"invoices", "read", "--json", "missing.pdf"}).exit, 9);
}

}  // namespace
}  // namespace telar
