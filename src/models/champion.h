#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/clock.h"
#include "models/prepare.h"
#include "models/registry.h"
#include "models/served_model.h"

namespace telar::models {

/// One version in use: its file opened as often as threads ask at once. Safe from several threads.
class VersionInUse {
 public:
  /// Opens the file once, so that a bad one is known at once. Errors of ServedModel::Open.
  static Result<std::shared_ptr<VersionInUse>> Open(std::string bytes, std::string name,
                                                    int version);

  /// "v12 1f3a9c20e4b7": version and start of the file's SHA-256; "bundled …" for the model that
  /// ships. What is stored beside everything the model says.
  const std::string& name() const { return name_; }
  int version() const { return version_; }  ///< 0 for the model that ships.
  const Preparation& preparation() const { return preparation_; }
  const std::string& architecture() const { return architecture_; }

  /// Calibrated probability of class 1. Errors of ServedModel::Probabilities.
  Result<double> Probability(const PreparedPage& page);

 private:
  VersionInUse(std::string bytes, std::string name, int version)
      : bytes_(std::move(bytes)), name_(std::move(name)), version_(version) {}
  Result<std::unique_ptr<ServedModel>> Take();

  const std::string bytes_, name_;
  const int version_;
  Preparation preparation_;
  std::string architecture_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<ServedModel>> idle_;  // guarded by mutex_
};

struct ChampionOptions {
  Registry* registry = nullptr;  ///< Borrowed; null: there is none.
  const Clock* clock = nullptr;  ///< Borrowed.
  /// Between two looks for a new champion.
  Duration refresh = std::chrono::seconds(30);
  /// The model file that ships, used while the registry has no champion; empty: none.
  std::string bundled;
};

/// The model in production, for programs that run on while models are promoted: whoever asks gets
/// the champion of at most `refresh` ago. A page that was begun with one version is finished with
/// it. Safe from several threads.
class Champion {
 public:
  /// Looks at once. Errors of the registry and of a champion that cannot be served: a program that
  /// starts does not do without the model it was told to use.
  static Result<std::unique_ptr<Champion>> Open(ChampionOptions options);

  /// The version to use now; null when there is neither a champion nor a model that ships. A new
  /// champion that cannot be loaded is logged, and the version before goes on; it is tried again
  /// at the next look.
  std::shared_ptr<VersionInUse> Current();

 private:
  explicit Champion(ChampionOptions options) : options_(std::move(options)) {}
  Result<std::shared_ptr<VersionInUse>> Look(const std::shared_ptr<VersionInUse>& present);

  const ChampionOptions options_;
  std::mutex mutex_;
  std::shared_ptr<VersionInUse> current_;  // guarded by mutex_, like the rest
  std::chrono::steady_clock::time_point looked_{};
  bool looking_ = false;
};

}  // namespace telar::models
