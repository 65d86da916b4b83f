#include "samples/tds/tds_channel.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace telar::samples::tds {
namespace {

constexpr std::size_t kHeader = 8;
constexpr std::size_t kLargestMessage = 16u << 20;
constexpr char kLast = 1;

}  // namespace

Channel::~Channel() { close(socket_); }

bool Channel::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Channel::Receive(char* into, std::size_t count) {
  while (count > 0) {
    const ssize_t got = recv(socket_, into, count, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

bool Channel::ReadPacket(Packet& kind, std::string& body, bool& last) {
  std::array<char, kHeader> header{};
  if (!Receive(header.data(), header.size())) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(header[i]); };
  const std::size_t length = static_cast<std::size_t>(byte(2)) << 8 | byte(3);
  if (length < kHeader) return false;
  kind = static_cast<Packet>(byte(0));
  last = (byte(1) & kLast) != 0;
  const std::size_t before = body.size();
  if (before + length > kLargestMessage) return false;
  body.resize(before + length - kHeader);
  return Receive(body.data() + before, length - kHeader);
}

bool Channel::Read(Message& message) {
  message.body.clear();
  bool last = false;
  while (!last)
    if (!ReadPacket(message.kind, message.body, last)) return false;
  return true;
}

bool Channel::Readable(int milliseconds) const {
  pollfd waiting{socket_, POLLIN, 0};
  return poll(&waiting, 1, milliseconds) > 0;
}

void Channel::AddPacket(std::string& bytes, std::string_view body, bool last) {
  const std::size_t length = body.size() + kHeader;
  bytes += static_cast<char>(Packet::kReply);
  bytes += last ? kLast : '\0';
  bytes += static_cast<char>(length >> 8);
  bytes += static_cast<char>(length & 0xFF);
  bytes.append(2, '\0');  // the server's process
  bytes += static_cast<char>(number_++);
  bytes += '\0';
  bytes += body;
}

bool Channel::SendPackets(bool end) {
  const std::size_t most = packet_size_ - kHeader;
  std::string_view rest = out_;
  std::string bytes;
  for (; rest.size() > most; rest.remove_prefix(most)) {
    AddPacket(bytes, rest.substr(0, most), false);
  }
  if (end) AddPacket(bytes, std::exchange(rest, {}), true);
  out_ = std::string(rest);
  return bytes.empty() || Send(bytes);
}

bool Channel::Write(std::string_view bytes) {
  out_ += bytes;
  if (out_.size() + kHeader <= packet_size_) return true;
  if (!SendPackets(false)) return false;
  if (!Readable(0)) return true;
  Message said;
  attention_ = Read(said) && said.kind == Packet::kAttention;
  return false;
}

bool Channel::End() {
  const bool sent = SendPackets(true);
  out_.clear();
  number_ = 1;
  return sent;
}

bool Channel::Flush() {
  if (!SendPackets(false)) return false;
  std::string bytes;
  if (!out_.empty()) AddPacket(bytes, out_, false);
  out_.clear();
  return Send(bytes);
}

bool Channel::Wait(std::chrono::milliseconds time, bool deaf) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return true;
    if (!Readable(static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)))) continue;
    Message said;
    if (!Read(said)) return false;
    if (deaf) continue;
    attention_ = said.kind == Packet::kAttention;
    return false;
  }
}

bool Channel::TakeAttention() { return std::exchange(attention_, false); }

void Channel::Close(bool reset) {
  if (reset) {
    // A socket that lingers for no time is closed by RST; so that it is closed at once, the
    // descriptor goes over to nothing.
    const linger now{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    const int nothing = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (nothing >= 0) {
      dup2(nothing, socket_);
      close(nothing);
      return;
    }
  }
  shutdown(socket_, SHUT_RDWR);
}

void Channel::Break() { shutdown(socket_, SHUT_RDWR); }

}  // namespace telar::samples::tds
