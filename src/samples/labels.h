#pragma once

#include <cstdint>
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
/// The same labels in invented words that no dictionary has, one or two a label, drawn by `chance`:
/// what a supplier with words of its own prints. Title, page numbers and sentences stay.
Labels OddLabels(Labels labels, std::uint64_t chance);
/// One of the common wordings for each label; `variant` of the look chooses, so that a supplier
/// keeps its words.
Labels GenericLabels(Language language, int variant);

/// The labels of a planned document.
Labels LabelsOf(const InvoicePlan& plan);

}  // namespace telar::samples
