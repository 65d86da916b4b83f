#include "tests/support/paths.h"

namespace telar::testing {

// The only file of the tests that knows where it was built, so that two checkouts share the
// compiler's cache.
std::filesystem::path SourceDir() { return TELAR_SOURCE_DIR; }
std::filesystem::path ProgramDir() { return TELAR_BIN_DIR; }

}  // namespace telar::testing
