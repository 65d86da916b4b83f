#include "models/training_requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace telar::models {
namespace {

using nlohmann::json;

constexpr std::string_view kRequests = "requests/", kFinished = "requests_finished/";
constexpr std::uint64_t kMostBytes = 1 << 20;
constexpr int kPage = 1000;

std::string KeyOf(std::string_view prefix, int number) {
  return fmt::format("{}{:06}.json", prefix, number);
}

std::string Day(Instant instant) { return FormatInstant(instant).substr(0, 10); }

std::string RequestJson(const TrainingRequest& r) {
  const json object = {
      {"number", r.number}, {"at", FormatInstant(r.at)},        {"who", r.who},
      {"why", r.why},       {"model_version", r.model_version}, {"window", r.window},
      {"check", r.check}};
  return object.dump(2) + "\n";
}

Result<TrainingRequest> ParseRequest(const json& object) {
  TrainingRequest r;
  object.at("number").get_to(r.number);
  TELAR_ASSIGN_OR_RETURN(r.at, ParseInstant(object.at("at").get<std::string>()));
  object.at("who").get_to(r.who);
  object.at("why").get_to(r.why);
  object.at("model_version").get_to(r.model_version);
  object.at("window").get_to(r.window);
  object.at("check").get_to(r.check);
  return r;
}

struct Finished {
  int number = 0;
  TrainingRequest::Outcome outcome;
};

std::string FinishedJson(const Finished& f) {
  const json object = {{"number", f.number},
                       {"at", FormatInstant(f.outcome.at)},
                       {"result", f.outcome.result},
                       {"note", f.outcome.note}};
  return object.dump(2) + "\n";
}

Result<Finished> ParseFinished(const json& object) {
  Finished f;
  object.at("number").get_to(f.number);
  TELAR_ASSIGN_OR_RETURN(f.outcome.at, ParseInstant(object.at("at").get<std::string>()));
  object.at("result").get_to(f.outcome.result);
  object.at("note").get_to(f.outcome.note);
  return f;
}

template <typename T>
Result<std::vector<T>> ReadAll(store::ObjectStore& store, std::string_view prefix,
                               Result<T> (*parse)(const json&)) {
  std::vector<T> all;
  std::string after;
  do {
    TELAR_ASSIGN_OR_RETURN(const store::ListPage page, store.List(prefix, after, kPage));
    for (const store::ObjectInfo& object : page.objects) {
      TELAR_ASSIGN_OR_RETURN(const std::string text, store.Get(object.key, "", kMostBytes));
      try {
        auto one = parse(json::parse(text));
        if (!one.ok()) return one.status().WithContext("read " + object.key);
        all.push_back(*std::move(one));
      } catch (const json::exception& error) {
        return Status::InvalidInput(fmt::format("read {}: {}", object.key, error.what()));
      }
    }
    after = page.next;
  } while (!after.empty());
  return all;
}

std::string Refusal(const std::vector<TrainingRequest>& all, const TrainingRequest& wanted,
                    const RequestGuard& guard, Instant now) {
  for (const TrainingRequest& r : all) {
    if (r.open()) return fmt::format("request {} of {} is still open", r.number, Day(r.at));
  }
  for (const TrainingRequest& r : all) {
    if (!wanted.window.empty() && r.window == wanted.window) {
      return fmt::format("request {} of {} was for the same documents", r.number, Day(r.at));
    }
  }
  const Duration pause = std::chrono::days(guard.days);
  if (!all.empty() && now - all.back().at < pause) {
    return fmt::format("request {} of {} is less than {} days old", all.back().number,
                       Day(all.back().at), guard.days);
  }
  if (guard.promoted && now - *guard.promoted < pause) {
    return fmt::format("the champion was promoted on {}, less than {} days ago",
                       Day(*guard.promoted), guard.days);
  }
  return "";
}

}  // namespace

Result<AskedTraining> TrainingRequests::Ask(TrainingRequest request, const RequestGuard& guard,
                                            bool dry_run) {
  TELAR_ASSIGN_OR_RETURN(const auto all, All());
  request.at = clock_.Now();
  request.number = all.empty() ? 1 : all.back().number + 1;
  request.outcome.reset();
  if (std::string refusal = Refusal(all, request, guard, request.at); !refusal.empty()) {
    return AskedTraining{std::nullopt, std::move(refusal)};
  }
  if (!dry_run) {
    const Status put =
        store_.Put(KeyOf(kRequests, request.number), RequestJson(request), false).status();
    if (put.code() == Code::kAlreadyExists) {
      return Status::Conflict("request a training: another one was requested at the same moment");
    }
    TELAR_RETURN_IF_ERROR(put.WithContext("request a training"));
  }
  return AskedTraining{std::move(request), ""};
}

Result<std::vector<TrainingRequest>> TrainingRequests::All() {
  TELAR_ASSIGN_OR_RETURN(auto all, ReadAll<TrainingRequest>(store_, kRequests, ParseRequest));
  TELAR_ASSIGN_OR_RETURN(const auto finished, ReadAll<Finished>(store_, kFinished, ParseFinished));
  std::map<int, TrainingRequest::Outcome> outcomes;
  for (const Finished& f : finished) outcomes.emplace(f.number, f.outcome);
  for (TrainingRequest& request : all) {
    const auto found = outcomes.find(request.number);
    if (found != outcomes.end()) request.outcome = found->second;
  }
  return all;
}

Result<std::vector<TrainingRequest>> TrainingRequests::Open() {
  TELAR_ASSIGN_OR_RETURN(auto all, All());
  std::erase_if(all, [](const TrainingRequest& request) { return !request.open(); });
  return all;
}

Result<std::optional<TrainingRequest>> TrainingRequests::Next() {
  TELAR_ASSIGN_OR_RETURN(auto open, Open());
  if (open.empty()) return std::optional<TrainingRequest>();
  return std::optional(std::move(open.front()));
}

Status TrainingRequests::Finish(int number, std::string result, std::string note) {
  const std::string what = fmt::format("finish training request {}", number);
  TELAR_RETURN_IF_ERROR(store_.Stat(KeyOf(kRequests, number)).status().WithContext(what));
  const Finished finished{number, {clock_.Now(), std::move(result), std::move(note)}};
  const Status put = store_.Put(KeyOf(kFinished, number), FinishedJson(finished), false).status();
  if (put.code() == Code::kAlreadyExists) {
    return Status::Conflict(what + ": it has an outcome already");
  }
  return put.WithContext(what);
}

}  // namespace telar::models
