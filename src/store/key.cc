#include "store/key.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "core/text.h"

namespace telar::store {
namespace {

std::string_view WhatIsWrong(std::string_view key) {
  if (key.empty()) return "it is empty";
  if (key.size() > kMaxKeyBytes) return "it is longer than 1024 bytes";
  if (key.find('\0') != std::string_view::npos) return "it holds a NUL byte";
  if (!IsValidUtf8(key)) return "it is not valid UTF-8";
  if (key.front() == '/') return "it is absolute";
  const auto parts = Split(key, '/');
  if (parts.size() > kMaxKeyParts) return "it has more than 32 parts";
  for (const std::string_view part : parts) {
    if (part.empty()) return "it has an empty part";
    if (part == "." || part == "..") return "it has a '.' or '..' part";
  }
  return {};
}

}  // namespace

Status CheckKey(std::string_view key) {
  const std::string_view wrong = WhatIsWrong(key);
  if (wrong.empty()) return Status::Ok();
  return Status::InvalidInput(
      fmt::format("object key '{}': {}", ToValidUtf8(key.substr(0, 200)), wrong));
}

bool IsUnfinishedName(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kEndings = {".part", ".partial", ".tmp",
                                                               ".crdownload", "~"};
  const std::string lower = AsciiLower(name);
  for (const std::string_view ending : kEndings) {
    if (lower.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace telar::store
