#include <algorithm>

#include "samples/labelled_blocks.h"
#include "samples/labels.h"
#include "samples/layouts.h"
#include "samples/letterhead.h"
#include "samples/line_table.h"

namespace telar::samples {
namespace {

class GenericPages {
 public:
  GenericPages(PageCanvas& canvas, const InvoicePlan& plan)
      : canvas_(canvas),
        plan_(plan),
        labels_(LabelsOf(plan)),
        left_(46),
        right_(canvas.size().width - 46),
        size_((plan.look.face < 2 ? 9 : 8) * plan.look.scale),
        text_{FaceOf(plan.look), size_, false, kBlack},
        strong_{FaceOf(plan.look), size_, true, kBlack},
        label_{FaceOf(plan.look), size_, false, kGrey} {}

  void Draw() {
    PageParts parts;
    parts.left = left_;
    parts.right = right_;
    parts.bottom = canvas_.size().height - 56 - FootBlocksHeight(plan_);
    parts.next_head_bottom = 90;
    // Each further rate is a row of its own, and several need their sum.
    parts.tail_height = 150 + 16 * static_cast<double>(plan_.taxes.size());
    parts.first_head = [this] {
      return DrawHeadBlocks(canvas_, plan_, left_, right_, DrawFirstHead());
    };
    parts.next_head = [this](int) { return DrawNextHead(); };
    parts.tail = [this](double y) { DrawTail(y); };
    parts.foot = [this](int, int pages) { DrawFoot(canvas_, plan_, labels_, pages); };
    DrawPages(canvas_, plan_, Columns(), Style(), parts);
  }

 private:
  int variant() const { return plan_.look.variant; }

  std::vector<Column> Columns() const {
    std::vector<Column> columns;
    const bool coded = !plan_.lines.front().code.empty();
    const double figures = plan_.look.money.in_table ? 19 : 16;
    const Column item{Cell::kDescription, labels_.item, 38, Align::kLeft};
    const Column quantity{Cell::kQuantity, labels_.quantity, 12, Align::kRight};
    const Column unit{Cell::kUnit, labels_.unit, 10, Align::kLeft};
    const Column price{Cell::kPrice, labels_.price, figures, Align::kRight};
    const Column rate{Cell::kTaxRate, labels_.tax_rate, 9, Align::kRight};
    const Column amount{Cell::kAmount, labels_.amount, figures + 2, Align::kRight};
    if (variant() % 4 == 1) columns.push_back({Cell::kPosition, "#", 5, Align::kRight});
    if (coded) columns.push_back({Cell::kCode, labels_.code, 14, Align::kLeft});
    switch (variant() % 4) {
      case 0: columns.insert(columns.end(), {item, quantity, unit, price, amount}); break;
      case 1: columns.insert(columns.end(), {item, quantity, price, amount}); break;
      case 2: columns.insert(columns.end(), {quantity, unit, item, price, rate, amount}); break;
      default: columns.insert(columns.end(), {item, unit, quantity, price, rate, amount}); break;
    }
    return columns;
  }

  TableStyle Style() const {
    TableStyle style;
    style.body = text_;
    style.heading = strong_;
    style.padding = 4 * plan_.look.scale;
    switch (variant() % 3) {
      case 0:
        style.heading_fill = AccentOf(plan_.look);
        style.heading.color = kWhite;
        style.zebra = Color{0.955, 0.955, 0.96};
        break;
      case 1:
        style.heading_fill = TintOf(plan_.look);
        style.grid = true;
        break;
      default:
        style.heading.color = AccentOf(plan_.look);
        style.row_rules = true;
        break;
    }
    return style;
  }

  double DrawFirstHead() {
    DrawCues(canvas_, plan_);
    const TextStyle name{FaceOf(plan_.look), size_ + 3, true, AccentOf(plan_.look)};
    const TextStyle title{FaceOf(plan_.look), 17, true, AccentOf(plan_.look)};
    const std::string& words = plan_.credit_note ? labels_.credit_title : labels_.title;
    const double width = right_ - left_;
    double y = 40;
    switch (variant() / 4) {
      case 0: {  // Logo and supplier left, title and facts right.
        DrawLogo(canvas_, plan_, left_, y, 44);
        const double below = DrawParty(canvas_, plan_.supplier, "supplier", left_ + 56, y,
                                       width / 2 - 66, Align::kLeft, name, text_);
        double facts =
            y + canvas_.Text({left_ + width / 2, y, width / 2, Align::kRight}, title, words) + 8;
        facts = DrawFacts(left_ + width / 2, right_, facts);
        y = std::max(below, facts) + 12;
        return DrawCustomerBox(y, left_, right_) + 14;
      }
      case 1: {  // Everything centred, customer and facts in two boxes.
        DrawLogo(canvas_, plan_, left_ + width / 2 - 17, y, 34);
        y = DrawParty(canvas_, plan_.supplier, "supplier", left_, y + 40, width, Align::kCenter,
                      name, text_) +
            8;
        y += canvas_.Text({left_, y, width, Align::kCenter}, title, words) + 8;
        const double facts = DrawFacts(left_ + width / 2 + 14, right_ - 6, y + 6);
        const double below = DrawCustomerBox(y, left_, left_ + width / 2);
        canvas_.Frame(left_ + width / 2 + 6, y, width / 2 - 6, std::max(below, facts) - y, 0.6,
                      AccentOf(plan_.look));
        return std::max(below, facts) + 14;
      }
      default: {  // Title and customer left, supplier right, facts as a row of columns.
        const double below = DrawParty(canvas_, plan_.supplier, "supplier", left_ + width / 2, y,
                                       width / 2, Align::kRight, name, text_);
        double at = y + canvas_.Text({left_, y, width / 2 - 10}, title, words) + 10;
        at = DrawCustomerBox(at, left_, left_ + width / 2 - 20);
        return DrawFactRow(std::max(below, at) + 12) + 14;
      }
    }
  }

  struct Fact {
    std::string label, value;
    std::string_view field;
  };

  std::vector<Fact> Facts() const {
    std::vector<Fact> facts = {
        {labels_.number, plan_.invoice_number, "invoice_number"},
        {labels_.date, FormatDate(plan_.date, plan_.look.dates), "date"},
        {labels_.due, FormatDate(plan_.due_date, plan_.look.dates), "due_date"}};
    facts.insert(facts.begin() + (variant() % 2 == 0 ? 1 : 3),
                 {labels_.order, plan_.purchase_order, "purchase_order"});
    // A bare peso or dollar sign does not tell which currency it is.
    if (plan_.look.money.symbol == "$" || !plan_.look.money.in_table) {
      facts.push_back({labels_.currency, plan_.currency, "currency"});
    }
    return facts;
  }

  double DrawFacts(double left, double right, double y) {
    for (const Fact& fact : Facts()) {
      y += DrawPair(canvas_, left, y, right - left, (right - left) * 0.5, label_, text_, fact.label,
                    fact.value, Align::kRight, fact.field) +
           3;
    }
    return y + 4;
  }

  double DrawFactRow(double y) {
    const std::vector<Fact> facts = Facts();
    const double width = (right_ - left_) / static_cast<double>(facts.size());
    canvas_.Fill(left_, y, right_ - left_, 1, AccentOf(plan_.look));
    double below = y, x = left_;
    for (const Fact& fact : facts) {
      const double at = y + 6 + canvas_.Text({x, y + 5, width - 8}, label_, fact.label);
      below =
          std::max(below, at + canvas_.Text({x, at, width - 8}, strong_, fact.value, {fact.field}));
      x += width;
    }
    return below + 2;
  }

  double DrawCustomerBox(double y, double left, double right) {
    const double label = canvas_.TextHeight(0, label_, labels_.customer);
    if (variant() % 2 == 0) canvas_.Fill(left, y, right - left, label + 5, TintOf(plan_.look));
    canvas_.Text({left + 5, y + 2, right - left - 10}, label_, labels_.customer);
    return DrawParty(canvas_, plan_.customer, "customer", left + 5, y + label + 8,
                     right - left - 10, Align::kLeft, strong_, text_) +
           4;
  }

  double DrawNextHead() {
    DrawCues(canvas_, plan_);
    const double height = canvas_.Text({left_, 44, 320}, strong_, plan_.supplier.name);
    canvas_.Text({right_ - 200, 44, 200, Align::kRight}, label_,
                 labels_.number + " " + plan_.invoice_number);
    return 44 + height + 14;
  }

  void DrawTail(double y) {
    const bool filled =
        plan_.labelled ? plan_.labelled->cues.has(Cue::kShadedTotal) : variant() % 3 == 0;
    TextStyle total{FaceOf(plan_.look), size_ + 1.5, true, kBlack};
    if (filled) total.color = kWhite;
    y += 14;
    const double notes = y;
    DrawSums(canvas_, plan_, labels_, right_ - 250, right_, y, text_, total, filled);
    y = notes;
    const double width = right_ - left_ - 265;
    if (!plan_.iban.empty()) {
      y += canvas_.Text({left_, y, width}, label_, labels_.iban);
      y += canvas_.Text({left_, y, width}, text_, plan_.iban, {"iban"}) + 6;
    }
    canvas_.Text({left_, y, width}, label_, labels_.thanks);
  }

  PageCanvas& canvas_;
  const InvoicePlan& plan_;
  const Labels labels_;
  const double left_, right_, size_;
  const TextStyle text_, strong_, label_;
};

}  // namespace

void DrawGeneric(PageCanvas& canvas, const InvoicePlan& plan) { GenericPages(canvas, plan).Draw(); }

}  // namespace telar::samples
