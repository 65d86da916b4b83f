#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"

namespace telar::net {

struct HttpHeader {
  std::string name, value;
  friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

struct HttpRequest {
  std::string method = "GET";  ///< Upper case.
  std::string url;             ///< http or https; path and query percent-encoded, sent as they are.
  std::vector<HttpHeader> headers;
  std::optional<Secret> authorization;  ///< The whole value: "Bearer …", "Basic …".
  std::string body;                     ///< Sent when not empty or when the method is POST or PUT.

  Duration connect_timeout = std::chrono::seconds(10);
  /// Of the whole exchange, redirects included.
  Duration timeout = std::chrono::seconds(60);
  std::uint64_t most_bytes = std::uint64_t{16} << 20;  ///< Of the answer's body.

  /// Takes the body of a 2xx answer as it arrives, in pieces of any size, on the thread that called
  /// Send; HttpResponse::body stays empty. The body of any other status is dropped. A failure ends
  /// the exchange and is what Send returns; pieces were seen before the answer broke off, too.
  std::function<Status(std::string_view piece)> on_body = {};
};

struct HttpResponse {
  int status = 0;                   ///< 200 … 599
  std::vector<HttpHeader> headers;  ///< In their order; of the last answer after redirects.
  std::string body;                 ///< Empty when the request has on_body.

  bool ok() const { return status >= 200 && status < 300; }
  /// The first header of that name, whatever its case; "" when there is none.
  std::string_view Header(std::string_view name) const;
};

/// Sends one request and waits for its whole answer. I/O only: no retries. Safe to use from
/// several threads.
class HttpClient {
 public:
  virtual ~HttpClient() = default;

  /// Any status is an answer; StatusOfAnswer turns one into a failure. Redirects are followed
  /// within the same scheme, host and port only (at most five; POST and PUT only where 307 and 308
  /// keep them what they are); another redirect is given back as it is, so that no credential
  /// reaches a host that nobody named.
  ///
  /// kInvalidInput: no http or https address, a control character in a header. kUnavailable: the
  /// name has no address, nobody answers there, the answer broke off. kDeadlineExceeded: a time
  /// limit. kLimitExceeded: a body over most_bytes. kPermissionDenied: the certificate is not
  /// trusted. kCancelled: `stop` was requested. What on_body returns, too. Messages name method,
  /// scheme, host and path, never the query, user or password of an address.
  virtual Result<HttpResponse> Send(const HttpRequest& request, std::stop_token stop = {}) = 0;
};

struct HttpOptions {
  std::string user_agent = "telar";
  /// Certificates to trust beside the system's place for them; empty: the system's alone.
  std::filesystem::path certificates;
};

/// A client over libcurl. Certificates and host names are always checked. A proxy is what the
/// environment says (https_proxy, http_proxy, no_proxy). Connections are kept for the next request
/// to the same host. kInternal when libcurl cannot start.
Result<std::unique_ptr<HttpClient>> OpenHttpClient(HttpOptions options = {});

/// A failure for an answer that is none of 2xx, with `operation` as its message's start:
/// 401, 403 kPermissionDenied; 404, 410 kNotFound; 409 kConflict; 408, 429, 5xx kUnavailable;
/// 3xx kInvalidConfig (a redirect to elsewhere); others kInvalidInput. The body is not quoted.
Status StatusOfAnswer(const HttpResponse& response, std::string_view operation);

/// "https://host:port" or "…/path" of a URL, without user, password and query: for messages.
std::string ShownUrl(std::string_view url);

/// "name=value&…" of pairs, percent-encoded: a query, or a body of
/// application/x-www-form-urlencoded.
std::string FormEncode(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace telar::net
