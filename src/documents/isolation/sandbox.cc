#include "documents/isolation/sandbox.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>
#include <thread>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TELAR_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TELAR_SHADOW_MEMORY 1
#endif
#endif

namespace telar::documents {
namespace fs = std::filesystem;
namespace {

#ifdef TELAR_SHADOW_MEMORY
constexpr bool kShadowMemory = true;
#else
constexpr bool kShadowMemory = false;
#endif

constexpr rlim_t kOpenFiles = 256;
constexpr std::uint64_t kModelBytes = 1ULL << 30;

SandboxLayer On(std::string name, std::string detail = {}) {
  return {std::move(name), true, std::move(detail)};
}
SandboxLayer Off(std::string name, std::string why) {
  return {std::move(name), false, std::move(why)};
}
SandboxLayer FromReturn(std::string name, bool worked, std::string detail = {}) {
  if (worked) return On(std::move(name), std::move(detail));
  return Off(std::move(name), std::generic_category().message(errno));
}

bool SetLimit(int resource, rlim_t value) {
  const rlimit limit{value, value};
  return setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0;
}

bool DropCapabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return syscall(SYS_capset, &header, none) == 0;
}

// --- Landlock. The constants of newer kernels are spelled out: the system's header may be older.

constexpr std::uint64_t kExecute = 1, kWriteFile = 1 << 1, kReadFile = 1 << 2, kReadFolder = 1 << 3;
constexpr std::uint64_t kAbi1 = (1 << 13) - 1;  // execute … make a symbolic link
constexpr std::uint64_t kRefer = 1 << 13, kTruncate = 1 << 14, kDeviceIoctl = 1 << 15;
constexpr std::uint64_t kSpecialFiles = (1 << 6) | (1 << 9) | (1 << 10) | (1 << 11) | (1 << 12);
constexpr std::uint64_t kTcpBindConnect = 3;
constexpr std::uint64_t kScopeAbstractSocketSignal = 3;

struct RulesetAttributes {
  std::uint64_t files, network, scoped;
};
struct __attribute__((packed)) PathAttributes {
  std::uint64_t allowed;
  std::int32_t parent;
};

class Landlock {
 public:
  static long Abi() { return syscall(SYS_landlock_create_ruleset, nullptr, 0, 1U); }

  explicit Landlock(long abi) {
    handled_ = kAbi1;
    if (abi >= 2) handled_ |= kRefer;
    if (abi >= 3) handled_ |= kTruncate;
    if (abi >= 5) handled_ |= kDeviceIoctl;
    const RulesetAttributes attributes{handled_, abi >= 4 ? kTcpBindConnect : 0,
                                       abi >= 6 ? kScopeAbstractSocketSignal : 0};
    const std::size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    ruleset_ = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0U));
  }
  ~Landlock() {
    if (ruleset_ >= 0) close(ruleset_);
  }
  Landlock(const Landlock&) = delete;
  Landlock& operator=(const Landlock&) = delete;

  void Allow(const fs::path& path, std::uint64_t access) {
    PathAttributes rule{access & handled_, open(path.c_str(), O_PATH | O_CLOEXEC)};
    if (rule.parent < 0) return;
    struct stat state {};
    if (fstat(rule.parent, &state) == 0 && !S_ISDIR(state.st_mode)) {
      rule.allowed &= kExecute | kWriteFile | kReadFile | kTruncate | kDeviceIoctl;
    }
    syscall(SYS_landlock_add_rule, ruleset_, 1, &rule, 0U);
    close(rule.parent);
  }
  void AllowReading(const fs::path& path) { Allow(path, kReadFile | kReadFolder); }
  void AllowWriting(const fs::path& path) { Allow(path, handled_ & ~kExecute & ~kSpecialFiles); }
  bool Enforce() { return ruleset_ >= 0 && syscall(SYS_landlock_restrict_self, ruleset_, 0U) == 0; }

 private:
  std::uint64_t handled_ = 0;
  int ruleset_ = -1;
};

SandboxLayer EnterLandlock(const SandboxOptions& options) {
  const long abi = Landlock::Abi();
  if (abi < 1) return Off("landlock", "the kernel has none or it is not enabled");
  Landlock landlock(abi);
  for (const char* path :
       {"/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf",
        "/etc/ld.so.conf.d", "/etc/papersize", "/etc/localtime", "/var/cache/fontconfig",
        "/var/lib/fonts", "/dev/zero", "/dev/random", "/dev/urandom", "/proc/self", "/proc/cpuinfo",
        "/proc/meminfo", "/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu"}) {
    landlock.AllowReading(path);
  }
  landlock.Allow("/dev/null", kReadFile | kWriteFile);
  for (const fs::path& path : options.readable) landlock.AllowReading(path);
  if (!options.scratch.empty()) landlock.AllowWriting(options.scratch);
  return FromReturn("landlock", landlock.Enforce(),
                    "ABI " + std::to_string(abi) + (abi < 4 ? ", no TCP rules" : ""));
}

// --- seccomp: what a reader of documents calls; all else does not exist for it.

// clang-format off
constexpr const char* kAllowed[] = {
    // memory
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "mincore", "msync", "membarrier",
    "mlock", "munlock", "get_mempolicy", "mbind", "set_mempolicy", "pkey_alloc", "pkey_free",
    "pkey_mprotect",
    // files it can reach; Landlock says which
    "read", "pread64", "readv", "preadv", "write", "pwrite64", "writev", "pwritev", "lseek", "open",
    "openat", "openat2", "creat", "close", "close_range", "dup", "dup2", "dup3", "fcntl", "flock",
    "fstat", "stat", "lstat", "newfstatat", "statx", "statfs", "fstatfs", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "unlink",
    "unlinkat", "mkdir", "mkdirat", "rmdir", "rename", "renameat", "renameat2", "ftruncate",
    "truncate", "fallocate", "fsync", "fdatasync", "fadvise64", "umask", "chmod", "fchmod",
    "fchmodat", "utimensat", "sendfile", "copy_file_range", "memfd_create", "pipe", "pipe2",
    "eventfd2", "poll", "ppoll", "select", "pselect6", "epoll_create1", "epoll_ctl", "epoll_wait",
    "epoll_pwait",
    // the socket it was given; it can make no other
    "recvfrom", "recvmsg", "sendto", "sendmsg", "shutdown", "getsockopt",
    // threads, signals, time
    "futex", "futex_waitv", "set_robust_list", "get_robust_list", "set_tid_address", "rseq",
    "sched_yield", "sched_getaffinity", "sched_setaffinity", "sched_getparam",
    "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min", "getcpu",
    "arch_prctl", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending",
    "rt_sigtimedwait", "sigaltstack", "restart_syscall", "nanosleep", "clock_nanosleep",
    "clock_gettime", "clock_getres", "gettimeofday", "time", "alarm", "setitimer", "times",
    // itself
    "getpid", "gettid", "getppid", "getpgrp", "getuid", "geteuid", "getgid", "getegid",
    "getresuid", "getresgid", "getrusage", "getrlimit", "setrlimit", "sysinfo", "uname",
    "getrandom", "capget", "exit", "exit_group",
};

// Refused by name, so that a library is told "not permitted" and a test can tell the difference.
constexpr const char* kRefused[] = {
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "execve", "execveat",
    "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "kill", "tkill", "mount",
    "umount2", "pivot_root", "chroot", "unshare", "setns", "bpf", "perf_event_open", "keyctl",
    "add_key", "request_key", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "userfaultfd", "init_module", "finit_module", "kexec_load", "reboot", "swapon", "setuid",
    "setgid", "link", "linkat", "symlink", "symlinkat", "mknod", "mknodat", "chown", "fchown",
    "lchown", "fchownat",
};
// clang-format on

class SeccompFilter {
 public:
  SeccompFilter() : context_(seccomp_init(SCMP_ACT_ERRNO(ENOSYS))) {}
  ~SeccompFilter() {
    if (context_ != nullptr) seccomp_release(context_);
  }
  SeccompFilter(const SeccompFilter&) = delete;
  SeccompFilter& operator=(const SeccompFilter&) = delete;

  template <typename... Compare>
  void Add(std::uint32_t action, const char* name, Compare... compare) {
    if (context_ == nullptr) return;
    const int number = seccomp_syscall_resolve_name(name);
    // A call that this architecture or library does not know needs no rule.
    if (number != __NR_SCMP_ERROR) {
      seccomp_rule_add(context_, action, number, sizeof...(compare), compare...);
    }
  }
  int Load() {
    if (context_ == nullptr) return -ENOMEM;
    // Threads that sanitizers start before main are covered too.
    seccomp_attr_set(context_, SCMP_FLTATR_CTL_TSYNC, 1);
    return seccomp_load(context_);
  }

 private:
  scmp_filter_ctx context_;
};

SandboxLayer EnterSeccomp() {
  SeccompFilter filter;
  for (const char* name : kAllowed) filter.Add(SCMP_ACT_ALLOW, name);
  for (const char* name : kRefused) filter.Add(SCMP_ACT_ERRNO(EPERM), name);
  constexpr scmp_datum_t kThread = 0x00010000;  // CLONE_THREAD
  filter.Add(SCMP_ACT_ALLOW, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, kThread, kThread));
  filter.Add(SCMP_ACT_ERRNO(EPERM), "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, kThread, 0));
  // abort() and raise() signal the process itself; limits are read and set for itself only.
  const auto self = static_cast<scmp_datum_t>(getpid());
  filter.Add(SCMP_ACT_ALLOW, "tgkill", SCMP_A0(SCMP_CMP_EQ, self));
  filter.Add(SCMP_ACT_ALLOW, "prlimit64", SCMP_A0(SCMP_CMP_EQ, 0));
  filter.Add(SCMP_ACT_ALLOW, "prlimit64", SCMP_A0(SCMP_CMP_EQ, self));
  filter.Add(SCMP_ACT_ALLOW, "ioctl", SCMP_A1(SCMP_CMP_EQ, TCGETS));
  constexpr int kSetVma = 0x53564d41;
  for (const int option : {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, kSetVma}) {
    filter.Add(SCMP_ACT_ALLOW, "prctl", SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(option)));
  }
  const int error = filter.Load();
  if (error == 0) return On("seccomp", std::to_string(std::size(kAllowed)) + " calls allowed");
  return Off("seccomp", std::generic_category().message(-error));
}

std::uint64_t MappedBytes() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

SandboxLayer LimitAddressSpace(std::uint64_t memory_bytes) {
  if (kShadowMemory) return Off("address_space", "a sanitizer needs shadow memory");
  const std::uint64_t most = MappedBytes() + 2 * memory_bytes + kModelBytes;
  return FromReturn("address_space", SetLimit(RLIMIT_AS, most),
                    "per document, " + std::to_string(most >> 20) + " MiB at most");
}

void SetSoftLimit(int resource, rlim_t value) {
  const auto which = static_cast<__rlimit_resource>(resource);
  rlimit limit{};
  if (getrlimit(which, &limit) != 0) return;
  limit.rlim_cur = std::min(value, limit.rlim_max);
  setrlimit(which, &limit);
}

}  // namespace

SandboxReport EnterSandbox(const SandboxOptions& options) {
  SandboxReport report;
  auto& layers = report.layers;
  layers.push_back(FromReturn("no_new_privileges", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0));
  layers.push_back(FromReturn("no_core_file", SetLimit(RLIMIT_CORE, 0)));
  layers.push_back(
      FromReturn("open_files", SetLimit(RLIMIT_NOFILE, kOpenFiles), std::to_string(kOpenFiles)));
  layers.push_back(FromReturn("file_size", SetLimit(RLIMIT_FSIZE, options.file_bytes),
                              std::to_string(options.file_bytes >> 20) + " MiB"));
  layers.push_back(LimitAddressSpace(options.memory_bytes));
  layers.push_back(On("processor_time", "per document"));
  layers.push_back(EnterLandlock(options));
  layers.push_back(FromReturn("no_capabilities", DropCapabilities()));
  layers.push_back(FromReturn("not_dumpable", prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0));
  layers.push_back(EnterSeccomp());
  return report;
}

DocumentLimitsScope::DocumentLimitsScope(const ReadLimits& limits) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
  const auto allowed =
      static_cast<rlim_t>(std::chrono::duration_cast<std::chrono::seconds>(limits.time).count());
  const rlim_t cores = std::max(1U, std::thread::hardware_concurrency());
  SetSoftLimit(RLIMIT_CPU, seconds + allowed * cores + 5);
  if constexpr (!kShadowMemory) SetSoftLimit(RLIMIT_AS, MappedBytes() + limits.memory_bytes);
}

DocumentLimitsScope::~DocumentLimitsScope() {
  SetSoftLimit(RLIMIT_CPU, RLIM_INFINITY);
  SetSoftLimit(RLIMIT_AS, RLIM_INFINITY);
}

}  // namespace telar::documents
