#include "net/http.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/url.h"
#include "core/text.h"

namespace telar::net {

std::string_view HttpResponse::Header(std::string_view name) const {
  const std::string wanted = AsciiLower(name);
  for (const HttpHeader& header : headers) {
    if (AsciiLower(header.name) == wanted) return header.value;
  }
  return "";
}

Status StatusOfAnswer(const HttpResponse& response, std::string_view operation) {
  const int status = response.status;
  if (response.ok()) return Status::Ok();
  const std::string text = fmt::format("{}: HTTP {}", operation, status);
  if (status >= 300 && status < 400) {
    const std::string to = ShownUrl(response.Header("location"));
    return Status::InvalidConfig(text + ", a redirect to another address")
        .WithHint(to.empty() ? "" : "If " + to + " is right, set that address.");
  }
  if (status == 401 || status == 403 || status == 407) return Status::PermissionDenied(text);
  if (status == 404 || status == 410) return Status::NotFound(text);
  if (status == 409) return Status::Conflict(text);
  if (status == 408 || status == 429 || status >= 500) return Status::Unavailable(text);
  return Status::InvalidInput(text);
}

std::string ShownUrl(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  std::string shown;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    const std::size_t start = scheme + 3, path = std::min(url.find('/', start), url.size());
    const std::size_t at = url.substr(0, path).rfind('@');
    shown = url.substr(0, start);
    url.remove_prefix(at != std::string_view::npos && at >= start ? at + 1 : start);
  }
  return ToValidUtf8(shown.append(url));
}

std::string FormEncode(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    text += config::PercentEncode(name) + "=" + config::PercentEncode(value);
  }
  return text;
}

}  // namespace telar::net
