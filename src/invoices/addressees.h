#pragma once

#include <vector>

#include "invoices/labels.h"

namespace telar::invoices {

/// How a letter says for whom it is: what stands around the name in an address block, in the
/// languages of labels.h. All of it is judged from the words of the span alone.

/// "Herrn", "Eheleute", "Mr & Mrs", "Firma": a form of address and nothing else.
bool IsSalutation(const Row& row, Span span);
/// Begins with a form of address: "Frau Baumann", "M. JULIEN MOREAU".
bool BeginsWithSalutation(const Row& row, Span span);
/// Says to whom in the house it goes: "Attn: Accounts Payable", "z. Hd. Frau Baumann", "c/o".
bool IsAttention(const Row& row, Span span);
/// Without "Firma" or "Fa." in front of a company's name.
Span WithoutCompanyWord(const Row& row, Span span);

/// Labels of parties whose words are too common to be labels anywhere: "From", "To", "For",
/// "Attention". They count where they are all of their cell, or open it with a colon and letters
/// behind; none meets one of `others`, the labels of the row.
std::vector<LabelHit> PartyLabels(const Row& row, const std::vector<LabelHit>& others);

}  // namespace telar::invoices
