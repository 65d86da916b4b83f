#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "config/secrets.h"

namespace telar::config {

struct Expanded {
  std::string text;
  bool secret = false;  ///< Some of it came from a secret provider.
};

struct ExpandOptions {
  /// Empty optional when the variable is not set.
  std::function<std::optional<std::string>(std::string_view)> variable;
  SecretProvider* secrets = nullptr;  ///< Borrowed.
  /// Percent-encodes secrets inside a longer text, for URLs.
  bool encode_secrets = false;
};

/// Replaces ${NAME}, ${NAME:-default}, ${secret:NAME#KEY} and the escape $${ (a plain "${") in
/// `text`. Replacements are not expanded again. kInvalidConfig for an unknown variable without
/// default or a form that is none of these; the failures of the secret provider.
Result<Expanded> ExpandVariables(std::string_view text, const ExpandOptions& options);

/// The secret when the whole `text` is "secret:NAME" or "secret:NAME#KEY", else `text` itself.
Result<Expanded> ResolveSecret(std::string_view text, SecretProvider& secrets);

}  // namespace telar::config
