#include "app/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/table.h"
#include "core/time.h"

namespace telar::app {
namespace {

constexpr int kLongestBar = 40;
constexpr int kShortestBar = 8;

std::string Bar(const ProgressCounts& counts, int columns, bool utf8) {
  const double part =
      counts.total == 0 ? 0 : static_cast<double>(counts.done) / static_cast<double>(counts.total);
  const int full = std::clamp(static_cast<int>(part * columns), 0, columns);
  std::string bar;
  for (int i = 0; i < columns; ++i) bar += i < full ? (utf8 ? "█" : "#") : (utf8 ? "░" : ".");
  return utf8 ? bar : "[" + bar + "]";
}

}  // namespace

ProgressBar::ProgressBar(Output& out, const Clock& clock, Options options)
    : out_(out), clock_(clock), options_(std::move(options)), start_(clock.Steady()) {
  samples_.push_back({start_, 0});
}

ProgressBar::~ProgressBar() { Finish(); }

void ProgressBar::Update(const ProgressCounts& counts) {
  if (options_.quiet) return;
  const std::lock_guard lock(mutex_);
  if (finished_) return;
  const auto now = clock_.Steady();
  counts_ = counts;
  if (samples_.back().done != counts.done) samples_.push_back({now, counts.done});
  while (samples_.size() > 2 && now - samples_[1].at > options_.rate_over) samples_.pop_front();
  const auto pause = out_.terminal() ? options_.redraw : options_.line_every;
  const bool first = drawn_ == std::chrono::steady_clock::time_point{};
  if (!first && now - drawn_ < pause) return;
  Draw(now);
}

void ProgressBar::Draw(std::chrono::steady_clock::time_point now) {
  drawn_ = now;
  // The cursor waits at the line's start, so that a log line overwrites the bar instead of
  // continuing it.
  if (out_.terminal()) out_.Write("\r\x1b[2K" + LineLocked(counts_, out_.Width() - 1) + "\r");
  else out_.Write(LineLocked(counts_, 0) + "\n");
  (void)out_.Flush();
}

void ProgressBar::Finish() {
  const std::lock_guard lock(mutex_);
  if (finished_) return;
  finished_ = true;
  const bool drawn = drawn_ != std::chrono::steady_clock::time_point{};
  if (options_.quiet || !drawn) return;
  Draw(clock_.Steady());
  if (out_.terminal()) out_.Write("\n");
  (void)out_.Flush();
}

double ProgressBar::RateLocked() const {
  const Sample& from = samples_.front();
  const double seconds = std::chrono::duration<double>(clock_.Steady() - from.at).count();
  return seconds <= 0 ? 0 : static_cast<double>(counts_.done - from.done) / seconds;
}

std::string ProgressBar::Line(const ProgressCounts& counts, int width) const {
  const std::lock_guard lock(mutex_);
  return LineLocked(counts, width);
}

std::string ProgressBar::LineLocked(const ProgressCounts& counts, int width) const {
  std::vector<std::string> parts;  // the most important first: a narrow terminal loses the last
  parts.push_back(fmt::format("{}/{}", counts.done, counts.total));
  if (counts.failed > 0)
    parts.push_back(options_.style.Red(fmt::format("{} failed", counts.failed)));
  if (counts.review > 0)
    parts.push_back(options_.style.Yellow(fmt::format("{} review", counts.review)));
  if (const double rate = RateLocked(); rate > 0) {
    parts.push_back(rate >= 1 ? fmt::format("{:.1f}/s", rate)
                              : fmt::format("{:.1f}/min", rate * 60));
    const double left = std::ceil(static_cast<double>(counts.total - counts.done) / rate);
    if (left > 0) {
      parts.push_back(FormatDuration(std::chrono::seconds(static_cast<std::int64_t>(left))) +
                      " left");
    } else if (counts.done == counts.total) {
      parts.push_back(
          "in " + FormatDuration(std::chrono::duration_cast<Duration>(clock_.Steady() - start_)));
    }
  }
  std::string tail;
  for (const std::string& part : parts) {
    const std::string longer = tail + (tail.empty() ? "" : "  ") + part;
    if (width > 0 && DisplayWidth(options_.what) + 1 + DisplayWidth(longer) > width) break;
    tail = longer;
  }
  if (width <= 0) return options_.what + " " + tail;
  const int frame = options_.utf8 ? 0 : 2;
  const int room = width - DisplayWidth(options_.what) - DisplayWidth(tail) - 3 - frame;
  if (room < kShortestBar)
    return Shorten(options_.what, width - DisplayWidth(tail) - 1) + " " + tail;
  return options_.what + " " + Bar(counts, std::min(room, kLongestBar), options_.utf8) + " " + tail;
}

}  // namespace telar::app
