#include "tests/support/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "tests/support/temp_folder.h"

namespace telar::testing {

namespace fs = std::filesystem;

namespace {

fs::path NewFile(const std::string& bytes = "") {
  std::string name = (fs::temp_directory_path() / "telar-process-XXXXXX").string();
  const int file = mkstemp(name.data());
  if (file < 0) std::abort();
  close(file);
  if (!bytes.empty()) std::ofstream(name, std::ios::binary) << bytes;
  return name;
}

}  // namespace

Process::Process(const Options& options)
    : inputs_(NewFile(options.input)), out_(NewFile()), err_(NewFile()) {
  std::vector<char*> arguments;
  for (const std::string& a : options.command) arguments.push_back(const_cast<char*>(a.c_str()));
  arguments.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
    const int in_fd = open(inputs_.c_str(), O_RDONLY);
    const int out_fd = open(out_.c_str(), O_WRONLY | O_TRUNC);
    const int err_fd = open(err_.c_str(), O_WRONLY | O_TRUNC);
    if (chdir(options.folder.c_str()) != 0 || dup2(in_fd, 0) < 0 || dup2(out_fd, 1) < 0 ||
        dup2(err_fd, 2) < 0) {
      _exit(126);
    }
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
}

Process::~Process() {
  if (!reaped_) {
    Signal(SIGKILL);
    waitpid(pid_, &status_, 0);
  }
  std::error_code ignored;
  for (const fs::path& file : {out_, err_, inputs_}) fs::remove(file, ignored);
}

void Process::Signal(int signal) const {
  if (!reaped_) kill(pid_, signal);
}

bool Process::WaitFor(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (!reaped_) {
    if (waitpid(pid_, &status_, WNOHANG) == pid_) reaped_ = true;
    else if (std::chrono::steady_clock::now() >= end) return false;
    else std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

Ended Process::Wait(std::chrono::seconds limit) {
  if (!WaitFor(limit)) {
    ADD_FAILURE() << "the program did not end within " << limit.count() << " s; its stderr:\n"
                  << ReadFile(err_);
    Signal(SIGKILL);
    WaitFor(std::chrono::seconds(10));
  }
  Ended ended;
  if (WIFEXITED(status_)) ended.exit = WEXITSTATUS(status_);
  if (WIFSIGNALED(status_)) ended.signal = WTERMSIG(status_);
  ended.out = ReadFile(out_);
  ended.err = ReadFile(err_);
  return ended;
}

Ended Run(const Process::Options& options, std::chrono::seconds limit) {
  return Process(options).Wait(limit);
}

std::string Program(const std::string& name) {
  // Test programs lie in build/PRESET/tests, ours in build/PRESET/bin.
  return (fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "bin" / name).string();
}

}  // namespace telar::testing
