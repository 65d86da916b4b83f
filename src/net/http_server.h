#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "net/http.h"

namespace telar::net {

/// A request as it arrived, whole. Nothing in it is decoded.
struct ServerRequest {
  std::string method;  ///< "GET", "POST", …
  std::string target;  ///< Path and query: "/a%20b?c=d".
  std::vector<HttpHeader> headers;
  std::string body;

  std::string_view path() const;   ///< Before the '?'.
  std::string_view query() const;  ///< After it; "" when there is none.
  /// The first header of that name, whatever its case; "" when there is none.
  std::string_view Header(std::string_view name) const;
  /// The percent-decoded value of the query's first field of that name ('+' is a space).
  std::optional<std::string> Field(std::string_view name) const;
};

/// The next piece of a body, "" at its end; a failure breaks the connection off, so that the client
/// cannot take what it has for a whole answer.
using BodyPiece = Result<std::string>;
/// Produces a body in pieces: called with `next` whenever the piece before has gone out; calls
/// `next` once, at once or later, from any thread.
using BodySource = std::function<void(std::function<void(BodyPiece)> next)>;

struct ServerResponse {
  int status = 200;
  std::vector<HttpHeader> headers;
  std::string body;
  /// Instead of `body`. Sent in chunks or, where `headers` have a Content-Length, as they are; the
  /// source then owes exactly that many bytes.
  BodySource pieces;
  bool close = false;  ///< The connection ends after this answer.
  /// Let go when the answer has gone out or cannot.
  std::shared_ptr<void> hold;
};

/// Where the answer to one request goes. Copies answer the same request; any thread, also after the
/// server has ended. When the last copy goes without an answer, the connection is cut.
class Responder {
 public:
  /// Answers. Only the first call counts.
  void Send(ServerResponse response) const;
  /// Answers once `delay` has passed, unless the server ends before that.
  void SendAfter(Duration delay, ServerResponse response) const;
  /// Requested when the client has gone or the server ends: work for it may stop.
  std::stop_token gone() const;

  class Exchange;
  explicit Responder(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}

 private:
  std::shared_ptr<Exchange> exchange_;
};

struct HttpServerOptions {
  std::string address = "127.0.0.1";  ///< To listen on: an IP address; "0.0.0.0" for all.
  int port = 0;                       ///< 0: any that is free.
  int threads = 1;
  int most_connections = 1000;  ///< More are answered 503 and closed.

  std::uint32_t most_header_bytes = 16U << 10;             ///< 431 beyond.
  std::uint64_t most_body_bytes = std::uint64_t{1} << 20;  ///< 413 beyond.
  Duration request_timeout = std::chrono::seconds(30);  ///< From its first byte to its last; 408.
  Duration idle_timeout = std::chrono::seconds(60);     ///< Between two requests; closed.
  Duration write_timeout = std::chrono::seconds(60);    ///< Of one piece of an answer; cut off.
};

/// An HTTP/1.1 server (RFC 9112) over Boost.Beast: connections share `threads` threads, none of
/// which waits for a client. Keep-alive, chunked bodies both ways, HEAD, `Expect: 100-continue`. No
/// TLS: it listens on the machine itself unless told otherwise.
///
/// Requests that are no HTTP are answered 400, and the limits above by their statuses, without the
/// handler. The handler runs on a server's thread and may answer later from any other; while it
/// computes, its thread serves nobody else. It does not throw. A response with a control character
/// in a header or a status outside 200 … 599 becomes a 500.
///
/// A handler that wants to misbehave can: it may keep the Responder (silence), drop it (a cut
/// connection), answer later (SendAfter), or promise a length and fail in its BodySource (a cut
/// body).
class HttpServer {
 public:
  using Handler = std::function<void(ServerRequest request, Responder responder)>;
  class Core;

  /// Listens when it returns. kInvalidConfig: no such address or option; kUnavailable: the port is
  /// taken; kPermissionDenied: it is not ours to take.
  static Result<std::unique_ptr<HttpServer>> Start(HttpServerOptions options, Handler handler);
  /// Stop without patience.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  std::string url() const;  ///< "http://127.0.0.1:8080".

  /// While off, new connections are refused by the system; those that stand go on. kUnavailable
  /// when the port was taken meanwhile.
  Status SetListening(bool on);

  /// Takes no more requests, waits up to `patience` for those being answered, cuts the rest and
  /// returns once no handler runs. Not from a handler.
  void Stop(Duration patience = {});

 private:
  explicit HttpServer(std::shared_ptr<Core> core);
  std::shared_ptr<Core> core_;
};

}  // namespace telar::net
