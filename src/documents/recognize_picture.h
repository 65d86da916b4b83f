#pragma once

#include <vector>

#include "documents/ocr.h"

namespace telar::documents {

/// The words of one sheet of paper, as OcrEngine gives them but with boxes in pixels of the picture
/// the sheet was found on.
struct SheetWords {
  std::vector<Word> words;
  /// Page::quarter_turns.
  int quarter_turns = 0;
};

/// Cleans `image` up (image/clean_up.h) and recognises every sheet of paper on it, in reading
/// order; a blank sheet has no words. A picture without several sheets gives exactly one entry.
///
/// Which way up a sheet is shows in what is read: letters that stand on their heads are read with
/// little confidence, lines that run upwards as boxes taller than wide. Only then a part of the
/// sheet is read in all four directions, and the whole once more in another one when that is much
/// better; an upright sheet that is merely hard to read stays as it is. Errors of
/// OcrEngine::Recognize.
Result<std::vector<SheetWords>> RecognizePicture(PageImage image, OcrEngine& engine,
                                                 Deadline deadline);

}  // namespace telar::documents
