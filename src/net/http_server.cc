#include "net/http_server.h"

#include <fmt/format.h>

#include "core/text.h"
#include "net/http_connection_internal.h"

namespace telar::net {
namespace {

std::string DecodeField(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
        digit(text[i + 2]) >= 0) {
      decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

Status StatusOfListening(const error_code& error, const HttpServerOptions& options) {
  const std::string what =
      fmt::format("listen on {}:{}: {}", options.address, options.port, error.message());
  if (error == asio::error::address_in_use) {
    return Status::Unavailable(what).WithHint("Another program has this port.");
  }
  if (error == asio::error::access_denied) return Status::PermissionDenied(what);
  return Status::InvalidConfig(what);
}

}  // namespace

Status HttpServer::Core::Listen() {
  const std::lock_guard lock(mutex);
  if (listener || stopping) return Status::Ok();
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return StatusOfListening(error, options);
  const int wanted = port != 0 ? port.load() : options.port;
  if (wanted < 0 || wanted > 65535) {
    return StatusOfListening(asio::error::invalid_argument, options);
  }
  const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(wanted));
  auto acceptor = std::make_shared<tcp::acceptor>(asio::make_strand(context));
  acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
  if (error) return StatusOfListening(error, options);
  port = acceptor->local_endpoint().port();
  listener = acceptor;
  asio::post(acceptor->get_executor(),
             [self = shared_from_this(), acceptor] { self->Accept(acceptor); });
  return Status::Ok();
}

void HttpServer::Core::StopListening() {
  std::shared_ptr<tcp::acceptor> acceptor;
  {
    const std::lock_guard lock(mutex);
    acceptor.swap(listener);
    if (!acceptor || ended) return;
  }
  std::mutex done_mutex;
  std::condition_variable done;
  bool closed = false;
  asio::post(acceptor->get_executor(), [&] {
    error_code ignored;
    acceptor->close(ignored);
    const std::lock_guard lock(done_mutex);
    closed = true;
    done.notify_one();
  });
  std::unique_lock lock(done_mutex);
  done.wait(lock, [&] { return closed; });
}

void HttpServer::Core::Accept(std::shared_ptr<tcp::acceptor> acceptor) {
  tcp::acceptor& on = *acceptor;
  on.async_accept(asio::make_strand(context),
                  [self = shared_from_this(), acceptor = std::move(acceptor)](
                      const error_code& error, tcp::socket socket) mutable {
                    if (!acceptor->is_open()) return;
                    if (!error) {
                      error_code ignored;
                      socket.set_option(tcp::no_delay(true), ignored);
                      auto connection = std::make_shared<Connection>(self, std::move(socket));
                      bool full = false;
                      {
                        const std::lock_guard lock(self->mutex);
                        full = self->connections.size() >=
                               static_cast<std::size_t>(self->options.most_connections);
                        self->connections.insert(connection.get());
                      }
                      asio::post(connection->executor(), [connection, full] {
                        if (full) {
                          connection->Answer(Plain(503, "This server has too many connections."));
                        } else {
                          connection->Read();
                        }
                      });
                    }
                    self->Accept(std::move(acceptor));
                  });
}

void HttpServer::Core::Leave(Connection* connection) {
  const std::lock_guard lock(mutex);
  connections.erase(connection);
  if (connections.empty()) left.notify_all();
}

void HttpServer::Core::Run() {
  work.emplace(context.get_executor());
  for (int i = 0; i < options.threads; ++i) threads.emplace_back([this] { context.run(); });
}

void HttpServer::Core::After(Duration delay, std::function<void()> task) {
  const std::lock_guard lock(mutex);
  if (stopping) return;
  auto timer = std::make_shared<asio::steady_timer>(context, delay);
  timers.insert(timer);
  timer->async_wait(
      [self = shared_from_this(), timer, task = std::move(task)](const error_code& error) {
        {
          const std::lock_guard inner(self->mutex);
          self->timers.erase(timer);
          if (error || self->stopping) return;
        }
        task();
      });
}

void HttpServer::Core::Stop(Duration patience) {
  {
    const std::lock_guard lock(mutex);
    if (stopped) return;
    stopped = true;
  }
  StopListening();
  closing = true;
  const auto each = [this](void (Connection::*what)()) {
    const std::lock_guard lock(mutex);
    for (Connection* connection : connections) {
      asio::post(connection->executor(), [weak = connection->weak_from_this(), what] {
        if (const auto alive = weak.lock()) ((*alive).*what)();
      });
    }
  };
  each(&Connection::CloseIfIdle);
  {
    std::unique_lock lock(mutex);
    left.wait_for(lock, patience, [this] { return connections.empty(); });
    stopping = true;
    for (const auto& timer : timers) timer->cancel();
  }
  each(&Connection::Cut);
  work.reset();
  for (std::thread& thread : threads) thread.join();
  const std::lock_guard lock(mutex);
  ended = true;
}

void Responder::Send(ServerResponse response) const { exchange_->Send(std::move(response)); }

std::stop_token Responder::gone() const { return exchange_->gone.get_token(); }

void Responder::SendAfter(Duration delay, ServerResponse response) const {
  const auto kept = std::make_shared<ServerResponse>(std::move(response));
  exchange_->core().After(delay,
                          [exchange = exchange_, kept] { exchange->Send(std::move(*kept)); });
}

HttpServer::HttpServer(std::shared_ptr<Core> core) : core_(std::move(core)) {}
HttpServer::~HttpServer() { Stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::Start(HttpServerOptions options, Handler handler) {
  if (options.threads < 1 || options.most_connections < 1) {
    return Status::InvalidConfig("start the HTTP server: it needs a thread and a connection");
  }
  auto core = std::make_shared<Core>(std::move(options), std::move(handler));
  TELAR_RETURN_IF_ERROR(core->Listen());
  core->Run();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

int HttpServer::port() const { return core_->port; }

std::string HttpServer::url() const {
  const std::string& address = core_->options.address;
  const bool v6 = address.find(':') != std::string::npos;
  return fmt::format("http://{}:{}", v6 ? "[" + address + "]" : address, port());
}

Status HttpServer::SetListening(bool on) {
  if (on) return core_->Listen();
  core_->StopListening();
  return Status::Ok();
}

void HttpServer::Stop(Duration patience) { core_->Stop(patience); }

std::string_view ServerRequest::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view ServerRequest::query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

std::string_view ServerRequest::Header(std::string_view name) const {
  const std::string wanted = AsciiLower(name);
  for (const HttpHeader& header : headers) {
    if (AsciiLower(header.name) == wanted) return header.value;
  }
  return {};
}

std::optional<std::string> ServerRequest::Field(std::string_view name) const {
  for (const std::string_view field : Split(query(), '&')) {
    const std::size_t equals = field.find('=');
    if (DecodeField(field.substr(0, equals)) != name) continue;
    return equals == std::string_view::npos ? "" : DecodeField(field.substr(equals + 1));
  }
  return std::nullopt;
}

}  // namespace telar::net
