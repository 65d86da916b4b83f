#include <fmt/format.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "app/checks.h"
#include "app/times.h"
#include "core/text.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using Grade = CheckResult::Grade;
using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = 1ULL << 20;
constexpr std::uint64_t kLittleDisk = 1024 * kMiB;
constexpr std::uint64_t kTooLittleDisk = 100 * kMiB;

// The value after "name:" in a file of /proc; "" when there is none.
std::string ProcValue(const std::string& file, std::string_view name) {
  std::ifstream in(file);
  std::string line;
  while (std::getline(in, line)) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos || Trim(std::string_view(line).substr(0, colon)) != name)
      continue;
    return std::string(Trim(std::string_view(line).substr(colon + 1)));
  }
  return "";
}

CheckResult CheckProcessor() {
  const std::string flags = " " + ProcValue("/proc/cpuinfo", "flags") + " ";
  std::vector<std::string> found;
  for (const auto& [flag, name] : {std::pair{"avx2", "AVX2"},
                                   {"avx512f", "AVX-512"},
                                   {"avx512_vnni", "VNNI"},
                                   {"amx_tile", "AMX"}}) {
    if (flags.find(fmt::format(" {} ", flag)) != std::string::npos) found.emplace_back(name);
  }
  const std::string cores = fmt::format("{} cores", std::thread::hardware_concurrency());
  if (found.empty()) {
    return {"processor", Grade::kWarn, cores + " without AVX2", "OCR is several times slower here"};
  }
  return {"processor", Grade::kOk, cores + ", " + Join(found, ", ")};
}

CheckResult CheckMemory(const config::Settings& settings) {
  std::uint64_t available = 0;
  std::istringstream(ProcValue("/proc/meminfo", "MemAvailable")) >> available;
  available /= 1024;
  const auto readers = static_cast<std::uint64_t>(
      settings.reader.readers > 0 ? settings.reader.readers
                                  : static_cast<int>(std::thread::hardware_concurrency()));
  const std::uint64_t wanted = readers * static_cast<std::uint64_t>(settings.reader.memory_mb);
  const std::string detail = fmt::format("{} MiB available, {} readers may take {} MiB each",
                                         available, readers, settings.reader.memory_mb);
  if (available < wanted) {
    return {"memory", Grade::kWarn, detail, "lower reader.readers or reader.memory_mb"};
  }
  return {"memory", Grade::kOk, detail};
}

CheckResult CheckDisk(const std::string& name, fs::path path) {
  std::error_code error;
  while (!fs::exists(path, error) && path.has_relative_path()) path = path.parent_path();
  struct statvfs disk {};
  if (statvfs(path.c_str(), &disk) != 0) {
    return {name, Grade::kWarn, "cannot tell the space left at " + path.string()};
  }
  const std::uint64_t left = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  const std::string detail = fmt::format("{} MiB left at {}", left / kMiB, path.string());
  if (left < kTooLittleDisk) return {name, Grade::kFail, detail, "make room before the next run"};
  if (left < kLittleDisk) return {name, Grade::kWarn, detail, "make room soon"};
  return {name, Grade::kOk, detail};
}

CheckResult CheckClock(const Clock& clock) {
  constexpr Instant kEarliest = std::chrono::sys_days(Date(std::chrono::year(2026) / 1 / 1));
  const std::string now = FormatInstant(clock.Now());
  if (clock.Now() < kEarliest)
    return {"clock", Grade::kFail, now + " is in the past", "set the machine's clock"};
  timex state{};
  if (adjtimex(&state) == TIME_ERROR || (state.status & STA_UNSYNC) != 0) {
    return {"clock", Grade::kWarn, now + ", not synchronised",
            "run a time service (chrony, systemd-timesyncd), or let the host do it"};
  }
  return {"clock", Grade::kOk, now + ", synchronised"};
}

CheckResult CheckZone(const config::Settings& settings, const Clock& clock) {
  const auto times = LocalTimes::Open(settings.display.time_zone);
  if (!times.ok())
    return {"time_zone", Grade::kFail, times.status().FullMessage(), times.status().hint()};
  return {"time_zone", Grade::kOk,
          settings.display.time_zone + ", now " + times->Format(clock.Now())};
}

}  // namespace

std::vector<CheckResult> CheckMachine(const config::Settings& settings, const Clock& clock) {
  std::vector<CheckResult> results = {CheckProcessor(), CheckMemory(settings)};
  if (settings.invoices.database.is_file()) {
    results.push_back(CheckDisk("disk.database", settings.invoices.database.file));
  }
  if (settings.invoices.archive.kind == config::StoreUrl::Kind::kFolder) {
    results.push_back(CheckDisk("disk.archive", settings.invoices.archive.folder));
  }
  std::error_code error;
  results.push_back(CheckDisk("disk.temporary", fs::temp_directory_path(error)));
  results.push_back(CheckClock(clock));
  results.push_back(CheckZone(settings, clock));
  return results;
}

}  // namespace telar::app
