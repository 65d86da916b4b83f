#pragma once

#include <string>

#include "samples/invoice_plan.h"

namespace telar::samples {

/// The printed words of one supplier's documents.
struct Labels {
  std::string title, credit_title;
  std::string number, order, date, due, customer, currency, iban, phone;
  std::string code, item, quantity, unit, price, tax_rate, amount;
  std::string subtotal, discount, tax_total, total;
  std::string page, of;
  std::string thanks, sample_notice;
};

/// The labels of the textile layout: fixed, since one template prints them all.
Labels TextileLabels(Language language);
/// One of the common wordings for each label; `variant` of the look chooses, so that a supplier
/// keeps its words.
Labels GenericLabels(Language language, int variant);

}  // namespace telar::samples
