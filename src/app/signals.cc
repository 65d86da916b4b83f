#include "app/signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>

namespace telar::app {
namespace {

// Written by the handler, which may only touch what is async-signal-safe.
volatile std::sig_atomic_t write_end = -1;

extern "C" void OnSignal(int signal) {
  const int saved = errno;
  const auto byte = static_cast<unsigned char>(signal);
  // A full pipe means that requests enough are waiting.
  [[maybe_unused]] const ssize_t ignored = write(write_end, &byte, 1);
  errno = saved;
}

void SetAction(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

void RestoreDefaults() {
  SetAction(SIGINT, SIG_DFL);
  SetAction(SIGTERM, SIG_DFL);
}

}  // namespace

void Interrupts::Request(int signal) {
  int none = 0;
  if (signal_.compare_exchange_strong(none, signal)) drain_.request_stop();
  else abort_.request_stop();
}

Result<std::unique_ptr<SignalWatcher>> SignalWatcher::Open(Interrupts& interrupts) {
  if (write_end != -1) return Status::Internal("watch signals: already watched");
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Status::FromErrno(errno, "watch signals");
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  write_end = ends[1];
  return std::make_unique<SignalWatcher>(Private{}, interrupts, ends[0]);
}

SignalWatcher::SignalWatcher(Private, Interrupts& interrupts, int read_end) : read_end_(read_end) {
  SetAction(SIGPIPE, SIG_IGN);
  SetAction(SIGINT, OnSignal);
  SetAction(SIGTERM, OnSignal);
  thread_ = std::thread([&interrupts, read_end] {
    unsigned char byte = 0;
    for (;;) {
      const ssize_t got = read(read_end, &byte, 1);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return;
      interrupts.Request(byte);
      if (interrupts.abort().stop_requested()) RestoreDefaults();
    }
  });
}

SignalWatcher::~SignalWatcher() {
  RestoreDefaults();
  close(write_end);
  write_end = -1;
  thread_.join();
  close(read_end_);
}

}  // namespace telar::app
