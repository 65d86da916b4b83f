#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/text.h"

namespace telar::testing {
namespace {

void SendAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

Asked ParseHead(std::string_view head) {
  Asked asked;
  bool first = true;
  for (std::string_view line : Split(head, '\n')) {
    line = Trim(line);
    if (first) {
      const auto words = Split(line, ' ');
      if (words.size() == 3) {
        asked.method = words[0];
        asked.target = words[1];
      }
      first = false;
    } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
      asked.headers[AsciiLower(line.substr(0, colon))] = Trim(line.substr(colon + 1));
    }
  }
  return asked;
}

std::string Text(const Reply& reply) {
  std::string text =
      "HTTP/1.1 " + std::to_string(reply.status) + " Answer\r\nConnection: close\r\n";
  for (const auto& [name, value] : reply.headers) text += name + ": " + value + "\r\n";
  text += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n";
  return text + reply.body.substr(0, reply.cut_after.value_or(reply.body.size()));
}

}  // namespace

HttpServer::HttpServer(Handler handler) : handler_(std::move(handler)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(listen(listener_, 16), 0);
  EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
  port_ = ntohs(address.sin_port);
  EXPECT_EQ(pipe(stop_), 0);
  thread_ = std::thread([this] { Serve(); });
}

HttpServer::~HttpServer() {
  close(stop_[1]);
  thread_.join();
  close(stop_[0]);
  close(listener_);
}

std::vector<Asked> HttpServer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

/// False when the server is to stop.
bool HttpServer::Readable(int file) const {
  pollfd files[] = {{file, POLLIN, 0}, {stop_[0], POLLIN, 0}};
  return poll(files, 2, -1) > 0 && files[1].revents == 0;
}

void HttpServer::Wait(std::chrono::milliseconds time) const {
  pollfd stop{stop_[0], POLLIN, 0};
  poll(&stop, 1, static_cast<int>(time.count()));
}

void HttpServer::Serve() {
  while (Readable(listener_)) {
    const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    Handle(connection);
    close(connection);
  }
}

void HttpServer::Handle(int connection) {
  std::string arrived;
  std::size_t head = std::string::npos, wanted = 0;
  Asked asked;
  while (head == std::string::npos || arrived.size() < head + 4 + wanted) {
    char buffer[65536];
    const ssize_t count = Readable(connection) ? read(connection, buffer, sizeof buffer) : 0;
    if (count <= 0) return;
    arrived.append(buffer, static_cast<std::size_t>(count));
    if (head != std::string::npos) continue;
    head = arrived.find("\r\n\r\n");
    if (head == std::string::npos) continue;
    asked = ParseHead(std::string_view(arrived).substr(0, head));
    if (const auto length = asked.headers.find("content-length"); length != asked.headers.end())
      wanted = std::stoul(length->second);
  }
  asked.body = arrived.substr(head + 4);
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(asked);
  }
  const Reply reply = handler_(asked);
  if (reply.hang_up) return;
  Wait(reply.delay);
  if (!reply.silent) {
    SendAll(connection, Text(reply));
    return;
  }
  // Until the client has enough.
  while (Readable(connection)) {
    char byte = 0;
    if (read(connection, &byte, 1) <= 0) return;
  }
}

}  // namespace telar::testing
