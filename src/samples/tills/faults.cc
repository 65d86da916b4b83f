#include "samples/tills/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text.h"

namespace telar::samples::tills {
namespace {

constexpr std::pair<std::string_view, FaultKind> kKinds[] = {
    {"silence", FaultKind::kSilence},
    {"slow", FaultKind::kSlow},
    {"hang_up", FaultKind::kHangUp},
    {"status", FaultKind::kStatus},
    {"html", FaultKind::kHtml},
    {"error", FaultKind::kError},
    {"truncated", FaultKind::kTruncated},
    {"cut", FaultKind::kCut},
    {"doubled", FaultKind::kDoubled},
    {"empty", FaultKind::kEmpty},
    {"empty_claiming", FaultKind::kEmptyClaiming},
    {"total", FaultKind::kTotal},
    {"text", FaultKind::kText},
    {"nulls", FaultKind::kNulls},
    {"garbage", FaultKind::kGarbage},
};

Result<int> WholeNumber(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Status::InvalidInput(fmt::format("'{}' is no whole number", text));
  }
  return value;
}

Result<Duration> Delay(std::string_view text) {
  if (!text.ends_with("us")) return ParseDuration(text);
  TELAR_ASSIGN_OR_RETURN(const int micros, WholeNumber(text.substr(0, text.size() - 2)));
  return Duration(micros);
}

Status SetNumber(std::string_view value, int low, int high, int& number) {
  TELAR_ASSIGN_OR_RETURN(number, WholeNumber(value));
  if (number < low || number > high) {
    return Status::InvalidInput(fmt::format("{} is not between {} and {}", number, low, high));
  }
  return Status::Ok();
}

Status Set(std::string_view name, std::string_view value, Fault& fault) {
  constexpr int kMany = 1'000'000'000;
  if (name == "path") {
    fault.path = value;
  } else if (name == "place") {
    fault.place = value;
  } else if (name == "skip") {
    return SetNumber(value, 0, kMany, fault.skip);
  } else if (name == "count") {
    return SetNumber(value, 0, kMany, fault.count);
  } else if (name == "percent") {
    return SetNumber(value, 0, 100, fault.percent);
  } else if (name == "status") {
    return SetNumber(value, 200, 599, fault.status);
  } else if (name == "rows") {
    return SetNumber(value, -kMany, kMany, fault.rows);
  } else if (name == "delay") {
    TELAR_ASSIGN_OR_RETURN(fault.delay, Delay(value));
  } else if (name == "per_row") {
    TELAR_ASSIGN_OR_RETURN(fault.per_row, Delay(value));
  } else if (name == "from") {
    TELAR_ASSIGN_OR_RETURN(fault.from, ParseInstant(value));
  } else if (name == "to") {
    TELAR_ASSIGN_OR_RETURN(fault.to, ParseInstant(value));
  } else {
    return Status::InvalidInput(fmt::format("there is no setting '{}'", name));
  }
  return Status::Ok();
}

Result<Fault> ParseFault(std::string_view line) {
  const std::string spaced = CollapseSpaces(line);
  const auto words = Split(spaced, ' ');
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                 [&](const auto& entry) { return entry.first == words[0]; });
  if (kind == std::end(kKinds)) {
    return Status::InvalidInput(fmt::format("there is no kind of fault '{}'", words[0]));
  }
  Fault fault{.kind = kind->second};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals == std::string_view::npos) {
      return Status::InvalidInput(fmt::format("'{}' is not of the form name=value", words[i]));
    }
    TELAR_RETURN_IF_ERROR(Set(words[i].substr(0, equals), words[i].substr(equals + 1), fault)
                              .WithContext("read faults"));
  }
  return fault;
}

}  // namespace

Result<std::vector<Fault>> ParseFaults(std::string_view text) {
  std::vector<Fault> faults;
  int number = 0;
  for (const std::string_view whole : Split(text, '\n')) {
    ++number;
    const std::string_view line = whole.substr(0, whole.find('#'));
    for (const std::string_view piece : Split(line, ';')) {
      if (Trim(piece).empty()) continue;
      Result<Fault> fault = ParseFault(Trim(piece));
      if (!fault.ok()) {
        return std::move(fault).status().WithContext(fmt::format("line {} of the faults", number));
      }
      faults.push_back(*std::move(fault));
    }
  }
  return faults;
}

void FaultPlan::Set(std::vector<Fault> faults) {
  const std::lock_guard lock(mutex_);
  faults_.clear();
  for (Fault& fault : faults) faults_.push_back({std::move(fault)});
}

std::vector<Fault> FaultPlan::Strike(std::string_view path, const std::vector<std::string>& places,
                                     Instant now) {
  const std::lock_guard lock(mutex_);
  std::vector<Fault> striking;
  for (Counted& counted : faults_) {
    const Fault& fault = counted.fault;
    if (!fault.path.empty() && fault.path != path) continue;
    if (!fault.place.empty() &&
        std::find(places.begin(), places.end(), fault.place) == places.end()) {
      continue;
    }
    if ((fault.from && now < *fault.from) || (fault.to && now >= *fault.to)) continue;
    if (counted.met++ < fault.skip) continue;
    if (fault.count > 0 && counted.struck >= fault.count) continue;
    if (static_cast<int>(random_.Below(100)) >= fault.percent) continue;
    ++counted.struck;
    striking.push_back(fault);
  }
  return striking;
}

}  // namespace telar::samples::tills
