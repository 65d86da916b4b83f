#include "app/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace telar::app {
namespace {
constexpr std::size_t kQueueBytes = 64 << 10;
constexpr int kDefaultWidth = 80;
}  // namespace

void Output::Write(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!status_.ok()) return;
  queue_ += text;
  if (queue_.size() >= kQueueBytes) (void)FlushLocked();
}

Status Output::Flush() {
  const std::lock_guard lock(mutex_);
  return FlushLocked();
}

Status Output::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

bool Output::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

Status Output::FlushLocked() {
  if (status_.ok() && !queue_.empty()) status_ = Send(queue_, closed_);
  queue_.clear();
  return status_;
}

bool DescriptorOutput::terminal() const { return isatty(descriptor_) == 1; }

int DescriptorOutput::Width() const {
  winsize size{};
  if (ioctl(descriptor_, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return size.ws_col;
}

Status DescriptorOutput::Send(std::string_view text, bool& closed) {
  while (!text.empty()) {
    const ssize_t sent = write(descriptor_, text.data(), text.size());
    if (sent < 0) {
      if (errno == EINTR) continue;
      closed = errno == EPIPE;
      return Status::FromErrno(errno, "write output");
    }
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

}  // namespace telar::app
