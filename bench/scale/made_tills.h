#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "core/time.h"
#include "net/http.h"
#include "pos/location.h"

namespace telar::bench {

/// An invented chain of 19 stores, 23,000 sales lines a day in documents of five, of 5,000 products
/// of which few sell much (Zipf, s = 1), from 2024-01-01 on.
struct Till {
  static constexpr int kStores = 19, kLinesADay = 23'000, kProducts = 5'000;
  static constexpr Date kFirst{std::chrono::year{2024} / 1 / 1};

  /// The stores as locations.yaml would name them.
  static std::vector<pos::Location> Locations();
};

/// The tills of that chain, in the form of KLK (docs/formats/tills.md): a day of sales of a store
/// at a request, the same whenever it is asked. Safe to use from several threads.
class MadeTills final : public net::HttpClient {
 public:
  Result<net::HttpResponse> Send(const net::HttpRequest& request, std::stop_token stop) override;

  /// Processor seconds that went into making answers, which are no part of what is measured.
  double spent() const { return 1e-9 * static_cast<double>(spent_.load()); }

 private:
  std::atomic<std::int64_t> spent_ = 0;  // ns
};

}  // namespace telar::bench
