#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/secret.h"

namespace telar::config {

/// The process environment (or a test's) as name → value.
using Environment = std::map<std::string, std::string, std::less<>>;

/// What "secret:NAME#KEY" points at. NAME has letters, digits and "._-/" ("telar/mysql"), KEY has
/// letters, digits and "._-" and may be missing.
struct SecretReference {
  std::string name;
  std::string key;
  /// Reads "NAME" or "NAME#KEY" (without "secret:"). kInvalidConfig when it is not of this form.
  static Result<SecretReference> Parse(std::string_view text);
  std::string ToString() const {
    return key.empty() ? "secret:" + name : "secret:" + name + "#" + key;
  }
};

/// Where secrets are kept. Safe to use from several threads.
class SecretProvider {
 public:
  virtual ~SecretProvider() = default;
  /// "folder secrets": for messages.
  virtual std::string Describe() const = 0;
  /// kNotFound when this provider has no such secret or the secret has no such key; kInvalidConfig
  /// when it is not readable as one; kUnavailable, kPermissionDenied. Messages never hold contents.
  virtual Result<Secret> Get(const SecretReference& reference) = 0;
};

/// A folder of files called NAME (slashes are folders): plain text, or a JSON object for references
/// with a key. A line end at the end of plain text does not count. Symbolic links are followed, as
/// mounted secrets are such links. Files over 1 MiB are refused.
std::unique_ptr<SecretProvider> SecretsInFolder(std::filesystem::path folder);

/// Variables TELAR_SECRET_NAME_KEY (or TELAR_SECRET_NAME), upper case, every other character '_'.
std::unique_ptr<SecretProvider> SecretsInEnvironment(Environment environment);

/// The first of `providers` that has the secret; null pointers are left out. Another failure than
/// kNotFound ends the search.
std::unique_ptr<SecretProvider> SecretChain(std::vector<std::unique_ptr<SecretProvider>> providers);

}  // namespace telar::config
