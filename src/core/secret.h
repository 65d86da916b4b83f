#pragma once

#include <string>
#include <utility>

namespace telar {

/// Text that must not be seen: a password, a token, a database URL with a password in it.
///
/// A Secret has no stream operator, no fmt formatter and no conversion to text, so printing,
/// logging or serialising one does not compile. Reveal() is the one way out; call it only as an
/// argument of the vendor call that needs the text.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  const std::string& Reveal() const { return text_; }
  bool empty() const { return text_.empty(); }
  /// "********", or "" when empty: what a person sees in its place.
  std::string Masked() const { return text_.empty() ? "" : "********"; }
  friend bool operator==(const Secret&, const Secret&) = default;

 private:
  std::string text_;
};

/// `url` with the password of its user-info part ("scheme://user:password@host") and the values of
/// query parameters that hold secrets (password, token, key, secret, signature) replaced by "***".
/// What every error and log line that names a URL prints.
std::string RedactUrl(std::string url);

}  // namespace telar
