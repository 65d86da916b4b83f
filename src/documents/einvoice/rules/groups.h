#pragma once

#include <string_view>
#include <vector>

#include "documents/einvoice.h"
#include "documents/einvoice/rules/facts.h"
#include "documents/einvoice/rules/path.h"

namespace telar::documents::einvoice::rules {

/// What a rule is about: it is asked once of each element that stands for one of these, and does
/// not run in a document that has none. groups.cc says which elements those are.
enum class Group {
  kNone,  ///< The syntax has no such rule.
  kDocument,
  kTotals,
  kPayable,
  kTaxTotal,
  kBreakdown,
  kAllowance,
  kCharge,
  kLineAllowance,
  kLineCharge,
  kLine,
  kLinePeriod,
  kPeriod,
  kItemAttribute,
  kItemClass,
  kItemStandardId,
  kSeller,
  kSellerAddress,
  kSellerEndpoint,
  kBuyerAddress,
  kBuyerEndpoint,
  kPayee,
  kRepresentative,
  kRepresentativeAddress,
  kVatId,
  kDelivery,
  kSupportingDocument,
  kPrecedingInvoice,
  kPaymentMeans,
  kCreditTransfer,
  kCard,
  // What codes are in.
  kTypeCode,
  kAmount,
  kCurrency,
  kTaxCurrency,
  kTaxPointCode,
  kObjectScheme,
  kNote,
  kPartyScheme,
  kLegalScheme,
  kClassScheme,
  kCountry,
  kOriginCountry,
  kPaymentCode,
  kAllowanceVatCode,
  kLineVatCode,
  kAllowanceReasonCode,
  kChargeReasonCode,
  kItemScheme,
  kExemptionCode,
  kQuantity,
  kAttachment,
  kEndpointScheme,
  kDeliveryScheme,
  // One each for every VAT category: kFirstVat + 4 × category + 0 to 3.
  kFirstVat
};

/// The VAT breakdown, lines, allowances and charges of one category.
enum class VatPlace { kBreakdown, kLine, kAllowance, kCharge };
Group VatGroup(VatPlace place, Category category);

struct GroupPattern {
  Group group;
  Pattern pattern;
  /// Of several groups with the same number, an element stands for the first that fits only: a rule
  /// of Schematron that has matched hides those behind it.
  int sheet = 0;
};

/// The groups of a syntax, in that order. Compiled once.
const std::vector<GroupPattern>& Groups(Syntax syntax);

}  // namespace telar::documents::einvoice::rules
