#pragma once

#include <span>
#include <string_view>

#include "samples/print_style.h"

namespace telar::samples {

/// The wordings an office's invoices have in one language. A document takes one of each.
struct TradeWords {
  using Choices = std::span<const std::string_view>;
  Choices title, credit_title, number, date, due;
  Choices order;                  ///< Of the number the buyer gave its order.
  Choices own_order, order_date;  ///< Of the number and the day the seller gave it.
  Choices customer, delivery;     ///< Who pays, and where the goods go.
  Choices customer_number;
  Choices item, code, quantity, unit, price, discount, rate, amount, position;
  Choices subtotal, document_discount, shipping, tax_total, total, payable, rounding;
  Choices carried, brought;  ///< Of a sum from page to page.
  Choices base, tax, gross;  ///< Headings of the table of taxes.
  Choices bank, thanks, terms, exempt, period, equivalent;
  std::string_view page, of;
};
const TradeWords& TradeWordsOf(Language language);

}  // namespace telar::samples
