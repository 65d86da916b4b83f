#include "ledger/item.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

#include "core/digest.h"

namespace telar::ledger {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 7> kStates{{
    {State::kPlanned, "planned"},
    {State::kRunning, "running"},
    {State::kDone, "done"},
    {State::kEmpty, "empty"},
    {State::kReview, "review"},
    {State::kRejected, "rejected"},
    {State::kFailed, "failed"},
}};

bool ParseNumber(std::string_view text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string_view StateName(State state) {
  for (const auto& [value, name] : kStates) {
    if (value == state) return name;
  }
  return "";
}

Result<State> ParseState(std::string_view name) {
  for (const auto& [value, known] : kStates) {
    if (known == name) return value;
  }
  return Status::InvalidInput(fmt::format("parse an item's state: no state '{}'", name))
      .WithHint("States are planned, running, done, empty, review, rejected and failed.");
}

bool IsFinal(State state) { return state != State::kPlanned && state != State::kRunning; }

Result<Shard> Shard::Parse(std::string_view text) {
  Shard shard;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || !ParseNumber(text.substr(0, slash), shard.index) ||
      !ParseNumber(text.substr(slash + 1), shard.count) || shard.index < 0 ||
      shard.index >= shard.count) {
    return Status::InvalidInput(fmt::format("parse the shard '{}': not of the form 0/4", text))
        .WithHint("The first of four shards is 0/4, the last is 3/4.");
  }
  return shard;
}

std::string Shard::ToString() const { return all() ? "" : fmt::format("{}/{}", index, count); }

std::int64_t ShardHash(std::string_view key) {
  std::uint32_t hash = 0;
  const std::string hex = Sha256Hex(key);
  std::from_chars(hex.data(), hex.data() + 8, hash, 16);
  return hash >> 1;
}

}  // namespace telar::ledger
