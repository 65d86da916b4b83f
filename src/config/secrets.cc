#include "config/secrets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/text.h"

namespace telar::config {
namespace {

constexpr std::size_t kMaxSecretBytes = 1 << 20;

bool IsWord(std::string_view text, std::string_view more) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           more.find(c) != std::string_view::npos;
  });
}

class Folder final : public SecretProvider {
 public:
  explicit Folder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::string Describe() const override { return "folder " + folder_.string(); }

  Result<Secret> Get(const SecretReference& reference) override {
    const std::string what = fmt::format("{} in {}", reference.ToString(), Describe());
    TELAR_ASSIGN_OR_RETURN(std::string text, Read(reference, what));
    if (reference.key.empty()) {
      while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
      return Secret(std::move(text));
    }
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
      return Status::InvalidConfig(what + ": the file is no JSON object, so it has no keys")
          .WithHint("Leave out '#" + reference.key + "' to use the whole file.");
    }
    const auto found = json.find(reference.key);
    if (found == json.end()) return Status::NotFound(what + ": the file has no such key");
    if (found->is_string()) return Secret(found->get<std::string>());
    if (found->is_number() || found->is_boolean()) return Secret(found->dump());
    return Status::InvalidConfig(what + ": the key's value is neither text nor a number");
  }

 private:
  Result<std::string> Read(const SecretReference& reference, const std::string& what) const {
    const std::filesystem::path path = folder_ / reference.name;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
      if (error && error != std::errc::no_such_file_or_directory &&
          error != std::errc::not_a_directory) {
        return Status::FromErrno(error.value(), what);
      }
      return Status::NotFound(what + ": there is no such file");
    }
    if (!std::filesystem::is_regular_file(status)) {
      return Status::InvalidConfig(what + ": it is not a regular file");
    }
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return Status::FromErrno(errno == 0 ? EACCES : errno, what);
    std::string text(kMaxSecretBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > kMaxSecretBytes)
      return Status::InvalidConfig(what + ": the file is over 1 MiB");
    return text;
  }

  const std::filesystem::path folder_;
};

class FromEnvironment final : public SecretProvider {
 public:
  explicit FromEnvironment(Environment environment) : environment_(std::move(environment)) {}

  std::string Describe() const override { return "the environment"; }

  Result<Secret> Get(const SecretReference& reference) override {
    std::string name =
        AsciiUpper(reference.name + (reference.key.empty() ? "" : "_" + reference.key));
    for (char& c : name) {
      if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
    }
    name.insert(0, "TELAR_SECRET_");
    const auto found = environment_.find(name);
    if (found == environment_.end() || found->second.empty()) {
      return Status::NotFound(fmt::format("{}: {} is not set", reference.ToString(), name));
    }
    return Secret(found->second);
  }

 private:
  const Environment environment_;
};

class Chain final : public SecretProvider {
 public:
  explicit Chain(std::vector<std::unique_ptr<SecretProvider>> providers)
      : providers_(std::move(providers)) {
    std::erase(providers_, nullptr);
  }

  std::string Describe() const override {
    std::vector<std::string> names;
    for (const auto& provider : providers_) names.push_back(provider->Describe());
    return Join(names, ", ");
  }

  Result<Secret> Get(const SecretReference& reference) override {
    std::vector<std::string> causes;
    for (const auto& provider : providers_) {
      Result<Secret> found = provider->Get(reference);
      if (found.ok() || found.status().code() != Code::kNotFound) return found;
      causes.push_back(found.status().FullMessage());
    }
    return Status::NotFound(fmt::format("{} was not found ({})", reference.ToString(),
                                        causes.empty() ? "nowhere to look" : Join(causes, "; ")))
        .WithHint("Set the variable, or put the file into the folder of secrets.folder.");
  }

 private:
  std::vector<std::unique_ptr<SecretProvider>> providers_;
};

}  // namespace

Result<SecretReference> SecretReference::Parse(std::string_view text) {
  SecretReference reference;
  const std::size_t hash = text.find('#');
  reference.name = text.substr(0, hash);
  bool good = IsWord(reference.name, "._-/");
  for (const std::string_view part : Split(reference.name, '/')) {
    good = good && !part.empty() && part != "." && part != "..";
  }
  if (hash != std::string_view::npos) {
    reference.key = text.substr(hash + 1);
    good = good && IsWord(reference.key, "._-");
  }
  if (!good) {
    return Status::InvalidConfig(
               "a secret reference is not of the form secret:NAME or secret:NAME#KEY")
        .WithHint("NAME has letters, digits, '.', '_', '-' and '/'; KEY the same without '/'.");
  }
  return reference;
}

std::unique_ptr<SecretProvider> SecretsInFolder(std::filesystem::path folder) {
  return std::make_unique<Folder>(std::move(folder));
}

std::unique_ptr<SecretProvider> SecretsInEnvironment(Environment environment) {
  return std::make_unique<FromEnvironment>(std::move(environment));
}

std::unique_ptr<SecretProvider> SecretChain(
    std::vector<std::unique_ptr<SecretProvider>> providers) {
  return std::make_unique<Chain>(std::move(providers));
}

}  // namespace telar::config
