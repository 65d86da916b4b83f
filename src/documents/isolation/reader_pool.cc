#include "documents/isolation/reader_pool.h"

#include <algorithm>
#include <thread>

#include "core/log.h"

namespace telar::documents {
namespace {

ReaderProcessOptions ProcessOptions(const PoolOptions& options) {
  ReaderProcessOptions process;
  process.program = options.program;
  process.scratch_parent = options.scratch_parent;
  process.readable = options.readable;
  process.tessdata = options.tessdata;
  process.start_time = options.start_time;
  process.file_bytes = options.limits.file_bytes;
  process.memory_bytes = options.limits.memory_bytes;
  return process;
}

ReadLimits Smaller(const ReadLimits& a, const ReadLimits& b) {
  return {.file_bytes = std::min(a.file_bytes, b.file_bytes),
          .memory_bytes = std::min(a.memory_bytes, b.memory_bytes),
          .page_pixels = std::min(a.page_pixels, b.page_pixels),
          .pages = std::min(a.pages, b.pages),
          .time = std::min(a.time, b.time)};
}

bool Fits(wire::Request::Kind asked, const wire::Reply& reply) {
  switch (asked) {
    case wire::Request::Kind::kRead: return std::holds_alternative<Document>(reply);
    case wire::Request::Kind::kRender: return std::holds_alternative<PageImage>(reply);
    case wire::Request::Kind::kRegion: return std::holds_alternative<RegionWords>(reply);
    case wire::Request::Kind::kDraw: return std::holds_alternative<MarkedPicture>(reply);
    case wire::Request::Kind::kCheck: return std::holds_alternative<RuleReport>(reply);
  }
  return false;
}

}  // namespace

IsolatedReader::IsolatedReader(PoolOptions options, const Clock& clock)
    : options_(std::move(options)),
      process_options_(ProcessOptions(options_)),
      clock_(clock),
      slots_(static_cast<std::size_t>(options_.readers)) {}

IsolatedReader::~IsolatedReader() = default;

Result<std::unique_ptr<IsolatedReader>> IsolatedReader::Open(PoolOptions options,
                                                             const Clock& clock) {
  TELAR_ASSIGN_OR_RETURN(options.program, FindReaderProgram(options.program));
  if (options.readers <= 0) {
    options.readers = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }
  if (options.scratch_parent.empty()) {
    std::error_code ignored;
    options.scratch_parent = std::filesystem::temp_directory_path(ignored);
  }
  SweepScratchFolders(options.scratch_parent);
  std::unique_ptr<IsolatedReader> reader(new IsolatedReader(std::move(options), clock));
  Slot& first = reader->TakeSlot();
  const Status started = reader->EnsureStarted(first);
  if (started.ok()) reader->sandbox_ = first.process->sandbox();
  reader->ReturnSlot(first);
  if (!started.ok()) return started;
  return reader;
}

Result<Document> IsolatedReader::Read(std::string_view bytes, const ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(wire::Reply reply,
                         Serve({.kind = wire::Request::Kind::kRead, .options = options}, bytes));
  return std::get<Document>(std::move(reply));
}

Result<PageImage> IsolatedReader::Render(std::string_view bytes, int number, int dpi,
                                         const ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(
      wire::Reply reply,
      Serve(
          {.kind = wire::Request::Kind::kRender, .number = number, .dpi = dpi, .options = options},
          bytes));
  return std::get<PageImage>(std::move(reply));
}

Result<RegionWords> IsolatedReader::ReadRegion(std::string_view bytes, const PageRegion& region,
                                               const ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(
      wire::Reply reply,
      Serve({.kind = wire::Request::Kind::kRegion, .region = region, .options = options}, bytes));
  return std::get<RegionWords>(std::move(reply));
}

Result<MarkedPicture> IsolatedReader::Draw(std::string_view bytes, int number,
                                           const std::vector<Mark>& marks,
                                           const ReadOptions& options) {
  TELAR_RETURN_IF_ERROR(CheckMarks(marks));
  TELAR_ASSIGN_OR_RETURN(wire::Reply reply, Serve({.kind = wire::Request::Kind::kDraw,
                                                   .number = number,
                                                   .options = options,
                                                   .marks = marks},
                                                  bytes));
  return std::get<MarkedPicture>(std::move(reply));
}

Result<RuleReport> IsolatedReader::Check(std::string_view bytes, const ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(wire::Reply reply,
                         Serve({.kind = wire::Request::Kind::kCheck, .options = options}, bytes));
  return std::get<RuleReport>(std::move(reply));
}

// A reply that is a Status comes back as the failure it is; the others are of the asked kind.
Result<wire::Reply> IsolatedReader::Serve(wire::Request request, std::string_view bytes) {
  ReadLimits& limits = request.options.limits;
  limits = Smaller(limits, options_.limits);
  if (bytes.size() > limits.file_bytes) {
    return Status::LimitExceeded("the document has " + std::to_string(bytes.size()) +
                                 " bytes, more than the limit of " +
                                 std::to_string(limits.file_bytes));
  }
  Slot& slot = TakeSlot();
  Result<wire::Reply> reply = ServeIn(slot, request, bytes);
  ReturnSlot(slot);
  return reply;
}

Result<wire::Reply> IsolatedReader::ServeIn(Slot& slot, const wire::Request& request,
                                            std::string_view bytes) {
  TELAR_RETURN_IF_ERROR(EnsureStarted(slot));
  Result<wire::Reply> reply = slot.process->Ask(request, bytes, options_.grace);
  {
    const std::lock_guard lock(mutex_);
    ++counts_.documents;
    ++slot.state.documents;
  }
  if (!reply.ok()) {
    Retire(slot, &PoolStatistics::died);
    return reply;
  }
  const bool failed = std::holds_alternative<Status>(*reply);
  const bool fits = Fits(request.kind, *reply);
  if (!failed && !fits) {
    Retire(slot, &PoolStatistics::died);
    return Status::InvalidInput("the reader answered another question on this document");
  }
  if (HasGrownOld(slot)) Retire(slot, &PoolStatistics::recycled);
  if (failed) return std::get<Status>(*std::move(reply));
  return reply;
}

bool IsolatedReader::HasGrownOld(Slot& slot) {
  const std::uint64_t resident = ResidentBytes(slot.process->pid());
  if (slot.first_resident_bytes == 0) slot.first_resident_bytes = resident;
  return slot.state.documents >= options_.recycle_after ||
         resident > slot.first_resident_bytes + options_.recycle_growth_bytes;
}

// Prefers a reader that is warm, so that a light load keeps few processes.
IsolatedReader::Slot& IsolatedReader::TakeSlot() {
  std::unique_lock lock(mutex_);
  for (;;) {
    Slot* found = nullptr;
    for (Slot& slot : slots_) {
      if (!slot.state.busy && (found == nullptr || found->state.pid == 0)) found = &slot;
    }
    if (found != nullptr) {
      found->state.busy = true;
      return *found;
    }
    slot_free_.wait(lock);
  }
}

void IsolatedReader::ReturnSlot(Slot& slot) {
  {
    const std::lock_guard lock(mutex_);
    slot.state.busy = false;
  }
  slot_free_.notify_one();
}

Status IsolatedReader::EnsureStarted(Slot& slot) {
  if (slot.process != nullptr && slot.process->Idle()) return Status::Ok();
  // One that died between two documents cost none.
  if (slot.process != nullptr) Retire(slot, &PoolStatistics::died);
  TELAR_ASSIGN_OR_RETURN(slot.process, ReaderProcess::Start(process_options_, clock_));
  const std::lock_guard lock(mutex_);
  slot.state.pid = slot.process->pid();
  ++counts_.started;
  return Status::Ok();
}

void IsolatedReader::Retire(Slot& slot, std::uint64_t PoolStatistics::*counter) {
  {
    const std::lock_guard lock(mutex_);
    ++(counts_.*counter);
    slot.state = {.busy = true};
  }
  slot.process.reset();
  slot.first_resident_bytes = 0;
}

PoolStatistics IsolatedReader::Statistics() const {
  const std::lock_guard lock(mutex_);
  PoolStatistics statistics = counts_;
  for (const Slot& slot : slots_) {
    if (slot.state.pid == 0) continue;
    statistics.readers.push_back(slot.state);
    statistics.readers.back().resident_bytes = ResidentBytes(slot.state.pid);
  }
  return statistics;
}

}  // namespace telar::documents
