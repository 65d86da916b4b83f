#include "tests/support/postgres_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>
#include <vector>

namespace telar::testing {

namespace fs = std::filesystem;

namespace {

/// The newest version's programs; empty when there is none.
fs::path Programs() {
  fs::path newest;
  int version = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const int number = std::atoi(entry.path().filename().c_str());
    if (number > version && fs::exists(entry.path() / "bin/initdb", error)) {
      version = number;
      newest = entry.path() / "bin";
    }
  }
  return newest;
}

int FreePort() {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(file, plain, size) == 0 && getsockname(file, plain, &size) == 0;
  close(file);
  return bound ? ntohs(address.sin_port) : 0;
}

/// Who runs it where root may not; null for a user who may.
const passwd* Servant() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  return user != nullptr ? user : getpwnam("nobody");
}

/// Runs a program as Servant, in its folder, and ends it with this one.
Process::Options Command(const fs::path& folder, std::vector<std::string> command) {
  std::vector<std::string> all{"setpriv", "--pdeathsig", "QUIT"};
  if (const passwd* user = Servant(); user != nullptr) {
    all.push_back("--reuid=" + std::to_string(user->pw_uid));
    all.push_back("--regid=" + std::to_string(user->pw_gid));
    all.push_back("--clear-groups");
  }
  all.insert(all.end(), command.begin(), command.end());
  return {.command = std::move(all), .folder = folder, .environment = {{"LC_ALL", "C.UTF-8"}}};
}

void GiveToServant(const fs::path& path) {
  const passwd* user = Servant();
  if (user == nullptr) return;
  EXPECT_EQ(chown(path.c_str(), user->pw_uid, user->pw_gid), 0) << path;
}

}  // namespace

bool PostgresServer::Installed() { return !Programs().empty(); }

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : port_(FreePort()) {
  const fs::path secret = folder_.Write("password", password());
  GiveToServant(folder_.path());
  GiveToServant(secret);
  const Ended made = Run(Command(
      folder_.path(), {(Programs() / "initdb").string(), "--pgdata", (folder_ / "data").string(),
                       "--username", user(), "--pwfile", secret.string(), "--auth", "scram-sha-256",
                       "--encoding", "UTF8", "--no-locale", "--no-sync", "--no-instructions"}));
  EXPECT_EQ(made.exit, 0) << made.err;
  Start();
}

PostgresServer::~PostgresServer() { Kill(); }

void PostgresServer::Start() {
  const fs::path data = folder_ / "data";
  std::vector<std::string> command{(Programs() / "postgres").string(), "-D", data.string()};
  for (const std::string setting :
       {"listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off",
        "full_page_writes=off", "shared_buffers=32MB", "dynamic_shared_memory_type=mmap",
        "autovacuum=off", "log_min_messages=fatal"}) {
    command.insert(command.end(), {"-c", setting});
  }
  command.insert(command.end(), {"-c", "port=" + std::to_string(port_)});
  process_ = std::make_unique<Process>(Command(folder_.path(), command));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < end) {
    // The server writes there when it takes connections.
    std::ifstream file(data / "postmaster.pid");
    std::string line, pid;
    std::getline(file, pid);
    while (std::getline(file, line)) {
      if (line.starts_with("ready") && pid == std::to_string(process_->pid())) return;
    }
    if (process_->WaitFor(std::chrono::milliseconds(5))) break;
  }
  const Ended ended = process_->Wait(std::chrono::seconds(0));
  FAIL() << "the PostgreSQL server did not start: " << ended.err;
}

void PostgresServer::Stop() {
  if (process_ == nullptr) return;
  process_->Signal(SIGINT);
  EXPECT_TRUE(process_->WaitFor(std::chrono::seconds(30)));
  process_.reset();
}

void PostgresServer::Kill() {
  if (process_ == nullptr) return;
  process_->Signal(SIGQUIT);
  process_->WaitFor(std::chrono::seconds(10));
  process_.reset();
}

}  // namespace telar::testing
