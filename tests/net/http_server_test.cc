#include "net/http_server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <latch>
#include <thread>

#include "tests/support/status_matchers.h"

namespace telar::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::StartsWith;
using testing::StatusIs;

std::unique_ptr<HttpServer> Serve(HttpServer::Handler handler, HttpServerOptions options = {}) {
  auto server = HttpServer::Start(std::move(options), std::move(handler));
  EXPECT_OK(server);
  return *std::move(server);
}

void Echo(ServerRequest request, Responder responder) {
  responder.Send({.body = request.method + " " + request.target + " " + request.body});
}

/// A client that can be as rude as a test needs.
class RawClient {
 public:
  explicit RawClient(int port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  void GiveUpAfter(int seconds) const {
    const timeval limit{seconds, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  void Say(std::string_view text) const {
    EXPECT_EQ(send(socket_, text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  /// What arrives until `end` is seen, or the connection's end.
  std::string Hear(std::string_view end = {}) const {
    std::string heard;
    char buffer[4096];
    while (end.empty() || heard.find(end) == std::string::npos) {
      const ssize_t count = read(socket_, buffer, sizeof buffer);
      if (count <= 0) break;
      heard.append(buffer, static_cast<std::size_t>(count));
    }
    return heard;
  }

 private:
  int socket_;
  bool connected_ = false;
};

class HttpServerTest : public ::testing::Test {
 protected:
  HttpServerTest() { client_ = *OpenHttpClient(); }
  Result<HttpResponse> Get(const std::string& url, Duration timeout = 10s) {
    return client_->Send({.url = url, .timeout = timeout});
  }
  std::unique_ptr<HttpClient> client_;
};

TEST_F(HttpServerTest, HandsOnARequestAsItIsAndItsAnswerBack) {
  const auto server = Serve([](ServerRequest request, Responder responder) {
    EXPECT_EQ(request.path(), "/a%20b");
    EXPECT_EQ(request.Field("name"), "x y&z");
    EXPECT_EQ(request.Field("absent"), std::nullopt);
    EXPECT_EQ(request.Header("x-ONE"), "1");
    responder.Send({.status = 201, .headers = {{"X-Two", "2"}}, .body = request.body});
  });
  ASSERT_OK_AND_ASSIGN(const HttpResponse response,
                       client_->Send({.method = "POST",
                                      .url = server->url() + "/a%20b?c&name=x+y%26z",
                                      .headers = {{"X-One", "1"}},
                                      .body = "{}"}));
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "{}");
  EXPECT_EQ(response.Header("X-Two"), "2");
}

TEST_F(HttpServerTest, ServesManyClientsWhileOthersSayNothing) {
  const auto server = Serve(Echo);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 50; ++i) idle.push_back(std::make_unique<RawClient>(server->port()));
  std::vector<std::thread> asking;
  std::atomic<int> right{0};
  for (int i = 0; i < 8; ++i) {
    asking.emplace_back([&] {
      const auto own = *OpenHttpClient();
      for (int j = 0; j < 20; ++j) right += own->Send({.url = server->url() + "/x"}).ok() ? 1 : 0;
    });
  }
  for (std::thread& thread : asking) thread.join();
  EXPECT_EQ(right, 160);
}

TEST_F(HttpServerTest, AConnectionTakesOneRequestAfterAnotherAlsoWhenTheyComeTogether) {
  const auto server = Serve(Echo);
  const RawClient client(server->port());
  client.Say("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_THAT(client.Hear("/2 "), HasSubstr("GET /1 "));
  client.Say("GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.Hear(), HasSubstr("GET /3 "));
}

TEST_F(HttpServerTest, EveryRequestOfAKeptConnectionIsAnswered) {
  HttpServerOptions options;
  options.threads = 3;
  const auto server = Serve(Echo, options);
  std::atomic<int> answered = 0;
  std::vector<std::jthread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      const RawClient client(server->port());
      client.GiveUpAfter(20);
      for (int n = 0; n < 300; ++n) {
        client.Say("POST /n HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
        if (client.Hear("abc").empty()) return;
        ++answered;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(answered, 4 * 300);
}

TEST_F(HttpServerTest, SendsABodyInPieces) {
  const auto server = Serve([](ServerRequest, Responder responder) {
    auto left = std::make_shared<int>(3);
    responder.Send({.pieces = [left](auto next) {
      if (--*left < 0) return next("");
      std::thread([next, left] { next("piece" + std::to_string(*left) + ";"); }).detach();
    }});
  });
  EXPECT_EQ(Get(server->url()).value().body, "piece2;piece1;piece0;");
  EXPECT_EQ(Get(server->url()).value().Header("Transfer-Encoding"), "chunked");
}

TEST_F(HttpServerTest, ABodyWhoseSourceFailsIsNoAnswer) {
  for (const bool sized : {false, true}) {
    const auto server = Serve([sized](ServerRequest, Responder responder) {
      ServerResponse response;
      if (sized) response.headers = {{"Content-Length", "10"}};
      response.pieces = [count = std::make_shared<int>(0)](auto next) {
        if ((*count)++ == 0) return next("half ");
        next(Status::Internal("fails"));
      };
      responder.Send(std::move(response));
    });
    EXPECT_THAT(Get(server->url()), StatusIs(Code::kUnavailable)) << sized;
  }
}

TEST_F(HttpServerTest, ADroppedResponderHangsUpAndAKeptOneIsSilent) {
  std::vector<Responder> kept;
  const auto server = Serve([&](ServerRequest request, Responder responder) {
    if (request.target == "/kept") kept.push_back(std::move(responder));
  });
  EXPECT_THAT(Get(server->url() + "/dropped"), StatusIs(Code::kUnavailable));
  EXPECT_THAT(Get(server->url() + "/kept", 50ms), StatusIs(Code::kDeadlineExceeded));
}

TEST_F(HttpServerTest, AHandlerHearsThatItsClientIsGone) {
  std::latch gone(1);
  std::optional<Responder> kept;
  std::optional<std::stop_callback<std::function<void()>>> callback;
  const auto server = Serve([&](ServerRequest, Responder responder) {
    kept = responder;
    callback.emplace(responder.gone(), [&] { gone.count_down(); });
  });
  EXPECT_THAT(Get(server->url(), 50ms), StatusIs(Code::kDeadlineExceeded));
  gone.wait();
}

TEST_F(HttpServerTest, AnswersLater) {
  const auto server = Serve(
      [](ServerRequest, Responder responder) { responder.SendAfter(30ms, {.body = "late"}); });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(Get(server->url()).value().body, "late");
  EXPECT_GE(std::chrono::steady_clock::now() - start, 30ms);
}

TEST_F(HttpServerTest, RefusesWhatIsTooLargeOrNoHttp) {
  const auto server = Serve(Echo, {.most_header_bytes = 1000, .most_body_bytes = 10});
  const auto post = [&](const std::string& body, std::vector<HttpHeader> headers = {}) {
    return client_->Send({.method = "POST", .url = server->url(), .headers = headers, .body = body})
        .value()
        .status;
  };
  EXPECT_EQ(post(std::string(10, 'x')), 200);
  EXPECT_EQ(post(std::string(11, 'x')), 413);
  EXPECT_EQ(post("", {{"X", std::string(1000, 'x')}}), 431);
  const RawClient client(server->port());
  client.Say("hello there\r\n\r\n");
  EXPECT_THAT(client.Hear(), StartsWith("HTTP/1.1 400"));
}

TEST_F(HttpServerTest, ClosesOnClientsThatAreTooSlow) {
  const auto server = Serve(Echo, {.request_timeout = 50ms, .idle_timeout = 50ms});
  const RawClient idle(server->port()), slow(server->port());
  slow.Say("GET / HT");
  EXPECT_EQ(idle.Hear(), "");
  EXPECT_EQ(slow.Hear(), "");
}

TEST_F(HttpServerTest, AsksForABodyThatWaitsToBeAskedFor) {
  const auto server = Serve(Echo);
  const RawClient client(server->port());
  client.Say("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.Hear("\r\n\r\n"), StartsWith("HTTP/1.1 100"));
  client.Say("ab");
  EXPECT_THAT(client.Hear("POST / ab"), HasSubstr("200 OK"));
}

TEST_F(HttpServerTest, AnswersHeadWithoutABody) {
  const auto server = Serve(Echo);
  const RawClient client(server->port());
  client.Say("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const std::string heard = client.Hear();
  EXPECT_THAT(heard, HasSubstr("Content-Length: 7\r\n"));
  EXPECT_TRUE(heard.ends_with("\r\n\r\n")) << heard;
}

TEST_F(HttpServerTest, AnAnswerThatCannotBeSentIsAnError) {
  const auto server = Serve([](ServerRequest request, Responder responder) {
    if (request.target == "/status") return responder.Send({.status = 99});
    responder.Send({.headers = {{"X", "a\r\nY: b"}}});
  });
  EXPECT_EQ(Get(server->url() + "/status").value().status, 500);
  EXPECT_EQ(Get(server->url() + "/header").value().status, 500);
}

TEST_F(HttpServerTest, OverItsConnectionsItSaysSo) {
  const auto server = Serve(Echo, {.most_connections = 1});
  const RawClient first(server->port());
  first.Say("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  first.Hear("GET / ");
  const RawClient second(server->port());
  EXPECT_THAT(second.Hear(), StartsWith("HTTP/1.1 503"));
}

TEST_F(HttpServerTest, StopsListeningAndStartsAgainOnTheSamePort) {
  const auto server = Serve(Echo);
  ASSERT_OK(server->SetListening(false));
  EXPECT_FALSE(RawClient(server->port()).connected());
  ASSERT_OK(server->SetListening(true));
  EXPECT_OK(Get(server->url()));
}

TEST_F(HttpServerTest, AGracefulStopWaitsForAnswersAndTakesNoMoreRequests) {
  std::latch arrived(1);
  const auto server = Serve([&](ServerRequest, Responder responder) {
    responder.SendAfter(50ms, {.body = "whole"});
    arrived.count_down();
  });
  std::string body;
  std::thread asking([&] { body = Get(server->url()).value().body; });
  arrived.wait();
  server->Stop(10s);
  asking.join();
  EXPECT_EQ(body, "whole");
  EXPECT_FALSE(RawClient(server->port()).connected());
}

TEST_F(HttpServerTest, AnAnswerAfterTheServersEndIsDropped) {
  std::optional<Responder> kept;
  std::latch arrived(1);
  auto server = Serve([&](ServerRequest, Responder responder) {
    kept = std::move(responder);
    arrived.count_down();
  });
  const std::string url = server->url();
  std::thread asking([&] { EXPECT_THAT(Get(url), StatusIs(Code::kUnavailable)); });
  arrived.wait();
  server.reset();
  asking.join();
  EXPECT_TRUE(kept->gone().stop_requested());
  kept->Send({.body = "too late"});
}

TEST_F(HttpServerTest, SaysWhyItCannotListen) {
  const auto server = Serve(Echo);
  EXPECT_THAT(HttpServer::Start({.port = server->port()}, Echo), StatusIs(Code::kUnavailable));
  EXPECT_THAT(HttpServer::Start({.address = "nowhere"}, Echo), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(HttpServer::Start({.threads = 0}, Echo), StatusIs(Code::kInvalidConfig));
}

}  // namespace
}  // namespace telar::net
