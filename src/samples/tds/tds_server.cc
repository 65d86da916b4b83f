#include "samples/tds/tds_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <list>
#include <mutex>
#include <thread>

#include "samples/tds/tds_session.h"

namespace telar::samples::tds {

struct Server::State {
  struct Running {
    std::unique_ptr<Session> session;
    std::atomic<bool> over = false;
    std::thread thread;
  };

  Options options;
  int listener = -1, port = 0;
  std::thread acceptor;
  std::atomic<bool> stopping = false;
  std::atomic<int> attentions = 0;
  std::atomic<std::int64_t> rows = 0;
  mutable std::mutex mutex;
  std::vector<Login> logins;      // guarded by mutex
  std::vector<Request> requests;  // guarded by mutex
  std::list<Running> running;     // guarded by mutex

  SessionEvents Events() {
    SessionEvents events;
    events.login = [this](const Login& login) {
      const std::lock_guard lock(mutex);
      logins.push_back(login);
    };
    events.request = [this](const Request& request) {
      const std::lock_guard lock(mutex);
      requests.push_back(request);
    };
    events.attention = [this] { ++attentions; };
    events.row = [this] { ++rows; };
    return events;
  }

  void Accept() {
    while (true) {
      const int socket = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (stopping) {
        if (socket >= 0) close(socket);
        return;
      }
      if (socket < 0) continue;
      const std::lock_guard lock(mutex);
      running.remove_if([](Running& one) {
        if (!one.over) return false;
        one.thread.join();
        return true;
      });
      Running& one = running.emplace_back();
      one.session = std::make_unique<Session>(socket, options, Events());
      one.thread = std::thread([&one] {
        one.session->Run();
        one.session->Break();
        one.over = true;
      });
    }
  }

  ~State() {
    stopping = true;
    if (listener >= 0) shutdown(listener, SHUT_RDWR);
    if (acceptor.joinable()) acceptor.join();
    for (Running& one : running) one.session->Break();
    for (Running& one : running) one.thread.join();
    if (listener >= 0) close(listener);
  }
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::Start(Options options) {
  if (!options.handler) return Status::InvalidInput("start a TDS server: it has no handler");
  auto state = std::make_unique<State>();
  state->options = std::move(options);
  state->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int reuse = 1;
  setsockopt(state->listener, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(state->options.port));
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(state->listener, generic, size) != 0 || listen(state->listener, 64) != 0 ||
      getsockname(state->listener, generic, &size) != 0) {
    const Status why = Status::FromErrno(errno, "start a TDS server");
    return Status::Unavailable(why.message() + ", port " + std::to_string(state->options.port));
  }
  state->port = ntohs(address.sin_port);
  state->acceptor = std::thread([raw = state.get()] { raw->Accept(); });
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->port; }

std::vector<Login> Server::logins() const {
  const std::lock_guard lock(state_->mutex);
  return state_->logins;
}

std::vector<Request> Server::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->requests;
}

int Server::attentions() const { return state_->attentions; }
std::int64_t Server::rows_sent() const { return state_->rows; }

}  // namespace telar::samples::tds
