#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace telar::samples::tds {

/// Kinds of packets, [MS-TDS] 2.2.3.1.1.
enum class Packet : std::uint8_t {
  kBatch = 1,
  kRpc = 3,
  kReply = 4,
  kAttention = 6,
  kLogin = 16,
  kPrelogin = 18
};

/// A message of the client: the bodies of its packets.
struct Message {
  Packet kind = Packet::kBatch;
  std::string body;
};

/// One connection, cut into packets. Owns the socket. One thread, but Break comes from any.
class Channel {
 public:
  explicit Channel(int socket) : socket_(socket) {}
  ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  /// The next message; false when the client is gone.
  bool Read(Message& message);
  /// Adds to the reply and sends full packets. False when the client is gone or has sent an
  /// attention, which `attention` then tells.
  bool Write(std::string_view bytes);
  /// Sends what is left, as the last packet of the reply.
  bool End();
  /// Sends what is left though the reply goes on.
  bool Flush();
  /// Drops what is not sent yet.
  void Discard() { out_.clear(); }
  /// Waits; false at once when the client says something or is gone. With `deaf`, what it says is
  /// read and ignored.
  bool Wait(std::chrono::milliseconds time, bool deaf);
  /// Whether an attention has come since this was asked last.
  bool TakeAttention();
  /// Ends the connection, by RST when `reset`.
  void Close(bool reset);
  /// Makes every call here return; from another thread.
  void Break();

  void set_packet_size(std::size_t size) { packet_size_ = size; }

 private:
  bool Send(std::string_view bytes);
  bool Receive(char* into, std::size_t count);
  bool ReadPacket(Packet& kind, std::string& body, bool& last);
  void AddPacket(std::string& bytes, std::string_view body, bool last);
  bool SendPackets(bool end);
  bool Readable(int milliseconds) const;

  int socket_;
  std::size_t packet_size_ = 4096;
  std::uint8_t number_ = 1;
  bool attention_ = false;
  std::string out_;
};

}  // namespace telar::samples::tds
