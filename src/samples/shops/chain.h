#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/time.h"

namespace telar::samples::shops {

/// A place of the invented chain. Ids, branch and warehouse codes are those that data of such tills
/// carries; everything else is made up.
struct Shop {
  enum class Till { kKlk, kStellar };

  std::string_view id;      ///< "tienda_01"
  std::string_view name;    ///< "PERIFERICO"
  std::string_view region;  ///< "VALENCIA" or "CARACAS"
  Till till = Till::kKlk;
  std::string_view branch;     ///< "SUC001"; "" where the till has no branches.
  std::string_view warehouse;  ///< "APP-TPF"
  /// Time since midnight; queues at closing time are served up to half an hour longer.
  std::chrono::minutes opens{}, closes{};
  int weight = 100;  ///< Trade in percent of an average shop; 0: a distribution centre.

  bool sells() const { return weight > 0; }
  /// Its place in Chain(), from 1: what chance and invoice numbers hang on.
  std::uint64_t number() const;
};

/// 19 shops and four distribution centres, in the order of their ids.
std::span<const Shop> Chain();
/// By id, branch or warehouse code; null when there is none.
const Shop* FindShop(std::string_view code);

/// Days on which no shop opens: 25 December and 1 January.
bool ClosedOn(Date date);

}  // namespace telar::samples::shops
