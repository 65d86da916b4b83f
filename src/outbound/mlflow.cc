#include "outbound/mlflow.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/url.h"
#include "core/text.h"

namespace telar::outbound {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMetricsACall = 1000, kTextsACall = 100;
constexpr std::size_t kMostParameterBytes = 6000, kMostTagBytes = 5000;

std::int64_t Milliseconds(Instant at) {
  return std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
}

/// At most `most` bytes, whole characters.
std::string Cut(const std::string& text, std::size_t most) {
  std::string valid = ToValidUtf8(text);
  if (valid.size() <= most) return valid;
  while (most > 0 && (static_cast<unsigned char>(valid[most]) & 0xC0) == 0x80) --most;
  return valid.substr(0, most);
}

Json TextsJson(const std::vector<MlflowText>& texts, std::size_t from, std::size_t most) {
  Json array = Json::array();
  for (std::size_t i = from; i < std::min(texts.size(), from + kTextsACall); ++i) {
    array.push_back({{"key", texts[i].key}, {"value", Cut(texts[i].value, most)}});
  }
  return array;
}

std::string Base64(std::string_view bytes) {
  static constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out.push_back(i + k <= bytes.size() ? kLetters[group >> (18 - 6 * k) & 63] : '=');
    }
  }
  return out;
}

std::optional<Secret> Authorization(const MlflowOptions& options) {
  if (!options.token.empty()) return Secret("Bearer " + options.token.Reveal());
  if (options.username.empty()) return std::nullopt;
  return Secret("Basic " + Base64(options.username + ":" + options.password.Reveal()));
}

/// MLflow's own word for what went wrong, as far as it says what a caller can do.
Status Refused(const net::HttpResponse& response, const Json& body, const std::string& operation) {
  if (response.body.find("Invalid Host header") != std::string::npos) {
    return Status::PermissionDenied(operation + ": the server does not know itself by this name")
        .WithHint("Start MLflow with --allowed-hosts and the host and port of mlflow.url.");
  }
  Status status = net::StatusOfAnswer(response, operation);
  const std::string code = body.is_object() ? body.value("error_code", "") : "";
  if (!code.empty()) {
    const std::string text =
        fmt::format("{}: {}: {}", operation, code, Cut(body.value("message", ""), 300));
    const auto is = [&](std::string_view name) { return code == name; };
    if (is("RESOURCE_ALREADY_EXISTS")) return Status::AlreadyExists(text);
    if (is("RESOURCE_DOES_NOT_EXIST")) return Status::NotFound(text);
    if (is("TEMPORARILY_UNAVAILABLE") || is("REQUEST_LIMIT_EXCEEDED"))
      return Status::Unavailable(text);
    status = {status.code(), text};
  }
  if (response.status == 401 || response.status == 403) {
    return std::move(status).WithHint("See mlflow.token, mlflow.username and mlflow.password.");
  }
  return status;
}

/// Calls of one server.
class Api {
 public:
  Api(net::HttpClient& http, const MlflowOptions& options, std::stop_token stop)
      : http_(http), options_(options), stop_(std::move(stop)) {}

  Result<Json> Post(std::string_view what, const Json& body) {
    net::HttpRequest request = Request("POST", "mlflow/", what);
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return Send(request, what);
  }

  Result<Json> Get(std::string_view what,
                   const std::vector<std::pair<std::string, std::string>>& fields) {
    net::HttpRequest request = Request("GET", "mlflow/", what);
    request.url += "?" + net::FormEncode(fields);
    return Send(request, what);
  }

  Status Put(const std::string& path, std::string_view content_type, std::string bytes) {
    net::HttpRequest request = Request("PUT", "mlflow-artifacts/artifacts/", path);
    request.headers.push_back({"Content-Type", std::string(content_type)});
    request.body = std::move(bytes);
    request.timeout = options_.artifact_timeout;
    // Some versions answer an upload with nothing at all.
    return Exchange(request, "put an artifact").status();
  }

 private:
  net::HttpRequest Request(std::string method, std::string_view api, std::string_view what) const {
    std::string base = options_.url;
    while (base.ends_with('/')) base.pop_back();
    net::HttpRequest request;
    request.method = std::move(method);
    request.url = fmt::format("{}/api/2.0/{}{}", base, api, what);
    request.authorization = Authorization(options_);
    request.timeout = options_.timeout;
    return request;
  }

  /// The body of a good answer; a discarded value when it is no JSON.
  Result<Json> Exchange(const net::HttpRequest& request, std::string_view what) {
    TELAR_ASSIGN_OR_RETURN(const net::HttpResponse response, http_.Send(request, stop_));
    Json body = Json::parse(response.body, nullptr, false);
    if (!response.ok()) return Refused(response, body, "MLflow " + std::string(what));
    return body;
  }

  Result<Json> Send(const net::HttpRequest& request, std::string_view what) {
    TELAR_ASSIGN_OR_RETURN(Json body, Exchange(request, what));
    if (!body.is_object()) {
      return Status::InvalidConfig(fmt::format("MLflow {}: the answer is not one of MLflow", what))
          .WithHint("Is mlflow.url the address of an MLflow tracking server?");
    }
    return body;
  }

  net::HttpClient& http_;
  const MlflowOptions& options_;
  const std::stop_token stop_;
};

/// The text at a place such as {"run", "info", "run_id"}; a failure when there is none.
Result<std::string> TextAt(const Json& json, std::initializer_list<const char*> places) {
  const Json* at = &json;
  for (const char* place : places) {
    const auto found = at->is_object() ? at->find(place) : at->end();
    if (!at->is_object() || found == at->end()) {
      return Status::InvalidConfig(fmt::format("MLflow's answer has no {}", place));
    }
    at = &*found;
  }
  if (at->is_string()) return at->get<std::string>();
  if (at->is_number_integer()) return std::to_string(at->get<std::int64_t>());
  return Status::InvalidConfig(fmt::format("MLflow's {} is no text", *(places.end() - 1)));
}

Result<MlflowRun> RunOf(const Json& run) {
  MlflowRun out;
  TELAR_ASSIGN_OR_RETURN(out.id, TextAt(run, {"info", "run_id"}));
  TELAR_ASSIGN_OR_RETURN(out.artifact_uri, TextAt(run, {"info", "artifact_uri"}));
  TELAR_ASSIGN_OR_RETURN(out.status, TextAt(run, {"info", "status"}));
  return out;
}

/// Filters of searches have no way to write a quote.
Status CheckQuotable(const std::string& text) {
  if (text.find_first_of("'`\"") == std::string::npos) return Status::Ok();
  return Status::InvalidInput("a name for MLflow may not have quotes");
}

/// The first object of an array member; null when the array is empty or missing.
const Json* First(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found == json.end() || !found->is_array() || found->empty() ? nullptr : &(*found)[0];
}

}  // namespace

Mlflow::Mlflow(net::HttpClient& http, MlflowOptions options)
    : http_(http), options_(std::move(options)) {}

std::string Mlflow::Describe() const { return "MLflow at " + net::ShownUrl(options_.url); }

Result<std::string> Mlflow::Experiment(const std::string& name, std::stop_token stop) {
  Api api(http_, options_, std::move(stop));
  const auto find = [&] { return api.Get("experiments/get-by-name", {{"experiment_name", name}}); };
  Result<Json> found = find();
  if (found.status().code() == Code::kNotFound) {
    const Result<Json> made = api.Post("experiments/create", {{"name", name}});
    if (made.ok()) return TextAt(*made, {"experiment_id"});
    // Somebody else was first.
    if (made.status().code() != Code::kAlreadyExists) return made.status();
    found = find();
  }
  if (!found.ok()) return std::move(found).status();
  if (found->value("/experiment/lifecycle_stage"_json_pointer, "active") == "deleted") {
    return Status::InvalidConfig(fmt::format("MLflow experiment \"{}\" was deleted", name))
        .WithHint("Restore it there, or set another mlflow.experiment.");
  }
  return TextAt(*found, {"experiment", "experiment_id"});
}

Result<std::optional<MlflowRun>> Mlflow::FindRun(const std::string& experiment,
                                                 const MlflowText& tag, std::stop_token stop) {
  TELAR_RETURN_IF_ERROR(CheckQuotable(tag.key + tag.value));
  TELAR_ASSIGN_OR_RETURN(
      const Json found,
      Api(http_, options_, std::move(stop))
          .Post("runs/search", {{"experiment_ids", {experiment}},
                                {"filter", fmt::format("tags.`{}` = '{}'", tag.key, tag.value)},
                                {"order_by", {"attributes.start_time ASC"}},
                                {"max_results", 1}}));
  const Json* run = First(found, "runs");
  if (run == nullptr) return std::optional<MlflowRun>();
  TELAR_ASSIGN_OR_RETURN(MlflowRun out, RunOf(*run));
  return std::optional(std::move(out));
}

Result<MlflowRun> Mlflow::CreateRun(const std::string& experiment, const std::string& name,
                                    Instant started, const std::vector<MlflowText>& tags,
                                    std::stop_token stop) {
  TELAR_ASSIGN_OR_RETURN(const Json made,
                         Api(http_, options_, std::move(stop))
                             .Post("runs/create", {{"experiment_id", experiment},
                                                   {"run_name", name},
                                                   {"start_time", Milliseconds(started)},
                                                   {"tags", TextsJson(tags, 0, kMostTagBytes)}}));
  const auto run = made.find("run");
  if (run == made.end()) return Status::InvalidConfig("MLflow's answer has no run");
  return RunOf(*run);
}

Status Mlflow::LogBatch(const std::string& run, const std::vector<MlflowMetric>& metrics,
                        const std::vector<MlflowText>& parameters,
                        const std::vector<MlflowText>& tags, std::stop_token stop) {
  Api api(http_, options_, std::move(stop));
  for (std::size_t i = 0; i < std::max(parameters.size(), tags.size()); i += kTextsACall) {
    TELAR_RETURN_IF_ERROR(
        api.Post("runs/log-batch", {{"run_id", run},
                                    {"params", TextsJson(parameters, i, kMostParameterBytes)},
                                    {"tags", TextsJson(tags, i, kMostTagBytes)}})
            .status());
  }
  for (std::size_t i = 0; i < metrics.size(); i += kMetricsACall) {
    Json array = Json::array();
    for (std::size_t k = i; k < std::min(metrics.size(), i + kMetricsACall); ++k) {
      array.push_back({{"key", metrics[k].key},
                       {"value", metrics[k].value},
                       {"timestamp", Milliseconds(metrics[k].at)},
                       {"step", metrics[k].step}});
    }
    TELAR_RETURN_IF_ERROR(
        api.Post("runs/log-batch", {{"run_id", run}, {"metrics", std::move(array)}}).status());
  }
  return Status::Ok();
}

Status Mlflow::FinishRun(const std::string& run, std::string_view status, Instant finished,
                         std::stop_token stop) {
  return Api(http_, options_, std::move(stop))
      .Post("runs/update",
            {{"run_id", run}, {"status", status}, {"end_time", Milliseconds(finished)}})
      .status();
}

Status Mlflow::PutArtifact(const MlflowRun& run, std::string_view path,
                           std::string_view content_type, std::string bytes, std::stop_token stop) {
  constexpr std::string_view kScheme = "mlflow-artifacts:";
  std::string_view root = run.artifact_uri;
  if (!root.starts_with(kScheme)) {
    return Status::InvalidConfig("MLflow put an artifact: the server keeps artifacts in " +
                                 net::ShownUrl(root) + ", where only its clients can write")
        .WithHint("Start MLflow with --artifacts-destination, for new experiments.");
  }
  root.remove_prefix(kScheme.size());
  if (root.starts_with("//")) {
    root.remove_prefix(2);
    root.remove_prefix(std::min(root.find('/'), root.size()));
  }
  while (root.starts_with('/')) root.remove_prefix(1);
  std::vector<std::string> parts;
  const std::string whole = fmt::format("{}/{}", root, path);
  for (const std::string_view part : Split(whole, '/')) {
    parts.push_back(config::PercentEncode(part));
  }
  return Api(http_, options_, std::move(stop))
      .Put(Join(parts, "/"), content_type, std::move(bytes));
}

Status Mlflow::EnsureModel(const std::string& name, std::stop_token stop) {
  const Status made = Api(http_, options_, std::move(stop))
                          .Post("registered-models/create", {{"name", name}})
                          .status();
  return made.code() == Code::kAlreadyExists ? Status::Ok() : made;
}

Result<std::string> Mlflow::ModelVersion(const std::string& name, const std::string& run,
                                         const std::string& source,
                                         const std::vector<MlflowText>& tags,
                                         std::stop_token stop) {
  TELAR_RETURN_IF_ERROR(CheckQuotable(name + run));
  Api api(http_, options_, std::move(stop));
  TELAR_ASSIGN_OR_RETURN(const Json found,
                         api.Get("model-versions/search",
                                 {{"filter", fmt::format("name='{}' and run_id='{}'", name, run)},
                                  {"max_results", "1"}}));
  if (const Json* version = First(found, "model_versions"); version != nullptr)
    return TextAt(*version, {"version"});
  TELAR_ASSIGN_OR_RETURN(const Json made, api.Post("model-versions/create",
                                                   {{"name", name},
                                                    {"source", source},
                                                    {"run_id", run},
                                                    {"tags", TextsJson(tags, 0, kMostTagBytes)}}));
  return TextAt(made, {"model_version", "version"});
}

Result<std::optional<std::string>> Mlflow::FindVersion(const std::string& name,
                                                       const MlflowText& tag,
                                                       std::stop_token stop) {
  TELAR_RETURN_IF_ERROR(CheckQuotable(name + tag.key + tag.value));
  TELAR_ASSIGN_OR_RETURN(
      const Json found,
      Api(http_, options_, std::move(stop))
          .Get("model-versions/search",
               {{"filter", fmt::format("name='{}' and tags.`{}` = '{}'", name, tag.key, tag.value)},
                {"order_by", "version_number DESC"},
                {"max_results", "1"}}));
  const Json* version = First(found, "model_versions");
  if (version == nullptr) return std::optional<std::string>();
  TELAR_ASSIGN_OR_RETURN(std::string number, TextAt(*version, {"version"}));
  return std::optional(std::move(number));
}

Status Mlflow::SetAlias(const std::string& name, const std::string& alias,
                        const std::string& version, std::stop_token stop) {
  return Api(http_, options_, std::move(stop))
      .Post("registered-models/alias", {{"name", name}, {"alias", alias}, {"version", version}})
      .status();
}

}  // namespace telar::outbound
