#include "pos/locations_file.h"

#include <gmock/gmock.h>

#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::StatusIs;
using namespace std::chrono_literals;

class LocationsFile : public ::testing::Test {
 protected:
  Result<std::vector<Location>> Read(std::string_view text) {
    return ReadLocations(text, "locations.yaml",
                         {.variable = [](std::string_view name) -> std::optional<std::string> {
                            if (name == "HOST") return "db.example";
                            if (name == "SQL_PASS") return "hunter2";
                            return std::nullopt;
                          },
                          .secrets = secrets_.get()});
  }
  /// A shop with `lines` in place of or beside what is usual.
  Location Shop(const std::string& lines) {
    const auto read = Read(
        "defaults: {zone: America/Caracas, source: klk}\nlocations:\n"
        "  - id: shop_1\n    branch: B1\n    warehouses: [W1]\n" +
        lines);
    EXPECT_OK(read);
    return read.ok() && !read->empty() ? read->front() : Location();
  }
  /// What is wrong with a file that must be refused.
  std::string Problems(std::string_view text) {
    const auto read = Read(text);
    EXPECT_THAT(read, StatusIs(Code::kInvalidConfig)) << text;
    return read.status().message();
  }
  std::string ProblemsOfShop(const std::string& lines) {
    return Problems(
        "defaults: {zone: UTC, source: klk}\nlocations:\n"
        "  - id: shop_1\n    branch: B1\n    warehouses: [W1]\n" +
        lines);
  }

  std::unique_ptr<config::SecretProvider> secrets_ = config::SecretsInEnvironment(
      {{"TELAR_SECRET_STELLAR_USER", "reader"}, {"TELAR_SECRET_STELLAR_PASSWORD", "hunter2"}});
};

TEST_F(LocationsFile, GivesAnEntryWhatItSays) {
  const Location shop = Shop(R"(
    name: Plaza
    kind: store
    region: CENTRO
    hours: "08:30-21:00"
    closed: ["12-25", "2026-02-16"]
    first_sync: 2026-01-05
    visible: no
)");
  EXPECT_EQ(shop.id, "shop_1");
  EXPECT_EQ(shop.name, "Plaza");
  EXPECT_EQ(shop.region, "CENTRO");
  EXPECT_EQ(shop.branch, "B1");
  EXPECT_EQ(shop.zone.name(), "America/Caracas");
  EXPECT_EQ(shop.opens, 8h + 30min);
  EXPECT_EQ(shop.closes, 21h);
  EXPECT_THAT(shop.closed, ElementsAre("12-25", "2026-02-16"));
  EXPECT_EQ(FormatDate(shop.first_sync), "2026-01-05");
  EXPECT_TRUE(shop.active);
  EXPECT_FALSE(shop.visible);
}

TEST_F(LocationsFile, AShopThatClosesAfterMidnightClosesOnTheNextDay) {
  EXPECT_EQ(Shop("    hours: \"18:00-02:00\"\n").closes, 26h);
  EXPECT_EQ(Shop("    hours: \"08:00-00:00\"\n").closes, 24h);
  EXPECT_EQ(Shop("    hours: \"00:00-24:00\"\n").closes, 24h);
}

TEST_F(LocationsFile, TheDefaultsStandForWhatAnEntryLeavesOut) {
  const auto read = Read(R"(
defaults:
  zone: America/Caracas
  region: NORTE
  source: stellar
  connection: {port: 14348, database: VAD10, user: "secret:stellar#user"}
locations:
  - {id: a, kind: cedi, warehouses: ["1413"], connection: {server: "${HOST}"}}
  - {id: b, kind: cedi, warehouses: [{code: "0101", name: Seco}], region: SUR,
     connection: {server: h2, port: 1433, password: "${SQL_PASS}"}}
)");
  ASSERT_OK(read);
  EXPECT_EQ((*read)[0].region, "NORTE");
  EXPECT_EQ((*read)[0].connection.server, "db.example");
  EXPECT_EQ((*read)[0].connection.port, 14348);
  EXPECT_EQ((*read)[0].connection.user, "reader");
  EXPECT_FALSE((*read)[0].sells());
  EXPECT_EQ((*read)[1].region, "SUR");
  EXPECT_EQ((*read)[1].connection.port, 1433);
  EXPECT_EQ((*read)[1].connection.database, "VAD10");
  EXPECT_EQ((*read)[1].connection.password.Reveal(), "hunter2");
  EXPECT_EQ((*read)[1].warehouses[0].code, "0101");
  EXPECT_EQ((*read)[1].warehouses[0].name, "Seco");
}

TEST_F(LocationsFile, EveryProblemIsNamedWithItsLine) {
  const std::string problems = Problems(
      "locations:\n"
      "  - id: shop_1\n"
      "    zone: Atlantis/Capital\n"
      "    source: klk\n"
      "    bransh: B1\n"
      "    hours: 7-21\n"
      "    closed: [\"13-25\"]\n"
      "    warehouses: []\n"
      "  - id: shop_1\n"
      "    source: excel\n"
      "    zone: UTC\n"
      "    warehouses: [W1]\n");
  EXPECT_THAT(problems, HasSubstr("locations.yaml:3: shop_1: zone: expected an IANA time zone"));
  EXPECT_THAT(problems,
              HasSubstr("locations.yaml:5: shop_1: unknown key 'bransh' (Did you mean 'branch'?)"));
  EXPECT_THAT(problems, HasSubstr("locations.yaml:6: shop_1: hours: expected hours such as"));
  EXPECT_THAT(problems, HasSubstr("locations.yaml:7: shop_1: closed: expected a day"));
  EXPECT_THAT(problems, HasSubstr("locations.yaml:8: shop_1: it has no warehouses"));
  EXPECT_THAT(problems, HasSubstr("locations.yaml:9: shop_1: there are two locations"));
  EXPECT_THAT(problems, HasSubstr("locations.yaml:10: shop_1: source: expected klk, stellar"));
}

TEST_F(LocationsFile, ACodeBelongsToOneLocation) {
  const std::string problems = Problems(
      "defaults: {zone: UTC, source: klk}\n"
      "locations:\n"
      "  - {id: a, branch: B1, warehouses: [W1]}\n"
      "  - {id: b, branch: B1, warehouses: [W2]}\n"
      "  - {id: c, branch: B3, warehouses: [W1]}\n");
  EXPECT_THAT(problems, HasSubstr("locations.yaml:4: b: branch: expected a branch of its own (B1 "
                                  "belongs to a)"));
  EXPECT_THAT(problems, HasSubstr("locations.yaml:5: c: warehouse W1 belongs to a already"));
}

TEST_F(LocationsFile, ASourceHasWhatItNeeds) {
  const std::string problems = Problems(
      "defaults: {zone: UTC}\n"
      "locations:\n"
      "  - {id: a, source: klk, warehouses: [W1]}\n"
      "  - {id: b, source: stellar, warehouses: [W2]}\n"
      "  - {id: c, source: odbc, warehouses: [W3]}\n"
      "  - {id: d, warehouses: [W4]}\n");
  EXPECT_THAT(problems, HasSubstr("a: klk needs branch"));
  EXPECT_THAT(problems, HasSubstr("b: stellar needs connection.server"));
  EXPECT_THAT(problems, HasSubstr("b: stellar needs connection.user"));
  EXPECT_THAT(problems, HasSubstr("c: odbc needs connection.odbc"));
  EXPECT_THAT(problems, HasSubstr("c: odbc needs connection.stock_query or"));
  EXPECT_THAT(problems, HasSubstr("d: source is missing"));
}

TEST_F(LocationsFile, ADistributionCentreOnKlkNeedsNoBranch) {
  EXPECT_OK(Read("locations: [{id: a, kind: cedi, zone: UTC, source: klk, warehouses: [W1]}]"));
}

TEST_F(LocationsFile, ACredentialMustNotStandInTheFile) {
  const std::string problems =
      ProblemsOfShop("    connection: {password: hunter3, odbc: \"Driver=x;PWD=hunter4\"}\n");
  EXPECT_THAT(problems, HasSubstr("connection.password: it must not stand in the file"));
  EXPECT_THAT(problems, HasSubstr("connection.odbc: it must not stand in the file"));
  EXPECT_THAT(problems, Not(HasSubstr("hunter")));
}

TEST_F(LocationsFile, ASecretIsNotPartOfTheComplaint) {
  const std::string problems =
      ProblemsOfShop("    connection: {port: \"secret:stellar#password\"}\n");
  EXPECT_THAT(problems, HasSubstr("port: expected a port from 1 to 65535"));
  EXPECT_THAT(problems, Not(HasSubstr("hunter2")));
}

TEST_F(LocationsFile, AnInactiveLocationMayLackItsSecrets) {
  const std::string entry =
      "    source: stellar\n"
      "    connection: {server: \"secret:none\", database: d, user: \"${NOBODY}\"}\n";
  EXPECT_FALSE(Shop(entry + "    active: false\n").active);
  EXPECT_THAT(ProblemsOfShop(entry), HasSubstr("secret:none"));
}

TEST_F(LocationsFile, ADefaultThatIsUnknownIsSaidOnceAndOnlyWhereItIsNeeded) {
  const std::string defaults =
      "defaults: {zone: UTC, connection: {database: d, server: h, user: \"secret:none\"}}\n"
      "locations:\n";
  EXPECT_OK(Read(defaults + "  - {id: a, source: klk, kind: cedi, warehouses: [W1]}\n"));
  const std::string problems =
      Problems(defaults +
               "  - {id: b, source: stellar, kind: cedi, warehouses: [W2]}\n"
               "  - {id: c, source: stellar, kind: cedi, warehouses: [W3]}\n");
  EXPECT_EQ(problems.find("secret:none was"), problems.rfind("secret:none was")) << problems;
}

TEST_F(LocationsFile, WhatIsNoListOfLocationsIsRefused) {
  for (const auto* text : {"", "locations:\n", "locations: []\n", "shops: []\n", "- id: a\n",
                           "locations: [shop_1]\n", "locations: {id: a}\n", "locations: [\n"}) {
    EXPECT_THAT(Problems(text), HasSubstr("locations.yaml:")) << text;
  }
}

TEST_F(LocationsFile, ASecondDocumentIsNotLeftOutInSilence) {
  const std::string shop =
      "locations: [{id: a, kind: cedi, zone: UTC, source: klk, warehouses: [W]}]";
  EXPECT_OK(Read("# shops\n---\n" + shop + "\n"));
  EXPECT_THAT(Problems(shop + "\n---\n" + shop + "\n"), HasSubstr("several YAML documents"));
}

TEST_F(LocationsFile, TheShippedExampleIsValid) {
  secrets_ = config::SecretsInEnvironment({{"TELAR_SECRET_STELLAR_USER", "u"},
                                           {"TELAR_SECRET_STELLAR_PASSWORD", "p"},
                                           {"TELAR_SECRET_STELLAR_SECO_SERVER", "seco.example"},
                                           {"TELAR_SECRET_STELLAR_FRIO_SERVER", "frio.example"},
                                           {"TELAR_SECRET_STELLAR_VERDE_SERVER", "verde.example"}});
  const auto read = Read(testing::ReadFile(testing::SourceDir() / "config/locations.example.yaml"));
  ASSERT_OK(read);
  const auto shops = std::count_if(read->begin(), read->end(),
                                   [](const Location& location) { return location.sells(); });
  EXPECT_EQ(shops, 19);
  EXPECT_EQ(read->size(), 23U);
  for (const Location& location : *read) {
    EXPECT_TRUE(location.active) << location.id;
    EXPECT_EQ(location.zone.name(), "America/Caracas");
    EXPECT_TRUE(location.ClosedOn(*ParseDate("2027-12-25"))) << location.id;
    EXPECT_THAT(location.warehouses, Not(IsEmpty()));
    EXPECT_LT(location.opens, location.closes);
  }
}

}  // namespace
}  // namespace telar::pos
