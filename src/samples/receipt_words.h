#pragma once

#include <span>
#include <string_view>

#include "samples/print_style.h"

namespace telar::samples {

/// The wordings a till's labels have in one language. A receipt takes one of each.
struct ReceiptWords {
  using Choices = std::span<const std::string_view>;
  Choices titles, number, date, time, cashier, till, table, customer;
  Choices item, quantity, price, amount;
  Choices items, subtotal, net, discount, service, included, tax_line, gross, rounding, total;
  Choices cash, card, change;
  Choices summary_head;  ///< Of the table of taxes: name, base, tax.
  std::string_view summary_base, summary_tax;
  Choices thanks, notes;
};
const ReceiptWords& ReceiptWordsOf(Language language);

}  // namespace telar::samples
