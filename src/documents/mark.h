#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"
#include "documents/document.h"

namespace telar::documents {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Something to draw on a page: a coloured box with a tag beside it. A mark with an empty box has
/// no place on the page: its text stands in the legend, behind a patch of its colour.
struct Mark {
  Box box;           ///< In the page's units, as in Word.
  std::string text;  ///< Printable ASCII, short; other characters are drawn as '?'. May be empty.
  Colour colour;
  friend bool operator==(const Mark&, const Mark&) = default;
};

/// The most marks one page takes, and the most bytes one tag has.
inline constexpr std::size_t kMaxMarks = 2000;
inline constexpr std::size_t kMaxMarkText = 200;

/// kInvalidInput when the marks are more or longer than that.
Status CheckMarks(const std::vector<Mark>& marks);

/// A page with its marks, as a PNG file.
struct MarkedPicture {
  std::string png;
};

}  // namespace telar::documents
