#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "samples/invoice_plan.h"
#include "samples/region.h"

namespace telar::samples {

enum class Business { kShop, kFood, kGoods, kServices };

/// An invented company with everything a letterhead may show of it.
struct Company {
  Party party;  ///< Address as lines without commas at their ends.
  Business business = Business::kShop;
  Letterhead letterhead;
};

/// Names are put together from made-up words of the region's sound, so that hardly two documents
/// share one. The address has two to five lines in the region's form.
Company InventCompany(Random& random, Region region, Business business);

/// A made-up name of a person's sound, for cashiers and contacts: a first name alone.
std::string InventFirstName(Random& random, Region region);

}  // namespace telar::samples
