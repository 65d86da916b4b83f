#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "documents/reader.h"

namespace telar::models {

/// How a page becomes a network's input. Stored in every model file, so that training, serving and
/// drift cannot differ.
struct Preparation {
  int width = 224;   ///< 8..1024
  int height = 224;  ///< 8..1024
  int channels = 3;  ///< 3: red, green, blue; 1: gray (ITU-R BT.601).
  int dpi = 200;     ///< PDF pages are rendered at this resolution; pictures are taken as they are.

  friend bool operator==(const Preparation&, const Preparation&) = default;
};

/// A page as a network sees it: channel by channel, rows from the top.
struct PreparedPage {
  Preparation preparation;
  std::vector<std::uint8_t> levels;  ///< channels × height × width, 0 black to 255 white.

  friend bool operator==(const PreparedPage&, const PreparedPage&) = default;
};

/// What a network is given for a level: level / 255, from 0 to 1.
inline float InputOf(std::uint8_t level) { return static_cast<float>(level) / 255.0F; }

/// Shrinks a page to the size of the input, each new pixel being the mean of the area it covers,
/// rounded to a whole level of 0..255; the sides' ratio is not kept. A page smaller than the input
/// is enlarged by the same rule (the nearest pixel where an area lies within one). A page whose
/// first two channels agree everywhere counts as gray: all three channels then hold its gray.
/// The same pixels give the same bits on every machine.
///
/// kInvalidInput: no pixels, fewer bytes than its sizes say, or a preparation outside its ranges.
Result<PreparedPage> Prepare(const documents::PageImage& page, const Preparation& preparation);

}  // namespace telar::models
