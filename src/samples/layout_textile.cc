#include <algorithm>

#include "samples/labelled_blocks.h"
#include "samples/labels.h"
#include "samples/layouts.h"
#include "samples/letterhead.h"
#include "samples/line_table.h"

namespace telar::samples {
namespace {

class TextilePages {
 public:
  TextilePages(PageCanvas& canvas, const InvoicePlan& plan)
      : canvas_(canvas),
        plan_(plan),
        labels_(LabelsOf(plan)),
        right_(canvas.size().width - 44),
        size_(9 * plan.look.scale),
        text_{FaceOf(plan.look), size_, false, kBlack},
        strong_{FaceOf(plan.look), size_, true, kBlack},
        label_{FaceOf(plan.look), size_, false, kGrey} {}

  void Draw() {
    // Wide faces need more room for the figures than for the words.
    const double words = plan_.look.face < 2 ? 46 : 40;
    const std::vector<Column> columns = {{Cell::kDescription, labels_.item, words, Align::kLeft},
                                         {Cell::kQuantity, labels_.quantity, 15, Align::kRight},
                                         {Cell::kPrice, labels_.price, 18, Align::kRight},
                                         {Cell::kAmount, labels_.amount, 22, Align::kRight}};
    TableStyle table;
    table.heading = {FaceOf(plan_.look), 8.5 * plan_.look.scale, true, kWhite};
    table.heading_fill = AccentOf(plan_.look);
    table.body = text_;
    table.row_rules = plan_.look.variant % 2 == 0;
    table.padding = 5 * plan_.look.scale;

    PageParts parts;
    parts.left = kLeft;
    parts.right = right_;
    parts.bottom = canvas_.size().height - 56 - FootBlocksHeight(plan_);
    parts.next_head_bottom = 84;
    parts.tail_height = 130;
    parts.first_head = [this] { return DrawFirstHead(); };
    parts.next_head = [this](int) { return DrawNextHead(); };
    parts.tail = [this](double y) { DrawTail(y); };
    parts.foot = [this](int, int pages) { DrawFoot(canvas_, plan_, labels_, pages); };
    DrawPages(canvas_, plan_, columns, table, parts);
  }

 private:
  static constexpr double kLeft = 44;

  double DrawFirstHead() {
    DrawCues(canvas_, plan_);
    DrawLogo(canvas_, plan_, kLeft, 44, 38);
    const TextStyle name{FaceOf(plan_.look), 11, true, kBlack};
    const double below_supplier =
        DrawParty(canvas_, plan_.supplier, "supplier", kLeft, 92, 250, Align::kLeft, name, text_);

    const TextStyle title{FaceOf(plan_.look), 24, false, AccentOf(plan_.look)};
    double y = 44;
    const std::string& words = plan_.credit_note ? labels_.credit_title : labels_.title;
    y += canvas_.Text({right_ - 260, y, 260, Align::kRight}, title, words);
    const double number_width = canvas_.TextWidth(label_, plan_.invoice_number) + 1;
    canvas_.Text({right_ - 260, y, 260 - number_width - 4, Align::kRight}, label_, labels_.number);
    y += canvas_.Text({right_ - number_width, y, number_width, Align::kRight}, label_,
                      plan_.invoice_number, {"invoice_number"});

    const double head = std::max(y, below_supplier) + 16;
    y = head + canvas_.Text({kLeft, head, 240}, label_, labels_.customer) + 2;
    const double below_customer =
        DrawParty(canvas_, plan_.customer, "customer", kLeft, y, 240, Align::kLeft, strong_, text_);
    const double below = std::max(below_customer, DrawFacts(head)) + 18;
    return DrawHeadBlocks(canvas_, plan_, kLeft, right_, below);
  }

  // Order, dates and the amount due, label and value side by side.
  double DrawFacts(double y) {
    const auto pair = [&](const std::string& label, const std::string& value,
                          std::string_view field) {
      y += DrawPair(canvas_, right_ - 255, y, 255, 125, label_, text_, label, value, Align::kRight,
                    field) +
           4;
    };
    const bool order_first = plan_.look.variant % 3 != 0;
    if (order_first) pair(labels_.order, plan_.purchase_order, "purchase_order");
    pair(labels_.date, FormatDate(plan_.date, plan_.look.dates), "date");
    if (plan_.look.variant % 4 != 1) {
      pair(labels_.due, FormatDate(plan_.due_date, plan_.look.dates), "due_date");
    }
    if (!order_first) pair(labels_.order, plan_.purchase_order, "purchase_order");
    return y;
  }

  double DrawNextHead() {
    DrawCues(canvas_, plan_);
    const double height = canvas_.Text({kLeft, 48, 300}, strong_, plan_.supplier.name);
    canvas_.Text({right_ - 200, 48, 200, Align::kRight}, label_,
                 labels_.title + " # " + plan_.invoice_number);
    return 48 + height + 14;
  }

  void DrawTail(double y) {
    TextStyle total{FaceOf(plan_.look), 11, true, kBlack};
    if (plan_.labelled && plan_.labelled->cues.has(Cue::kShadedTotal)) total.color = kWhite;
    y = DrawSums(canvas_, plan_, labels_, right_ - 250, right_, y + 14, text_, total,
                 plan_.labelled && plan_.labelled->cues.has(Cue::kShadedTotal));
    if (!plan_.iban.empty()) {
      DrawPair(canvas_, kLeft, y - 12, 260, canvas_.TextWidth(label_, labels_.iban) + 2, label_,
               text_, labels_.iban, plan_.iban, Align::kLeft, "iban");
    }
    canvas_.Text({kLeft, y + 6, 240}, label_, labels_.thanks);
  }

  PageCanvas& canvas_;
  const InvoicePlan& plan_;
  const Labels labels_;
  const double right_, size_;
  const TextStyle text_, strong_, label_;
};

}  // namespace

void DrawTextile(PageCanvas& canvas, const InvoicePlan& plan) { TextilePages(canvas, plan).Draw(); }

}  // namespace telar::samples
