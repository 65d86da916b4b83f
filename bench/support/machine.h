#pragma once

#include <string>

namespace telar::bench {

/// Processors this process may use.
int Cores();

/// What the measurement ran on, three lines: processor, cores and the instruction sets that matter
/// to OCR; compiler and build type; library versions. Names no machine and no path.
std::string DescribeMachine();

}  // namespace telar::bench
