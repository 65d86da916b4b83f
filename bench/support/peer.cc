#include "bench/support/peer.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "core/text.h"

namespace telar::bench {

Status FindPeers(const std::vector<std::string_view>& programs) {
  const char* path = std::getenv("PATH");
  const std::string folders = path == nullptr ? "" : path;
  for (const std::string_view program : programs) {
    bool found = false;
    for (const std::string_view folder : Split(folders, ':')) {
      found =
          found || access((std::string(folder) + "/" + std::string(program)).c_str(), X_OK) == 0;
    }
    if (!found) {
      return Status::InvalidConfig("find " + std::string(program) + ": not on PATH")
          .WithHint("the peers come with ./dev setup bench (poppler-utils, tesseract-ocr)");
    }
  }
  return Status::Ok();
}

std::string PeerVersion(const std::string& program) {
  const std::unique_ptr<FILE, int (*)(FILE*)> out(popen((program + " -v 2>&1").c_str(), "r"),
                                                  pclose);
  char line[200] = "";
  if (out == nullptr || fgets(line, sizeof(line), out.get()) == nullptr) return program;
  return std::string(Trim(line));
}

Status RunPeer(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  std::string one_thread = "OMP_THREAD_LIMIT=1";
  std::vector<char*> environment{one_thread.data()};
  for (char** variable = environ; *variable != nullptr; ++variable)
    environment.push_back(*variable);
  environment.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int error =
      posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return Status::FromErrno(error, "start " + command[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return Status::InvalidInput("run " + command[0] + ": it failed on a file");
  }
  return Status::Ok();
}

}  // namespace telar::bench
