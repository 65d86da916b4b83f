#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "core/result.h"

namespace telar::bench {

/// A benchmark that cannot do its work says why and ends with status 1.
inline void OrDie(const Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::exit(1);
}

template <typename T>
T OrDie(Result<T> result) {
  OrDie(result.status());
  return *std::move(result);
}

}  // namespace telar::bench
