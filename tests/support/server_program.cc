#include "tests/support/server_program.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "tests/support/paths.h"

namespace telar::testing {
namespace {

std::filesystem::path Programs(const std::string& name) {
  return SourceDir() / ".cache/servers" / name / "bin";
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

void Replace(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
    text.replace(at, what.size(), with);
}

}  // namespace

ServerProgram::ServerProgram(const std::string& name, const std::string& program,
                             const std::vector<std::string>& arguments)
    : port_(FreePort()) {
  options_.folder = folder_.path();
  options_.command = {(Programs(name) / program).string()};
  for (std::string argument : arguments) {
    Replace(argument, "{port}", std::to_string(port_));
    Replace(argument, "{folder}", folder_.path().string());
    options_.command.push_back(std::move(argument));
  }
}

ServerProgram::~ServerProgram() { Stop(); }

bool ServerProgram::Installed(const std::string& name) {
  std::error_code error;
  return std::filesystem::exists(Programs(name).parent_path() / "stamp", error);
}

std::filesystem::path ServerProgram::Python(const std::string& name) {
  return Programs(name) / "python";
}

void ServerProgram::Start() { process_ = std::make_unique<Process>(options_); }

bool ServerProgram::Runs() const {
  return process_ != nullptr && !process_->WaitFor(std::chrono::milliseconds(0));
}

void ServerProgram::Stop() {
  if (process_ == nullptr) return;
  // Its own children end with it only when it is asked.
  process_->Signal(SIGTERM);
  process_->WaitFor(std::chrono::seconds(20));
  process_.reset();
}

}  // namespace telar::testing
