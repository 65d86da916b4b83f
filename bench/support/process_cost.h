#pragma once

#include <sys/types.h>

#include <vector>

namespace telar::bench {

/// Processor seconds (user and system) this process has used, with its ended children and the
/// living `children`.
double CpuSeconds(const std::vector<pid_t>& children);

}  // namespace telar::bench
