#include "core/secret.h"

#include <array>
#include <string_view>

#include "core/text.h"

namespace telar {
namespace {

bool HoldsSecret(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kWords = {"password", "passwd", "token",
                                                             "secret",   "key",    "signature"};
  const std::string lower = AsciiLower(name);
  for (const std::string_view word : kWords) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::string RedactUrl(std::string url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string::npos) {
    const std::size_t start = scheme + 3;
    const std::size_t path = url.find_first_of("/?#", start);
    // The last @ of the authority ends the user-info, also when the password itself has one.
    const std::size_t at = url.rfind('@', path == std::string::npos ? path : path - 1);
    const std::size_t colon = url.find(':', start);
    if (at != std::string::npos && at >= start && colon < at) {
      url.replace(colon + 1, at - colon - 1, "***");
    }
  }
  for (std::size_t at = url.find('?'); at != std::string::npos && at < url.size();) {
    const std::size_t name = at + 1;
    const std::size_t equals = url.find('=', name);
    const std::size_t next = url.find('&', name);
    if (equals < next && HoldsSecret(std::string_view(url).substr(name, equals - name))) {
      const std::size_t end = next == std::string::npos ? url.size() : next;
      url.replace(equals + 1, end - equals - 1, "***");
      at = url.find('&', equals);
    } else {
      at = next;
    }
  }
  return url;
}

}  // namespace telar
