#include "documents/einvoice/document_codes.h"

#include <algorithm>
#include <iterator>

namespace telar::documents::einvoice {

bool IsCreditNoteCode(std::string_view code) {
  constexpr std::string_view kCodes[] = {"81",  "83",  "261", "262", "296", "308",
                                         "381", "396", "420", "458", "532"};
  return std::find(std::begin(kCodes), std::end(kCodes), code) != std::end(kCodes);
}

}  // namespace telar::documents::einvoice
