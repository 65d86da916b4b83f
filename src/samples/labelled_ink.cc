#include "samples/labelled_ink.h"

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/text.h"
#include "samples/chance.h"

namespace telar::samples {
namespace {

constexpr Color kStampInks[] = {{0.10, 0.16, 0.55},
                                {0.30, 0.12, 0.50},
                                {0.62, 0.08, 0.12},
                                {0.08, 0.35, 0.25},
                                {0.13, 0.13, 0.16}};
constexpr Color kPenInks[] = {
    {0.08, 0.12, 0.50}, {0.10, 0.10, 0.12}, {0.60, 0.06, 0.08}, {0.05, 0.30, 0.18}};

// A pad wears unevenly: specks everywhere, and now and then a bald patch.
std::vector<Impression::Gap> WornAway(Random& random, double reach_x, double reach_y) {
  std::vector<Impression::Gap> gaps;
  const int specks = Between(random, 10, 70);
  for (int i = 0; i < specks; ++i) {
    gaps.push_back({Uniform(random, -reach_x, reach_x), Uniform(random, -reach_y, reach_y),
                    Uniform(random, 0.4, 2.2)});
  }
  if (Chance(random, 30)) {
    gaps.push_back({Uniform(random, -reach_x, reach_x), Uniform(random, -reach_y, reach_y),
                    Uniform(random, 0.15, 0.35) * reach_x});
  }
  return gaps;
}

class InkPen {
 public:
  InkPen(PageCanvas& canvas, const InvoicePlan& plan, Random& random)
      : canvas_(canvas), plan_(plan), random_(random), paper_(canvas.size()) {}

  void RoundStamp() {
    constexpr std::string_view kWords[] = {"PROGRAMADO", "CONFORME", "RECIBIDO", "ALMACÉN",
                                           "COMPRAS"};
    constexpr std::string_view kAround[] = {"DEPARTAMENTO DE COMPRAS", "BODEGA CENTRAL · ENTRADA",
                                            "PLAN DE REPOSICIÓN", "CONTROL DE RECEPCIÓN"};
    const double radius = Uniform(random_, 38, 52);
    const Color ink = Pick(random_, kStampInks);
    const Impression stamp{Uniform(random_, 0.16, 0.84) * paper_.width,
                           Uniform(random_, 0.22, 0.84) * paper_.height, Uniform(random_, -40, 40),
                           Uniform(random_, 0.6, 0.9), WornAway(random_, radius, radius)};
    const std::string_view word = Pick(random_, kWords), around = Pick(random_, kAround);
    const std::string date = FormatDate(plan_.date, DateStyle::kUpperShort);
    canvas_.Impress(stamp, [&] {
      canvas_.Ring(0, 0, radius, radius, 2.8, ink);
      canvas_.Ring(0, 0, radius * 0.68, radius * 0.68, 1.4, ink);
      const TextStyle middle{Face::kSans, radius * 0.2, true, ink};
      const TextStyle small{Face::kSans, radius * 0.17, true, ink};
      canvas_.Text({-radius, -radius * 0.26, 2 * radius, Align::kCenter}, middle, word);
      canvas_.Text({-radius, radius * 0.04, 2 * radius, Align::kCenter}, small, date);
      const std::u32string letters = DecodeUtf8(around);
      const double step = 300.0 / static_cast<double>(letters.size());
      for (std::size_t i = 0; i < letters.size(); ++i) {
        const double at = (static_cast<double>(i) + 0.5) * step - 150;
        canvas_.Impress({0, 0, at}, [&] {
          canvas_.Text({-10, -radius * 0.95, 20, Align::kCenter}, small,
                       EncodeUtf8(letters.substr(i, 1)));
        });
      }
    });
  }

  void UrgentStamp() {
    constexpr std::string_view kWords[] = {"URGENTE", "AVERÍA", "FALTANTE", "REPARACIÓN",
                                           "PRIORIDAD"};
    const std::string_view word = Pick(random_, kWords);
    const Color ink = Pick(random_, kStampInks);
    const TextStyle style{Chance(random_, 70) ? Face::kSans : Face::kWideSans,
                          Uniform(random_, 27, 36), true, ink};
    const double width = canvas_.TextWidth(style, word) + 22, height = style.size * 1.15 + 14;
    const double slant = Uniform(random_, 11, 30) * (Chance(random_, 75) ? -1 : 1);
    const Impression stamp{Uniform(random_, 0.28, 0.72) * paper_.width,
                           Uniform(random_, 0.12, 0.86) * paper_.height, slant,
                           Uniform(random_, 0.6, 0.9), WornAway(random_, width / 2, height / 2)};
    canvas_.Impress(stamp, [&] {
      canvas_.Frame(-width / 2, -height / 2, width, height, 3.6, ink);
      canvas_.Frame(-width / 2 + 5, -height / 2 + 5, width - 10, height - 10, 1.2, ink);
      canvas_.Text({-width, -style.size * 0.59, 2 * width, Align::kCenter}, style, word);
    });
  }

  // A small, level one that both classes get.
  void OfficeStamp() {
    constexpr std::string_view kWords[] = {"RECIBIDO", "CONTABILIZADO", "PAGADO",
                                           "COPIA",    "ORIGINAL",      "ENTRADA"};
    const std::string_view word = Pick(random_, kWords);
    const Color ink = Pick(random_, kStampInks);
    const TextStyle style{Face::kSans, Uniform(random_, 11, 16), true, ink};
    const double width = canvas_.TextWidth(style, word) + 14, height = style.size * 1.2 + 7;
    const Impression stamp{Uniform(random_, 0.2, 0.8) * paper_.width,
                           Uniform(random_, 0.08, 0.9) * paper_.height, Uniform(random_, -7, 7),
                           Uniform(random_, 0.5, 0.85), WornAway(random_, width / 2, height / 2)};
    canvas_.Impress(stamp, [&] {
      canvas_.Frame(-width / 2, -height / 2, width, height, 1.3, ink);
      canvas_.Text({-width, -style.size * 0.6, 2 * width, Align::kCenter}, style, word);
    });
  }

  void PenMarks() {
    const Color ink = Pick(random_, kPenInks);
    const double width = Uniform(random_, 2.0, 3.2);
    const int count = Between(random_, 3, 5);
    for (int i = 0; i < count; ++i) {
      const PagePoint at{Uniform(random_, 0.2, 0.8) * paper_.width,
                         Uniform(random_, 0.2, 0.84) * paper_.height};
      canvas_.Impress({at.x, at.y, Uniform(random_, -8, 8), Uniform(random_, 0.8, 1)}, [&] {
        // The first is always a ring: it is what a hurried reader does to a figure.
        switch (i == 0 ? 0 : Between(random_, 0, 4)) {
          case 0: return Loop(width, ink);
          case 1: return StrikeOut(width, ink);
          case 2: return Arrow(width, ink);
          case 3: return Tick(width, ink);
          default: return Underline(width, ink);
        }
      });
    }
  }

  void PenNote() {
    const Color ink = Pick(random_, kPenInks);
    const double size = Uniform(random_, 7, 9.5), width = Uniform(random_, 120, 190);
    const int lines = Between(random_, 3, 5);
    const double pen = Uniform(random_, 1.2, 1.9);
    const Impression note{Uniform(random_, 0.1, 0.86 - width / paper_.width) * paper_.width,
                          Uniform(random_, 0.2, 0.8) * paper_.height, Uniform(random_, -16, 6),
                          Uniform(random_, 0.8, 1)};
    canvas_.Impress(note, [&] {
      for (int line = 0; line < lines; ++line) {
        const double end = width * Uniform(random_, line + 1 == lines ? 0.3 : 0.75, 1);
        double x = Uniform(random_, 0, 8);
        const double y = line * size * 2.5;
        while (x < end) x = Word(x, y + Uniform(random_, -1, 1), size, pen, ink) + size * 0.8;
      }
    });
  }

  // A number some clerk files it under.
  void FileNumber() {
    const Color ink = Pick(random_, kPenInks);
    const double size = Uniform(random_, 6, 9);
    const Impression number{Uniform(random_, 0.55, 0.86) * paper_.width,
                            Uniform(random_, 0.03, 0.06) * paper_.height, Uniform(random_, -6, 6),
                            Uniform(random_, 0.7, 1)};
    canvas_.Impress(number, [&] { Word(0, 0, size, 1.1, ink); });
  }

  void Holes() {
    constexpr Color kGround{0.35, 0.34, 0.33};
    const double x = Uniform(random_, 18, 26), middle = paper_.height / 2;
    for (const double offset : {-113.4, 113.4}) canvas_.Disc(x, middle + offset, 8, kGround);
  }

  void Fold() {
    const double y = paper_.height * Uniform(random_, 0.3, 0.7);
    const double other = y + Uniform(random_, -4, 4);
    canvas_.Line(0, y, paper_.width, other, 1.4, {0.80, 0.80, 0.80});
    canvas_.Line(0, y + 1.6, paper_.width, other + 1.6, 1.0, {0.90, 0.90, 0.90});
  }

 private:
  double Wobble(double reach) { return Uniform(random_, -reach, reach); }

  void Loop(double width, Color ink) {
    const double rx = Uniform(random_, 45, 90), ry = Uniform(random_, 16, 34);
    const double start = Uniform(random_, 0, 360), turn = Uniform(random_, 400, 760);
    std::vector<PagePoint> points;
    for (double a = start; a < start + turn; a += 24) {
      const double angle = a * std::numbers::pi / 180;
      const double drift = (a - start) / turn * 0.14 + 0.93;
      points.push_back(
          {rx * drift * std::cos(angle) + Wobble(2.5), ry * drift * std::sin(angle) + Wobble(2)});
    }
    canvas_.Curve(points, width, ink);
  }

  void StrikeOut(double width, Color ink) {
    const double reach = Uniform(random_, 50, 120), height = Uniform(random_, 7, 13);
    std::vector<PagePoint> points;
    const int strokes = Between(random_, 7, 14);
    for (int i = 0; i <= strokes; ++i) {
      points.push_back({reach * (2.0 * i / strokes - 1) + Wobble(3),
                        (i % 2 == 0 ? -height : height) / 1.3 + Wobble(2)});
    }
    canvas_.Curve(points, width, ink);
  }

  void Arrow(double width, Color ink) {
    const double length = Uniform(random_, 70, 150), bow = Wobble(40);
    const bool left = Chance(random_, 50);
    const double sign = left ? -1 : 1;
    const PagePoint shaft[] = {{0, 0}, {sign * length * 0.5, bow}, {sign * length, bow * 0.3}};
    canvas_.Curve(shaft, width, ink);
    const PagePoint tip = shaft[2];
    const PagePoint head[] = {{tip.x - sign * 15, tip.y - 10 + Wobble(2)},
                              tip,
                              {tip.x - sign * 14, tip.y + 10 + Wobble(2)}};
    canvas_.Curve(std::span(head).first(2), width, ink);
    canvas_.Curve(std::span(head).last(2), width, ink);
  }

  void Tick(double width, Color ink) {
    const double size = Uniform(random_, 18, 34);
    const PagePoint low{size * 0.3, size * 0.4};
    const PagePoint down[] = {{0, 0}, low},
                    up[] = {low, {size * 0.6, -size * 0.4}, {size * 1.2, -size + Wobble(4)}};
    canvas_.Curve(down, width * 1.1, ink);
    canvas_.Curve(up, width * 1.1, ink);
  }

  void Underline(double width, Color ink) {
    const double reach = Uniform(random_, 60, 120);
    for (const double y : {0.0, Uniform(random_, 4, 7)}) {
      const PagePoint line[] = {{-reach, y + Wobble(2)},
                                {-reach * 0.3, y + Wobble(2)},
                                {reach * 0.4, y + Wobble(2)},
                                {reach + Wobble(9), y + Wobble(3)}};
      canvas_.Curve(line, width, ink);
    }
  }

  // A word nobody can read; returns the x of its end.
  double Word(double x, double y, double size, double width, Color ink) {
    std::vector<PagePoint> points = {{x, y}};
    const int letters = Between(random_, 2, 8);
    for (int i = 0; i < letters; ++i) {
      const int shape = Between(random_, 0, 9);
      const double top = shape < 6 ? size : shape < 8 ? size * 1.9 : size * 0.7;
      const double step = size * Uniform(random_, 0.55, 0.85);
      points.push_back({x + step * 0.45 + Wobble(0.5), y - top + Wobble(0.8)});
      if (shape == 6 || shape == 2) points.push_back({x + step * 0.15, y - top * 0.75});
      points.push_back({x + step * 0.75, y + (shape == 9 ? size * 0.9 : 0) + Wobble(0.8)});
      x += step;
    }
    points.push_back({x + size * 0.3, y - size * 0.3});
    canvas_.Curve(points, width, ink);
    return x;
  }

  PageCanvas& canvas_;
  const InvoicePlan& plan_;
  Random& random_;
  const PageSize paper_;
};

}  // namespace

void DrawInk(PageCanvas& canvas, const InvoicePlan& plan) {
  if (!plan.labelled) return;
  // A stream each, so that one mark does not move another.
  const auto draw = [&](std::uint64_t stream, int percent, void (InkPen::*mark)()) {
    SeededRandom random(plan.labelled->chance + 16 + stream);
    InkPen pen(canvas, plan, random);
    if (Chance(random, percent)) (pen.*mark)();
  };
  const auto sure = [&](Cue cue) { return plan.labelled->cues.has(cue) ? 100 : 0; };
  draw(1, 15, &InkPen::Fold);
  draw(2, sure(Cue::kRoundStamp), &InkPen::RoundStamp);
  draw(3, sure(Cue::kUrgentStamp), &InkPen::UrgentStamp);
  draw(4, 35, &InkPen::OfficeStamp);
  draw(5, sure(Cue::kPenNote), &InkPen::PenNote);
  draw(6, sure(Cue::kPenMarks), &InkPen::PenMarks);
  draw(7, 30, &InkPen::FileNumber);
  draw(8, 20, &InkPen::Holes);
}

void DrawSignature(PageCanvas& canvas, PagePoint start, double width, Random& random) {
  const Color ink = Pick(random, kPenInks);
  std::vector<PagePoint> points = {start};
  const int swings = Between(random, 5, 9);
  for (int i = 1; i <= swings; ++i) {
    const double x = start.x + width * i / swings;
    const double reach = i < 3 ? 12 : 6;
    points.push_back({x - width / swings * Uniform(random, 0.1, 0.7),
                      start.y + (i % 2 == 0 ? 1 : -1) * Uniform(random, 0.3, 1) * reach});
  }
  points.push_back({start.x + width * Uniform(random, 0.9, 1.2), start.y + 4});
  canvas.Curve(points, Uniform(random, 0.9, 1.5), ink);
}

}  // namespace telar::samples
