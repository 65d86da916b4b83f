#include "net/reach.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <thread>
#include <vector>

#include "tests/support/http_server.h"
#include "tests/support/status_matchers.h"

namespace telar::net {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::IsOkAndHolds;
using testing::StatusIs;

/// A port whose queue of connections is full, so that further ones wait for ever.
class DeafPort {
 public:
  DeafPort() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(listener_, 0), 0);
    EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    for (int i = 0; i < 4; ++i) {
      waiting_.push_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
      connect(waiting_.back(), reinterpret_cast<sockaddr*>(&address), size);
    }
  }
  ~DeafPort() {
    for (const int file : waiting_) close(file);
    close(listener_);
  }
  int port() const { return port_; }

 private:
  int listener_, port_ = 0;
  std::vector<int> waiting_;
};

TEST(Reach, IsSuccessWhereSomethingListensAndSendsNothing) {
  const HttpServer server([](const testing::Asked&) { return testing::Reply{}; });
  EXPECT_OK(Reach("127.0.0.1", server.port(), 5s));
  EXPECT_OK(Reach("localhost", server.port(), 5s));
  EXPECT_TRUE(server.asked().empty());
}

TEST(Reach, NamesHostPortAndCauseOfARefusal) {
  int port = 0;
  {
    const HttpServer server([](const testing::Asked&) { return testing::Reply{}; });
    port = server.port();
  }
  const Status status = Reach("127.0.0.1", port, 5s);
  EXPECT_THAT(status,
              StatusIs(Code::kUnavailable, AllOf(HasSubstr("127.0.0.1:" + std::to_string(port)),
                                                 HasSubstr("refused"))));
  EXPECT_THAT(status.hint(), AllOf(HasSubstr("service"), HasSubstr("firewall"), HasSubstr("VPN")));
}

TEST(Reach, AnUnknownNameIsUnavailable) {
  EXPECT_THAT(Reach("no-such-host.invalid", 7002, 20s),
              StatusIs(Code::kUnavailable, HasSubstr("no-such-host.invalid:7002")));
}

TEST(Reach, WaitsNoLongerThanItIsTold) {
  const DeafPort port;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(Reach("127.0.0.1", port.port(), 150ms),
              StatusIs(Code::kUnavailable, HasSubstr("no answer in 150 ms")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST(Reach, StopsAtOnceWhenAsked) {
  const DeafPort port;
  std::stop_source stop;
  std::thread asks([&] {
    std::this_thread::sleep_for(50ms);
    stop.request_stop();
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(Reach("127.0.0.1", port.port(), 60s, stop.get_token()), StatusIs(Code::kCancelled));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
  asks.join();
}

TEST(Reach, RefusesWhatIsNoHostAndPort) {
  for (const auto* host : {"", "a b", "a/b", "u@h", "h#x", "h?x"}) {
    EXPECT_THAT(Reach(host, 80, 1s), StatusIs(Code::kInvalidInput)) << host;
  }
  EXPECT_THAT(Reach("127.0.0.1", 0, 1s), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Reach("127.0.0.1", 65536, 1s), StatusIs(Code::kInvalidInput));
}

TEST(EndpointOf, IsHostAndPortOfAnAddress) {
  EXPECT_THAT(EndpointOf("http://till.example:7002/path?q"),
              IsOkAndHolds(Endpoint{"till.example", 7002}));
  EXPECT_THAT(EndpointOf("HTTPS://till.example"), IsOkAndHolds(Endpoint{"till.example", 443}));
  EXPECT_THAT(EndpointOf("http://ana:x@[::1]:81"), IsOkAndHolds(Endpoint{"::1", 81}));
}

TEST(EndpointOf, RefusesWhatIsNoHttpAddress) {
  for (const auto* url : {"", "till.example:7002", "ftp://till.example", "http://", "http://h:x"})
    EXPECT_THAT(EndpointOf(url), StatusIs(Code::kInvalidInput)) << url;
}

}  // namespace
}  // namespace telar::net
