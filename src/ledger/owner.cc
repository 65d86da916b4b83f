#include "ledger/owner.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <vector>

#include "core/text.h"

namespace telar::ledger {
namespace {

std::string FirstLine(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

std::string PidNamespace() {
  std::error_code error;
  const std::string link = std::filesystem::read_symlink("/proc/self/ns/pid", error).string();
  const std::size_t open = link.find('['), close = link.find(']');  // "pid:[4026531836]"
  if (error || open == std::string::npos || close == std::string::npos) return "";
  return link.substr(open + 1, close - open - 1);
}

struct ProcessStat {
  char state = '?';
  std::int64_t threads = 0;
  std::int64_t started = 0;
};

/// /proc/PID/stat, see proc(5): fields 3, 20 and 22; the name before them may hold anything.
std::optional<ProcessStat> ReadStat(const std::string& pid) {
  const std::string line = FirstLine("/proc/" + pid + "/stat");
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream rest(line.substr(name_end + 1));
  const std::vector<std::string> fields{std::istream_iterator<std::string>(rest), {}};
  if (fields.size() < 20) return std::nullopt;
  ProcessStat stat;
  stat.state = fields[0][0];
  const auto number = [](const std::string& text, std::int64_t& value) {
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
  };
  if (!number(fields[17], stat.threads) || !number(fields[19], stat.started)) return std::nullopt;
  return stat;
}

}  // namespace

std::string Owner::ToString() const {
  return fmt::format("{}/{}/{}/{}/{}", host, boot, pid_namespace, pid, started);
}

Result<Owner> Owner::Parse(std::string_view text) {
  const auto pieces = Split(text, '/');
  Owner owner;
  const auto number = [](std::string_view piece, std::int64_t& value) {
    const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value);
    return error == std::errc() && end == piece.data() + piece.size();
  };
  if (pieces.size() != 5 || !number(pieces[3], owner.pid) || !number(pieces[4], owner.started)) {
    return Status::InvalidInput("parse a lease's owner: not host/boot/namespace/pid/started");
  }
  owner.host = pieces[0];
  owner.boot = pieces[1];
  owner.pid_namespace = pieces[2];
  return owner;
}

Owner CurrentOwner() {
  Owner owner;
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0) owner.host = host.data();
  for (char& c : owner.host) {
    if (c == '/') c = '-';
  }
  owner.host.resize(std::min<std::size_t>(owner.host.size(), 128));
  owner.boot = FirstLine("/proc/sys/kernel/random/boot_id");
  owner.pid_namespace = PidNamespace();
  owner.pid = getpid();
  if (const auto stat = ReadStat("self")) owner.started = stat->started;
  return owner;
}

Life ProbeProcess(const Owner& owner) {
  static const Owner kSelf = CurrentOwner();
  const bool comparable = !owner.boot.empty() && !owner.pid_namespace.empty() && owner.pid > 0 &&
                          owner.started > 0 && owner.host == kSelf.host &&
                          owner.boot == kSelf.boot && owner.pid_namespace == kSelf.pid_namespace;
  if (!comparable) return Life::kUnknown;
  if (kill(static_cast<pid_t>(owner.pid), 0) != 0 && errno == ESRCH) return Life::kDead;
  const auto stat = ReadStat(std::to_string(owner.pid));
  if (!stat) return Life::kUnknown;
  if (stat->started != owner.started) return Life::kDead;
  // A leader that ended while other threads of its process go on is a zombie too.
  const bool ended = (stat->state == 'Z' || stat->state == 'X') && stat->threads <= 1;
  return ended ? Life::kDead : Life::kAlive;
}

}  // namespace telar::ledger
