#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// The element's text with its place; nothing for no element or one without text.
Published TextAt(const XmlElement& element);
/// The same for an attribute; its path ends in "/@Name".
Published AttributeAt(const XmlElement& element, std::string_view name);
/// Those of `parts` that are not empty with `separator` between them, at the place of the first.
Published Joined(std::string_view separator, const std::vector<Published>& parts);

/// True for a number as XML Schema writes one (xs:decimal, so also "+5", "5." and ".5"): sign,
/// digits, point, digits. No grouping, no exponent.
bool IsNumber(std::string_view text);

/// Adds "line 44: InvoiceTotal is not a number" when `value` is there and is none.
void CheckNumber(const Published& value, std::vector<std::string>& diagnostics);
/// The same for every figure of the invoice: those of a line go to the line's diagnostics.
void CheckNumbers(EInvoice& invoice);

/// The most invoices of one document that are read.
inline constexpr int kMostInvoices = 1000;
/// Adds "the document holds 1200 invoices; the first 1000 were read" when there are more.
void NoteLeftOut(int count, EInvoice& first);

/// Adds what was wrong with the document as XML: where it breaks off, another encoding than it
/// says.
void AddComplaints(const XmlTree& tree, std::vector<std::string>& diagnostics);

}  // namespace telar::documents::einvoice
