#include "samples/labelled_blocks.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "samples/chance.h"
#include "samples/labelled_ink.h"
#include "samples/letterhead.h"

namespace telar::samples {
namespace {

constexpr double kMargin = 44, kFoot = 50;
constexpr double kBlockHeight = 86, kStripHeight = 52, kGap = 8;

enum class Block { kSchedule, kClaim, kRemarks };

struct Blocks {
  std::vector<Block> head, foot;
  bool strip = false;
};

Blocks BlocksOf(const InvoicePlan& plan) {
  Blocks blocks;
  const LabelledMarks& page = *plan.labelled;
  SeededRandom random(page.chance + 1);
  const auto put = [&](Block block, bool there) {
    const bool head = Chance(random, 45) && !page.blocks_at_foot;
    std::vector<Block>& row = head ? blocks.head : blocks.foot;
    const bool first = Chance(random, 50);
    if (there) row.insert(first ? row.begin() : row.end(), block);
  };
  put(Block::kSchedule, page.cues.has(Cue::kSchedule));
  put(Block::kClaim, page.cues.has(Cue::kClaimBox));
  put(Block::kRemarks, Chance(random, 30));
  blocks.strip = page.cues.has(Cue::kSignatureBoxes) || page.cues.has(Cue::kCodes);
  return blocks;
}

struct Area {
  double x, y, width, height;
};

class BlockPen {
 public:
  BlockPen(PageCanvas& canvas, const InvoicePlan& plan, Random& random)
      : canvas_(canvas), plan_(plan), random_(random), size_(Uniform(random, 6.2, 7.2)) {}

  void Draw(Block block, const Area& area) {
    switch (block) {
      case Block::kSchedule: return Schedule(area);
      case Block::kClaim: return Claim(area);
      case Block::kRemarks: return Remarks(area);
    }
  }

  void Signatures(const Area& area) {
    constexpr std::string_view kSpanish[] = {"Elaborado por", "Autorizado por", "Recibido conforme",
                                             "Bodega", "Vo. Bo. compras"};
    constexpr std::string_view kEnglish[] = {"Prepared by", "Approved by", "Received by",
                                             "Warehouse", "Purchasing"};
    const int count = Between(random_, 2, 4);
    const std::size_t first = random_.Below(5);
    const double width = area.width / count;
    const bool open = Chance(random_, 35);
    for (int i = 0; i < count; ++i) {
      const double x = area.x + i * width;
      const std::size_t word = (first + static_cast<std::size_t>(i)) % 5;
      const std::string_view label = Spanish() ? kSpanish[word] : kEnglish[word];
      canvas_.Frame(x + 1, area.y, width - 2, area.height, 1.1, kBlack);
      if (open) {
        canvas_.Line(x + 10, area.y + 38, x + width - 10, area.y + 38, 0.7, kBlack);
        Say(x + 4, area.y + 40, width - 8, label, false, kBlack, Align::kCenter);
      } else {
        canvas_.Fill(x + 1, area.y, width - 2, 12, TintOf(plan_.look));
        canvas_.Line(x + 1, area.y + 12, x + width - 1, area.y + 12, 0.7, kBlack);
        Say(x + 4, area.y + 2, width - 8, label, true, kBlack, Align::kLeft);
      }
      if (Chance(random_, 55)) {
        DrawSignature(canvas_, {x + width * 0.25, area.y + 28}, width * 0.5, random_);
      }
    }
  }

  void Codes(const Area& area) {
    const double square = area.height;
    const bool square_first = Chance(random_, 50);
    const double bars_at = square_first ? area.x + square + 10 : area.x;
    SquareCode(square_first ? area.x : area.x + area.width - square, area.y, square);
    canvas_.BarCode(bars_at, area.y + 4, area.width - square - 10, area.height - 16,
                    random_.Next());
    Say(bars_at, area.y + area.height - 10, area.width - square - 10, Digits(random_, 12), false,
        kBlack, Align::kCenter);
  }

 private:
  bool Spanish() const { return plan_.language == Language::kSpanish; }

  void Say(double x, double y, double width, std::string_view text, bool bold, Color color,
           Align align) {
    canvas_.Impress({}, [&] {
      canvas_.Text({x, y, width, align}, {FaceOf(plan_.look), size_, bold, color}, text);
    });
  }

  void Schedule(const Area& area) {
    constexpr std::string_view kTitles[] = {"Entregas programadas", "Plan de entregas",
                                            "Calendario de reposición"};
    const Color accent = AccentOf(plan_.look);
    const int rows = Between(random_, 4, 6);
    const double height = area.height / (rows + 1);
    canvas_.Fill(area.x, area.y, area.width, height, TintOf(plan_.look));
    Say(area.x + 4, area.y + height / 2 - size_ * 0.6, area.width - 8,
        Spanish() ? Pick(random_, kTitles) : "Delivery schedule", true, accent, Align::kLeft);
    const double columns[] = {0, 0.12, 0.46, 0.72, 1};
    auto day = std::chrono::sys_days{plan_.date};
    const int step = Between(random_, 7, 35);
    for (int row = 1; row <= rows; ++row) {
      const double y = area.y + row * height;
      day += std::chrono::days{step};
      const std::string cells[] = {std::to_string(row), FormatDate(Date{day}, DateStyle::kDayFirst),
                                   std::to_string(Between(random_, 1, 90) * 10),
                                   Spanish() ? "previsto" : "planned"};
      for (int c = 0; c < 4; ++c) {
        const double x = area.x + columns[c] * area.width;
        Say(x + 2, y + height / 2 - size_ * 0.6, (columns[c + 1] - columns[c]) * area.width - 4,
            cells[c], false, kBlack, Align::kCenter);
      }
      canvas_.Line(area.x, y, area.x + area.width, y, 0.8, accent);
    }
    for (const double column : columns) {
      const double x = area.x + column * area.width;
      const double top = column > 0 && column < 1 ? area.y + height : area.y;
      canvas_.Line(x, top, x, area.y + area.height, 0.8, accent);
    }
    canvas_.Line(area.x, area.y, area.x + area.width, area.y, 0.8, accent);
    canvas_.Line(area.x, area.y + area.height, area.x + area.width, area.y + area.height, 0.8,
                 accent);
  }

  void Claim(const Area& area) {
    constexpr std::string_view kTitles[] = {"PARTE DE AVERÍA", "RECLAMACIÓN",
                                            "REPOSICIÓN POR FALTA", "INCIDENCIA"};
    constexpr std::string_view kSpanish[] = {"Faltante en bodega", "Pieza defectuosa",
                                             "Cambio en garantía", "Paro de máquina"};
    constexpr std::string_view kEnglish[] = {"Short in stock", "Faulty piece", "Under warranty",
                                             "Machine stopped"};
    const double head = Uniform(random_, 17, 24);
    const Color ink = Chance(random_, 65) ? kBlack : Color{0.50, 0.08, 0.10};
    canvas_.Fill(area.x, area.y, area.width, head, ink);
    canvas_.Impress({}, [&] {
      canvas_.Text({area.x + 6, area.y + head / 2 - 6.5, area.width - 12, Align::kLeft},
                   {FaceOf(plan_.look), area.width < 190 ? 9.0 : 11.0, true, kWhite},
                   Spanish() ? Pick(random_, kTitles) : "FAULT REPORT");
    });
    canvas_.Frame(area.x + 1.2, area.y + 1.2, area.width - 2.4, area.height - 2.4, 2.6, ink);
    const double pitch = (area.height - head - 8) / 4;
    for (int i = 0; i < 4; ++i) {
      const double y = area.y + head + 6 + i * pitch;
      canvas_.Frame(area.x + 10, y, 9, 9, 1.3, ink);
      if (Chance(random_, 45)) {
        canvas_.Line(area.x + 10, y, area.x + 19, y + 9, 1.6, ink);
        canvas_.Line(area.x + 19, y, area.x + 10, y + 9, 1.6, ink);
      }
      const auto word = static_cast<std::size_t>(i);
      Say(area.x + 25, y, area.width - 34, Spanish() ? kSpanish[word] : kEnglish[word], false,
          kBlack, Align::kLeft);
    }
  }

  void Remarks(const Area& area) {
    canvas_.Frame(area.x, area.y, area.width, area.height, 0.6, kGrey);
    Say(area.x + 5, area.y + 4, area.width - 10, Spanish() ? "Observaciones" : "Remarks", true,
        kGrey, Align::kLeft);
    Say(area.x + 5, area.y + 4 + size_ * 1.6, area.width - 10,
        Spanish() ? "Verifique la mercancía al recibirla. No se aceptan cambios de tela cortada. "
                    "Los tonos pueden variar de un lote a otro."
                  : "Please inspect the goods on arrival. Cut fabric is not exchanged. Shades may "
                    "vary from lot to lot.",
        false, kGrey, Align::kLeft);
  }

  // Modules by lot between three corner marks; it says nothing.
  void SquareCode(double x, double y, double size) {
    constexpr int kModules = 25, kCorner = 7;
    const double module = size / kModules;
    for (int row = 0; row < kModules; ++row) {
      std::uint64_t bits = random_.Next();
      for (int column = 0; column < kModules; ++column, bits >>= 1) {
        const bool top = row <= kCorner, left = column <= kCorner;
        const bool right = column >= kModules - kCorner - 1, bottom = row >= kModules - kCorner - 1;
        if ((top && (left || right)) || (bottom && left) || (bits & 1) == 0) continue;
        canvas_.Fill(x + column * module, y + row * module, module * 1.03, module * 1.03, kBlack);
      }
    }
    const double far = (kModules - kCorner) * module;
    for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, std::pair{far, 0.0}, std::pair{0.0, far}}) {
      canvas_.Frame(x + dx + module / 2, y + dy + module / 2, 6 * module, 6 * module, module,
                    kBlack);
      canvas_.Fill(x + dx + 2 * module, y + dy + 2 * module, 3 * module, 3 * module, kBlack);
    }
  }

  PageCanvas& canvas_;
  const InvoicePlan& plan_;
  Random& random_;
  const double size_;
};

void DrawRow(BlockPen& pen, const std::vector<Block>& row, double left, double right, double y) {
  const auto count = static_cast<double>(row.size());
  const double width = (right - left - (count - 1) * kGap) / count;
  double x = left;
  for (const Block block : row) {
    pen.Draw(block, {x, y, width, kBlockHeight});
    x += width + kGap;
  }
}

}  // namespace

void DrawGround(PageCanvas& canvas, const InvoicePlan& plan) {
  if (!plan.labelled) return;
  const CueSet& cues = plan.labelled->cues;
  SeededRandom random(plan.labelled->chance + 2);
  const auto [width, height] = canvas.size();
  const double frame = Uniform(random, 3.5, 6.5), inset = Uniform(random, 7, 13);
  const bool doubled = Chance(random, 35);
  if (cues.has(Cue::kThickFrame)) {
    const Color ink = Chance(random, 60) ? kBlack : AccentOf(plan.look);
    canvas.Frame(inset, inset, width - 2 * inset, height - 2 * inset, frame, ink);
    if (doubled) {
      const double inner = inset + frame + 1.5;
      canvas.Frame(inner, inner, width - 2 * inner, height - 2 * inner, 0.8, ink);
    }
  }
  const bool bleed = Chance(random, 50);
  const double band = Uniform(random, 17, 24);
  const std::string form = "F-" + Digits(random, 2) + " · REV. " + Digits(random, 1);
  if (cues.has(Cue::kHeaderBand)) {
    const double x = bleed ? 0 : 30, y = bleed ? 0 : 36 - band;
    const double tall = bleed ? 34 : band;
    canvas.Fill(x, y, width - 2 * x, tall, AccentOf(plan.look));
    canvas.Impress({}, [&] {
      const TextStyle style{FaceOf(plan.look), 8, true, kWhite};
      const double base = y + tall - 13;
      const bool spanish = plan.language == Language::kSpanish;
      canvas.Text({kMargin, base, 300, Align::kLeft}, style,
                  spanish ? "FORMULARIO DE COMPRA" : "PURCHASE FORM");
      canvas.Text({width - kMargin - 150, base, 150, Align::kRight}, style, form);
    });
  }
  constexpr std::string_view kWords[] = {"PROGRAMADO", "CONTROLADO", "CONTRATO", "PLANIFICADO",
                                         "DUPLICADO"};
  const std::string_view word = Pick(random, kWords);
  const double turn = Uniform(random, -62, -38), size = Uniform(random, 66, 84);
  const double grey = Uniform(random, 0.74, 0.82);
  if (cues.has(Cue::kWatermark)) {
    canvas.Impress({width / 2, height * 0.5, turn}, [&] {
      canvas.Text({-500, -size * 0.6, 1000, Align::kCenter},
                  {Face::kSans, size, true, {grey, grey, grey}}, word);
    });
  }
}

double DrawHeadBlocks(PageCanvas& canvas, const InvoicePlan& plan, double left, double right,
                      double y) {
  if (!plan.labelled) return y;
  const Blocks blocks = BlocksOf(plan);
  if (blocks.head.empty()) return y;
  SeededRandom random(plan.labelled->chance + 3);
  BlockPen pen(canvas, plan, random);
  DrawRow(pen, blocks.head, left, right, y);
  return y + kBlockHeight + kGap + 2;
}

double FootBlocksHeight(const InvoicePlan& plan) {
  if (!plan.labelled) return 0;
  const Blocks blocks = BlocksOf(plan);
  return (blocks.foot.empty() ? 0 : kBlockHeight + kGap) + (blocks.strip ? kStripHeight + kGap : 0);
}

void DrawFootBlocks(PageCanvas& canvas, const InvoicePlan& plan) {
  if (!plan.labelled) return;
  const Blocks blocks = BlocksOf(plan);
  SeededRandom random(plan.labelled->chance + 4);
  BlockPen pen(canvas, plan, random);
  const double left = kMargin, right = canvas.size().width - kMargin;
  double y = canvas.size().height - kFoot - FootBlocksHeight(plan) + kGap;
  const bool strip_first = Chance(random, 30);
  const auto row = [&] {
    if (blocks.foot.empty()) return;
    DrawRow(pen, blocks.foot, left, right, y);
    y += kBlockHeight + kGap;
  };
  if (!strip_first) row();
  if (blocks.strip) {
    const bool codes = plan.labelled->cues.has(Cue::kCodes);
    const bool codes_first = Chance(random, 50);
    constexpr double kCodesWidth = 190;
    const double start = codes && codes_first ? left + kCodesWidth + 10 : left;
    const double end = codes && !codes_first ? right - kCodesWidth - 10 : right;
    if (codes) {
      pen.Codes({codes_first ? left : right - kCodesWidth, y, kCodesWidth, kStripHeight});
    }
    if (plan.labelled->cues.has(Cue::kSignatureBoxes)) {
      pen.Signatures({start, y, end - start, kStripHeight});
    }
    y += kStripHeight + kGap;
  }
  if (strip_first) row();
}

}  // namespace telar::samples
