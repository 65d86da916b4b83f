#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace telar::bench {

/// Calls `work(i)` for every i below `count`, in order of i, on `threads` threads; returns when all
/// are done. `work` is called from several threads at once.
template <typename Work>
void ForEach(std::size_t count, int threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> pool;
  for (int t = 0; t < threads; ++t) {
    pool.emplace_back([&] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    });
  }
}

}  // namespace telar::bench
