#include "config/expand.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/url.h"
#include "core/text.h"

namespace telar::config {
namespace {

constexpr std::string_view kSecret = "secret:";

bool IsName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Result<Secret> LookUp(std::string_view reference, SecretProvider& secrets) {
  TELAR_ASSIGN_OR_RETURN(const SecretReference parsed, SecretReference::Parse(reference));
  return secrets.Get(parsed);
}

Result<std::string> Variable(std::string_view inside, const ExpandOptions& options) {
  const std::size_t dash = inside.find(":-");
  const std::string_view name = inside.substr(0, dash);
  if (!IsName(name)) {
    return Status::InvalidConfig(
               "'${' is not followed by NAME}, NAME:-default} or secret:NAME#KEY}")
        .WithHint("Write '$${' for a plain '${'.");
  }
  const std::optional<std::string> value = options.variable(name);
  if (value && !value->empty()) return *value;
  if (dash != std::string_view::npos) return std::string(inside.substr(dash + 2));
  return Status::InvalidConfig(fmt::format("the environment variable {} is not set", name))
      .WithHint(fmt::format("Set it, or write ${{{}:-default}}.", name));
}

}  // namespace

Result<Expanded> ExpandVariables(std::string_view text, const ExpandOptions& options) {
  Expanded out;
  while (!text.empty()) {
    const std::size_t at = text.find("${");
    out.text += text.substr(0, at);
    if (at == std::string_view::npos) break;
    if (at > 0 && text[at - 1] == '$') {  // "$${"
      out.text += '{';
      text.remove_prefix(at + 2);
      continue;
    }
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) return Status::InvalidConfig("'${' has no '}'");
    const std::string_view inside = text.substr(at + 2, end - at - 2);
    if (inside.starts_with(kSecret)) {
      TELAR_ASSIGN_OR_RETURN(const Secret secret,
                             LookUp(inside.substr(kSecret.size()), *options.secrets));
      const bool whole = at == 0 && end + 1 == text.size() && out.text.empty();
      out.text +=
          options.encode_secrets && !whole ? PercentEncode(secret.Reveal()) : secret.Reveal();
      out.secret = true;
    } else {
      TELAR_ASSIGN_OR_RETURN(const std::string value, Variable(inside, options));
      out.text += value;
    }
    text.remove_prefix(end + 1);
  }
  return out;
}

Result<Expanded> ResolveSecret(std::string_view text, SecretProvider& secrets) {
  if (!Trim(text).starts_with(kSecret)) return Expanded{std::string(text)};
  TELAR_ASSIGN_OR_RETURN(const Secret secret, LookUp(Trim(text).substr(kSecret.size()), secrets));
  return Expanded{secret.Reveal(), true};
}

}  // namespace telar::config
