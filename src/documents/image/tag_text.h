#pragma once

#include <memory>
#include <string_view>

#include "core/result.h"
#include "documents/image/pix.h"
#include "documents/mark.h"

struct L_Bmf;  // Leptonica's bitmap font

namespace telar::documents {

/// Small smooth text for tags and legends, from Leptonica's built-in font. For one thread.
class TagText {
 public:
  /// Letters with about `line_height` pixels from the top of one line to the next.
  /// kLimitExceeded when memory is short.
  static Result<TagText> Open(int line_height);

  /// The text on a ground of one colour, `padding` pixels around it, 32 bits a pixel; null when
  /// memory is short. Characters that are not printable ASCII become '?'.
  PixPtr Draw(std::string_view text, Colour ink, Colour ground, int padding) const;
  int line_height() const { return line_height_; }

 private:
  struct FontDeleter {
    void operator()(L_Bmf* font) const;
  };
  TagText() = default;

  int line_height_ = 0;
  std::unique_ptr<L_Bmf, FontDeleter> font_;
};

}  // namespace telar::documents
