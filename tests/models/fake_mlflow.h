#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/http_server.h"

namespace telar::models::testing {

/// An MLflow server as far as a training needs one, in memory, for HttpServer. Not safe to look at
/// while a request is under way.
struct FakeMlflow {
  using Json = nlohmann::json;
  struct Run {
    std::string status = "RUNNING";
    std::map<std::string, std::string> tags, params;
    std::vector<Json> metrics;
  };
  struct Version {
    std::string run, source;
    std::map<std::string, std::string> tags;
  };

  std::map<std::string, std::string> experiments;  ///< Name → id.
  std::map<std::string, Run> runs;
  std::map<std::string, std::string> artifacts;  ///< Path → bytes.
  std::map<std::string, Version> versions;       ///< Of one registered model.
  std::map<std::string, std::string> aliases;
  std::string artifact_root = "mlflow-artifacts:/1/";
  /// Asked first; an answer other than 200 takes the place of the real one. With cut_after the
  /// request has its effect and the answer is lost.
  std::function<telar::testing::Reply(const telar::testing::Asked&)> trouble = [](const auto&) {
    return telar::testing::Reply{};
  };

  telar::testing::Reply operator()(const telar::testing::Asked& asked) {
    const telar::testing::Reply instead = trouble(asked);
    if (instead.status != 200 || instead.silent || instead.hang_up) return instead;
    telar::testing::Reply reply = Do(asked);
    reply.cut_after = instead.cut_after;
    if (reply.cut_after && reply.body.empty()) reply.body = " ";
    return reply;
  }

 private:
  telar::testing::Reply Do(const telar::testing::Asked& asked) {
    const std::string path = asked.path();
    constexpr std::string_view kArtifacts = "/api/2.0/mlflow-artifacts/artifacts/";
    if (path.starts_with(kArtifacts)) {
      artifacts[path.substr(kArtifacts.size())] = asked.body;
      return {};
    }
    const Json body = asked.body.empty() ? Json::object() : Json::parse(asked.body);
    return {.body = Answer(path.substr(path.find("mlflow/") + 7), asked.target, body).dump()};
  }

  static void Add(std::map<std::string, std::string>& to, const Json& texts) {
    for (const Json& text : texts) to[text.at("key")] = text.at("value");
  }
  Json RunJson(const std::string& id) {
    return {{"info",
             {{"run_id", id},
              {"status", runs[id].status},
              {"artifact_uri", artifact_root + id + "/artifacts"}}}};
  }
  Json Answer(const std::string& what, const std::string& target, const Json& body) {
    if (what == "experiments/get-by-name")
      return {{"experiment", {{"experiment_id", "1"}, {"lifecycle_stage", "active"}}}};
    if (what == "runs/search") {
      Json found = Json::array();
      for (const auto& [id, run] : runs) {
        if (body.at("filter") == "tags.`telar.training` = '" + run.tags.at("telar.training") + "'")
          found.push_back(RunJson(id));
      }
      return {{"runs", found}};
    }
    if (what == "runs/create") {
      const std::string id = "run" + std::to_string(runs.size() + 1);
      Add(runs[id].tags, body.at("tags"));
      return {{"run", RunJson(id)}};
    }
    if (what == "runs/log-batch") {
      Run& run = runs.at(body.at("run_id"));
      if (body.contains("tags")) Add(run.tags, body["tags"]);
      if (body.contains("params")) Add(run.params, body["params"]);
      if (body.contains("metrics")) {
        for (const Json& metric : body["metrics"]) run.metrics.push_back(metric);
      }
    }
    if (what == "runs/update") runs.at(body.at("run_id")).status = body.at("status");
    if (what == "model-versions/search") {
      Json found = Json::array();
      for (const auto& [number, version] : versions) {
        if (target.find(version.run) != std::string::npos ||
            target.find(version.tags.at("telar.sha256")) != std::string::npos)
          found.push_back({{"version", number}});
      }
      return {{"model_versions", found}};
    }
    if (what == "model-versions/create") {
      const std::string number = std::to_string(versions.size() + 1);
      Version& version = versions[number];
      version.run = body.at("run_id");
      version.source = body.at("source");
      Add(version.tags, body.at("tags"));
      return {{"model_version", {{"version", number}}}};
    }
    if (what == "registered-models/alias") aliases[body.at("alias")] = body.at("version");
    return Json::object();
  }
};

}  // namespace telar::models::testing
