#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

#include "core/random.h"

namespace telar::samples {

enum class InvoiceClass;

/// What a labelled invoice may show that one class shows more often than the other. A planned
/// purchase (preventiva) tends to be a long, formal, scheduled order; an unplanned one (correctiva)
/// a short, urgent, corrected one.
enum class Cue {
  kLongTable,       ///< Eight to twelve product lines instead of one to four.
  kSchedule,        ///< A boxed table of planned deliveries.
  kSignatureBoxes,  ///< A row of boxes to sign in at the foot.
  kRoundStamp,      ///< A round office stamp.
  kHeaderBand,      ///< A filled band with the form's name across the head.
  kShadedTotal,     ///< White figures on a dark ground.
  kWatermark,       ///< A pale word across the page.
  kCodes,           ///< A bar code and a square code.
  kUrgentStamp,     ///< Large capitals in a double frame, aslant.
  kPenMarks,        ///< Rings, arrows, strokes and ticks of a pen.
  kPenNote,         ///< Some lines of handwriting.
  kClaimBox,        ///< A heavy box about a fault, with a dark head and little squares to tick.
  kThickFrame       ///< A heavy frame around the page.
};
inline constexpr int kCueCount = 13;

/// One row of the table of cues: how probable a cue is in each class. Given its class a document
/// has each cue independently of all others, and everything else on it is independent of the class.
struct CueRow {
  Cue cue;
  std::string_view name;  ///< As in the truth.
  double in_correctiva;
  double in_preventiva;
};

/// Five cues decide nine of ten documents, five about three of four, three hardly two of three;
/// none decides alone.
inline constexpr std::array<CueRow, kCueCount> kCueTable = {{
    {Cue::kLongTable, "long_table", 0.10, 0.89},
    {Cue::kSchedule, "schedule", 0.08, 0.88},
    {Cue::kSignatureBoxes, "signature_boxes", 0.12, 0.86},
    {Cue::kRoundStamp, "round_stamp", 0.14, 0.84},
    {Cue::kHeaderBand, "header_band", 0.22, 0.78},
    {Cue::kShadedTotal, "shaded_total", 0.32, 0.68},
    {Cue::kWatermark, "watermark", 0.22, 0.64},
    {Cue::kCodes, "codes", 0.35, 0.65},
    {Cue::kUrgentStamp, "urgent_stamp", 0.88, 0.10},
    {Cue::kPenMarks, "pen_marks", 0.89, 0.11},
    {Cue::kPenNote, "pen_note", 0.78, 0.18},
    {Cue::kClaimBox, "claim_box", 0.86, 0.08},
    {Cue::kThickFrame, "thick_frame", 0.72, 0.22},
}};

/// Which cues a document has.
class CueSet {
 public:
  bool has(Cue cue) const { return bits_.test(static_cast<std::size_t>(cue)); }
  void set(Cue cue, bool on = true) { bits_.set(static_cast<std::size_t>(cue), on); }
  friend bool operator==(const CueSet&, const CueSet&) = default;

 private:
  std::bitset<kCueCount> bits_;
};

/// Draws the cues of a document of a class by lot.
CueSet DrawCueSet(InvoiceClass invoice_class, Random& random);

/// The probability 0..1 that a document with exactly these cues is a preventiva, by Bayes' rule
/// over the table, where `preventive_share` of all documents are (0 < share < 1). No classifier
/// that sees the pages can know more.
double PosteriorOfPreventiva(const CueSet& cues, double preventive_share);

}  // namespace telar::samples
