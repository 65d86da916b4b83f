#include "net/aws_sign.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "config/url.h"
#include "core/digest.h"
#include "core/text.h"

namespace telar::net {
namespace {

struct Parts {
  std::string host;  ///< As the Host header has it.
  std::string path, query;
};

Result<Parts> Split(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return Status::InvalidInput("sign a request: no address");
  url = url.substr(0, url.find('#'));
  const bool https = AsciiLower(url.substr(0, scheme)) == "https";
  url.remove_prefix(scheme + 3);
  const std::size_t end = std::min(url.find_first_of("/?"), url.size());
  std::string_view host = url.substr(0, end);
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  // The default port is not in the header.
  const std::string_view port = https ? ":443" : ":80";
  if (host.ends_with(port)) host.remove_suffix(port.size());
  url.remove_prefix(end);
  const std::size_t query = std::min(url.find('?'), url.size());
  Parts parts{AsciiLower(host), std::string(url.substr(0, query)),
              std::string(url.substr(std::min(query + 1, url.size())))};
  if (parts.path.empty()) parts.path = "/";
  return parts;
}

std::string CanonicalPath(const std::string& path, bool encode) {
  if (!encode) return path;
  std::vector<std::string> segments;
  for (const std::string_view segment : telar::Split(path, '/')) {
    segments.push_back(config::PercentEncode(segment));
  }
  return Join(segments, "/");
}

std::string CanonicalQuery(const std::string& query) {
  if (query.empty()) return "";
  std::vector<std::pair<std::string, std::string>> fields;
  for (const std::string_view field : telar::Split(query, '&')) {
    const std::size_t equals = std::min(field.find('='), field.size());
    fields.emplace_back(field.substr(0, equals), field.substr(std::min(equals + 1, field.size())));
  }
  std::sort(fields.begin(), fields.end());
  std::vector<std::string> texts;
  for (const auto& [name, value] : fields) texts.push_back(name + "=" + value);
  return Join(texts, "&");
}

/// "20260102T030405Z".
std::string Stamp(Instant now) {
  std::string stamp;
  for (const char c : FormatInstant(now).substr(0, 19)) {
    if (c != '-' && c != ':') stamp.push_back(c);
  }
  return stamp + "Z";
}

}  // namespace

Status SignAws(HttpRequest& request, const AwsCredentials& credentials, std::string_view region,
               std::string_view service, Instant now) {
  TELAR_ASSIGN_OR_RETURN(const Parts parts, Split(request.url));
  const std::string stamp = Stamp(now), day = stamp.substr(0, 8);
  const std::string body_hash = Sha256Hex(request.body);
  request.headers.push_back({"X-Amz-Date", stamp});
  if (service == "s3") request.headers.push_back({"X-Amz-Content-Sha256", body_hash});
  if (!credentials.session_token.empty()) {
    request.headers.push_back({"X-Amz-Security-Token", credentials.session_token.Reveal()});
  }

  std::map<std::string, std::string> headers{{"host", parts.host}};
  for (const HttpHeader& header : request.headers) {
    std::string& value = headers[AsciiLower(header.name)];
    const bool again = !value.empty() && AsciiLower(header.name) != "host";
    value = (again ? value + "," : "") + CollapseSpaces(header.value);
  }
  std::string lines;
  std::vector<std::string> names;
  for (const auto& [name, value] : headers) {
    lines += name + ":" + value + "\n";
    names.push_back(name);
  }
  const std::string canonical = fmt::format(
      "{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(parts.path, service != "s3"),
      CanonicalQuery(parts.query), lines, Join(names, ";"), body_hash);
  const std::string scope = fmt::format("{}/{}/{}/aws4_request", day, region, service);
  const std::string text =
      fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", stamp, scope, Sha256Hex(canonical));

  std::string key = HmacSha256("AWS4" + credentials.secret_access_key.Reveal(), day);
  for (const std::string_view part : {region, service, std::string_view("aws4_request")}) {
    key = HmacSha256(key, part);
  }
  request.authorization = Secret(fmt::format(
      "AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}",
      credentials.access_key_id, scope, Join(names, ";"), HexOf(HmacSha256(key, text))));
  return Status::Ok();
}

}  // namespace telar::net
