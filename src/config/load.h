#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/secrets.h"
#include "config/settings.h"
#include "core/result.h"

namespace telar::config {

struct LoadOptions {
  /// --config; empty when not given.
  std::filesystem::path file;
  /// The whole process environment.
  Environment environment;
  /// key → text from the command line: flags of their own and `--set key=value`.
  std::map<std::string, std::string, std::less<>> flags;
  /// Absolute; the process's working folder.
  std::filesystem::path working_folder;
  /// Asked after the environment and secrets.folder; may be null. Borrowed for the call.
  SecretProvider* more_secrets = nullptr;
};

/// Where a value came from.
struct Origin {
  enum class Layer { kDefault, kFile, kDotenv, kEnvironment, kFlag };
  Layer layer = Layer::kDefault;
  std::string where;  ///< "default", "telar.yaml:12", ".env:3 LOG_LEVEL", "environment LOG_LEVEL",
                      ///< "command line".
};
/// "default", "file", "dotenv", "environment", "flag"; stable, in the JSON of `config show`.
std::string_view LayerName(Origin::Layer layer);

/// One thing wrong with the settings.
struct Problem {
  std::string where;    ///< As Origin::where; a file has its line.
  std::string message;  ///< "invoices.workers: expected a whole number, got 'many'".
  std::string hint;     ///< May be empty.
};

struct LoadedValue {
  std::string key;
  std::string shown;  ///< As people may see it: secrets are masked.
  Origin origin;
};

struct Loaded {
  Settings settings;
  std::filesystem::path file;    ///< Empty when no telar.yaml was found.
  std::filesystem::path dotenv;  ///< Empty when there is none.
  /// What relative stores, databases and folders are below: the folder of `file`, else the working
  /// folder. (Those given on the command line are below the working folder.)
  std::filesystem::path base;
  std::vector<LoadedValue> values;    ///< Every setting, in the order of the table.
  std::vector<std::string> warnings;  ///< Odd, but nothing is lost; to be logged.
};

/// Reads the settings from, strongest first: flags, environment, .env, telar.yaml, defaults.
///
/// telar.yaml is `file`, else the file TELAR_CONFIG names, else telar.yaml in the working folder if
/// there is one. .env is next to it, else in the working folder. An empty environment variable
/// counts as not set. In telar.yaml, `${NAME}` is an environment (or .env) variable,
/// `${NAME:-text}` has a default and `$${` is a plain `${`. A value `secret:NAME#KEY` in any layer,
/// or `${secret:NAME#KEY}` inside a value of telar.yaml, is looked up with the secret providers
/// (and percent-encoded inside database URLs).
///
/// Old environment names keep their meaning, but two names of one setting that disagree are a
/// problem, and so is an old name that would silently redirect a database or store that telar.yaml
/// sets.
///
/// kInvalidConfig with a message of one line a problem (all of them, not the first); they are also
/// put into `problems` when it is not null. No message shows a secret.
Result<Loaded> Load(const LoadOptions& options, std::vector<Problem>* problems = nullptr);

}  // namespace telar::config
