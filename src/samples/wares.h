#pragma once

#include <string>

#include "core/random.h"
#include "samples/company.h"
#include "samples/print_style.h"

namespace telar::samples {

/// Something that is sold over a counter, by wholesale or by the month.
struct Ware {
  std::string name;
  std::string unit;                   ///< "PCS", "Stk", "kg"
  bool measured = false;              ///< Sold in decimal quantities.
  int cents_low = 0, cents_high = 0;  ///< Range of the unit price in US cents.
};
Ware InventWare(Random& random, Language language, Business business);

/// A code as tills and stock lists print it: a bar code's thirteen digits, "AB-10234", "00251".
std::string InventWareCode(Random& random);

/// The period of a service as its document words it: "01/03/2024 - 31/03/2024".
std::string PeriodBefore(Date date, DateStyle style);

}  // namespace telar::samples
