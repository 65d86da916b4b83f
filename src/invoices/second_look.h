#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/reader.h"
#include "invoices/decision.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// A doubtful field and where it was read.
struct Doubt {
  std::string field;
  documents::PageRegion region;
  /// The least confidence of the words the first engine read there.
  double word_confidence = 1;
};

/// The fields that were recognised from pixels and are less than kSureEnough (check.h), the most
/// needed first, at most kMostLooks.
inline constexpr std::size_t kMostLooks = 6;
std::vector<Doubt> DoubtsOf(const documents::Document& document, const Invoice& invoice);

/// What another engine's reading of a field's region said about it.
enum class Opinion {
  kNone,      ///< It read nothing that could be the field.
  kAgrees,    ///< It read the same value: the confidence rose.
  kDiffers,   ///< It read another value: the confidence fell.
  kReplaces,  ///< It read another value, and that one is proved: it took the field's place.
};

/// One reading weighed: a decision of the kind "second_look" whose first choice is that the field
/// is right as it stands in the invoice afterwards, and whose second is that it is wrong. Its
/// evidence is the confidence from before and whether the readings agree, the more the less sure
/// the first engine was of its words.
struct SecondOpinion {
  Opinion opinion = Opinion::kNone;
  Decision decision;
};

/// Weighs one reading. The field gets the probability of the decision as its confidence, within
/// 0.02 and 0.98. Another value is proved when, unlike the field's, it makes subtotal - discount +
/// tax = total come out, is what the lines add up to, or has the check digits of an IBAN right. A
/// field's candidates in `explanation` (may be null) follow: the evidence is added to the chosen
/// one, and a value that took its place comes first. Pure.
SecondOpinion Weigh(const Doubt& doubt, const std::vector<documents::Word>& words,
                    const EvidenceWeights& weights, Invoice& invoice,
                    Explanation* explanation = nullptr);

/// Reads every doubtful field again by the engine that `options` does not name, over its region
/// only, weighs what it says, and brings the reasons for low confidence and the verdict up to date
/// (CheckConfidence, check.h).
/// Does nothing where the same engine answers because the other one cannot run. A region that
/// cannot be read leaves its field as it is. Returns how many opinions there were.
int TakeSecondLook(std::string_view bytes, const documents::Document& document,
                   documents::Reader& reader, const documents::ReadOptions& options,
                   const EvidenceWeights& weights, Invoice& invoice, Explanation* explanation);

}  // namespace telar::invoices
