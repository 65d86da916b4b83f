#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http.h"

namespace telar::outbound {

/// Where an MLflow tracking server is and who asks it: MLFLOW_TRACKING_URI and its kin.
struct MlflowOptions {
  std::string url;       ///< "https://mlflow.example"; a path behind the host is kept.
  std::string username;  ///< With `password`: Basic authentication.
  Secret password;
  Secret token;                                 ///< Bearer authentication; goes before username.
  Duration timeout = std::chrono::seconds(20);  ///< Of a call.
  Duration artifact_timeout = std::chrono::minutes(5);  ///< Of an upload.
};

struct MlflowMetric {
  std::string key;
  double value = 0;  ///< Finite.
  Instant at{};
  std::int64_t step = 0;
};

/// A parameter of a run or a tag of a run or model version.
struct MlflowText {
  std::string key, value;
};

struct MlflowRun {
  std::string id;
  std::string artifact_uri;  ///< "mlflow-artifacts:/1/ab12/artifacts"
  std::string status;        ///< "RUNNING", "FINISHED", …
};

/// The REST API 2.0 of an MLflow tracking server, as far as a training needs it
/// (https://mlflow.org/docs/latest/rest-api.html). One call is one request or a few of the same
/// kind; no retries. All calls may be repeated and then change nothing.
///
/// Errors: those of net::HttpClient and net::StatusOfAnswer, with MLflow's error code in the
/// message; kAlreadyExists, kNotFound and kInvalidInput as MLflow means them. "Invalid Host header"
/// has a hint. Safe to use from several threads.
class Mlflow {
 public:
  /// `http` is borrowed.
  Mlflow(net::HttpClient& http, MlflowOptions options);

  /// For messages: the address without credentials.
  std::string Describe() const;

  /// The id of the experiment of that name, which is made when there is none. kInvalidConfig when
  /// it was deleted there.
  Result<std::string> Experiment(const std::string& name, std::stop_token stop = {});

  /// The run with that tag; nothing when there is none.
  Result<std::optional<MlflowRun>> FindRun(const std::string& experiment, const MlflowText& tag,
                                           std::stop_token stop = {});
  Result<MlflowRun> CreateRun(const std::string& experiment, const std::string& name,
                              Instant started, const std::vector<MlflowText>& tags,
                              std::stop_token stop = {});
  /// In as many requests as the API's limits of one ask for: 1000 metrics, 100 parameters, 100
  /// tags. Values are cut to what MLflow takes (parameters 6000 bytes, tags 5000).
  Status LogBatch(const std::string& run, const std::vector<MlflowMetric>& metrics,
                  const std::vector<MlflowText>& parameters, const std::vector<MlflowText>& tags,
                  std::stop_token stop = {});
  /// `status`: "FINISHED", "FAILED", "KILLED".
  Status FinishRun(const std::string& run, std::string_view status, Instant finished,
                   std::stop_token stop = {});

  /// Puts a file below the run's artifacts, through the server. kInvalidConfig when the server
  /// keeps artifacts where only its clients can write (file:, s3: …).
  Status PutArtifact(const MlflowRun& run, std::string_view path, std::string_view content_type,
                     std::string bytes, std::stop_token stop = {});

  /// Makes the registered model when there is none of that name.
  Status EnsureModel(const std::string& name, std::stop_token stop = {});
  /// The number of the model's version that came from the run, which is made when there is none;
  /// `source` is where its files are.
  Result<std::string> ModelVersion(const std::string& name, const std::string& run,
                                   const std::string& source, const std::vector<MlflowText>& tags,
                                   std::stop_token stop = {});
  /// The newest version of the model with that tag; nothing when there is none.
  Result<std::optional<std::string>> FindVersion(const std::string& name, const MlflowText& tag,
                                                 std::stop_token stop = {});
  /// Lets an alias ("champion") stand for that version and no other.
  Status SetAlias(const std::string& name, const std::string& alias, const std::string& version,
                  std::stop_token stop = {});

 private:
  net::HttpClient& http_;
  MlflowOptions options_;
};

}  // namespace telar::outbound
