#pragma once

// The inside of HttpServer: the server's core and its connections.
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "net/http_server.h"

namespace telar::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

/// An answer of the server's own, after which the connection ends.
ServerResponse Plain(int status, std::string text);

class Connection;

/// What outlives the HttpServer as long as a Responder is kept.
class HttpServer::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(HttpServerOptions given, Handler handler)
      : options(std::move(given)), handle(std::move(handler)), context(options.threads) {}

  Status Listen();
  void StopListening();
  void Run();
  void Accept(std::shared_ptr<tcp::acceptor> acceptor);
  void Leave(Connection* connection);
  void After(Duration delay, std::function<void()> work);
  void Stop(Duration patience);

  const HttpServerOptions options;
  const Handler handle;
  asio::io_context context;
  std::mutex mutex;
  // All guarded by mutex.
  std::condition_variable left;
  std::set<Connection*> connections;
  std::set<std::shared_ptr<asio::steady_timer>> timers;
  std::shared_ptr<tcp::acceptor> listener;
  bool stopping = false;
  bool ended = false;  // nothing runs in `context` any more
  bool stopped = false;

  std::atomic<int> port{0};
  std::atomic<bool> closing{false};
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::vector<std::thread> threads;
};

/// One client. Everything but the constructor runs on its strand.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<HttpServer::Core> core, tcp::socket socket)
      : core_(std::move(core)), stream_(std::move(socket)), buffer_(kBuffer) {}

  void Read();
  void Answer(ServerResponse response);
  /// Ends a connection that answers nothing; the others end after their answer.
  void CloseIfIdle() {
    if (idle_) Cut();
  }
  void Cut();
  HttpServer::Core& core() { return *core_; }
  auto executor() { return stream_.get_executor(); }

 private:
  static constexpr std::size_t kBuffer = std::size_t{1} << 20;
  using Self = std::shared_ptr<Connection>;

  void OnHeader(const error_code& error);
  void OnRead(const error_code& error);
  void WatchForEnd();
  void WriteHead(ServerResponse response);
  void WritePieces(bool chunked);
  void WritePiece(bool chunked, BodyPiece piece);
  void Finish(bool close);
  void FailRead(const error_code& error);

  std::shared_ptr<HttpServer::Core> core_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> whole_;
  std::optional<http::response<http::empty_body>> head_;
  std::optional<http::response_serializer<http::empty_body>> serializer_;
  BodySource pieces_;
  std::string piece_;
  std::shared_ptr<void> hold_;
  std::weak_ptr<Responder::Exchange> exchange_;
  bool idle_ = true, busy_ = false, watching_ = false, close_ = false, cut_ = false;
  bool head_only_ = false;
};

class Responder::Exchange {
 public:
  explicit Exchange(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
  ~Exchange() {
    if (!answered_.exchange(true)) PostToConnection([](Connection& c) { c.Cut(); });
  }
  void Send(ServerResponse response) {
    if (answered_.exchange(true)) return;
    PostToConnection(
        [response = std::move(response)](Connection& c) mutable { c.Answer(std::move(response)); });
  }
  HttpServer::Core& core() { return connection_->core(); }
  std::stop_source gone;

 private:
  template <typename Work>
  void PostToConnection(Work work) {
    const std::lock_guard lock(connection_->core().mutex);
    if (connection_->core().ended) return;
    asio::post(connection_->executor(),
               [connection = connection_, work = std::move(work)]() mutable { work(*connection); });
  }
  std::shared_ptr<Connection> connection_;
  std::atomic<bool> answered_{false};
};

}  // namespace telar::net
