#include "pos/fetch.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "core/text.h"

namespace telar::pos {
namespace {

constexpr std::uint64_t kMostArchived = std::uint64_t{1} << 30;

/// "20260102T030405123456Z": an instant as part of a key.
std::string Stamp(Instant instant) {
  std::string text = FormatInstant(instant);
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == '.'; });
  return text;
}

/// "093000" of a wall time.
std::string ClockOf(LocalTime time) {
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(TimeOfDay(time)));
  return fmt::format("{:02}{:02}{:02}", clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

/// The whole minute in the middle; nothing when the range is not longer than `shortest`.
std::optional<LocalTime> Middle(const LocalRange& range, Duration shortest) {
  if (range.to - range.from <= shortest) return std::nullopt;
  const auto middle =
      std::chrono::floor<std::chrono::minutes>(range.from + (range.to - range.from) / 2);
  const LocalTime cut(middle);
  if (cut <= range.from || cut >= range.to) return std::nullopt;
  return cut;
}

/// A code of locations and warehouses as a part of a key.
std::string KeyPart(std::string_view text) {
  std::string part(text);
  for (char& c : part) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_';
    if (!plain) c = '_';
  }
  return part.empty() ? "_" : part;
}

}  // namespace

Result<RawAnswer> Fetcher::Ask(const std::function<Result<RawAnswer>(const FetchOrder&)>& ask,
                               const FetchOrder& order, Duration timeout) {
  Result<RawAnswer> answer = Status::Internal("ask a till: not asked");
  bool late = false;
  const Status done =
      Retry(rules_.retry, clock_, random_, order.deadline, order.stop, [&]() -> Status {
        FetchOrder one = order;
        one.deadline = Earlier(order.deadline, Deadline::After(clock_, timeout));
        answer = ask(one);
        // More of the same waiting is no use: the caller asks for less.
        late = answer.status().code() == Code::kDeadlineExceeded;
        return late ? Status::Ok() : answer.status();
      });
  if (late || answer.ok()) return answer;
  return done;
}

Result<ArchivedAnswer> Fetcher::Keep(RawAnswer raw, std::string folder, std::string name,
                                     const LocalRange& range) {
  ArchivedAnswer kept;
  kept.fetched = clock_.Now();
  kept.range = range;
  kept.received = raw.received;
  kept.claimed = raw.claimed;
  kept.key =
      fmt::format("{}/{}-{}-{:04x}.gz", folder, name, Stamp(kept.fetched), random_.Below(0x10000));
  auto put = archive_.Put(kept.key, raw.bytes, false);
  if (!put.ok()) {
    return std::move(put).status().WithContext("archive an answer").WithRole(Role::kDestination);
  }
  return kept;
}

Result<std::vector<ArchivedAnswer>> Fetcher::Sales(TillSource& source, const FetchOrder& order,
                                                   const LocalRange& range) {
  std::vector<ArchivedAnswer> answers;
  std::deque<LocalRange> wanted{range};
  const auto failed = [](Status status) { return std::move(status).WithRole(Role::kSource); };
  while (!wanted.empty()) {
    const LocalRange part = wanted.front();
    wanted.pop_front();
    const auto ask = [&](const FetchOrder& one) { return source.FetchSales(one, part); };
    Result<RawAnswer> raw = Ask(ask, order, rules_.sales_timeout);
    const Code code = raw.status().code();
    if (code == Code::kDeadlineExceeded || code == Code::kLimitExceeded) {
      const auto cut = Middle(part, rules_.shortest_window);
      if (!cut || order.deadline.Expired(clock_)) return failed(std::move(raw).status());
      wanted.push_front({*cut, part.to});
      wanted.push_front({part.from, *cut});
      continue;
    }
    if (!raw.ok()) return failed(std::move(raw).status());
    if (raw->claimed && *raw->claimed != raw->received) {
      auto again = Ask(ask, order, rules_.sales_timeout);
      if (again.ok()) raw = std::move(again);
    }
    const std::string name = ClockOf(part.from) + "-" +
                             (DateOf(part.to) == DateOf(part.from) ? ClockOf(part.to) : "240000");
    TELAR_ASSIGN_OR_RETURN(
        answers.emplace_back(),
        Keep(*std::move(raw),
             fmt::format("sales/{}/{}", KeyPart(order.location.id), FormatDate(DateOf(part.from))),
             name, part));
  }
  return answers;
}

Result<ArchivedAnswer> Fetcher::Stock(TillSource& source, const FetchOrder& order) {
  const auto ask = [&](const FetchOrder& one) { return source.FetchStock(one); };
  Result<RawAnswer> raw = Ask(ask, order, rules_.stock_timeout);
  if (raw.ok() && raw->claimed && *raw->claimed != raw->received) {
    auto again = Ask(ask, order, rules_.stock_timeout);
    if (again.ok()) raw = std::move(again);
  }
  if (!raw.ok()) return std::move(raw).status().WithRole(Role::kSource);
  const LocalTime now = order.location.zone.ToLocal(clock_.Now());
  return Keep(*std::move(raw),
              fmt::format("stock/{}/{}", KeyPart(order.location.id), FormatDate(DateOf(now))),
              KeyPart(order.warehouse.code), {});
}

Result<std::string> Fetcher::Open(const ArchivedAnswer& answer) {
  auto bytes = archive_.Get(answer.key, "", kMostArchived);
  if (!bytes.ok()) {
    return std::move(bytes)
        .status()
        .WithContext("open an archived answer")
        .WithRole(Role::kDestination);
  }
  return bytes;
}

}  // namespace telar::pos
