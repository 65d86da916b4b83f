#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>

#include "samples/tds/tds_channel.h"
#include "samples/tds/tds_server.h"

namespace telar::samples::tds {

/// What a session tells its server; called from the session's thread.
struct SessionEvents {
  std::function<void(const Login&)> login;
  std::function<void(const Request&)> request;
  std::function<void()> attention, row;
};

/// One connection from its login to its end.
class Session {
 public:
  Session(int socket, const Server::Options& options, SessionEvents events)
      : channel_(socket), options_(options), events_(std::move(events)) {}

  /// Returns when the client is gone or the connection was broken.
  void Run();
  /// Makes Run return; from another thread.
  void Break() { channel_.Break(); }

 private:
  bool TakeLogin(std::string_view body);
  bool TakeBatch(std::string_view body);
  bool TakeCall(std::string_view body);
  bool Refuse(const Error& error);
  /// Lets the handler answer; `call` is true for a remote procedure call. `handle` is what a
  /// prepared statement is known by from now on.
  bool Do(const Request& request, bool call, std::int32_t handle = 0);
  bool SendAnswer(const Answer& answer, bool call, std::int32_t handle);
  bool SendRows(const Answer& answer, std::int64_t& rows);
  bool Interrupted(const Answer& answer);
  bool Finish(std::uint16_t status, std::int64_t rows, bool call, std::int32_t handle);
  std::string TokenOf(const Error& error) const;

  Channel channel_;
  const Server::Options& options_;
  SessionEvents events_;
  bool modern_ = true;  // 7.2 and later: longer counts, headers before a request
  std::string user_, database_;
  std::map<std::int32_t, std::string> prepared_;
};

}  // namespace telar::samples::tds
