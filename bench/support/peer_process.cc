#include "bench/support/peer_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace telar::bench {

Result<std::unique_ptr<PeerProcess>> PeerProcess::Start(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  int to[2], from[2];
  if (pipe2(to, O_CLOEXEC) != 0) return Status::FromErrno(errno, "start " + command[0]);
  if (pipe2(from, O_CLOEXEC) != 0) {
    const Status failed = Status::FromErrno(errno, "start " + command[0]);
    close(to[0]), close(to[1]);
    return failed;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], 0);
  posix_spawn_file_actions_adddup2(&actions, from[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(to[0]), close(from[1]);
  if (error != 0) {
    close(to[1]), close(from[0]);
    return Status::FromErrno(error, "start " + command[0]);
  }
  std::unique_ptr<PeerProcess> peer(new PeerProcess(pid, fdopen(to[1], "w"), fdopen(from[0], "r")));
  const Result<std::string> greeting = peer->Answer();
  if (!greeting.ok() || *greeting != "ready") {
    return Status::Unavailable("start " + command[0] + " " + command.back() + ": it is not ready");
  }
  return peer;
}

PeerProcess::~PeerProcess() {
  std::fclose(in_);
  std::fclose(out_);
  waitpid(pid_, nullptr, 0);
}

Result<std::string> PeerProcess::Ask(const std::string& line) {
  std::fprintf(in_, "%s\n", line.c_str());
  std::fflush(in_);
  return Answer();
}

Result<std::string> PeerProcess::Answer() {
  char* text = nullptr;
  std::size_t room = 0;
  const ssize_t size = getline(&text, &room, out_);
  std::string line(text == nullptr || size < 1 ? "" : text,
                   size < 1 ? 0 : static_cast<std::size_t>(size) - 1);
  std::free(text);
  if (size < 1) return Status::Unavailable("ask a peer: it has ended");
  return line;
}

}  // namespace telar::bench
