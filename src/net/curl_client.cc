#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "core/text.h"
#include "net/http.h"

namespace telar::net {
namespace {

constexpr int kMostRedirects = 5;
constexpr std::size_t kMostHeaderBytes = 256 * 1024;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string Part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string copy = text;
  curl_free(text);
  return copy;
}

std::string Origin(CURLU* url) {
  return AsciiLower(Part(url, CURLUPART_SCHEME)) + "://" + AsciiLower(Part(url, CURLUPART_HOST)) +
         ":" + Part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

Result<Url> ParseUrl(const std::string& text) {
  Url url(curl_url());
  const bool plain = text.find('\0') == std::string::npos && IsValidUtf8(text);
  if (!plain ||
      curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_PATH_AS_IS) != CURLUE_OK) {
    return Status::InvalidInput("this is not the address of a server");
  }
  const std::string scheme = AsciiLower(Part(url.get(), CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https") {
    return Status::InvalidInput("only http and https addresses are asked");
  }
  return url;
}

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

Status CheckHeaders(const HttpRequest& request) {
  const auto letters = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (request.method.empty() || !std::all_of(request.method.begin(), request.method.end(), letters))
    return Status::InvalidInput("a method is upper-case letters");
  for (const HttpHeader& header : request.headers) {
    if (header.name.empty() || header.name.find_first_of(": ") != std::string::npos ||
        HasControl(header.name) || HasControl(header.value)) {
      return Status::InvalidInput("a header holds what no header may hold");
    }
  }
  if (request.authorization && HasControl(request.authorization->Reveal()))
    return Status::InvalidInput("the authorization holds a control character");
  return Status::Ok();
}

List HeaderList(const HttpRequest& request) {
  List list;
  const auto add = [&](const std::string& line) {
    list.reset(curl_slist_append(list.release(), line.c_str()));
  };
  bool content_type = false;
  for (const HttpHeader& header : request.headers) {
    content_type = content_type || AsciiLower(header.name) == "content-type";
    add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  // What curl would add of itself: a wait for "100 Continue", the type of a form.
  add("Expect:");
  if (!content_type) add("Content-Type:");
  if (request.authorization) add("Authorization: " + request.authorization->Reveal());
  return list;
}

/// What arrives of one answer.
struct Arrival {
  const HttpRequest& request;
  CURL* curl = nullptr;
  HttpResponse response = {};
  std::uint64_t body_bytes = 0;
  std::size_t header_bytes = 0;
  bool too_large = false;
  Status refused = {};  // by on_body
  std::stop_token stop;
};

std::size_t OnHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto& arrival = *static_cast<Arrival*>(user);
  const std::string_view line = Trim({data, size * count});
  arrival.header_bytes += size * count;
  if (arrival.header_bytes > kMostHeaderBytes) {
    arrival.too_large = true;
    return 0;
  }
  if (line.starts_with("HTTP/")) {
    arrival.response.headers.clear();
  } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    arrival.response.headers.push_back(
        {std::string(Trim(line.substr(0, colon))), std::string(Trim(line.substr(colon + 1)))});
  }
  return size * count;
}

std::size_t OnBody(char* data, std::size_t size, std::size_t count, void* user) {
  auto& arrival = *static_cast<Arrival*>(user);
  arrival.body_bytes += size * count;
  if (arrival.body_bytes > arrival.request.most_bytes) {
    arrival.too_large = true;
    return 0;
  }
  if (!arrival.request.on_body) {
    arrival.response.body.append(data, size * count);
    return size * count;
  }
  long status = 0;
  curl_easy_getinfo(arrival.curl, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status >= 300) return size * count;
  arrival.refused = arrival.request.on_body({data, size * count});
  return arrival.refused.ok() ? size * count : 0;
}

int OnProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Arrival*>(user)->stop.stop_requested() ? 1 : 0;
}

Status StatusOfCode(CURLcode code, bool too_large, const char* detail) {
  const std::string text = *detail != '\0' ? detail : curl_easy_strerror(code);
  if (too_large) return Status::LimitExceeded("the answer is larger than allowed");
  switch (code) {
    case CURLE_OK: return Status::Ok();
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return Status::InvalidInput(text);
    case CURLE_OPERATION_TIMEDOUT: return Status::DeadlineExceeded("no whole answer in time");
    case CURLE_ABORTED_BY_CALLBACK: return Status::Cancelled("asked to stop");
    case CURLE_PEER_FAILED_VERIFICATION:
      return Status::PermissionDenied(text).WithHint(
          "Is it the right address? A certificate authority of your own has to be trusted by the "
          "system (ca-certificates).");
    case CURLE_SSL_CACERT_BADFILE: return Status::InvalidConfig(text);
    case CURLE_OUT_OF_MEMORY: return Status::LimitExceeded(text);
    default: return Status::Unavailable(text);
  }
}

bool Keeps(int status, const std::string& method) {
  if (method == "GET" || method == "HEAD")
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  return status == 307 || status == 308;
}

class CurlClient final : public HttpClient {
 public:
  explicit CurlClient(HttpOptions options) : options_(std::move(options)) {}

  Result<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override {
    const std::string shown = fmt::format("{} {}", request.method, ShownUrl(request.url));
    Result<HttpResponse> response = Follow(request, std::move(stop));
    if (!response.ok()) return std::move(response).status().WithContext(shown);
    return response;
  }

 private:
  Result<HttpResponse> Follow(const HttpRequest& request, std::stop_token stop) {
    TELAR_RETURN_IF_ERROR(CheckHeaders(request));
    TELAR_ASSIGN_OR_RETURN(Url url, ParseUrl(request.url));
    const std::string origin = Origin(url.get());
    std::string address = request.url;
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(request.timeout);
    for (int redirects = 0;; ++redirects) {
      curl_off_t took = 0;
      TELAR_ASSIGN_OR_RETURN(HttpResponse response, Once(request, address, left, stop, took));
      const std::string location(response.Header("location"));
      if (!Keeps(response.status, request.method) || location.empty() ||
          redirects == kMostRedirects) {
        return response;
      }
      if (curl_url_set(url.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK ||
          Origin(url.get()) != origin) {
        return response;
      }
      address = Part(url.get(), CURLUPART_URL);
      left -= std::chrono::milliseconds(took / 1000);
      if (left.count() <= 0) return Status::DeadlineExceeded("no whole answer in time");
    }
  }

  Result<HttpResponse> Once(const HttpRequest& request, const std::string& address,
                            std::chrono::milliseconds limit, const std::stop_token& stop,
                            curl_off_t& took) {
    if (stop.stop_requested()) return Status::Cancelled("asked to stop");
    Handle handle = Take();
    if (handle == nullptr) return Status::LimitExceeded("out of memory");
    CURL* curl = handle.get();
    const List headers = HeaderList(request);
    Arrival arrival{.request = request, .curl = curl, .stop = stop};
    std::array<char, CURL_ERROR_SIZE> detail{};
    const auto connect =
        std::chrono::duration_cast<std::chrono::milliseconds>(request.connect_timeout);
    curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options_.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(limit.count(), 1L)));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, OnHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &arrival);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, OnBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &arrival);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, OnProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &arrival);
    if (!options_.certificates.empty())
      curl_easy_setopt(curl, CURLOPT_CAINFO, options_.certificates.c_str());
    if (request.method == "HEAD") {
      curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                       static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    }
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());

    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &took);
    Give(std::move(handle));
    TELAR_RETURN_IF_ERROR(arrival.refused);
    TELAR_RETURN_IF_ERROR(StatusOfCode(code, arrival.too_large, detail.data()));
    arrival.response.status = static_cast<int>(status);
    return std::move(arrival.response);
  }

  Handle Take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void Give(Handle handle) {
    // Connections stay; everything that points at the request goes.
    curl_easy_reset(handle.get());
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
  }

  const HttpOptions options_;
  std::mutex mutex_;
  std::vector<Handle> idle_;  // guarded by mutex_
};

}  // namespace

Result<std::unique_ptr<HttpClient>> OpenHttpClient(HttpOptions options) {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (kStarted != CURLE_OK) {
    return Status::Internal(fmt::format("start libcurl: {}", curl_easy_strerror(kStarted)));
  }
  return std::unique_ptr<HttpClient>(std::make_unique<CurlClient>(std::move(options)));
}

}  // namespace telar::net
