#include "documents/isolation/reader_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "core/log.h"
#include "core/text.h"
#include "documents/isolation/reader_loop.h"

namespace telar::documents {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kErrorsKept = 2048;
constexpr std::string_view kHint =
    "Set TELAR_READER to the telar-reader of this build, or keep it beside telar.";

// What a reader may know of the environment; secrets are not among it.
constexpr std::array kPassedOn = {"LANG",
                                  "LC_ALL",
                                  "LC_CTYPE",
                                  "TZ",
                                  "TESSDATA_PREFIX",
                                  "FONTCONFIG_FILE",
                                  "FONTCONFIG_PATH",
                                  "LD_LIBRARY_PATH",
                                  "ASAN_OPTIONS",
                                  "UBSAN_OPTIONS",
                                  "TSAN_OPTIONS"};

std::vector<std::string> Environment(const fs::path& scratch) {
  std::vector<std::string> environment;
  for (const char* name : kPassedOn) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(std::string(name) + "=" + value);
    }
  }
  for (const char* name : {"HOME", "TMPDIR", "XDG_CACHE_HOME"}) {
    environment.push_back(std::string(name) + "=" + scratch.string());
  }
  // One thread a reader: as many readers as cores work side by side, and threads inside slow all.
  environment.emplace_back("OMP_THREAD_LIMIT=1");
  environment.emplace_back("MALLOC_ARENA_MAX=1");
  return environment;
}

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }
  // Above those that the child's own files take, so that placing one does not overwrite another.
  bool MoveUp() {
    const int moved = fcntl(fd_, F_DUPFD_CLOEXEC, 10);
    if (moved < 0) return false;
    close(std::exchange(fd_, moved));
    return true;
  }

 private:
  int fd_ = -1;
};

class SpawnSetup {
 public:
  SpawnSetup() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;

  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
};

int SpawnReader(const fs::path& program, std::vector<std::string> arguments,
                std::vector<std::string> environment, int socket, int errors, pid_t* pid) {
  SpawnSetup setup;
  posix_spawn_file_actions_addopen(&setup.files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&setup.files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&setup.files, errors, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&setup.files, socket, kReaderSocket);
  posix_spawn_file_actions_addclosefrom_np(&setup.files, kReaderSocket + 1);

  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&setup.attributes, &none);
  posix_spawnattr_setsigdefault(&setup.attributes, &all);
  posix_spawnattr_setpgroup(&setup.attributes, 0);
  posix_spawnattr_setflags(&setup.attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  return posix_spawn(pid, program.c_str(), &setup.files, &setup.attributes,
                     Pointers(arguments).data(), Pointers(environment).data());
}

Status SystemIsFull(std::string_view program, int error) {
  return Status::Unavailable("start " + std::string(program) + ": " + strerror(error))
      .WithHint("The machine is out of processes, files or memory.");
}

std::string SignalName(int number) {
  const char* name = sigabbrev_np(number);
  return name != nullptr ? std::string("SIG") + name : "signal " + std::to_string(number);
}

int PollTimeout(Deadline deadline, const Clock& clock) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline.Left(clock)).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

std::string InMebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Status OutOfMemory(const ReadLimits& limits) {
  return Status::LimitExceeded("the document needs more than its memory limit of " +
                               InMebibytes(limits.memory_bytes));
}

}  // namespace

Result<fs::path> FindReaderProgram(const fs::path& configured) {
  fs::path program = configured;
  const char* named = std::getenv("TELAR_READER");
  if (program.empty() && named != nullptr) program = named;
  std::error_code error;
  if (program.empty()) {
    program = fs::read_symlink("/proc/self/exe", error).parent_path() / "telar-reader";
  }
  program = fs::absolute(program, error);
  if (!fs::is_regular_file(program, error) || access(program.c_str(), X_OK) != 0) {
    return Status::InvalidConfig("find the reader program " + program.string() +
                                 ": it is not there or cannot be executed")
        .WithHint(std::string(kHint));
  }
  return program;
}

std::uint64_t ResidentBytes(pid_t pid) {
  std::uint64_t mapped = 0, resident = 0;
  std::ifstream("/proc/" + std::to_string(pid) + "/statm") >> mapped >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

Result<std::unique_ptr<ReaderProcess>> ReaderProcess::Start(const ReaderProcessOptions& options,
                                                            const Clock& clock) {
  std::error_code ignored;
  const fs::path parent = options.scratch_parent.empty() ? fs::temp_directory_path(ignored)
                                                         : fs::absolute(options.scratch_parent);
  TELAR_ASSIGN_OR_RETURN(auto scratch, ScratchFolder::Create(parent));
  std::unique_ptr<ReaderProcess> process(new ReaderProcess(clock, std::move(scratch)));
  TELAR_RETURN_IF_ERROR(process->Spawn(options));

  Result<wire::Frame> frame =
      process->Exchange({}, {}, {.meta = 64 << 10}, Deadline::After(clock, options.start_time));
  if (!frame.ok()) {
    const Status& cause = frame.status();
    if (cause.code() == Code::kInvalidConfig) return cause;
    process->DrainErrors();
    const std::string said = CollapseSpaces(process->errors_text_);
    return Status::Unavailable("start " + options.program.string() + ": " + cause.message() +
                               (said.empty() ? "" : " (" + said + ")"))
        .WithHint(std::string(kHint));
  }
  Result<wire::Hello> hello = wire::DecodeHello(*frame);
  if (!hello.ok()) {
    return Status::Unavailable("start " + options.program.string() + ": " +
                               hello.status().message());
  }
  if (!hello->status.ok()) {
    return std::move(hello->status).WithContext("start " + options.program.string());
  }
  process->sandbox_ = std::move(hello->sandbox);
  return process;
}

Status ReaderProcess::Spawn(const ReaderProcessOptions& options) {
  const std::string program = options.program.string();
  std::array<int, 2> sockets{}, pipes{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
    return SystemIsFull(program, errno);
  }
  socket_ = sockets[0];
  Descriptor its_socket(sockets[1]);
  if (pipe2(pipes.data(), O_CLOEXEC | O_NONBLOCK) != 0) return SystemIsFull(program, errno);
  errors_ = pipes[0];
  Descriptor its_errors(pipes[1]);
  if (!its_socket.MoveUp() || !its_errors.MoveUp() || fcntl(socket_, F_SETFL, O_NONBLOCK) != 0) {
    return SystemIsFull(program, errno);
  }

  std::vector<std::string> arguments = {program,
                                        "--scratch",
                                        scratch_->path().string(),
                                        "--file-bytes",
                                        std::to_string(options.file_bytes),
                                        "--memory-bytes",
                                        std::to_string(options.memory_bytes)};
  const auto add = [&arguments](const char* name, const fs::path& path) {
    arguments.emplace_back(name);
    arguments.push_back(fs::absolute(path).string());
  };
  add("--readable", options.program);
  // Libraries and models that are installed beside the program.
  const fs::path prefix_folder = fs::absolute(options.program).parent_path().parent_path();
  add("--readable", prefix_folder / "lib/telar");
  add("--readable", prefix_folder / "share/telar/ocr");
  for (const fs::path& path : options.readable) add("--readable", path);
  if (!options.tessdata.empty()) add("--tessdata", options.tessdata);
  if (const char* prefix = std::getenv("TESSDATA_PREFIX")) add("--readable", prefix);

  const int error =
      SpawnReader(options.program, std::move(arguments), Environment(scratch_->path()),
                  its_socket.get(), its_errors.get(), &pid_);
  if (error == 0) return Status::Ok();
  pid_ = -1;
  if (error == EAGAIN || error == ENOMEM || error == EMFILE || error == ENFILE) {
    return SystemIsFull(program, error);
  }
  return Status::InvalidConfig("start " + program + ": " + strerror(error))
      .WithHint(std::string(kHint));
}

ReaderProcess::~ReaderProcess() {
  KillAndReap();
  if (socket_ >= 0) close(socket_);
  if (errors_ >= 0) close(errors_);
}

int ReaderProcess::KillAndReap() {
  if (pid_ < 0) return 0;
  kill(pid_, SIGKILL);
  int wait_status = 0;
  while (waitpid(pid_, &wait_status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return wait_status;
}

void ReaderProcess::DrainErrors() {
  std::array<char, 4096> buffer;
  // Bounded: a reader that writes without end must not keep its parent from looking at the clock.
  for (int rounds = 0; rounds < 32; ++rounds) {
    const ssize_t got = read(errors_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    errors_text_.append(buffer.data(), static_cast<std::size_t>(got));
    if (errors_text_.size() > kErrorsKept) {
      errors_text_.erase(0, errors_text_.size() - kErrorsKept);
    }
  }
}

bool ReaderProcess::ErrorsTellOfMemory() const {
  const std::string text = AsciiLower(errors_text_);
  // The C++ library, Poppler, Leptonica, libjpeg and libtiff in their own words.
  for (const char* words : {"bad_alloc", "out of memory", "cannot allocate memory", "alloc fail",
                            "insufficient memory", "failed to allocate"}) {
    if (text.find(words) != std::string::npos) return true;
  }
  return false;
}

bool ReaderProcess::Idle() {
  if (pid_ < 0) return false;
  pollfd socket{.fd = socket_, .events = POLLIN, .revents = 0};
  return poll(&socket, 1, 0) == 0;
}

// The end of the process shows as kInternal; Ask turns it into what it means for the document.
Result<wire::Frame> ReaderProcess::Exchange(std::string_view meta, std::string_view bulk,
                                            wire::Bounds bounds, Deadline deadline) {
  wire::FrameReceiver receiver(bounds);
  const auto header = wire::EncodeHeader(wire::FrameType::kRequest, meta.size(), bulk.size());
  std::array<std::string_view, 3> parts = {std::string_view(header.data(), header.size()), meta,
                                           bulk};
  std::size_t part = meta.empty() ? parts.size() : 0;
  while (!receiver.done()) {
    while (part < parts.size() && parts[part].empty()) ++part;
    const short wanted = part < parts.size() ? POLLIN | POLLOUT : POLLIN;
    std::array<pollfd, 2> files = {pollfd{socket_, wanted, 0}, pollfd{errors_, POLLIN, 0}};
    if (poll(files.data(), files.size(), PollTimeout(deadline, clock_)) < 0 && errno != EINTR) {
      return Status::Internal(std::string("wait for a reader: ") + strerror(errno));
    }
    if (deadline.Expired(clock_)) {
      return Status::DeadlineExceeded("the reader did not answer in time");
    }
    if ((files[1].revents & POLLIN) != 0) DrainErrors();
    if ((files[0].revents & POLLOUT) != 0) {
      const ssize_t sent = send(socket_, parts[part].data(), parts[part].size(), MSG_NOSIGNAL);
      if (sent > 0) parts[part].remove_prefix(static_cast<std::size_t>(sent));
      if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) part = parts.size();
    }
    if ((files[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
    const std::span<char> space = receiver.Space();
    const ssize_t got = recv(socket_, space.data(), space.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) return Status::Internal("the reader ended");
    TELAR_RETURN_IF_ERROR(receiver.Advance(static_cast<std::size_t>(got)));
  }
  return std::move(receiver).Take();
}

Result<wire::Reply> ReaderProcess::Ask(const wire::Request& request, std::string_view bytes,
                                       Duration grace) {
  DrainErrors();
  errors_text_.clear();
  const ReadLimits& limits = request.options.limits;
  const Deadline deadline = Deadline::After(clock_, limits.time + grace);
  const wire::Bounds bounds{
      .bulk = request.kind == wire::Request::Kind::kRead ? 0 : limits.page_pixels * 3};
  Result<wire::Frame> frame = Exchange(wire::EncodeRequest(request), bytes, bounds, deadline);
  if (!frame.ok()) return Bury(std::move(frame).status(), limits);
  Result<wire::Reply> reply = wire::DecodeReply(*std::move(frame));
  if (!reply.ok()) return Bury(std::move(reply).status(), limits);

  DrainErrors();
  if (auto* status = std::get_if<Status>(&*reply)) {
    if (status->code() == Code::kDeadlineExceeded) {
      *reply = Status(Code::kLimitExceeded, status->message()).WithHint(status->hint());
    } else if (status->code() != Code::kLimitExceeded && ErrorsTellOfMemory()) {
      *reply = OutOfMemory(limits).WithContext(status->message());
    }
  }
  return reply;
}

// `cause` is why no sound reply came; how the process ended says more.
Status ReaderProcess::Bury(Status cause, const ReadLimits& limits) {
  const int ended = KillAndReap();
  DrainErrors();
  const int signal = WIFSIGNALED(ended) ? WTERMSIG(ended) : 0;
  const int exit_code = WIFEXITED(ended) ? WEXITSTATUS(ended) : 0;
  log::Debug("a reader process ended", {{"cause", cause.message()},
                                        {"signal", signal},
                                        {"exit", exit_code},
                                        {"stderr", ToValidUtf8(errors_text_)}});
  if (cause.code() == Code::kDeadlineExceeded || signal == SIGXCPU) {
    return Status::LimitExceeded("the document takes longer than its time limit of " +
                                 FormatDuration(limits.time));
  }
  if (exit_code == kOutOfMemoryExit || ErrorsTellOfMemory()) return OutOfMemory(limits);
  if (cause.code() != Code::kInternal) {
    return Status::InvalidInput("the reader answered nonsense on this document: " +
                                cause.message());
  }
  if (signal == SIGKILL) {
    return OutOfMemory(limits).WithHint(
        "The reader was killed from outside (SIGKILL), most likely for lack of memory.");
  }
  if (signal != 0) {
    return Status::InvalidInput("the reader died on this document (" + SignalName(signal) + ")");
  }
  return Status::InvalidInput("the reader ended on this document (exit code " +
                              std::to_string(exit_code) + ")");
}

}  // namespace telar::documents
