#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "documents/isolation/sandbox_report.h"
#include "documents/reader.h"

namespace telar::documents {

struct SandboxOptions {
  /// The only folder the process may write to; empty: none.
  std::filesystem::path scratch;
  /// Files and folders it may read besides the system's libraries, fonts and language data. A path
  /// that does not exist is passed over.
  std::vector<std::filesystem::path> readable;
  /// Largest file it may write.
  std::uint64_t file_bytes = 64ULL << 20;
  /// The most a document may be granted; the process never maps more than twice that and 1 GiB for
  /// models on top of what is mapped now, whatever gained control of it.
  std::uint64_t memory_bytes = 1024ULL << 20;
};

/// Gives up, for the calling process and for good, what reading documents does not need:
///
/// - no_new_privs, no capabilities, not dumpable, no core file;
/// - limits on address space, open files and the size of a written file;
/// - Landlock: files outside `options` cannot be opened, nothing outside `scratch` written, no
///   program executed, no TCP (ABI 4), no abstract socket or signal to outsiders (ABI 6);
/// - seccomp: system calls outside a list are refused with ENOSYS, those a document has no business
///   with (socket, exec, fork, ptrace, mount, bpf, keyctl, io_uring …) with EPERM. Threads work.
///
/// Every layer is best effort: what the kernel lacks is off in the report, and the others still
/// hold. Call it with one thread running; later threads inherit it.
SandboxReport EnterSandbox(const SandboxOptions& options);

/// Bounds what one document may cost while it lives: address space `memory_bytes` on top of what is
/// mapped now, and processor time of `time` on every core. The address space is not bounded under
/// a sanitizer, whose shadow memory is larger than any sensible limit.
class DocumentLimitsScope {
 public:
  explicit DocumentLimitsScope(const ReadLimits& limits);
  ~DocumentLimitsScope();
  DocumentLimitsScope(const DocumentLimitsScope&) = delete;
  DocumentLimitsScope& operator=(const DocumentLimitsScope&) = delete;
};

}  // namespace telar::documents
