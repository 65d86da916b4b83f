#include "bench/support/postgres_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>
#include <vector>

#include "db/postgres/postgres_database.h"

namespace telar::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUser = "weaver";
constexpr const char* kPassword = "bench-warp-1309";

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

/// PostgreSQL refuses to run as root.
const passwd* Servant() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  return user != nullptr ? user : getpwnam("nobody");
}

Result<pid_t> StartAsServant(std::vector<std::string> command) {
  std::vector<std::string> all{"setpriv", "--pdeathsig", "QUIT"};
  if (const passwd* user = Servant(); user != nullptr) {
    all.push_back("--reuid=" + std::to_string(user->pw_uid));
    all.push_back("--regid=" + std::to_string(user->pw_gid));
    all.push_back("--clear-groups");
  }
  all.insert(all.end(), command.begin(), command.end());
  std::vector<char*> arguments;
  for (std::string& part : all) arguments.push_back(part.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return Status::FromErrno(error, "start " + command[0]);
  return pid;
}

Status GiveToServant(const fs::path& path) {
  const passwd* user = Servant();
  if (user == nullptr || chown(path.c_str(), user->pw_uid, user->pw_gid) == 0) return Status::Ok();
  return Status::FromErrno(errno, "give a folder to the database's user");
}

/// Parent and processor seconds of a process and of its ended children (proc(5), stat).
struct ProcessTimes {
  long parent = 0;
  double own = 0, children = 0;
};
ProcessTimes TimesOf(const fs::path& stat) {
  std::ifstream in(stat);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream fields(text.substr(name_end + 1));
  std::string skipped;
  ProcessTimes times;
  fields >> skipped >> times.parent;
  for (int field = 5; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0, children_user = 0, children_system = 0;
  fields >> user >> system >> children_user >> children_system;
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  times.own = (user + system) / ticks;
  times.children = (children_user + children_system) / ticks;
  return times;
}

}  // namespace

Result<std::unique_ptr<PostgresServer>> PostgresServer::Start() {
  std::unique_ptr<PostgresServer> server(new PostgresServer());
  TELAR_RETURN_IF_ERROR(server->Make());
  return server;
}

Status PostgresServer::Make() {
  if (Programs().empty()) {
    return Status::InvalidConfig("start PostgreSQL: it is not installed")
        .WithHint("./dev setup bench installs it");
  }
  programs_ = Programs().string();
  port_ = FreePort();
  const fs::path data = folder_.path() / "data", secret = folder_.path() / "password";
  std::ofstream(secret) << kPassword;
  TELAR_RETURN_IF_ERROR(GiveToServant(folder_.path()));
  TELAR_RETURN_IF_ERROR(GiveToServant(secret));
  TELAR_ASSIGN_OR_RETURN(
      const pid_t made,
      StartAsServant({programs_ + "/initdb", "--pgdata", data.string(), "--username", kUser,
                      "--pwfile", secret.string(), "--auth", "scram-sha-256", "--encoding", "UTF8",
                      "--no-locale", "--no-instructions"}));
  int status = 0;
  waitpid(made, &status, 0);
  if (status != 0) return Status::Unavailable("make a PostgreSQL cluster: initdb failed");
  std::vector<std::string> command{programs_ + "/postgres", "-D", data.string()};
  for (const std::string& setting :
       {std::string("listen_addresses=127.0.0.1"), std::string("unix_socket_directories="),
        std::string("shared_buffers=256MB"), std::string("dynamic_shared_memory_type=mmap"),
        std::string("shared_preload_libraries=pg_stat_statements"),
        "port=" + std::to_string(port_)}) {
    command.insert(command.end(), {"-c", setting});
  }
  TELAR_ASSIGN_OR_RETURN(pid_, StartAsServant(std::move(command)));
  for (int tries = 0; tries < 600; ++tries) {
    std::ifstream file(data / "postmaster.pid");
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("ready")) return Status::Ok();
    }
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = 0;
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return Status::Unavailable("start PostgreSQL: it did not come up");
}

PostgresServer::~PostgresServer() {
  if (pid_ == 0) return;
  kill(pid_, SIGQUIT);
  waitpid(pid_, nullptr, 0);
}

Result<std::unique_ptr<db::Database>> PostgresServer::Open(const std::string& database,
                                                           int connections) const {
  return db::postgres::Open({.host = "127.0.0.1",
                             .port = port_,
                             .user = kUser,
                             .password = Secret(kPassword),
                             .database = database,
                             .parameters = {},
                             .max_connections = connections,
                             .lock_timeout = std::chrono::minutes(10)});
}

Status PostgresServer::Create(const std::string& database, const std::string& copy_of) {
  TELAR_ASSIGN_OR_RETURN(const auto admin, Open("postgres", 1));
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, admin->Acquire());
    TELAR_RETURN_IF_ERROR(connection->ExecuteScript("CREATE DATABASE " + database + " TEMPLATE " +
                                                    copy_of + " STRATEGY FILE_COPY"));
  }
  if (copy_of != "template1") return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(const auto made, Open(database, 1));
  TELAR_ASSIGN_OR_RETURN(const auto connection, made->Acquire());
  return connection->ExecuteScript("CREATE EXTENSION pg_stat_statements");
}

std::string PostgresServer::Url(const std::string& database) const {
  return fmt::format("postgresql://{}:{}@127.0.0.1:{}/{}", kUser, kPassword, port_, database);
}

std::string PostgresServer::Parameters(const std::string& database) const {
  return fmt::format("host=127.0.0.1 port={} user={} password={} dbname={}", port_, kUser,
                     kPassword, database);
}

std::string PostgresServer::OdbcParameters(const std::string& database) const {
  return fmt::format("Server=127.0.0.1;Port={};UID={};PWD={};Database={}", port_, kUser, kPassword,
                     database);
}

double PostgresServer::CpuSeconds() const {
  double sum = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const int pid = std::atoi(entry.path().filename().c_str());
    if (pid <= 0) continue;
    const ProcessTimes times = TimesOf(entry.path() / "stat");
    if (pid == pid_) sum += times.own + times.children;
    else if (times.parent == pid_) sum += times.own;
  }
  return sum;
}

std::string PostgresServer::Version() const {
  const std::unique_ptr<FILE, int (*)(FILE*)> out(
      popen((programs_ + "/postgres --version").c_str(), "r"), pclose);
  char line[200] = "";
  if (out == nullptr || fgets(line, sizeof line, out.get()) == nullptr) return "PostgreSQL";
  std::string text(line);
  const std::size_t at = text.find(") ");
  return "PostgreSQL " + text.substr(at + 2, text.find_first_of(" \n", at + 2) - at - 2);
}

}  // namespace telar::bench
