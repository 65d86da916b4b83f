#pragma once

#include <stop_token>
#include <string>

#include "core/result.h"
#include "core/time.h"

namespace telar::net {

/// Where an address leads.
struct Endpoint {
  std::string host;  ///< A name or an address, IPv6 without brackets.
  int port = 0;
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Host and port of an http or https address, the port being 80 or 443 when it names none.
/// kInvalidInput for anything else; the message does not show the address.
Result<Endpoint> EndpointOf(const std::string& url);

/// Whether something takes TCP connections on `host` (a name or an address, IPv6 without brackets)
/// and `port`; the connection is closed at once, nothing is sent and no proxy is used. Every
/// address of a name is tried. Safe to use from several threads.
///
/// kUnavailable: the name has no address, the connection is refused, nobody answers within
/// `timeout`; the message names host, port and cause, the hint says where to look. kInvalidInput:
/// no host name, or a port outside 1 … 65535. kCancelled: `stop` was requested, which is noticed at
/// once.
Status Reach(const std::string& host, int port, Duration timeout, std::stop_token stop = {});

}  // namespace telar::net
