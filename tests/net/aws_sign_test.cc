#include "net/aws_sign.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::net {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::StatusIs;

// The key, scope and moment of Amazon's published test suite.
const AwsCredentials kKey{.access_key_id = "AKIDEXAMPLE",
                          .secret_access_key = Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")};

std::string Sign(HttpRequest request, const AwsCredentials& key = kKey,
                 std::string_view service = "service") {
  EXPECT_OK(SignAws(request, key, "us-east-1", service, *ParseInstant("2015-08-30T12:36:00Z")));
  return request.authorization ? request.authorization->Reveal() : "";
}

constexpr const char* kUrl = "https://example.amazonaws.com/";

TEST(SignAws, GivesTheSignaturesOfThePublishedCases) {
  EXPECT_EQ(Sign({.url = kUrl}),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            "SignedHeaders=host;x-amz-date, "
            "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  EXPECT_THAT(Sign({.method = "POST", .url = kUrl}),
              EndsWith("5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
  EXPECT_THAT(Sign({.url = std::string(kUrl) + "?Param2=value2&Param1=value1"}),
              EndsWith("b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"));
  EXPECT_THAT(Sign({.method = "POST",
                    .url = kUrl,
                    .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                    .body = "Param1=value1"}),
              EndsWith("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
}

TEST(SignAws, SignsTheHostAsItIsSent) {
  EXPECT_EQ(Sign({.url = "https://example.amazonaws.com:443/"}), Sign({.url = kUrl}));
  EXPECT_EQ(Sign({.url = "https://u:p@EXAMPLE.amazonaws.com"}), Sign({.url = kUrl}));
  EXPECT_NE(Sign({.url = "https://example.amazonaws.com:8443/"}), Sign({.url = kUrl}));
}

TEST(SignAws, SignsEverythingElseThatIsSent) {
  HttpRequest request{.url = kUrl};
  AwsCredentials session = kKey;
  session.session_token = Secret("token");
  EXPECT_OK(SignAws(request, session, "us-east-1", "s3", *ParseInstant("2015-08-30T12:36:00Z")));
  EXPECT_THAT(request.authorization->Reveal(),
              HasSubstr("host;x-amz-content-sha256;x-amz-date;x-amz-security-token"));
  ASSERT_EQ(request.headers.size(), 3U);
  EXPECT_EQ(request.headers[0], (HttpHeader{"X-Amz-Date", "20150830T123600Z"}));
  EXPECT_EQ(request.headers[2], (HttpHeader{"X-Amz-Security-Token", "token"}));
}

// Signatures that botocore gives for the same requests.
TEST(SignAws, EncodesThePathOnceMoreForOtherServicesThanS3) {
  EXPECT_THAT(Sign({.url = std::string(kUrl) + "a%20b?x=%2B&X-y"}),
              EndsWith("b45d746e6f82202047a28a6a18bef93b798d8f8cec2b209e333e7fdb9450fccb"));
  const HttpRequest put{.method = "PUT",
                        .url = std::string(kUrl) + "a%20b/%C3%B1?list-type=2&prefix=a%2Fb",
                        .body = "bytes"};
  EXPECT_THAT(Sign(put, kKey, "s3"),
              EndsWith("15a6bb9ab9d80e573f0d7ee386aaa09d46b32bfd90abf233b9034f842d9e3d2e"));
}

TEST(SignAws, RefusesWhatIsNoAddress) {
  HttpRequest request{.url = "here"};
  EXPECT_THAT(SignAws(request, kKey, "r", "s", Instant{}), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::net
