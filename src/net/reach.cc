#include "net/reach.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "core/text.h"

namespace telar::net {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

/// curl's code for the connection, or CURLE_ABORTED_BY_CALLBACK when asked to stop.
CURLcode Connect(CURL* curl, const std::stop_token& stop) {
  const std::unique_ptr<CURLM, FreeMulti> multi(curl_multi_init());
  if (multi == nullptr) return CURLE_OUT_OF_MEMORY;
  const std::stop_callback wake(stop, [&] { curl_multi_wakeup(multi.get()); });
  curl_multi_add_handle(multi.get(), curl);
  CURLcode code = CURLE_OK;
  for (int running = 1; running > 0;) {
    if (stop.stop_requested()) {
      code = CURLE_ABORTED_BY_CALLBACK;
      break;
    }
    if (curl_multi_perform(multi.get(), &running) != CURLM_OK) code = CURLE_FAILED_INIT;
    if (code != CURLE_OK) break;
    if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg == CURLMSG_DONE) code = message->data.result;
  }
  curl_multi_remove_handle(multi.get(), curl);
  return code;
}

std::string Cause(CURLcode code, CURL* curl, Duration timeout) {
  long error_number = 0;
  curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &error_number);
  if (code == CURLE_COULDNT_RESOLVE_HOST) return "the name has no address";
  if (code == CURLE_OPERATION_TIMEDOUT) return "no answer in " + FormatDuration(timeout);
  if (error_number != 0) return std::strerror(static_cast<int>(error_number));
  return curl_easy_strerror(code);
}

std::string Part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string copy = text;
  curl_free(text);
  return copy;
}

}  // namespace

Result<Endpoint> EndpointOf(const std::string& url) {
  const std::unique_ptr<CURLU, FreeUrl> parts(curl_url());
  const bool parsed = url.find('\0') == std::string::npos &&
                      curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
  const std::string scheme = parsed ? AsciiLower(Part(parts.get(), CURLUPART_SCHEME)) : "";
  if (scheme != "http" && scheme != "https")
    return Status::InvalidInput("this is no http or https address");
  std::string host = Part(parts.get(), CURLUPART_HOST);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return Endpoint{host, std::stoi(Part(parts.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT))};
}

Status Reach(const std::string& host, int port, Duration timeout, std::stop_token stop) {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
  const bool ipv6 = host.find(':') != std::string::npos;
  const std::string shown =
      fmt::format("connect to {}:{}", ToValidUtf8(ipv6 ? "[" + host + "]" : host), port);
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
  if (kStarted != CURLE_OK || url == nullptr || handle == nullptr)
    return Status::LimitExceeded(shown + ": out of memory");
  const std::string address = "http://" + (ipv6 ? "[" + host + "]" : host);
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && std::strchr("/?#@\\", c) == nullptr;
  });
  if (host.empty() || !plain || port < 1 || port > 65535 ||
      curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_PORT, std::to_string(port).c_str(), 0) != CURLUE_OK) {
    return Status::InvalidInput(shown + ": this is no host and port");
  }
  CURL* curl = handle.get();
  const auto limit = std::chrono::ceil<std::chrono::milliseconds>(timeout);
  curl_easy_setopt(curl, CURLOPT_CURLU, url.get());
  curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  // A slow name server is not waited for once the time is up.
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(limit.count(), 1L)));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::max(limit.count(), 1L)));
  const CURLcode code = Connect(curl, stop);
  if (code == CURLE_OK) return Status::Ok();
  if (code == CURLE_ABORTED_BY_CALLBACK) return Status::Cancelled(shown + ": asked to stop");
  if (code == CURLE_OUT_OF_MEMORY) return Status::LimitExceeded(shown + ": out of memory");
  const char* hint = code == CURLE_COULDNT_RESOLVE_HOST
                         ? "Is the name right, and does the name server of its network answer "
                           "(VPN)?"
                     : code == CURLE_OPERATION_TIMEDOUT
                         ? "Is the VPN up, does a firewall drop the connection, is the machine on?"
                         : "Does the service run there, and does a firewall let it through? Is the "
                           "VPN up?";
  return Status::Unavailable(fmt::format("{}: {}", shown, Cause(code, curl, timeout)))
      .WithHint(hint);
}

}  // namespace telar::net
