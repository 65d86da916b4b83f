#include "samples/roll.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace telar::samples {
namespace {

// A fixed-pitch letter of the two faces is about this wide, in sizes.
constexpr double kPitchOfLetter = 0.602;

std::size_t Letters(std::string_view text) { return DecodeUtf8(text).size(); }

// Splits at the last space within `room` letters, or hard where there is none.
std::pair<std::string, std::string> Split(const std::string& text, std::size_t room) {
  const std::u32string letters = DecodeUtf8(text);
  if (letters.size() <= room) return {text, ""};
  std::size_t cut = letters.rfind(U' ', room);
  if (cut == std::u32string::npos || cut == 0) return {text, ""};
  return {EncodeUtf8(letters.substr(0, cut)), EncodeUtf8(letters.substr(cut + 1))};
}

}  // namespace

double Roll::size() const { return form_.width / form_.columns / kPitchOfLetter / form_.stretch; }

void Roll::Row(std::vector<RollGroup> groups, double scale, bool bold) {
  rows_.push_back(
      {.kind = RollRow::Kind::kText, .scale = scale, .bold = bold, .groups = std::move(groups)});
}

void Roll::Broken(Align align, std::vector<RollText> texts, double scale, bool bold) {
  const auto room = static_cast<std::size_t>(form_.columns / scale);
  const double at = align == Align::kCenter ? 0.5 : 0;
  std::vector<RollText> row;
  std::size_t used = 0;
  const auto finish = [&] {
    if (!row.empty()) Row({{align, at, std::exchange(row, {})}}, scale, bold);
    used = 0;
  };
  for (RollText& text : texts) {
    while (!text.text.empty()) {
      const std::size_t left = room > used ? room - used : 0;
      if (used > 0 && Letters(text.text) + 1 > left) {
        finish();
        continue;
      }
      auto [head, tail] = Split(text.text, room);
      used += Letters(head) + 1;
      row.push_back({std::move(head), text.field, text.line});
      text.text = std::move(tail);
      if (!text.text.empty()) finish();
    }
  }
  finish();
}

void Roll::Centre(std::vector<RollText> texts, double scale, bool bold) {
  Broken(Align::kCenter, std::move(texts), scale, bold);
}

void Roll::Left(std::vector<RollText> texts, double scale, bool bold) {
  Broken(Align::kLeft, std::move(texts), scale, bold);
}

void Roll::Dashes(char dash) {
  RollRow row{.kind = RollRow::Kind::kDashes, .groups = {}};
  row.sign = std::string(static_cast<std::size_t>(form_.columns), dash);
  rows_.push_back(std::move(row));
}
void Roll::Rule() { rows_.push_back({.kind = RollRow::Kind::kRule, .groups = {}}); }
void Roll::Gap(double rows) {
  rows_.push_back({.kind = RollRow::Kind::kGap, .scale = rows, .groups = {}});
}
void Roll::BarCode() {
  rows_.push_back({.kind = RollRow::Kind::kBarCode, .scale = 3, .groups = {}});
}
void Roll::Sign(std::string text) {
  RollRow row{.kind = RollRow::Kind::kSign, .scale = 2.2, .bold = true, .groups = {}};
  row.sign = std::move(text);
  rows_.push_back(std::move(row));
}

double Roll::HeightOf(const RollRow& row) const {
  const double pitch = size() * form_.pitch;
  switch (row.kind) {
    case RollRow::Kind::kRule: return pitch * 0.6;
    case RollRow::Kind::kSign: return pitch * (row.scale + 1);
    default: return pitch * row.scale;
  }
}

double Roll::height() const {
  double height = 2 * form_.margin;
  for (const RollRow& row : rows_) height += HeightOf(row);
  return height;
}

void Roll::Draw(PageCanvas& canvas, double x, double y, std::uint64_t bits) const {
  x += form_.margin;
  y += form_.margin;
  const auto style = [&](const RollRow& row) {
    return TextStyle{form_.face, size() * row.scale, row.bold, kBlack, form_.stretch};
  };
  // A word alone has no width for its spaces, so a space is measured between letters.
  const auto space = [&](const TextStyle& s) {
    return canvas.TextWidth(s, "n n") - canvas.TextWidth(s, "nn");
  };
  const auto group_width = [&](const RollGroup& group, const TextStyle& s) {
    double width = 0;
    for (const RollText& text : group.texts) {
      width += canvas.TextWidth(s, text.text) + (width > 0 ? space(s) : 0);
    }
    return width;
  };
  for (const RollRow& row : rows_) {
    const double height = HeightOf(row);
    if (row.kind == RollRow::Kind::kRule) {
      canvas.Line(x, y + height / 2, x + form_.width, y + height / 2, 0.7, kBlack);
    } else if (row.kind == RollRow::Kind::kBarCode) {
      canvas.BarCode(x + form_.width * 0.18, y + height * 0.1, form_.width * 0.64, height * 0.8,
                     bits);
    } else if (row.kind == RollRow::Kind::kSign) {
      TextStyle s = style(row);
      s.color = kWhite;
      const double width = canvas.TextWidth(s, row.sign);
      s.stretch *= std::min(1.0, form_.width * 0.8 / width);
      const double board = std::min(width, form_.width * 0.8) + size();
      canvas.Fill(x + (form_.width - board) / 2, y, board, height * 0.85, kBlack);
      canvas.Text({x, y + height * 0.12, form_.width, Align::kCenter}, s, row.sign);
    } else if (row.kind == RollRow::Kind::kDashes) {
      TextStyle s = style(row);
      s.stretch *= form_.width / canvas.TextWidth(s, row.sign);
      canvas.Text({x, y, 0, Align::kLeft}, s, row.sign);
    }
    // Letters are set closer until no two groups of a row touch.
    TextStyle s = style(row);
    std::vector<double> starts;
    for (int tries = 0; tries < 14; ++tries) {
      starts.clear();
      double end = x - space(s);
      bool fits = true;
      for (const RollGroup& group : row.groups) {
        const double width = group_width(group, s);
        double at = x + group.at * form_.width;
        if (group.align == Align::kCenter) at -= width / 2;
        if (group.align == Align::kRight) at -= width;
        at = std::clamp(at, x, std::max(x, x + form_.width - width));
        fits = fits && at >= end + space(s) - 0.01 && at + width <= x + form_.width + 0.01;
        end = at + width;
        starts.push_back(at);
      }
      if (fits) break;
      s.stretch *= 0.94;
    }
    for (std::size_t i = 0; i < row.groups.size(); ++i) {
      double at = starts[i];
      for (const RollText& text : row.groups[i].texts) {
        canvas.Text({at, y, 0, Align::kLeft}, s, text.text, {text.field, text.line});
        at += canvas.TextWidth(s, text.text) + space(s);
      }
    }
    y += height;
  }
}

}  // namespace telar::samples
