#include "samples/letterhead.h"

#include <algorithm>
#include <string>

#include "samples/labelled_blocks.h"
#include "samples/line_table.h"

namespace telar::samples {
namespace {

constexpr Color kAccents[] = {{0.13, 0.16, 0.20}, {0.10, 0.27, 0.46}, {0.09, 0.38, 0.34},
                              {0.46, 0.13, 0.19}, {0.36, 0.22, 0.45}, {0.50, 0.29, 0.08}};

// The first letter, which may take several bytes of UTF-8.
std::string_view FirstLetter(std::string_view name) {
  std::size_t end = 1;
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
  return name.substr(0, end);
}

}  // namespace

Color AccentOf(const Look& look) { return kAccents[look.palette]; }

Color TintOf(const Look& look) {
  const Color c = AccentOf(look);
  return {0.90 + c.red / 10, 0.90 + c.green / 10, 0.90 + c.blue / 10};
}

Face FaceOf(const Look& look) { return static_cast<Face>(look.face); }

PageSize PaperOf(const Look& look) { return look.letter_paper ? PageSize{612, 792} : PageSize{}; }

void DrawLogo(PageCanvas& canvas, const InvoicePlan& plan, double x, double y, double size) {
  const Color accent = AccentOf(plan.look);
  const TextStyle letter{FaceOf(plan.look), size * 0.5, true, kWhite};
  switch (plan.look.variant % 3) {
    case 0: canvas.Fill(x, y, size, size, accent); break;
    case 1: canvas.Disc(x + size / 2, y + size / 2, size / 2, accent); break;
    default:
      // Warp and weft.
      for (int i = 0; i < 4; ++i) {
        canvas.Fill(x + i * size / 4, y, size / 6, size, accent);
        canvas.Fill(x, y + i * size / 4, size - size / 12, size / 12, TintOf(plan.look));
      }
      return;
  }
  const std::string_view initial = FirstLetter(plan.supplier.name);
  const double height = canvas.TextHeight(0, letter, initial);
  canvas.Text({x, y + (size - height) / 2, size, Align::kCenter}, letter, initial);
}

void DrawCues(PageCanvas& canvas, const InvoicePlan& plan) {
  DrawGround(canvas, plan);
  if (plan.cues.header_band) canvas.Fill(0, 0, canvas.size().width, 16, AccentOf(plan.look));
  if (plan.cues.side_rule) canvas.Fill(14, 40, 5, canvas.size().height - 80, AccentOf(plan.look));
}

void DrawFoot(PageCanvas& canvas, const InvoicePlan& plan, const Labels& labels, int pages) {
  const TextStyle small{FaceOf(plan.look), 6.5, false, kGrey};
  const double y = canvas.size().height - 36;
  const double width = canvas.size().width - 88;
  canvas.Text({44, y, width - 80}, small, labels.sample_notice);
  if (pages == 1 && plan.look.variant % 2 == 0) return;
  canvas.Text({44 + width - 80, y, 80, Align::kRight}, small,
              labels.page + " " + std::to_string(canvas.page()) + " " + labels.of + " " +
                  std::to_string(pages));
}

double DrawPair(PageCanvas& canvas, double x, double y, double width, double label_width,
                const TextStyle& label_style, const TextStyle& value_style, std::string_view label,
                std::string_view value, Align value_align, std::string_view field) {
  const double a =
      canvas.Text({x, y, label_width, value_align == Align::kRight ? Align::kRight : Align::kLeft},
                  label_style, label);
  const double gap = 6;
  const double b = canvas.Text({x + label_width + gap, y, width - label_width - gap, value_align},
                               value_style, value, {field});
  return std::max(a, b);
}

double DrawParty(PageCanvas& canvas, const Party& party, std::string_view role, double x, double y,
                 double width, Align align, const TextStyle& name, const TextStyle& text) {
  const std::string tax_field = std::string(role) + "_tax_id";
  const std::string address_field = role == "supplier" ? "supplier_address" : "";
  y += canvas.Text({x, y, width, align}, name, party.name, {role}) + 1;
  // Label and number are two texts, so that the field's box and raw text hold the number alone.
  const std::string label = party.tax_id_label + ":";
  const double label_width = canvas.TextWidth(text, label) + 4;
  const double number_width = canvas.TextWidth(text, party.tax_id) + 1;
  const double start = align == Align::kRight    ? x + width - label_width - number_width
                       : align == Align::kCenter ? x + (width - label_width - number_width) / 2
                                                 : x;
  canvas.Text({start, y, label_width + 1}, text, label);
  y += canvas.Text({start + label_width, y, number_width + 2}, text, party.tax_id, {tax_field});
  for (const std::string& line : party.address) {
    y += canvas.Text({x, y, width, align}, text, line, {address_field});
  }
  if (role == "supplier") {
    y += canvas.Text({x, y, width, align}, text, party.phone);
    y += canvas.Text({x, y, width, align}, text, party.email);
  }
  return y;
}

double DrawSums(PageCanvas& canvas, const InvoicePlan& plan, const Labels& labels, double left,
                double right, double y, const TextStyle& text, const TextStyle& total,
                bool total_filled) {
  const double width = right - left;
  const auto row = [&](const TextStyle& style, const std::string& label, const Decimal& value,
                       std::string_view field) {
    const double a = canvas.Text({left + 6, y, width * 0.52}, style, label);
    const double b = canvas.Text({left + width * 0.42, y, width * 0.58 - 6, Align::kRight}, style,
                                 PrintMoney(plan, value), {field});
    y += std::max(a, b) + 4;
  };
  const auto rate = [&](const Decimal& value) {
    return FormatNumber(value, plan.look.numbers) + (plan.look.variant % 2 == 0 ? " %" : "%");
  };

  row(text, labels.subtotal, plan.subtotal, "subtotal");
  if (!plan.discount.is_zero()) {
    row(text, labels.discount + " " + rate(plan.discount_rate), plan.discount, "discount");
  }
  const bool single = plan.taxes.size() == 1;
  for (const PlannedTax& tax : plan.taxes) {
    row(text, plan.tax_name + " (" + rate(tax.rate) + ")", tax.amount, single ? "tax" : "");
  }
  if (!single) row(text, labels.tax_total, plan.tax, "tax");
  y += 3;
  const double height = canvas.TextHeight(0, total, labels.total);
  if (total_filled) {
    canvas.Fill(left, y - 4, width, height + 8, AccentOf(plan.look));
  } else {
    canvas.Line(left, y - 3, right, y - 3, 0.8, AccentOf(plan.look));
  }
  row(total, labels.total, plan.total, "total");
  return y;
}

}  // namespace telar::samples
