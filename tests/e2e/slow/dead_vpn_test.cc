#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "db/sqlite/sqlite_database.h"
#include "tests/e2e/slow/till_chain.h"
#include "tests/support/http_server.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using testing::Asked;
using ::testing::ElementsAre;
using testing::Ended;
using ::testing::HasSubstr;
using testing::HttpServer;
using ::testing::Not;
using testing::Reply;
using testing::TillChain;

/// An address whose connections are neither taken nor refused, as behind a VPN that is down: a
/// listener whose queue is full.
class MuteAddress {
 public:
  MuteAddress() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    const int listener = Socket();
    EXPECT_EQ(bind(listener, plain, size), 0);
    EXPECT_EQ(listen(listener, 0), 0);
    EXPECT_EQ(getsockname(listener, plain, &size), 0);
    port_ = ntohs(address.sin_port);
    for (int i = 0; i < 4; ++i) {
      [[maybe_unused]] const int waiting = connect(Socket(), plain, size);
    }
  }
  ~MuteAddress() {
    for (const int file : files_) close(file);
  }
  MuteAddress(const MuteAddress&) = delete;
  MuteAddress& operator=(const MuteAddress&) = delete;

  int port() const { return port_; }

 private:
  int Socket() {
    return files_.emplace_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  }
  std::vector<int> files_;
  int port_ = 0;
};

std::string Stellar(const std::string& id, int port) {
  return "  - {id: " + id + ", name: " + id + ", kind: cedi, region: R, zone: America/Caracas, " +
         "source: stellar, warehouses: [" + id +
         "], connection: {server: 127.0.0.1, port: " + std::to_string(port) +
         ", database: VAD10, user: u, password: \"${TILL_PASSWORD}\"}}\n";
}

std::vector<std::string> Details(const TillChain& chain) {
  std::vector<std::string> rows;
  const auto database = chain.OpenDatabase();
  const auto connection = database->Acquire();
  EXPECT_OK(connection);
  EXPECT_OK(
      (*connection)
          ->Query(
              "SELECT tienda_id, status, error_phase, error_category FROM etl_execution_details "
              "ORDER BY tienda_id",
              {}, [&](const db::Row& row) {
                rows.push_back(row.TextOrEmpty(0) + " " + row.TextOrEmpty(1) + " " +
                               row.TextOrEmpty(2) + " " + row.TextOrEmpty(3));
                return Status::Ok();
              }));
  return rows;
}

TEST(DeadVpn, FailsItsLocationsAloneAndTheHistorySaysWhich) {
  const TillChain chain("Sqlite");
  const MuteAddress mute;
  const int refused = HttpServer([](const Asked&) { return Reply{}; }).port();
  chain.folder().Write("locations.yaml", testing::ReadFile(chain.folder() / "locations.yaml") +
                                             Stellar("cedi_gone", refused) +
                                             Stellar("cedi_mute", mute.port()));
  auto options = chain.Telar({"pos", "stock", "--set", "pos.max_attempts=1"});
  options.environment["TILL_PASSWORD"] = "x";
  const Ended ended = testing::Run(options);
  EXPECT_EQ(ended.exit, 8) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("a till cannot be reached"));
  EXPECT_THAT(ended.err, Not(HasSubstr("ETL completed successfully")));
  EXPECT_THAT(Details(chain),
              ElementsAre("cedi_gone failed extract vpn_unreachable",
                          "cedi_mute failed extract vpn_timeout", "tienda_01 success  ",
                          "tienda_08 success  ", "tienda_17 success  "));
}

}  // namespace
}  // namespace telar
