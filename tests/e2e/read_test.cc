#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/e2e/shop.h"

namespace telar {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using ::testing::HasSubstr;
using testing::ReadFile;
using testing::Shop;
using ::testing::StartsWith;

constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";

TEST(InvoicesReadProgram, ExplainsAndDrawsAnInvoice) {
  Shop shop;
  shop.DrawInvoices(1, 4, {"--layout", "textile"});
  const std::string pdf =
      "inbox/" + fs::directory_iterator(shop.folder() / "inbox")->path().filename().string();
  const Ended ended =
      shop.RunTelar({"invoices", "read", "--explain", "--render", "seen/", "--json", pdf});
  EXPECT_EQ(ended.exit, 0) << ended.err;
  const auto report = nlohmann::json::parse(ended.out);
  const auto& fields = report.at("fields");
  const auto& explain = report.at("explain");
  EXPECT_TRUE(fields.contains("total"));
  for (const auto& [name, field] : fields.items()) {
    ASSERT_TRUE(explain.contains(name)) << name;
    EXPECT_EQ(explain.at(name).at(0).at("value"), field.at("value")) << name;
    EXPECT_EQ(explain.at(name).at(0).at("chosen"), true) << name;
  }
  EXPECT_TRUE(report.at("locale").contains("decimal_mark"));
  ASSERT_FALSE(report.at("pictures").empty());
  for (const std::string name : report.at("pictures")) {
    EXPECT_THAT(ReadFile(shop.folder() / name), StartsWith(std::string(kPng))) << name;
  }
}

TEST(InvoicesReadProgram, DrawsAScan) {
  Shop shop;
  shop.DrawInvoices(1, 9, {"--layout", "textile", "--scans", "1", "--pages-max", "1"});
  const std::string scan =
      "inbox/" + fs::directory_iterator(shop.folder() / "inbox")->path().filename().string();
  EXPECT_EQ(shop.RunTelar({"invoices", "read", "--render", "seen.png", scan}).exit, 0);
  EXPECT_THAT(ReadFile(shop.folder() / "seen.png"), StartsWith(std::string(kPng)));
}

TEST(InvoicesReadProgram, KeepsThePictureOfYesterdayUnlessForced) {
  Shop shop;
  shop.DrawInvoices(1, 4, {"--layout", "textile", "--pages-max", "1"});
  const std::string pdf =
      "inbox/" + fs::directory_iterator(shop.folder() / "inbox")->path().filename().string();
  EXPECT_EQ(shop.RunTelar({"invoices", "read", "--render", "seen.png", pdf}).exit, 0);
  const std::string first = ReadFile(shop.folder() / "seen.png");
  shop.folder().Write("seen.png", "mine");

  const Ended again = shop.RunTelar({"invoices", "read", "--render", "seen.png", pdf});
  EXPECT_EQ(again.exit, 2);
  EXPECT_THAT(again.err, HasSubstr("write seen.png: it exists already"));
  EXPECT_THAT(again.err, HasSubstr("--force"));
  EXPECT_EQ(ReadFile(shop.folder() / "seen.png"), "mine");
  EXPECT_EQ(shop.RunTelar({"invoices", "read", "--render", "seen.png", "--force", pdf}).exit, 0);
  EXPECT_EQ(ReadFile(shop.folder() / "seen.png"), first) << "the same page, the same picture";
}

}  // namespace
}  // namespace telar
