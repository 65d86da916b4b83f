#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/result.h"
#include "documents/reader.h"

namespace telar::documents {

/// Opens what reads, inside the sandbox; `tessdata` is the folder of language data or empty.
using ReaderOpener = std::function<Result<std::unique_ptr<Reader>>(const std::string& tessdata)>;

/// The life of a reader process: parses its arguments (`--scratch DIR --tessdata DIR --readable
/// PATH… --file-bytes N --memory-bytes N`), enters the sandbox, opens the reader, says hello on
/// file 3 and serves requests until the other side is gone, even in the middle of a document.
/// Ignores SIGINT, SIGTERM and SIGHUP, which are meant for the parent. Returns the exit code for
/// main.
///
/// Memory that cannot be had ends the process with kOutOfMemoryExit: what is left after it is not
/// to be trusted.
int RunReader(int argc, char** argv, const ReaderOpener& open);

inline constexpr int kReaderSocket = 3;
inline constexpr int kOutOfMemoryExit = 71;

}  // namespace telar::documents
