#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "documents/isolation/scratch_folder.h"
#include "documents/isolation/wire.h"

namespace telar::documents {

/// The reader program: `configured` when given, else the environment's TELAR_READER, else
/// telar-reader in the folder of the running program. kInvalidConfig when it is not there or cannot
/// be executed.
Result<std::filesystem::path> FindReaderProgram(const std::filesystem::path& configured);

struct ReaderProcessOptions {
  std::filesystem::path program;
  /// Where the scratch folder is made; empty: the system's folder for temporary files.
  std::filesystem::path scratch_parent;
  /// Files and folders the reader may read besides the system's (language data, models).
  std::vector<std::filesystem::path> readable;
  /// Folder of Tesseract's *.traineddata files; empty: where the system keeps them.
  std::string tessdata;
  /// Until it has said hello.
  Duration start_time = std::chrono::seconds(30);
  /// Largest document, and largest file it may write.
  std::uint64_t file_bytes = 64ULL << 20;
  /// The most that any request will allow as limits.memory_bytes.
  std::uint64_t memory_bytes = 1024ULL << 20;
};

/// Memory that process `pid` holds now; 0 when that cannot be told.
std::uint64_t ResidentBytes(pid_t pid);

/// One running telar-reader, the parent's end of it. It has a process group of its own (Ctrl-C does
/// not reach it), an environment of a few harmless variables, and no open file but its socket and
/// its standard error, which is captured. It ends with this object, and by itself when the parent
/// dies. For one thread at a time.
class ReaderProcess {
 public:
  /// Starts the program and waits for its hello. kInvalidConfig: the program is missing, is of
  /// another version or misses language data. kUnavailable: the system has no room for it or it
  /// ended at once. `clock` is borrowed.
  static Result<std::unique_ptr<ReaderProcess>> Start(const ReaderProcessOptions& options,
                                                      const Clock& clock);
  /// Kills and reaps the process and removes its scratch folder.
  ~ReaderProcess();
  ReaderProcess(const ReaderProcess&) = delete;
  ReaderProcess& operator=(const ReaderProcess&) = delete;

  /// Sends one request and waits for the reply. A failure of Ask, unlike a Status within the reply,
  /// means that the process is dead and reaped:
  ///   kInvalidInput    it crashed, ended, or answered nonsense: the message names the signal
  ///   kLimitExceeded   it ran out of memory, or was killed after limits.time + `grace`
  /// `bytes` is borrowed during the call.
  Result<wire::Reply> Ask(const wire::Request& request, std::string_view bytes, Duration grace);

  /// The process runs and waits for a request.
  bool Idle();
  pid_t pid() const { return pid_; }
  const SandboxReport& sandbox() const { return sandbox_; }

 private:
  ReaderProcess(const Clock& clock, std::unique_ptr<ScratchFolder> scratch)
      : clock_(clock), scratch_(std::move(scratch)) {}

  Status Spawn(const ReaderProcessOptions& options);
  Result<wire::Frame> Exchange(std::string_view meta, std::string_view bulk, wire::Bounds bounds,
                               Deadline deadline);
  Status Bury(Status cause, const ReadLimits& limits);
  void DrainErrors();
  int KillAndReap();
  bool ErrorsTellOfMemory() const;

  const Clock& clock_;
  const std::unique_ptr<ScratchFolder> scratch_;
  pid_t pid_ = -1;
  int socket_ = -1;
  int errors_ = -1;
  std::string errors_text_;  // the end of what it wrote to standard error since the last request
  SandboxReport sandbox_;
};

}  // namespace telar::documents
