#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http.h"

namespace telar::net {

/// Who asks Amazon.
struct AwsCredentials {
  std::string access_key_id;
  Secret secret_access_key;
  Secret session_token;  ///< Empty for a user's own key.
};

/// Signs a request with AWS Signature Version 4
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html):
/// sets its authorization and adds X-Amz-Date, for session tokens X-Amz-Security-Token, and for the
/// service "s3" X-Amz-Content-Sha256. All headers that are there are signed with Host; the request
/// must not be changed afterwards. Path and query are signed as they stand in the URL, so they must
/// be percent-encoded as RFC 3986 says, with upper-case digits; for other services than "s3" the
/// path is encoded once more, as they ask. kInvalidInput when the URL is none.
Status SignAws(HttpRequest& request, const AwsCredentials& credentials, std::string_view region,
               std::string_view service, Instant now);

}  // namespace telar::net
