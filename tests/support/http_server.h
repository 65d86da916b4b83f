#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace telar::testing {

/// A request as it arrived.
struct Asked {
  std::string method;
  std::string target;                          ///< Path and query.
  std::map<std::string, std::string> headers;  ///< Names in lower case.
  std::string body;

  std::string path() const { return target.substr(0, target.find('?')); }
};

/// What the server does about a request.
struct Reply {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::chrono::milliseconds delay{0};         ///< Before the answer.
  std::optional<std::size_t> cut_after = {};  ///< Bytes of the body after which it hangs up.
  bool silent = false;                        ///< Never answers.
  bool hang_up = false;                       ///< Closes without an answer.
};

/// An HTTP server on 127.0.0.1 for clients under test, one connection at a time; it misbehaves as
/// its handler wants. The handler is called from the server's thread.
class HttpServer {
 public:
  using Handler = std::function<Reply(const Asked&)>;
  explicit HttpServer(Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:PORT".
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int port() const { return port_; }
  /// All requests so far, in their order.
  std::vector<Asked> asked() const;

 private:
  void Serve();
  void Handle(int connection);
  bool Readable(int file) const;
  void Wait(std::chrono::milliseconds time) const;

  Handler handler_;
  int listener_ = -1, port_ = 0;
  int stop_[2] = {-1, -1};
  mutable std::mutex mutex_;
  std::vector<Asked> asked_;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace telar::testing
