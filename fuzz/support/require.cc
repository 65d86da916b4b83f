#include "fuzz/support/require.h"

#include <cstdio>
#include <cstdlib>

namespace telar::fuzz {

void Require(bool holds, std::string_view invariant, std::string_view broken_by) {
  if (holds) return;
  std::fprintf(stderr, "broken: %.*s\n  by: %.*s\n", static_cast<int>(invariant.size()),
               invariant.data(), static_cast<int>(broken_by.size()), broken_by.data());
  std::abort();
}

}  // namespace telar::fuzz
