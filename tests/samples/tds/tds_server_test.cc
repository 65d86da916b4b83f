#include "samples/tds/tds_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/status_matchers.h"

namespace telar::samples::tds {
namespace {

using testing::StatusIs;

// What a driver sends and understands is tested with a driver, in tests/pos/odbc. Here a client
// that writes bytes as they should not be.
class Client {
 public:
  explicit Client(int port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Client() { close(socket_); }

  void Send(char kind, const std::string& body) {
    const std::size_t length = body.size() + 8;
    const std::string packet =
        std::string{kind, 1, static_cast<char>(length >> 8), static_cast<char>(length & 0xFF), 0, 0,
                    1,    0} +
        body;
    EXPECT_EQ(send(socket_, packet.data(), packet.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(packet.size()));
  }
  /// Whatever comes until the server closes.
  std::string ReadToEnd() {
    std::string all;
    char buffer[4096];
    for (ssize_t got = 0; (got = recv(socket_, buffer, sizeof buffer, 0)) > 0;)
      all.append(buffer, static_cast<std::size_t>(got));
    return all;
  }

 private:
  int socket_;
};

std::unique_ptr<Server> Serve() {
  Server::Options options;
  options.user = "reader";
  options.password = "invented";
  options.handler = [](const Request&) { return Answer{}; };
  return *Server::Start(std::move(options));
}

TEST(TdsServer, NeedsAHandler) { EXPECT_THAT(Server::Start({}), StatusIs(Code::kInvalidInput)); }

TEST(TdsServer, SaysWhenItsPortIsTaken) {
  const auto server = Serve();
  Server::Options options;
  options.port = server->port();
  options.handler = [](const Request&) { return Answer{}; };
  EXPECT_THAT(Server::Start(std::move(options)), StatusIs(Code::kUnavailable));
}

TEST(TdsServer, EndsAConnectionThatSpeaksAnotherProtocol) {
  const auto server = Serve();
  for (const char kind : {'\x07', '\x16', 'G'}) {
    Client client(server->port());
    client.Send(kind, "GET / HTTP/1.1");
    EXPECT_EQ(client.ReadToEnd(), "");
  }
}

TEST(TdsServer, EndsAConnectionWhoseLoginIsBroken) {
  const auto server = Serve();
  Client empty(server->port());
  empty.Send(16, "");
  EXPECT_EQ(empty.ReadToEnd(), "");
  Client wild(server->port());
  wild.Send(16, std::string(94, '\xFF'));
  EXPECT_NE(wild.ReadToEnd(), "");
  EXPECT_EQ(server->logins().size(), 1u);
}

TEST(TdsServer, EndsWhileClientsAreConnected) {
  auto server = Serve();
  const Client silent(server->port());
  server.reset();
}

}  // namespace
}  // namespace telar::samples::tds
