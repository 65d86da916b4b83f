#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "documents/isolation/reader_process.h"
#include "documents/reader.h"

namespace telar::documents {

struct PoolOptions {
  /// Documents read at the same time; 0: as many as the machine has processors.
  int readers = 0;
  /// The reader program; empty: see FindReaderProgram.
  std::filesystem::path program;
  /// The most any document gets, whatever its ReadOptions say.
  ReadLimits limits;
  /// Files and folders readers may read besides the system's.
  std::vector<std::filesystem::path> readable;
  /// Folder of Tesseract's *.traineddata files; empty: where the system keeps them.
  std::string tessdata;
  std::filesystem::path scratch_parent;  ///< Empty: the system's folder for temporary files.
  /// A reader is replaced after so many documents …
  int recycle_after = 1000;
  /// … or when it holds so much more memory than after its first document.
  std::uint64_t recycle_growth_bytes = 256ULL << 20;
  Duration start_time = std::chrono::seconds(30);
  /// A reader that watches its own time gets this much longer to answer before it is killed.
  Duration grace = std::chrono::seconds(2);
};

/// What a pool did since it was opened, and how its readers stand.
struct PoolStatistics {
  struct ReaderState {
    pid_t pid = 0;
    std::uint64_t resident_bytes = 0;
    int documents = 0;
    bool busy = false;
  };
  std::uint64_t documents = 0;  ///< Answered, well or badly.
  std::uint64_t started = 0;    ///< Processes.
  std::uint64_t died = 0;       ///< Crashed, ended, were killed for time or memory.
  std::uint64_t recycled = 0;   ///< Replaced in health to keep memory flat.
  std::vector<ReaderState> readers;
};

/// Reads every document in a warm reader process, so that a document that crashes, hangs or swells
/// its parser costs itself and nobody else:
///
///   crash, strange end  kInvalidInput "the reader died on this document (SIGSEGV)"
///   time                kLimitExceeded; the process is killed. Not kDeadlineExceeded: the same
///                       document would take as long again
///   memory              kLimitExceeded
///   no process at all   kUnavailable or kInvalidConfig, with a hint
///
/// One document at a time and process; callers beyond the number of readers wait for a free one.
/// Readers start when first needed and are kept. Safe to call from several threads at once; no
/// call may be running when it is destroyed.
class IsolatedReader final : public Reader {
 public:
  /// Starts the first reader, so that a missing program or language data shows here: kInvalidConfig
  /// or kUnavailable. Removes scratch folders that a killed process left. `clock` is borrowed.
  static Result<std::unique_ptr<IsolatedReader>> Open(PoolOptions options, const Clock& clock);
  ~IsolatedReader() override;

  Result<Document> Read(std::string_view bytes, const ReadOptions& options) override;
  Result<PageImage> Render(std::string_view bytes, int number, int dpi,
                           const ReadOptions& options) override;
  Result<RegionWords> ReadRegion(std::string_view bytes, const PageRegion& region,
                                 const ReadOptions& options) override;
  Result<MarkedPicture> Draw(std::string_view bytes, int number, const std::vector<Mark>& marks,
                             const ReadOptions& options) override;
  Result<RuleReport> Check(std::string_view bytes, const ReadOptions& options) override;

  PoolStatistics Statistics() const;
  /// What protects the readers, as the first one reported it.
  const SandboxReport& sandbox() const { return sandbox_; }

 private:
  // Whoever made `busy` true owns `process` and `first_resident_bytes`; mutex_ guards the rest.
  struct Slot {
    std::unique_ptr<ReaderProcess> process;  // null: to be started by its owner
    std::uint64_t first_resident_bytes = 0;  // after the first document, which loads the models
    PoolStatistics::ReaderState state;
  };

  IsolatedReader(PoolOptions options, const Clock& clock);

  Result<wire::Reply> Serve(wire::Request request, std::string_view bytes);
  Result<wire::Reply> ServeIn(Slot& slot, const wire::Request& request, std::string_view bytes);
  Slot& TakeSlot();
  void ReturnSlot(Slot& slot);
  Status EnsureStarted(Slot& slot);
  void Retire(Slot& slot, std::uint64_t PoolStatistics::*counter);
  bool HasGrownOld(Slot& slot);

  const PoolOptions options_;
  const ReaderProcessOptions process_options_;
  const Clock& clock_;
  SandboxReport sandbox_;  // constant after Open

  mutable std::mutex mutex_;
  std::condition_variable slot_free_;
  std::vector<Slot> slots_;
  PoolStatistics counts_;  // guarded by mutex_; its readers stay empty
};

}  // namespace telar::documents
