#include <gmock/gmock.h>

#include <csignal>
#include <thread>

#include "core/text.h"
#include "net/http.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::samples::tills {
namespace {

using namespace std::chrono_literals;
using testing::Ended;
using ::testing::HasSubstr;

Ended Tills(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {testing::Program("telar-samples"), "tills"});
  return testing::Run({.command = std::move(arguments)});
}

TEST(TillsServe, PrintsItsAddressAnswersAndEndsOnSigterm) {
  const testing::TempFolder folder;
  const std::string out = (folder / "out").string();
  testing::Process program(
      {.command = {"sh", "-c",
                   "exec " + testing::Program("telar-samples") +
                       " tills serve --now 2026-01-05T16:00:00Z --faults 'status count=1' > " +
                       out}});
  std::string said;
  for (int i = 0; i < 500 && !said.ends_with("\n"); ++i) {
    std::this_thread::sleep_for(20ms);
    if (std::filesystem::exists(out)) said = testing::ReadFile(out);
  }
  ASSERT_TRUE(said.starts_with("klk http://127.0.0.1:")) << said;
  const std::string url(Trim(said.substr(4)));
  const auto client = *net::OpenHttpClient();
  EXPECT_EQ(client->Send({.url = url + "/maestra/almacenes/pisoventa"}).value().status, 500);
  EXPECT_EQ(client->Send({.url = url + "/maestra/almacenes/pisoventa"}).value().status, 200);
  program.Signal(SIGTERM);
  const Ended ended = program.Wait();
  EXPECT_EQ(ended.exit, 0);
  EXPECT_THAT(ended.err, HasSubstr("2 requests"));
}

TEST(TillsServe, RefusesFaultsItDoesNotKnow) {
  const Ended ended = Tills({"serve", "--faults", "explode"});
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("explode"));
}

TEST(TillsTruth, IsTheSameForTheSameSeed) {
  const std::vector<std::string> arguments = {"truth",      "--location", "tienda_01",
                                              "--from",     "2026-01-02", "--to",
                                              "2026-01-04", "--now",      "2026-02-01T00:00:00Z"};
  auto digest = arguments, other = arguments;
  digest.push_back("--digest");
  other.insert(other.end(), {"--digest", "--seed", "2"});
  const Ended one = Tills(digest);
  EXPECT_EQ(one.exit, 0) << one.err;
  EXPECT_EQ(Split(one.out, '\n').size(), 4U);
  EXPECT_EQ(one.out, Tills(digest).out);
  EXPECT_NE(one.out, Tills(other).out);
  auto json = arguments;
  json.push_back("--json");
  EXPECT_THAT(Tills(json).out, HasSubstr(R"({"location":"tienda_01","invoice":"C)"));
}

TEST(TillsTruth, NamesALocationThatTheChainDoesNotHave) {
  const Ended ended = Tills({"truth", "--location", "tienda_14", "--from", "2026-01-02"});
  EXPECT_EQ(ended.exit, 2);
  EXPECT_THAT(ended.err, HasSubstr("tienda_14"));
}

TEST(TillsLocations, ListsEveryPlaceOfTheChain) {
  const Ended ended = Tills({"locations"});
  EXPECT_EQ(ended.exit, 0);
  EXPECT_THAT(ended.out, HasSubstr("  - id: tienda_08\n    name: \"BOSQUE\"\n    kind: store\n"));
  EXPECT_THAT(ended.out, HasSubstr("hours: \"08:00-24:00\""));
  EXPECT_THAT(Tills({"locations", "--tds-port", "1444"}).out, HasSubstr("port: 1444"));
  EXPECT_THAT(ended.out, HasSubstr("source: stellar\n    warehouses: [{code: \"1413\"}]"));
}

}  // namespace
}  // namespace telar::samples::tills
