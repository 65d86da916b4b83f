#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/ids.h"

namespace telar {

/// Lower-case hexadecimal SHA-256 (FIPS 180-4) of `bytes`.
std::string Sha256Hex(std::string_view bytes);

/// The identity of a document with these bytes.
inline DocumentId DocumentIdOf(std::string_view bytes) { return DocumentId(Sha256Hex(bytes)); }

/// The 32 bytes of HMAC-SHA-256 (RFC 2104) of `bytes` under `key`.
std::string HmacSha256(std::string_view key, std::string_view bytes);
/// Lower-case hexadecimal of bytes.
std::string HexOf(std::string_view bytes);

/// SHA-256 over bytes that arrive in pieces. One thread at a time; Finish once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void Add(std::string_view bytes);
  std::string FinishHex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace telar
