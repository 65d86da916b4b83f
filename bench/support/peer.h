#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace telar::bench {

/// kInvalidConfig with a hint when one of the peer programs is not on PATH.
Status FindPeers(const std::vector<std::string_view>& programs);

/// What `program -v` says first: "pdftotext version 22.12.0".
std::string PeerVersion(const std::string& program);

/// Runs a command to its end on one thread (OMP_THREAD_LIMIT=1), its output thrown away.
/// kUnavailable when it does not start, kInvalidInput when it does not end with 0.
Status RunPeer(const std::vector<std::string>& command);

}  // namespace telar::bench
