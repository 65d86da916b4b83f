#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/random.h"
#include "samples/print_style.h"
#include "samples/region.h"

namespace telar::samples {

/// How a trade document says from whom and to whom it is. Drawn from a stream of its own, so that
/// what a document has otherwise stays as it is. Plain data.
struct Addressees {
  bool window_right = false;    ///< The address window is on the right, as in France.
  bool from_to = false;         ///< Both parties stand side by side below their labels.
  bool bare = false;            ///< No label above the customer.
  bool footer_line = false;     ///< Name, address and numbers in one line at the foot.
  std::string_view from, to;    ///< The labels of `from_to`.
  std::string_view salutation;  ///< A line above the customer's name; empty for none.
  std::string attention;        ///< A line below it; empty for none.
  std::string_view separator;   ///< Of the line at the foot.
};

Addressees DrawAddressees(std::uint64_t chance, Language language, Region region);

/// A private customer instead of a company, in some of the documents; empty for a company.
std::string PrivateCustomer(std::uint64_t chance, Region region);

}  // namespace telar::samples
