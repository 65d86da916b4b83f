#include "config/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "core/text.h"

namespace telar::config {
namespace {

constexpr std::string_view kDatabaseForms =
    "Write sqlite:FILE, duckdb:FILE, postgresql://user:password@host/database or "
    "mysql://user:password@host/database.";
constexpr std::string_view kStoreForms = "Write a folder, s3://bucket/prefix or drive:FOLDER_ID.";

Status BadDatabase(std::string message) {
  return Status::InvalidConfig("database URL: " + std::move(message))
      .WithHint(std::string(kDatabaseForms));
}

Status BadStore(std::string message) {
  return Status::InvalidConfig("store: " + std::move(message)).WithHint(std::string(kStoreForms));
}

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// The scheme before the first ':' (RFC 3986 section 3.1), lower case; empty when there is none.
std::string SchemeOf(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !IsAlpha(text[0])) return {};
  const std::string_view scheme = text.substr(0, colon);
  const bool good = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return IsAlpha(c) || IsDigit(c) || c == '+' || c == '-' || c == '.';
  });
  return good ? AsciiLower(scheme) : std::string();
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string closest = ClosestMatch(word, candidates);
  return closest.empty() ? "" : fmt::format("; did you mean '{}'?", closest);
}

std::optional<int> HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

Result<std::string> PercentDecode(std::string_view text, std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const auto high = i + 2 < text.size() ? HexDigit(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? HexDigit(text[i + 2]) : std::nullopt;
    if (!high || !low) {
      return BadDatabase(fmt::format("the {} has a '%' that is no escape; write '%25'", part));
    }
    out.push_back(static_cast<char>(*high * 16 + *low));
    i += 2;
  }
  return out;
}

/// Reads "user:password@host:port" into `url`.
Status ParseAuthority(std::string_view authority, DatabaseUrl& url) {
  // A password may hold a raw '@': the last one ends it.
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view user_info = authority.substr(0, at);
    const std::size_t colon = user_info.find(':');
    TELAR_ASSIGN_OR_RETURN(url.user, PercentDecode(user_info.substr(0, colon), "user"));
    if (colon != std::string_view::npos) {
      TELAR_ASSIGN_OR_RETURN(std::string password,
                             PercentDecode(user_info.substr(colon + 1), "password"));
      url.password = Secret(std::move(password));
    }
    authority.remove_prefix(at + 1);
  }
  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return BadDatabase("the host has '[' without ']'");
    url.host = authority.substr(1, end - 1);
    port = authority.substr(end + 1);
    if (!port.empty() && port.front() != ':') return BadDatabase("text follows the host's ']'");
  } else {
    const std::size_t colon = authority.find(':');
    url.host = authority.substr(0, colon);
    if (colon != std::string_view::npos) port = authority.substr(colon);
  }
  if (url.host.empty()) return BadDatabase("it names no host");
  if (url.host.find_first_of(" \t\r\n@") != std::string::npos)
    return BadDatabase("the host is no name");
  if (port.empty()) return Status::Ok();
  port.remove_prefix(1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (error != std::errc() || end != port.data() + port.size() || url.port < 1 ||
      url.port > 65535) {
    return BadDatabase("the port is not a number from 1 to 65535");
  }
  return Status::Ok();
}

Status ParseParameters(std::string_view query, DatabaseUrl& url) {
  for (const std::string_view pair : Split(query, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return BadDatabase("a parameter after '?' is not of the form name=value");
    }
    TELAR_ASSIGN_OR_RETURN(std::string name, PercentDecode(pair.substr(0, equals), "parameter"));
    TELAR_ASSIGN_OR_RETURN(std::string value, PercentDecode(pair.substr(equals + 1), "parameter"));
    url.parameters.insert_or_assign(std::move(name), std::move(value));
  }
  return Status::Ok();
}

}  // namespace

std::string PercentEncode(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (IsAlpha(c) || IsDigit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    }
  }
  return out;
}

Result<DatabaseUrl> DatabaseUrl::Parse(std::string_view text) {
  static const std::vector<std::string> kSchemes = {"sqlite", "duckdb", "postgresql", "mysql"};
  text = Trim(text);
  const std::string scheme = SchemeOf(text);
  if (text.empty()) return BadDatabase("it is empty");
  if (scheme.empty()) return BadDatabase("it has no scheme");
  DatabaseUrl url;
  if (scheme == "sqlite") url.kind = Kind::kSqlite;
  else if (scheme == "duckdb") url.kind = Kind::kDuckdb;
  else if (scheme == "postgresql" || scheme == "postgres") url.kind = Kind::kPostgresql;
  else if (scheme == "mysql") url.kind = Kind::kMysql;
  else
    return BadDatabase(fmt::format("unknown scheme '{}'{}", scheme, DidYouMean(scheme, kSchemes)));

  std::string_view rest = text.substr(scheme.size() + 1);
  if (url.is_file()) {
    if (rest.empty()) return BadDatabase(fmt::format("'{}:' names no file", scheme));
    if (rest.starts_with("//")) {
      return BadDatabase(
          fmt::format("'{0}:' takes a path, not '//'; write {0}:/absolute/file or "
                      "{0}:relative/file",
                      scheme));
    }
    if (rest.find('\0') != std::string_view::npos) return BadDatabase("the file has a NUL byte");
    url.file = std::string(rest);
    return url;
  }
  if (!rest.starts_with("//"))
    return BadDatabase(fmt::format("'{}:' is not followed by '//'", scheme));
  rest.remove_prefix(2);
  const std::size_t question = rest.find('?');
  const std::string_view query =
      question == std::string_view::npos ? std::string_view() : rest.substr(question + 1);
  rest = rest.substr(0, question);
  const std::size_t slash = rest.find('/');
  if (rest.find('#') != std::string_view::npos || query.find('#') != std::string_view::npos) {
    return BadDatabase("it has a '#'; write '%23'");
  }
  // A raw '/' or '?' in a password would otherwise make the rest of it a database name.
  if (text.rfind('@') != std::string_view::npos &&
      text.rfind('@') > text.find_first_of("/?", scheme.size() + 3)) {
    return BadDatabase(
        "an '@' follows the host; in a password write '/' as %2F, '?' as %3F and '@' as %40");
  }
  url.port = url.kind == Kind::kMysql ? 3306 : 5432;
  TELAR_RETURN_IF_ERROR(ParseAuthority(rest.substr(0, slash), url));
  if (slash != std::string_view::npos) {
    TELAR_ASSIGN_OR_RETURN(url.database, PercentDecode(rest.substr(slash + 1), "database name"));
  }
  if (url.database.empty()) return BadDatabase("it names no database after the host");
  TELAR_RETURN_IF_ERROR(ParseParameters(query, url));
  return url;
}

std::string_view DatabaseUrl::scheme() const {
  switch (kind) {
    case Kind::kSqlite: return "sqlite";
    case Kind::kPostgresql: return "postgresql";
    case Kind::kMysql: return "mysql";
    case Kind::kDuckdb: return "duckdb";
  }
  return "";
}

Secret DatabaseUrl::Text() const {
  if (is_file()) return Secret(fmt::format("{}:{}", scheme(), file.string()));
  std::string text = fmt::format("{}://", scheme());
  if (!user.empty() || !password.empty()) {
    text += PercentEncode(user);
    if (!password.empty()) text += ":" + PercentEncode(password.Reveal());
    text += "@";
  }
  text += host.find(':') == std::string::npos ? host : "[" + host + "]";
  text += fmt::format(":{}/{}", port, PercentEncode(database));
  char separator = '?';
  for (const auto& [name, value] : parameters) {
    text += fmt::format("{}{}={}", separator, PercentEncode(name), PercentEncode(value));
    separator = '&';
  }
  return Secret(std::move(text));
}

std::string DatabaseUrl::Describe() const { return RedactUrl(Text().Reveal()); }

DatabaseUrl DatabaseUrl::Below(const std::filesystem::path& folder) const {
  DatabaseUrl url = *this;
  if (is_file() && file != ":memory:") url.file = (folder / file).lexically_normal();
  return url;
}

Result<StoreUrl> StoreUrl::Parse(std::string_view text) {
  static const std::vector<std::string> kSchemes = {"s3", "drive"};
  text = Trim(text);
  if (text.empty()) return BadStore("it is empty");
  const std::string scheme = SchemeOf(text);
  StoreUrl url;
  if (scheme.empty()) {
    if (text.find('\0') != std::string_view::npos) return BadStore("the path has a NUL byte");
    url.folder = std::string(text);
    return url;
  }
  std::string_view rest = text.substr(scheme.size() + 1);
  if (scheme == "s3") {
    if (!rest.starts_with("//")) return BadStore("'s3:' is not followed by '//'");
    rest.remove_prefix(2);
    const std::size_t slash = rest.find('/');
    url.kind = Kind::kS3;
    url.bucket = rest.substr(0, slash);
    // Names that S3 gives out today are 3 to 63 of these characters.
    const bool good = url.bucket.size() >= 3 && url.bucket.size() <= 63 &&
                      std::all_of(url.bucket.begin(), url.bucket.end(), [](char c) {
                        return (c >= 'a' && c <= 'z') || IsDigit(c) || c == '-' || c == '.';
                      });
    if (!good) return BadStore(fmt::format("'{}' is not the name of an S3 bucket", url.bucket));
    std::string_view prefix = slash == std::string_view::npos ? "" : rest.substr(slash);
    while (prefix.starts_with('/')) prefix.remove_prefix(1);
    while (prefix.ends_with('/')) prefix.remove_suffix(1);
    url.prefix = prefix;
    return url;
  }
  if (scheme == "drive") {
    const bool good = !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
      return IsAlpha(c) || IsDigit(c) || c == '-' || c == '_';
    });
    if (!good) return BadStore("'drive:' is not followed by a folder's id");
    url.kind = Kind::kDrive;
    url.drive_folder = rest;
    return url;
  }
  return BadStore(fmt::format("unknown scheme '{}'{}", scheme, DidYouMean(scheme, kSchemes)));
}

std::string StoreUrl::Text() const {
  switch (kind) {
    case Kind::kFolder: return folder.string();
    case Kind::kS3: return "s3://" + bucket + (prefix.empty() ? "" : "/" + prefix);
    case Kind::kDrive: return "drive:" + drive_folder;
  }
  return "";
}

StoreUrl StoreUrl::Below(const std::filesystem::path& base) const {
  StoreUrl url = *this;
  if (kind == Kind::kFolder) {
    url.folder = (base / folder).lexically_normal();
    // Without the '/' that a normal path keeps at its end.
    if (!url.folder.has_filename() && url.folder.has_relative_path())
      url.folder = url.folder.parent_path();
  }
  return url;
}

}  // namespace telar::config
