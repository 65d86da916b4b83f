#include "net/http.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/support/http_server.h"
#include "tests/support/status_matchers.h"

namespace telar::net {
namespace {

using namespace std::chrono_literals;
using testing::Asked;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::IsOk;
using ::testing::Not;
using testing::Reply;
using testing::StatusIs;

class HttpTest : public ::testing::Test {
 protected:
  HttpTest() {
    auto client = OpenHttpClient();
    EXPECT_OK(client);
    client_ = *std::move(client);
  }
  Result<HttpResponse> Get(const std::string& url) { return client_->Send({.url = url}); }

  std::unique_ptr<HttpClient> client_;
};

TEST_F(HttpTest, SendsWhatItIsGivenAndNothingOfItsOwn) {
  const HttpServer server([](const Asked&) { return Reply{.status = 201, .body = "made"}; });
  const HttpRequest request{.method = "POST",
                            .url = server.url() + "/a%2Fb/../c?x=%20y",
                            .headers = {{"X-One", "1"}, {"X-Empty", ""}},
                            .authorization = Secret("Bearer abc"),
                            .body = "{}"};
  ASSERT_OK_AND_ASSIGN(const HttpResponse response, client_->Send(request));
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "made");
  const Asked asked = server.asked().at(0);
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.target, "/a%2Fb/../c?x=%20y");
  EXPECT_EQ(asked.body, "{}");
  EXPECT_EQ(asked.headers.at("x-one"), "1");
  EXPECT_EQ(asked.headers.at("x-empty"), "");
  EXPECT_EQ(asked.headers.at("authorization"), "Bearer abc");
  EXPECT_EQ(asked.headers.count("content-type") + asked.headers.count("expect"), 0U);
}

TEST_F(HttpTest, SendsBytesAndEmptyBodies) {
  const HttpServer server([](const Asked& asked) { return Reply{.body = asked.body}; });
  const std::string bytes("a\0b\xff", 4);
  EXPECT_EQ(client_->Send({.method = "PUT", .url = server.url(), .body = bytes}).value().body,
            bytes);
  EXPECT_OK(client_->Send({.method = "PUT", .url = server.url()}));
  EXPECT_EQ(server.asked().at(1).headers.at("content-length"), "0");
}

TEST_F(HttpTest, AStatusOfFailureIsAnAnswer) {
  const HttpServer server([](const Asked&) {
    return Reply{.status = 503, .body = "later", .headers = {{"Retry-After", "7"}}};
  });
  ASSERT_OK_AND_ASSIGN(const HttpResponse response, Get(server.url()));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.Header("RETRY-AFTER"), "7");
  EXPECT_EQ(response.Header("absent"), "");
}

TEST_F(HttpTest, ABrokenOffAnswerIsNoAnswer) {
  const HttpServer cut([](const Asked&) { return Reply{.body = "whole", .cut_after = 2}; });
  EXPECT_THAT(Get(cut.url()), StatusIs(Code::kUnavailable));
  const HttpServer gone([](const Asked&) { return Reply{.hang_up = true}; });
  EXPECT_THAT(Get(gone.url()), StatusIs(Code::kUnavailable));
}

TEST_F(HttpTest, NobodyThereIsUnavailable) {
  int port = 0;
  {
    const HttpServer server([](const Asked&) { return Reply{}; });
    port = server.port();
  }
  EXPECT_THAT(Get("http://127.0.0.1:" + std::to_string(port) + "/x"),
              StatusIs(Code::kUnavailable, HasSubstr("/x")));
  EXPECT_THAT(Get("http://no-such-host.invalid/"), StatusIs(Code::kUnavailable));
}

TEST_F(HttpTest, WaitsNoLongerThanItsLimit) {
  const HttpServer server([](const Asked&) { return Reply{.silent = true}; });
  EXPECT_THAT(client_->Send({.url = server.url(), .timeout = 50ms}),
              StatusIs(Code::kDeadlineExceeded));
}

TEST_F(HttpTest, TakesNoMoreThanItsLimit) {
  const HttpServer server([](const Asked&) { return Reply{.body = std::string(100, 'x')}; });
  EXPECT_THAT(client_->Send({.url = server.url(), .most_bytes = 99}),
              StatusIs(Code::kLimitExceeded));
  EXPECT_OK(client_->Send({.url = server.url(), .most_bytes = 100}));
}

TEST_F(HttpTest, HandsABodyOverAsItArrives) {
  const std::string body(300'000, 'x');
  const HttpServer server([&](const Asked&) { return Reply{.body = body}; });
  std::string seen;
  int pieces = 0;
  const HttpRequest request{.url = server.url(), .on_body = [&](std::string_view piece) {
                              seen += piece;
                              ++pieces;
                              return Status::Ok();
                            }};
  ASSERT_OK_AND_ASSIGN(const HttpResponse response, client_->Send(request));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(seen, body);
  EXPECT_GT(pieces, 1);
}

TEST_F(HttpTest, AFailureOfTheTakerEndsTheExchange) {
  const HttpServer server([](const Asked&) { return Reply{.body = std::string(300'000, 'x')}; });
  int pieces = 0;
  const HttpRequest request{.url = server.url(), .on_body = [&](std::string_view) {
                              ++pieces;
                              return Status::Conflict("enough");
                            }};
  EXPECT_THAT(client_->Send(request), StatusIs(Code::kConflict, HasSubstr("enough")));
  EXPECT_EQ(pieces, 1);
}

TEST_F(HttpTest, ATakerSeesTheBodiesOfSuccessesWithinTheLimitOnly) {
  const HttpServer server([](const Asked& asked) {
    if (asked.target == "/moved")
      return Reply{.status = 302, .body = "moved", .headers = {{"Location", "/here"}}};
    return Reply{.status = asked.target == "/gone" ? 410 : 200, .body = "body"};
  });
  std::string seen;
  HttpRequest request{.url = server.url() + "/gone", .on_body = [&](std::string_view piece) {
                        seen += piece;
                        return Status::Ok();
                      }};
  EXPECT_EQ(client_->Send(request).value().status, 410);
  EXPECT_EQ(seen, "");
  request.url = server.url() + "/moved";
  EXPECT_OK(client_->Send(request));
  EXPECT_EQ(seen, "body");
  request.most_bytes = 3;
  EXPECT_THAT(client_->Send(request), StatusIs(Code::kLimitExceeded));
}

TEST_F(HttpTest, StopsWhenAsked) {
  const HttpServer server([](const Asked&) { return Reply{.silent = true}; });
  std::stop_source stop;
  std::thread asks([&] {
    std::this_thread::sleep_for(100ms);
    stop.request_stop();
  });
  EXPECT_THAT(client_->Send({.url = server.url()}, stop.get_token()), StatusIs(Code::kCancelled));
  EXPECT_THAT(client_->Send({.url = server.url()}, stop.get_token()), StatusIs(Code::kCancelled));
  asks.join();
}

TEST_F(HttpTest, FollowsRedirectsWithinTheHostOnly) {
  const HttpServer other([](const Asked&) { return Reply{.body = "other"}; });
  const HttpServer server([&](const Asked& asked) {
    if (asked.target == "/here") return Reply{.status = 302, .headers = {{"Location", "there"}}};
    if (asked.target == "/away")
      return Reply{.status = 302, .headers = {{"Location", other.url() + "/?q"}}};
    return Reply{.body = asked.target};
  });
  EXPECT_EQ(Get(server.url() + "/here").value().body, "/there");
  const HttpRequest away{.url = server.url() + "/away", .authorization = Secret("Bearer abc")};
  ASSERT_OK_AND_ASSIGN(const HttpResponse response, client_->Send(away));
  EXPECT_EQ(response.status, 302);
  EXPECT_TRUE(other.asked().empty());
  EXPECT_THAT(StatusOfAnswer(response, "ask"),
              StatusIs(Code::kInvalidConfig, HasSubstr(other.url())));
}

TEST_F(HttpTest, APostStaysAPost) {
  const HttpServer server([](const Asked& asked) {
    if (asked.target == "/moved") return Reply{.status = 301, .headers = {{"Location", "/x"}}};
    if (asked.target == "/kept") return Reply{.status = 307, .headers = {{"Location", "/x"}}};
    return Reply{.body = asked.method + asked.body};
  });
  const auto post = [&](const char* path) {
    return client_->Send({.method = "POST", .url = server.url() + path, .body = "b"}).value();
  };
  EXPECT_EQ(post("/moved").status, 301);
  EXPECT_EQ(post("/kept").body, "POSTb");
}

TEST_F(HttpTest, GoesInCirclesForAWhileOnly) {
  const HttpServer server([](const Asked&) {
    return Reply{.status = 302, .headers = {{"Location", "/again"}}};
  });
  EXPECT_EQ(Get(server.url()).value().status, 302);
  EXPECT_EQ(server.asked().size(), 6U);
}

TEST_F(HttpTest, RefusesWhatIsNoRequest) {
  for (const auto* url :
       {"", "here", "ftp://h/", "file:///etc/hostname", "http://", "http:// a/"}) {
    EXPECT_THAT(Get(url), StatusIs(Code::kInvalidInput)) << url;
  }
  EXPECT_THAT(client_->Send({.url = "http://h", .headers = {{"A", "b\r\nC: d"}}}),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(client_->Send({.url = "http://h", .authorization = Secret("a\nb")}),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(client_->Send({.method = "GE T", .url = "http://h"}), StatusIs(Code::kInvalidInput));
}

TEST_F(HttpTest, NeverShowsTheSecretsOfAnAddress) {
  const auto response =
      client_->Send({.url = "http://ana:hunter2@127.0.0.1:1/p?token=hunter3#hunter4"});
  EXPECT_THAT(response, StatusIs(Code::kUnavailable, HasSubstr("GET http://127.0.0.1:1/p")));
  EXPECT_THAT(response.status().ToString(), Not(HasSubstr("hunter")));
}

TEST(StatusOfAnswer, SaysWhatTheCallerCanDo) {
  const auto code = [](int status) { return StatusOfAnswer({.status = status}, "ask").code(); };
  EXPECT_EQ(code(200), Code::kOk);
  EXPECT_EQ(code(204), Code::kOk);
  EXPECT_EQ(code(301), Code::kInvalidConfig);
  EXPECT_EQ(code(400), Code::kInvalidInput);
  EXPECT_EQ(code(401), Code::kPermissionDenied);
  EXPECT_EQ(code(403), Code::kPermissionDenied);
  EXPECT_EQ(code(404), Code::kNotFound);
  EXPECT_EQ(code(409), Code::kConflict);
  for (const int status : {408, 429, 500, 502, 503, 504})
    EXPECT_EQ(code(status), Code::kUnavailable);
}

TEST(ShownUrl, LeavesOutWhatMayBeSecret) {
  EXPECT_EQ(ShownUrl("https://ana:p@ss@h:8/a/b?c=d#e"), "https://h:8/a/b");
  EXPECT_EQ(ShownUrl("https://h"), "https://h");
  EXPECT_EQ(ShownUrl("https://h/a@b"), "https://h/a@b");
  EXPECT_EQ(ShownUrl(""), "");
}

TEST(FormEncode, EncodesEverythingThatHasAMeaning) {
  EXPECT_EQ(FormEncode({{"a b", "1&2=3"}, {"ñ", "+"}}), "a%20b=1%262%3D3&%C3%B1=%2B");
  EXPECT_EQ(FormEncode({}), "");
}

}  // namespace
}  // namespace telar::net
