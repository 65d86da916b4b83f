#include <string>

#include "core/clock.h"
#include "core/text.h"
#include "fuzz/support/require.h"
#include "invoices/templates/library.h"

namespace {

using namespace telar;
using namespace telar::invoices::templates;
using fuzz::Require;

/// A clock that goes on a little each time it is asked, so that the same input ends at the same
/// place on every machine.
class SteppingClock final : public Clock {
 public:
  Instant Now() const override { return Instant(std::chrono::hours(24 * 20'000)); }
  std::chrono::steady_clock::time_point Steady() const override {
    return std::chrono::steady_clock::time_point(std::chrono::milliseconds(++asked_));
  }
  bool Sleep(Duration, std::stop_token) const override { return true; }

 private:
  mutable std::int64_t asked_ = 0;
};

}  // namespace

/// Any template (YAML, up to a zero byte) on any text ends soon, with a result or a named failure.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\0');
  const std::string text = end == input.npos ? "" : ToValidUtf8(input.substr(end + 1));
  const auto t = ParseTemplate(input.substr(0, end), "fuzz.yml");
  if (!t.ok()) {
    Require(!t.status().message().empty(), "a refused template says why");
    return 0;
  }
  const SteppingClock clock;
  Matching matching(clock, {.steps = 20'000,
                            .heap_kib = 4096,
                            .matches = 2'000,
                            .text_bytes = 1 << 16,
                            .time = std::chrono::milliseconds(500)});
  (*t)->Matches(text);
  (*t)->MatchesAsPatterns(text, matching);
  const auto result = Run(**t, {.text = text, .crop = {}}, matching);
  if (!result.ok()) {
    Require(result.status().code() != Code::kInternal, "a failure is named",
            result.status().ToString());
    return 0;
  }
  Require(result->fields.Has("issuer") && result->fields.Has("desc"), "a result names its issuer");
  Require(IsValidUtf8(ToJson(result->fields)), "a result prints as valid UTF-8");
  return 0;
}
