#include "config/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <system_error>

#include "config/dotenv.h"
#include "config/expand.h"
#include "config/table.h"
#include "config/yaml.h"
#include "core/text.h"

namespace telar::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = 1 << 20;
constexpr std::string_view kPrefix = "TELAR_";

Result<std::string> ReadSmallFile(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Status::InvalidConfig("it is a folder");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::FromErrno(errno == 0 ? EACCES : errno, "open");
  std::string text(kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMaxFileBytes) return Status::LimitExceeded("it is over 1 MiB");
  return text;
}

/// One layer's text for a setting.
struct Candidate {
  std::string text;
  Origin origin;
};

/// A candidate, understood.
struct Evaluated {
  Value value;
  std::string shown;
};

struct Variable {
  std::string value;
  Origin origin;
};

class Loader {
 public:
  Loader(const LoadOptions& options, std::vector<Problem>& problems)
      : options_(options), problems_(problems) {}

  Loaded Run() {
    FindFile();
    ReadEnvironment();
    ReadFile();
    CheckFlags();
    CheckEnvironmentNames();
    // Where secrets are must be known before any other value can be one.
    const Setting& folder = *FindSetting("secrets.folder");
    secrets_ = SecretChain({});
    Settle(folder);
    std::vector<std::unique_ptr<SecretProvider>> chain;
    chain.push_back(SecretsInEnvironment(merged_));
    if (!loaded_.settings.secrets.folder.empty()) {
      chain.push_back(SecretsInFolder(loaded_.settings.secrets.folder));
    }
    secrets_ = SecretChain(std::move(chain));
    for (const Setting& setting : Table()) {
      if (&setting != &folder) Settle(setting);
    }
    std::sort(loaded_.values.begin(), loaded_.values.end(),
              [](const auto& a, const auto& b) { return FindSetting(a.key) < FindSetting(b.key); });
    if (problems_.empty()) CheckTogether();
    return std::move(loaded_);
  }

 private:
  void Fail(std::string where, std::string message, std::string hint = "") {
    problems_.push_back({std::move(where), std::move(message), std::move(hint)});
  }

  std::string Label(const fs::path& path) const {
    return path.parent_path() == options_.working_folder ? path.filename().string() : path.string();
  }

  void FindFile() {
    fs::path file = options_.file;
    std::string from = "command line --config";
    if (const auto found = options_.environment.find("TELAR_CONFIG");
        file.empty() && found != options_.environment.end()) {
      file = found->second;
      from = "environment TELAR_CONFIG";
    }
    loaded_.base = options_.working_folder;
    std::error_code error;
    if (file.empty()) {
      file = options_.working_folder / "telar.yaml";
      if (!fs::exists(file, error)) return;
    } else {
      file = (options_.working_folder / file).lexically_normal();
      if (!fs::exists(file, error)) {
        Fail(from, fmt::format("there is no file {}", file.string()),
             "Correct the path or make the file.");
        return;
      }
    }
    loaded_.file = file;
    loaded_.base = file.parent_path();
  }

  void ReadEnvironment() {
    std::error_code error;
    for (const fs::path& folder : {loaded_.base, options_.working_folder}) {
      if (loaded_.dotenv.empty() && fs::is_regular_file(folder / ".env", error)) {
        loaded_.dotenv = folder / ".env";
      }
    }
    if (!loaded_.dotenv.empty()) {
      const std::string label = Label(loaded_.dotenv);
      const Result<std::string> text = ReadSmallFile(loaded_.dotenv);
      if (!text.ok()) {
        Fail(label, text.status().FullMessage());
      } else {
        for (DotenvEntry& entry : ParseDotenv(*text, label, problems_)) {
          Origin origin{Origin::Layer::kDotenv,
                        fmt::format("{}:{} {}", label, entry.line, entry.name)};
          if (entry.name == "TELAR_CONFIG") {
            Fail(origin.where, "TELAR_CONFIG has no effect in .env",
                 "Set it in the environment, or use --config.");
          }
          if (!entry.value.empty()) {
            variables_.insert_or_assign(entry.name,
                                        Variable{std::move(entry.value), std::move(origin)});
          }
        }
      }
    }
    for (const auto& [name, value] : options_.environment) {
      if (value.empty()) continue;
      variables_.insert_or_assign(
          name, Variable{value, {Origin::Layer::kEnvironment, "environment " + name}});
    }
    for (const auto& [name, variable] : variables_) merged_.emplace(name, variable.value);
  }

  void ReadFile() {
    if (loaded_.file.empty()) return;
    const std::string label = Label(loaded_.file);
    const Result<std::string> text = ReadSmallFile(loaded_.file);
    if (!text.ok()) {
      Fail(label, "read: " + text.status().FullMessage());
      return;
    }
    for (YamlValue& value : ReadYaml(*text, label, problems_)) {
      yaml_.emplace(value.key,
                    Candidate{std::move(value.text),
                              {Origin::Layer::kFile, fmt::format("{}:{}", label, value.line)}});
    }
  }

  void CheckFlags() {
    std::vector<std::string> keys;
    for (const Setting& setting : Table()) keys.emplace_back(setting.key);
    for (const auto& [key, text] : options_.flags) {
      if (FindSetting(key) != nullptr) continue;
      const std::string closest = ClosestMatch(key, keys);
      Fail("command line", fmt::format("unknown setting '{}'", ToValidUtf8(key)),
           closest.empty() ? "See `telar config reference` for every setting."
                           : fmt::format("Did you mean '{}'?", closest));
    }
  }

  /// A slip in a name would quietly leave the default in force; a name that looks like none of ours
  /// may belong to the platform (Kubernetes sets TELAR_SERVICE_HOST).
  void CheckEnvironmentNames() {
    std::vector<std::string> names;
    for (const Setting& setting : Table()) {
      names.push_back(setting.EnvironmentName().substr(kPrefix.size()));
    }
    for (const auto& [name, variable] : variables_) {
      if (!name.starts_with(kPrefix) || name == "TELAR_CONFIG" || name == "TELAR_READER" ||
          name.starts_with("TELAR_SECRET_") || name.starts_with("TELAR_TEST_")) {
        continue;
      }
      const std::string rest = name.substr(kPrefix.size());
      if (std::find(names.begin(), names.end(), rest) != names.end()) continue;
      const std::string closest = ClosestMatch(rest, names);
      if (closest.empty()) {
        loaded_.warnings.push_back(
            fmt::format("{} is no setting and has no effect", variable.origin.where));
      } else {
        Fail(variable.origin.where, "there is no such setting",
             fmt::format("Did you mean {}{}?", kPrefix, closest));
      }
    }
  }

  const fs::path& BaseOf(const Candidate& candidate) const {
    return candidate.origin.layer == Origin::Layer::kFlag ? options_.working_folder : loaded_.base;
  }

  /// Expands, resolves and parses; nothing when that failed, which is then a problem.
  std::optional<Evaluated> Evaluate(const Setting& setting, const Candidate& candidate) {
    const auto fail = [&](const Status& status) {
      Fail(candidate.origin.where, fmt::format("{}: {}", setting.key, status.FullMessage()),
           status.hint());
      return std::nullopt;
    };
    Expanded text{candidate.text};
    if (candidate.origin.layer == Origin::Layer::kFile) {
      Result<Expanded> expanded = ExpandVariables(
          candidate.text, {.variable = [this](std::string_view name) { return VariableText(name); },
                           .secrets = &all_secrets_,
                           .encode_secrets = setting.kind == Kind::kDatabase});
      if (!expanded.ok()) return fail(expanded.status());
      text = *std::move(expanded);
    }
    if (!text.secret) {
      Result<Expanded> resolved = ResolveSecret(text.text, all_secrets_);
      if (!resolved.ok()) return fail(resolved.status());
      text = *std::move(resolved);
    }
    const bool secret = text.secret || setting.secret;
    const bool hide = secret || setting.kind == Kind::kDatabase;
    Result<Value> value = ParseValue(setting, text.text, BaseOf(candidate), hide);
    if (!value.ok()) return fail(value.status());
    Evaluated out{*std::move(value), ""};
    // A database keeps its masked form: the host helps, the password is out of it already.
    const bool masked = secret && setting.kind != Kind::kDatabase;
    out.shown = masked ? Secret(text.text).Masked() : ShowValue(setting, out.value);
    return out;
  }

  std::optional<std::string> VariableText(std::string_view name) const {
    const auto found = merged_.find(name);
    return found == merged_.end() ? std::nullopt : std::optional(found->second);
  }

  /// What the environment says about `setting`, under its own name or an old one.
  std::optional<Candidate> FromEnvironment(const Setting& setting) {
    std::vector<Candidate> found;
    const auto add = [&](const std::string& name) {
      if (const auto at = variables_.find(name); at != variables_.end()) {
        found.push_back({at->second.value, at->second.origin});
      }
    };
    add(setting.EnvironmentName());
    const bool proper = !found.empty();
    if (setting.compose == nullptr) {
      for (const std::string_view name : setting.old_names) add(std::string(name));
    } else {
      Origin origin = OriginOfOldNames(setting);
      const Result<std::optional<std::string>> composed = setting.compose(merged_);
      if (!composed.ok()) {
        Fail(origin.where, fmt::format("{}: {}", setting.key, composed.status().FullMessage()),
             composed.status().hint());
        return std::nullopt;
      }
      if (*composed) found.push_back({**composed, std::move(origin)});
    }
    if (found.empty()) return std::nullopt;
    for (std::size_t i = 1; i < found.size(); ++i) {
      if (!Agree(setting, found[0], found[i])) return std::nullopt;
    }
    const bool redirects = setting.kind == Kind::kDatabase || setting.kind == Kind::kStore;
    if (const auto in_file = yaml_.find(setting.key);
        redirects && !proper && in_file != yaml_.end()) {
      if (!Agree(setting, in_file->second, found[0])) return std::nullopt;
    }
    return found[0];
  }

  /// Names those of the setting's old names that are set.
  Origin OriginOfOldNames(const Setting& setting) const {
    Origin origin{Origin::Layer::kDotenv, ""};
    for (const std::string_view name : setting.old_names) {
      const auto found = variables_.find(name);
      if (found == variables_.end()) continue;
      if (found->second.origin.layer == Origin::Layer::kEnvironment)
        origin.layer = Origin::Layer::kEnvironment;
      origin.where += (origin.where.empty() ? "" : ", ") + found->second.origin.where;
    }
    return origin;
  }

  /// True when both say the same, or one of them is a problem of its own.
  bool Agree(const Setting& setting, const Candidate& a, const Candidate& b) {
    const std::optional<Evaluated> first = Evaluate(setting, a), second = Evaluate(setting, b);
    if (!first || !second) return false;
    if (first->value == second->value) return true;
    Fail(a.origin.where,
         fmt::format("{}: it says '{}' but {} says '{}'", setting.key, first->shown, b.origin.where,
                     second->shown),
         fmt::format("Keep one of them; {} is the name to use.", setting.EnvironmentName()));
    return false;
  }

  /// Picks the strongest layer's value of `setting` and puts it into the settings.
  void Settle(const Setting& setting) {
    const std::size_t problems_before = problems_.size();
    std::optional<Candidate> candidate;
    if (const auto flag = options_.flags.find(setting.key); flag != options_.flags.end()) {
      candidate = {flag->second, {Origin::Layer::kFlag, "command line"}};
    } else {
      candidate = FromEnvironment(setting);
    }
    if (problems_.size() > problems_before) return;
    if (const auto in_file = yaml_.find(setting.key); !candidate && in_file != yaml_.end()) {
      candidate = in_file->second;
    }
    if (!candidate)
      candidate = {std::string(setting.fallback), {Origin::Layer::kDefault, "default"}};
    const std::optional<Evaluated> evaluated = Evaluate(setting, *candidate);
    if (!evaluated) return;
    setting.assign(loaded_.settings, evaluated->value);
    loaded_.values.push_back({std::string(setting.key), evaluated->shown, candidate->origin});
  }

  void CheckTogether() {
    CheckArchive();
    const Settings::Pos& pos = loaded_.settings.pos;
    if (pos.shortest_window > pos.longest_window) {
      Fail(OriginOf("pos.shortest_window"),
           "pos.shortest_window: it is longer than pos.longest_window",
           "Choose a shorter one, such as 15m.");
    }
  }

  /// An archive inside the inbox would be taken in again by the next run.
  void CheckArchive() {
    const StoreUrl& inbox = loaded_.settings.invoices.inbox;
    const StoreUrl& archive = loaded_.settings.invoices.archive;
    const auto inside = [](const std::string& inner, const std::string& outer) {
      return inner == outer || outer.empty() ||
             inner.starts_with(outer.ends_with('/') ? outer : outer + "/");
    };
    const bool clash = inbox.kind == archive.kind &&
                       (inbox.kind == StoreUrl::Kind::kFolder
                            ? inside(archive.folder.string(), inbox.folder.string())
                        : inbox.kind == StoreUrl::Kind::kS3
                            ? inbox.bucket == archive.bucket && inside(archive.prefix, inbox.prefix)
                            : inbox.drive_folder == archive.drive_folder);
    if (!clash) return;
    Fail(OriginOf("invoices.archive"),
         fmt::format("invoices.archive: '{}' is inside invoices.inbox '{}'", archive.Text(),
                     inbox.Text()),
         "Choose an archive outside the inbox, or archived invoices would arrive again.");
  }

  std::string OriginOf(std::string_view key) const {
    for (const LoadedValue& value : loaded_.values) {
      if (value.key == key) return value.origin.where;
    }
    return "";
  }

  /// The chain of the moment, then the caller's provider.
  class AllSecrets final : public SecretProvider {
   public:
    explicit AllSecrets(Loader& loader) : loader_(loader) {}
    std::string Describe() const override { return "secrets"; }
    Result<Secret> Get(const SecretReference& reference) override {
      Result<Secret> found = loader_.secrets_->Get(reference);
      SecretProvider* more = loader_.options_.more_secrets;
      if (found.ok() || found.status().code() != Code::kNotFound || more == nullptr) return found;
      return more->Get(reference);
    }

   private:
    Loader& loader_;
  };

  const LoadOptions& options_;
  std::vector<Problem>& problems_;
  Loaded loaded_;
  std::map<std::string, Variable, std::less<>> variables_;  // environment over .env, none empty
  Environment merged_;                                      // the same, values only
  std::map<std::string, Candidate, std::less<>> yaml_;
  std::unique_ptr<SecretProvider> secrets_;
  AllSecrets all_secrets_{*this};
};

}  // namespace

std::string_view LayerName(Origin::Layer layer) {
  switch (layer) {
    case Origin::Layer::kDefault: return "default";
    case Origin::Layer::kFile: return "file";
    case Origin::Layer::kDotenv: return "dotenv";
    case Origin::Layer::kEnvironment: return "environment";
    case Origin::Layer::kFlag: return "flag";
  }
  return "";
}

Result<Loaded> Load(const LoadOptions& options, std::vector<Problem>* problems) {
  std::vector<Problem> found;
  Loaded loaded = Loader(options, found).Run();
  if (problems != nullptr) *problems = found;
  if (found.empty()) return loaded;
  std::vector<std::string> lines;
  for (const Problem& problem : found) {
    lines.push_back(problem.where + ": " + problem.message +
                    (problem.hint.empty() ? "" : " (" + problem.hint + ")"));
  }
  return Status::InvalidConfig(Join(lines, "\n"));
}

}  // namespace telar::config
