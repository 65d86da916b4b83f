#include "app/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace telar::app {
namespace {

struct Pipe {
  int read = -1, write = -1;
  ~Pipe() {
    if (read >= 0) close(read);
    if (write >= 0) close(write);
  }
};

/// In the child: never returns.
[[noreturn]] void Become(const Child::Options& options, char* const* arguments, int output,
                         int failure, pid_t parent) {
  // A parent that died before this call is found by its number.
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(127);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  bool ready = options.folder.empty() || chdir(options.folder.c_str()) == 0;
  if (ready && output >= 0) ready = dup2(output, STDOUT_FILENO) >= 0;
  if (ready) execv(options.program.c_str(), arguments);
  const int error = errno;
  [[maybe_unused]] const auto written = write(failure, &error, sizeof error);
  _exit(127);
}

}  // namespace

Result<std::unique_ptr<Child>> Child::Start(const Options& options) {
  const std::string what = "start " + options.program.string();
  Pipe output, failure;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Status::FromErrno(errno, what);
  failure.read = ends[0];
  failure.write = ends[1];
  if (options.read_output) {
    if (pipe2(ends, O_CLOEXEC) != 0) return Status::FromErrno(errno, what);
    output.read = ends[0];
    output.write = ends[1];
  }
  std::vector<std::string> words{options.program.string()};
  words.insert(words.end(), options.arguments.begin(), options.arguments.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) return Status::FromErrno(errno, what);
  if (pid == 0) Become(options, arguments.data(), output.write, failure.write, parent);

  auto child = std::make_unique<Child>(Key(), pid, std::exchange(output.read, -1));
  close(std::exchange(failure.write, -1));
  int error = 0;
  ssize_t got = 0;
  do {
    got = read(failure.read, &error, sizeof error);
  } while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof error)) return Status::FromErrno(error, what);
  return child;
}

Child::~Child() {
  if (!status_) {
    kill(pid_, SIGTERM);
    Wait();
  }
  if (output_ >= 0) close(output_);
}

std::optional<std::string> Child::ReadLine() {
  std::string line;
  while (output_ >= 0) {
    char c = 0;
    const ssize_t got = read(output_, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    if (c == '\n') return line;
    line.push_back(c);
  }
  return std::nullopt;
}

int Child::Wait() {
  if (status_) return *status_;
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return *status_;
}

}  // namespace telar::app
