#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "core/status.h"

namespace telar::app {

/// One of the program's two output streams. Text is queued and sent in large pieces; Flush sends
/// what is queued. The first failure stays: later text is dropped and status() tells, so that a
/// full disk or a closed pipe is noticed once, at the end, and never by a signal.
///
/// Safe from several threads; each Write goes out whole.
class Output {
 public:
  virtual ~Output() = default;

  void Write(std::string_view text);
  /// kUnavailable (closed pipe, disk full), kInternal (bad descriptor).
  Status Flush();
  /// The first failure, if any.
  Status status() const;
  /// True when that failure is a reader that closed its pipe: it has what it wanted.
  bool closed() const;

  /// True when a person watches: bars, colours and shortened columns are for terminals only.
  virtual bool terminal() const = 0;
  /// Columns of the terminal at this moment; 80 when it does not say or there is none.
  virtual int Width() const = 0;

 protected:
  /// Sets `closed` when the other end is gone.
  virtual Status Send(std::string_view text, bool& closed) = 0;

 private:
  Status FlushLocked();

  mutable std::mutex mutex_;
  std::string queue_;    // guarded by mutex_
  Status status_;        // guarded by mutex_
  bool closed_ = false;  // guarded by mutex_
};

/// A file descriptor, not owned. Writing to a pipe without reader must not raise SIGPIPE: the
/// program ignores that signal.
class DescriptorOutput final : public Output {
 public:
  explicit DescriptorOutput(int descriptor) : descriptor_(descriptor) {}
  bool terminal() const override;
  int Width() const override;

 protected:
  Status Send(std::string_view text, bool& closed) override;

 private:
  int descriptor_;
};

}  // namespace telar::app
