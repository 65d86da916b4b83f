#pragma once

#include <string>
#include <vector>

#include "samples/page_canvas.h"

namespace telar::samples {

/// A word or figure of a row, with the field it shows.
struct RollText {
  std::string text;
  std::string field = {};
  int line = -1;
};

/// Texts one after the other, a space between them, set against one edge or the middle.
struct RollGroup {
  Align align = Align::kLeft;
  double at = 0;  ///< Left edge, middle or right edge as a share of the width, by `align`.
  std::vector<RollText> texts;
};

struct RollRow {
  enum class Kind { kText, kDashes, kRule, kGap, kBarCode, kSign };
  Kind kind = Kind::kText;
  double scale = 1;  ///< Of the roll's letters.
  bool bold = false;
  std::vector<RollGroup> groups;
  std::string sign = {};  ///< kSign: white letters on a black board, not logged; kDashes: the dash.
};

/// What a till prints: rows of the same pitch, whose height is known before anything is drawn.
class Roll {
 public:
  struct Form {
    Face face = Face::kMono;
    double width = 204;   ///< Points between the edges of the print.
    double margin = 10;   ///< Around the print.
    int columns = 40;     ///< Letters of a fixed pitch in a row; sets the size of all faces.
    double pitch = 1.25;  ///< From row to row, in sizes of letters.
    double stretch = 1;   ///< Of the letters.
  };
  explicit Roll(Form form) : form_(form) {}

  const Form& form() const { return form_; }
  /// In the middle of the row, broken into several rows between words where they are too long.
  void Centre(std::vector<RollText> texts, double scale = 1, bool bold = false);
  /// As Centre, at the left edge.
  void Left(std::vector<RollText> texts, double scale = 1, bool bold = false);
  void Row(std::vector<RollGroup> groups, double scale = 1, bool bold = false);
  void Dashes(char dash = '-');
  void Rule();
  void Gap(double rows = 0.6);
  void BarCode();
  void Sign(std::string text);

  double height() const;  ///< Of the print and the margins.
  double size() const;    ///< Of the letters, in points.
  void Draw(PageCanvas& canvas, double x, double y, std::uint64_t bits) const;

 private:
  void Broken(Align align, std::vector<RollText> texts, double scale, bool bold);
  double HeightOf(const RollRow& row) const;

  Form form_;
  std::vector<RollRow> rows_;
};

}  // namespace telar::samples
