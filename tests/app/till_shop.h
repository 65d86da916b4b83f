#pragma once

#include <string>

#include "tests/support/http_server.h"

namespace telar::testing {

/// locations.yaml with two stores, tienda_01 and tienda_02, and a distribution centre, cedi_norte,
/// all on KLK; UTC, closed all day as far as opening hours go, first day wanted today.
std::string ThreeLocations();

/// What a KLK service says that holds one product in every warehouse and sells nothing.
Reply QuietTill(const Asked& asked);

}  // namespace telar::testing
