#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "samples/chance.h"
#include "samples/company.h"
#include "samples/layouts.h"
#include "samples/letterhead.h"
#include "samples/line_table.h"
#include "samples/trade_addressees.h"
#include "samples/trade_words.h"
#include "samples/wares.h"

namespace telar::samples {
namespace {

/// One invoice of a company with its own ideas of a letterhead, a table and an end. Everything left
/// open by the plan is drawn by lot from the plan's chance.
class TradePages {
 public:
  TradePages(PageCanvas& canvas, const InvoicePlan& plan)
      : canvas_(canvas),
        plan_(plan),
        rules_(RulesOf(plan.region)),
        words_(TradeWordsOf(plan.language)),
        random_(plan.chance),
        left_(Between(random_, 44, 68)),
        right_(canvas.size().width - Between(random_, 44, 60)),
        size_((plan.look.face < 2 ? 9 : 8) * Uniform(random_, 0.9, 1.12)),
        text_{FaceOf(plan.look), size_, false, kBlack},
        strong_{FaceOf(plan.look), size_, true, kBlack},
        label_{FaceOf(plan.look), size_, Chance(random_, 30), Chance(random_, 50) ? kGrey : kBlack},
        small_{FaceOf(plan.look), size_ * 0.78, false, kGrey},
        addressees_(DrawAddressees(plan.chance, plan.language, plan.region)) {
    head_ = Between(random_, 0, plan.layout == Layout::kCharges ? 2 : 4);
    if (plan.layout == Layout::kLetter && Chance(random_, 35)) head_ = 3;
    if (addressees_.from_to) head_ = 5;
    if (addressees_.window_right) head_ = 6;
    facts_form_ = Between(random_, 0, 3);
    footer_ = head_ == 3 || head_ == 4 || Chance(random_, 40);
    symbols_ = plan.look.money.in_table || Chance(random_, 75);
    named_currency_ = !symbols_ || (rules_.symbol == "$" && Chance(random_, 70));
    tax_id_in_facts_ = head_ < 3 && Chance(random_, 20);
    invoice_word_ = Word(plan.credit_note ? words_.credit_title : words_.title);
    number_word_ = Word(words_.number);
  }

  void Draw() {
    PageParts parts;
    parts.left = left_;
    parts.right = right_;
    parts.bottom = canvas_.size().height - (footer_ ? 104 : 60);
    parts.next_head_bottom = 96;
    parts.tail_height = 190 + 16 * static_cast<double>(plan_.taxes.size());
    parts.first_head = [this] { return FirstHead(); };
    parts.next_head = [this](int) { return NextHead(); };
    parts.tail = [this](double y) { Tail(y + Uniform(random_, 6, 18)); };
    parts.foot = [this](int page, int pages) { Foot(page, pages); };
    DrawPages(canvas_, plan_, Columns(), Style(), parts);
  }

 private:
  struct Fact {
    std::string label, value;
    std::string_view field;
  };

  std::string Word(TradeWords::Choices choices) {
    std::string word(choices[random_.Below(choices.size())]);
    // The words of a language are written with the tax of one of its regions.
    if (plan_.language == Language::kEnglish) ReplaceWord(word, "VAT", rules_.tax_name);
    if (plan_.language == Language::kSpanish || plan_.language == Language::kPortuguese) {
      ReplaceWord(word, "IVA", rules_.tax_name);
    }
    return word;
  }
  std::string Figure(const Decimal& value) const { return FormatNumber(value, plan_.look.numbers); }
  std::string Money(const Decimal& value) const {
    return symbols_ ? PrintMoney(plan_, value) : Figure(value);
  }
  std::string Rate(const Decimal& rate) const {
    return Figure(rate.Normalized()) + (plan_.look.variant % 2 == 0 ? " %" : "%");
  }
  // Of a text printed twice the truth names the first.
  std::string_view Once(std::string_view field) {
    return shown_.insert(std::string(field)).second ? field : std::string_view();
  }

  // ---- table ----
  std::vector<Column> Columns() {
    std::vector<Column> columns;
    const double figures = plan_.look.money.in_table ? 19 : 15;
    const Column item{Cell::kDescription, Word(words_.item), 40, Align::kLeft};
    const Column quantity{Cell::kQuantity, Word(words_.quantity), 12, Align::kRight};
    const Column unit{Cell::kUnit, Word(words_.unit), 13, Align::kLeft};
    const Column price{Cell::kPrice, Word(words_.price), figures, Align::kRight};
    const Column discount{Cell::kDiscount, Word(words_.discount), 11, Align::kRight};
    const Column rate{Cell::kTaxRate, Word(words_.rate), 10, Align::kRight};
    const Column amount{Cell::kAmount, Word(words_.amount), figures + 2, Align::kRight};
    const bool discounted = std::any_of(plan_.lines.begin(), plan_.lines.end(),
                                        [](const auto& line) { return !line.discount.is_zero(); });
    const bool rated = plan_.taxes.size() > 1 || Chance(random_, 30);
    if (plan_.layout == Layout::kCharges) return {item, amount};
    if (plan_.layout == Layout::kService && Chance(random_, 55)) {
      columns.push_back(item);
      if (rated) columns.push_back(rate);
      columns.push_back(amount);
      return columns;
    }
    const bool goods = plan_.layout == Layout::kLetter;
    if (Chance(random_, 30))
      columns.push_back({Cell::kPosition, Word(words_.position), 9, Align::kLeft});
    const bool counted_first = Chance(random_, 30);
    if (counted_first) columns.push_back(quantity);
    if (goods && Chance(random_, 50)) {
      columns.push_back({Cell::kCode, Word(words_.code), 21, Align::kLeft});
    }
    columns.push_back(item);
    if (!counted_first) columns.push_back(quantity);
    if (Chance(random_, 40)) columns.push_back(unit);
    columns.push_back(price);
    if (discounted) columns.push_back(discount);
    if (rated) columns.push_back(rate);
    columns.push_back(amount);
    return columns;
  }

  TableStyle Style() {
    TableStyle style;
    style.body = text_;
    style.heading = Chance(random_, 70) ? strong_ : text_;
    style.padding = Uniform(random_, 2.2, 5);
    switch (Between(random_, 0, 3)) {
      case 0:
        style.heading_fill = AccentOf(plan_.look);
        style.heading.color = kWhite;
        if (Chance(random_, 50)) style.zebra = Color{0.955, 0.955, 0.96};
        break;
      case 1:
        style.heading_fill = TintOf(plan_.look);
        style.grid = true;
        break;
      case 2: style.row_rules = true; break;
      default: break;  // Nothing but a line below the heading.
    }
    style.bare_head = plan_.layout == Layout::kCharges;
    if (plan_.layout == Layout::kCharges) style.grid = false;
    if (Chance(random_, 50)) {
      style.carried = Word(words_.carried);
      style.brought = Word(words_.brought);
    }
    return style;
  }

  // ---- supplier ----
  std::string JoinedAddress(std::string_view separator) const {
    return Join(plan_.supplier.address, separator);
  }

  // A label and a number side by side, set as one line.
  double Labelled(const Place& place, const TextStyle& style, const std::string& label,
                  const std::string& value, std::string_view field) {
    const double gap = label.empty() ? 0 : style.size * 0.4;
    const double a = label.empty() ? 0 : canvas_.TextWidth(style, label);
    const double b = canvas_.TextWidth(style, value);
    double x = place.x;
    if (place.align == Align::kRight) x += place.width - a - gap - b;
    if (place.align == Align::kCenter) x += (place.width - a - gap - b) / 2;
    canvas_.Text({x, place.y, 0, Align::kLeft}, style, label);
    return canvas_.Text({x + a + gap, place.y, 0, Align::kLeft}, style, value, {field});
  }

  double Supplier(double x, double y, double width, Align align) {
    const double scale = Uniform(random_, 1, 1.9);
    const TextStyle name{FaceOf(plan_.look), size_ * scale, Chance(random_, 75),
                         Chance(random_, 50) ? AccentOf(plan_.look) : kBlack};
    const bool upper = Chance(random_, 25);
    if (!plan_.letterhead.trade_name.empty()) {
      y += canvas_.Text({x, y, width, align}, name, plan_.letterhead.trade_name);
    }
    // Capitals change neither letters nor their number, so the truth's value stays true.
    const std::string printed = upper ? Upper(plan_.supplier.name) : plan_.supplier.name;
    y += canvas_.Text({x, y, width, align}, name, printed, {Once("supplier")}) + 1;
    const bool tax_id = !tax_id_in_facts_;
    const bool tax_id_first = tax_id && Chance(random_, 30);
    if (tax_id_first) y += TaxId({x, y, width, align}, text_);
    if (Chance(random_, 25)) {
      y += canvas_.Text({x, y, width, align}, text_,
                        JoinedAddress(Chance(random_, 50) ? ", " : " - "),
                        {Once("supplier_address")});
    } else {
      const std::string_view field = Once("supplier_address");
      for (const std::string& line : plan_.supplier.address) {
        y += canvas_.Text({x, y, width, align}, text_, line, {field});
      }
    }
    if (tax_id && !tax_id_first) y += TaxId({x, y, width, align}, text_);
    if (Chance(random_, 65)) {
      constexpr std::string_view kLabels[] = {"Tel. ", "Tel: ", "T. ", "", "Tel.: "};
      y += canvas_.Text({x, y, width, align}, text_,
                        std::string(Pick(random_, kLabels)) + plan_.supplier.phone);
    }
    if (Chance(random_, 50)) y += canvas_.Text({x, y, width, align}, text_, plan_.supplier.email);
    if (Chance(random_, 35))
      y += canvas_.Text({x, y, width, align}, text_, plan_.letterhead.website);
    if (Chance(random_, 20)) {
      y += canvas_.Text({x, y, width, align}, text_, plan_.letterhead.register_number);
    }
    return y;
  }

  double TaxId(const Place& place, const TextStyle& style) {
    return Labelled(place, style, plan_.supplier.tax_id_label, plan_.supplier.tax_id,
                    Once("supplier_tax_id"));
  }

  // ---- customer and facts ----
  double Customer(double x, double y, double width) {
    std::string heading = Word(words_.customer);
    if (addressees_.bare) heading.clear();
    if (addressees_.from_to) heading = addressees_.to;
    if (!heading.empty()) {
      if (Chance(random_, 25)) {
        canvas_.Fill(x - 3, y - 2, width, canvas_.TextHeight(0, label_, heading) + 4,
                     TintOf(plan_.look));
      }
      y += canvas_.Text({x, y, width}, label_, heading) + 3;
    }
    if (!addressees_.salutation.empty())
      y += canvas_.Text({x, y, width}, text_, addressees_.salutation);
    y += canvas_.Text({x, y, width}, Chance(random_, 50) ? strong_ : text_, plan_.customer.name,
                      {"customer"});
    if (!addressees_.attention.empty())
      y += canvas_.Text({x, y, width}, text_, addressees_.attention);
    for (const std::string& line : plan_.customer.address) {
      y += canvas_.Text({x, y, width}, text_, line);
    }
    if (Chance(random_, 55)) {
      y += Labelled({x, y, width, Align::kLeft}, text_, plan_.customer.tax_id_label,
                    plan_.customer.tax_id, "customer_tax_id");
    }
    return y;
  }

  // The block of the goods' address, when there is one; returns the y below.
  double Delivery(double x, double y, double width) {
    if (plan_.delivery.name.empty()) return y;
    y += canvas_.Text({x, y, width}, label_, Word(words_.delivery)) + 3;
    y += canvas_.Text({x, y, width}, text_, plan_.delivery.name);
    for (const std::string& line : plan_.delivery.address) {
      y += canvas_.Text({x, y, width}, text_, line);
    }
    return y;
  }

  // Customer and delivery side by side, either first; returns the y below both.
  double CustomerAndDelivery(double y, double half) {
    const bool swapped = !plan_.delivery.name.empty() && Chance(random_, 25);
    const double left = left_, right = left_ + half + 10;
    const double customer = Customer(swapped ? right : left, y, half - 12);
    return std::max(customer, Delivery(swapped ? left : right, y, half - 12));
  }

  std::vector<Fact> Facts() {
    std::vector<Fact> facts = {{number_word_, plan_.invoice_number, "invoice_number"}};
    if (!dated_) {
      facts.push_back({Word(words_.date), FormatDate(plan_.date, plan_.look.dates), "date"});
    }
    if (Chance(random_, 65)) {
      facts.push_back({Word(words_.due), FormatDate(plan_.due_date, plan_.look.dates), "due_date"});
    }
    if (Chance(random_, 45)) {
      // A number that says what it is may stand behind the seller's word for an order.
      const bool says = plan_.purchase_order.starts_with("PO") && plan_.own_order.empty();
      facts.push_back({Word(says && Chance(random_, 30) ? words_.own_order : words_.order),
                       plan_.purchase_order, "purchase_order"});
    }
    if (!plan_.own_order.empty()) {
      facts.push_back({Word(words_.own_order), plan_.own_order, ""});
      if (Chance(random_, 40)) {
        const Date ordered{std::chrono::sys_days{plan_.date} -
                           std::chrono::days{Between(random_, 0, 20)}};
        facts.push_back({Word(words_.order_date), FormatDate(ordered, plan_.look.dates), ""});
      }
    }
    if (Chance(random_, 40))
      facts.push_back({Word(words_.customer_number), Digits(random_, 5), ""});
    if (plan_.layout != Layout::kLetter && Chance(random_, 45)) {
      facts.push_back({Word(words_.period), PeriodBefore(plan_.date, plan_.look.dates), ""});
    }
    if (named_currency_) {
      constexpr std::string_view kLabels[] = {
          "Moneda:", "Currency:", "Moeda:", "Devise :", "Währung:", "Valuta:", "Valuta:"};
      facts.push_back({std::string(kLabels[static_cast<std::size_t>(plan_.language)]),
                       plan_.currency, "currency"});
    }
    if (tax_id_in_facts_) {
      facts.push_back(
          {plan_.supplier.tax_id_label, plan_.supplier.tax_id, Once("supplier_tax_id")});
    }
    for (std::size_t i = facts.size(); i > 2; --i) {
      if (Chance(random_, 40)) std::swap(facts[i - 1], facts[1 + random_.Below(i - 1)]);
    }
    return facts;
  }

  double FactColumn(double left, double right, double y) {
    const Align align = facts_form_ == 0 ? Align::kRight : Align::kLeft;
    for (const Fact& fact : Facts()) {
      if (facts_form_ == 1) {
        y += Labelled({left, y, right - left, Align::kLeft}, text_, fact.label, fact.value,
                      fact.field) +
             2;
        continue;
      }
      const double label = (right - left) * 0.46, value = right - left - label - 6;
      const double a = canvas_.Text({left, y, label}, label_, fact.label);
      const double b =
          canvas_.Text({left + label + 6, y, value, align}, text_, fact.value, {fact.field});
      y += std::max(a, b) + 2;
    }
    return y + 2;
  }

  double FactRow(double y) {
    const std::vector<Fact> facts = Facts();
    const double width = (right_ - left_) / static_cast<double>(facts.size());
    double below = y, x = left_;
    for (const Fact& fact : facts) {
      const double at = y + 5 + canvas_.Text({x + 3, y + 4, width - 9}, label_, fact.label);
      below = std::max(below,
                       at + canvas_.Text({x + 3, at, width - 9}, text_, fact.value, {fact.field}));
      x += width;
    }
    if (Chance(random_, 50)) canvas_.Frame(left_, y, right_ - left_, below + 4 - y, 0.6, kGrey);
    return below + 6;
  }

  double Title(double x, double y, double width, Align align) {
    const TextStyle title{FaceOf(plan_.look), Uniform(random_, 12, 24), Chance(random_, 65),
                          Chance(random_, 60) ? AccentOf(plan_.look) : kBlack};
    return y + canvas_.Text({x, y, width, align}, title, invoice_word_) + 6;
  }

  // ---- heads ----
  double FirstHead() {
    DrawCues(canvas_, plan_);
    const double width = right_ - left_, half = width / 2;
    double y = Between(random_, 36, 52);
    const bool row = facts_form_ == 3;
    switch (head_) {
      case 0: {  // Supplier left, title and facts right, customer below.
        if (Chance(random_, 40)) {
          DrawLogo(canvas_, plan_, left_, y, 40);
          y += 46;
        }
        const double below = Supplier(left_, y, half - 14, Align::kLeft);
        double at = Title(left_ + half, y, half, Align::kRight);
        if (!row) at = FactColumn(left_ + half + 10, right_, at);
        y = CustomerAndDelivery(std::max(below, at) + 14, half) + 8;
        break;
      }
      case 1: {  // Customer in the address window left, supplier right.
        const double below = Supplier(left_ + half + 20, y, half - 20,
                                      Chance(random_, 50) ? Align::kRight : Align::kLeft);
        double customer = Customer(left_, std::max(y + 50, 92.0), half - 10);
        if (Chance(random_, 50)) customer = Delivery(left_, customer + 12, half - 10);
        y = Title(left_, std::max(below, customer) + 20, width, Align::kLeft);
        if (!row) y = FactColumn(left_, left_ + width * 0.6, y);
        break;
      }
      case 2: {  // Everything in the middle, then a rule.
        y = Supplier(left_, y, width, Align::kCenter) + 6;
        canvas_.Line(left_, y, right_, y, 0.8, AccentOf(plan_.look));
        y = Title(left_, y + 10, width, Chance(random_, 50) ? Align::kCenter : Align::kLeft);
        const double customer = row ? CustomerAndDelivery(y, half) : Customer(left_, y, half - 10);
        const double facts = row ? y : FactColumn(left_ + half + 10, right_, y);
        y = std::max(customer, facts) + 6;
        break;
      }
      case 5: {  // Title, then both parties side by side below their labels.
        y = Title(left_, y, width, Align::kLeft);
        const double at = y + 3 + canvas_.Text({left_, y, half - 12}, label_, addressees_.from);
        const double below = Supplier(left_, at, half - 14, Align::kLeft);
        const double customer = Customer(left_ + half + 10, y, half - 12);
        y = std::max(below, customer) + 12;
        if (!row) y = FactColumn(left_, left_ + width * 0.55, y);
        break;
      }
      case 6: {  // Customer in the address window right, supplier and facts left.
        const double below = Supplier(left_, y, half - 14, Align::kLeft);
        const double customer = Customer(left_ + half + 20, std::max(y + 50, 110.0), half - 24);
        double facts = below + 16;
        if (!row && Chance(random_, 50)) facts = FactColumn(left_, left_ + half - 10, facts);
        else if (!row)
          facts = std::max(FactColumn(left_, left_ + width * 0.55, std::max(facts, customer + 14)),
                           facts);
        y = Title(left_, std::max(facts, customer) + 14, width, Align::kLeft);
        break;
      }
      default: y = Letter(y, row); break;
    }
    if (row) y = FactRow(y + 4) + 4;
    if (plan_.layout == Layout::kCharges) y = Charges(y + 6);
    return y + Uniform(random_, 6, 16);
  }

  // The window of DIN 5008 and its neighbours: a small line with the sender above the address.
  double Letter(double y, bool row) {
    const double width = right_ - left_, half = width / 2;
    if (Chance(random_, 60))
      DrawLogo(canvas_, plan_, Chance(random_, 50) ? left_ : right_ - 40, y, 38);
    double at = 122;
    if (head_ == 3) {
      constexpr std::string_view kSeparators[] = {" - ", " · ", ", ", " | "};
      const std::string separator(Pick(random_, kSeparators));
      const std::string name = plan_.supplier.name, address = JoinedAddress(separator);
      TextStyle tiny = small_;
      tiny.size = size_ * 0.72;
      const double whole = canvas_.TextWidth(tiny, name + separator + address);
      if (whole > half) tiny.stretch = half / whole;
      double x = left_;
      canvas_.Text({x, at, 0}, tiny, name, {Once("supplier")});
      x += canvas_.TextWidth(tiny, name) + canvas_.TextWidth(tiny, "n" + separator + "n") -
           canvas_.TextWidth(tiny, "nn");
      canvas_.Text({x - (x - left_ - canvas_.TextWidth(tiny, name)) * 0.75, at, 0}, tiny,
                   std::string(Trim(separator)));
      at += canvas_.Text({x, at, 0}, tiny, address, {Once("supplier_address")}) + 6;
    }
    const double customer = Customer(left_, at, half - 10);
    double facts = at;
    const bool facts_right = !row && Chance(random_, 60);
    if (Chance(random_, 30) && plan_.language != Language::kEnglish) {
      // "Marberg, 5. März 2024": the only date without a label.
      const std::string town = InventFirstName(random_, plan_.region) + ",";
      facts += Labelled({left_ + half, facts, half, Align::kRight}, text_, town,
                        FormatDate(plan_.date, plan_.look.dates), "date") +
               4;
      dated_ = true;
    }
    if (facts_right) facts = FactColumn(left_ + half + 20, right_, facts);
    y = Title(left_, std::max(customer, facts) + 24, width, Align::kLeft);
    if (!facts_right && !row) y = FactColumn(left_, left_ + width * 0.55, y);
    return y;
  }

  // The amount due in a box, as suppliers of energy and the like show it, and a word above the
  // rows.
  double Charges(double y) {
    if (Chance(random_, 60)) {
      const TextStyle large{FaceOf(plan_.look), size_ * 1.5, true, kBlack};
      canvas_.Fill(left_, y, right_ - left_, size_ * 2.6, TintOf(plan_.look));
      canvas_.Text({left_ + 8, y + size_ * 0.5, 260}, large, Word(words_.total));
      canvas_.Text({right_ - 240, y + size_ * 0.5, 232, Align::kRight}, large, Money(plan_.total));
      y += size_ * 2.6 + 12;
    }
    const std::string period =
        Word(words_.period) + " " + PeriodBefore(plan_.date, plan_.look.dates);
    return y + canvas_.Text({left_ + 4, y, right_ - left_}, strong_, period);
  }

  double NextHead() {
    DrawCues(canvas_, plan_);
    const double height = canvas_.Text({left_, 46, 300}, text_, plan_.supplier.name);
    canvas_.Text({right_ - 220, 46, 220, Align::kRight}, text_,
                 number_word_ + " " + plan_.invoice_number);
    return 46 + height + 14;
  }

  // ---- tail ----
  void Row(double& y, const std::string& label, const std::string& value, std::string_view field,
           const TextStyle& style) {
    const double left = right_ - sums_width_;
    const double a = canvas_.Text({left + 4, y, sums_width_ * 0.56}, style, label);
    const double b =
        canvas_.Text({left + sums_width_ * 0.56 + 4, y, sums_width_ * 0.44 - 8, Align::kRight},
                     style, value, {field});
    y += std::max(a, b) + 3;
  }

  void Tail(double y) {
    sums_width_ = Uniform(random_, 225, 275);
    const double notes = y;
    const bool plain = plan_.taxes.size() == 1 && plan_.discount.is_zero() &&
                       plan_.shipping.is_zero() && plan_.withheld.is_zero() &&
                       plan_.rounding.is_zero();
    const bool exempt = plan_.tax.is_zero() && Chance(random_, 60);
    if (plain && !exempt && Chance(random_, 22)) {
      y = Across(y);
    } else {
      y = Sums(y, exempt);
    }
    if (Chance(random_, 8) && plan_.currency != "COP") {
      const Decimal other = (plan_.total * Decimal::FromUnits(112, 2)).Rounded(2);
      const std::string code = plan_.currency == "USD" ? "EUR" : "USD";
      canvas_.Text({right_ - sums_width_, y + 2, sums_width_, Align::kRight}, small_,
                   Word(words_.equivalent) + " " + Figure(other) + " " + code + " (1 " +
                       plan_.currency + " = " + Figure(Decimal::FromUnits(112, 2)) + " " + code +
                       ")");
    }
    Notes(notes, exempt);
  }

  // Net, tax and total side by side, the words above the figures.
  double Across(double y) {
    const double width = sums_width_ / 3 + 6;
    double x = right_ - 3 * width;
    const auto cell = [&](const std::string& label, const Decimal& value, std::string_view field,
                          const TextStyle& style) {
      const double at = y + 3 + canvas_.Text({x, y, width - 6, Align::kRight}, label_, label);
      canvas_.Text({x, at, width - 6, Align::kRight}, style, Money(value), {field});
      x += width;
      return at + size_ * 1.4;
    };
    double below = cell(Word(words_.subtotal), plan_.subtotal, "subtotal", text_);
    below = std::max(below, cell(std::string(rules_.tax_name) + " " + Rate(plan_.taxes[0].rate),
                                 plan_.tax, "tax", text_));
    return std::max(below, cell(Word(words_.total), plan_.total, "total", strong_)) + 4;
  }

  double Sums(double y, bool exempt) {
    const bool table = plan_.taxes.size() > 1 && Chance(random_, 50);
    Row(y, Word(words_.subtotal), Money(plan_.subtotal), "subtotal", text_);
    if (!plan_.discount.is_zero()) {
      const std::string sign = Chance(random_, 60) ? "-" : "";
      Row(y, Word(words_.document_discount) + " " + Rate(plan_.discount_rate),
          sign + Money(plan_.discount), "discount", text_);
    }
    if (!plan_.shipping.is_zero())
      Row(y, Word(words_.shipping), Money(plan_.shipping), "shipping", text_);
    const bool single = plan_.taxes.size() == 1;
    const bool based = Chance(random_, 25);
    for (const PlannedTax& tax : plan_.taxes) {
      if (exempt || table) break;
      std::string label = Chance(random_, 80) ? std::string(rules_.tax_name) + " " + Rate(tax.rate)
                                              : Rate(tax.rate) + " " + std::string(rules_.tax_name);
      if (based) label += " (" + Figure(tax.base) + ")";
      Row(y, label, Money(tax.amount), single ? "tax" : "", text_);
    }
    if (table) y = TaxTable(y + 4);
    else if (!single) Row(y, Word(words_.tax_total), Money(plan_.tax), "tax", text_);
    if (plan_.withheld_from_total) {
      Row(y, plan_.withheld_name + " " + Rate(plan_.withheld_rate), "-" + Money(plan_.withheld),
          "withheld", text_);
    }
    if (!plan_.rounding.is_zero())
      Row(y, Word(words_.rounding), Money(plan_.rounding), "rounding", text_);
    const TextStyle total{FaceOf(plan_.look), size_ * Uniform(random_, 1, 1.4), true, kBlack};
    if (Chance(random_, 60)) canvas_.Line(right_ - sums_width_, y, right_, y, 0.7, kBlack);
    y += 3;
    std::string label = Word(words_.total);
    if (!symbols_ && Chance(random_, 60)) label += " " + plan_.currency;
    Row(y, label, Money(plan_.total), "total", total);
    if (!plan_.withheld.is_zero() && !plan_.withheld_from_total) {
      Row(y, plan_.withheld_name + " " + Rate(plan_.withheld_rate), "-" + Money(plan_.withheld),
          "withheld", text_);
      Row(y, Word(words_.payable), Money(plan_.total - plan_.withheld), "payable", strong_);
    }
    return y;
  }

  double TaxTable(double y) {
    const double width = sums_width_ / 4, left = right_ - sums_width_;
    const auto row = [&](const TextStyle& style, const std::string& a, const std::string& b,
                         const std::string& c, const std::string& d, std::string_view field) {
      double height = canvas_.Text({left + 4, y, width}, style, a);
      const std::pair<const std::string*, std::string_view> cells[] = {
          {&b, ""}, {&c, field}, {&d, ""}};
      double x = left + width;
      for (const auto& [text, mark] : cells) {
        height =
            std::max(height, canvas_.Text({x, y, width - 4, Align::kRight}, style, *text, {mark}));
        x += width;
      }
      y += height + 2;
    };
    row(label_, std::string(rules_.tax_name), Word(words_.base), Word(words_.tax),
        Word(words_.gross), "");
    Decimal bases;
    for (const PlannedTax& tax : plan_.taxes) {
      row(text_, Rate(tax.rate), Figure(tax.base), Figure(tax.amount),
          Figure(tax.base + tax.amount), "");
      bases = bases + tax.base;
    }
    row(text_, "", Figure(bases), Figure(plan_.tax), Figure(bases + plan_.tax), "tax");
    return y + 3;
  }

  void Notes(double y, bool exempt) {
    const double width = right_ - left_ - std::max(sums_width_, 3 * (sums_width_ / 3 + 6)) - 16;
    if (!plan_.iban.empty() && (!footer_ || Chance(random_, 50))) {
      y += canvas_.Text({left_, y, width}, label_, Word(words_.bank));
      y += canvas_.Text({left_, y, width}, text_, plan_.iban, {Once("iban")}) + 5;
    }
    if (exempt) y += canvas_.Text({left_, y, width}, text_, Word(words_.exempt)) + 3;
    if (Chance(random_, 60)) y += canvas_.Text({left_, y, width}, text_, Word(words_.terms)) + 3;
    if (Chance(random_, 40)) canvas_.Text({left_, y, width}, text_, Word(words_.thanks));
  }

  // ---- foot ----
  void Foot(int page, int pages) {
    const double height = canvas_.size().height;
    TextStyle notice = small_;
    notice.size = 6;
    canvas_.Text({left_, height - 34, 300}, notice,
                 plan_.language == Language::kSpanish
                     ? "Documento de muestra inventado. Las empresas y los números no existen."
                     : "Invented sample document. The companies and numbers do not exist.");
    if (pages > 1 || Chance(random_, 30)) {
      canvas_.Text({right_ - 120, height - 34, 120, Align::kRight}, small_,
                   std::string(words_.page) + " " + std::to_string(page) + " " +
                       std::string(words_.of) + " " + std::to_string(pages));
    }
    if (!footer_) return;
    const double width = (right_ - left_) / 3;
    const double top = height - 96;
    canvas_.Line(left_, top - 4, right_, top - 4, 0.5, kGrey);
    if (addressees_.footer_line) return FootLine(top);
    const auto put = [&](double x, double& y, const std::string& text, std::string_view field) {
      y += canvas_.Text({x, y, width - 8}, small_, text, {field.empty() ? field : Once(field)});
    };
    double y = top;
    put(left_, y, plan_.supplier.name, "supplier");
    const std::string_view address = Once("supplier_address");
    for (const std::string& line : plan_.supplier.address) {
      y += canvas_.Text({left_, y, width - 8}, small_, line, {address});
    }
    y = top;
    put(left_ + width, y, "Tel. " + plan_.supplier.phone, "");
    put(left_ + width, y, plan_.supplier.email, "");
    put(left_ + width, y, plan_.letterhead.website, "");
    y = top;
    y += TaxId({left_ + 2 * width, y, width - 8, Align::kLeft}, small_);
    if (!plan_.iban.empty()) {
      y += Labelled({left_ + 2 * width, y, width - 8, Align::kLeft}, small_, "IBAN:", plan_.iban,
                    Once("iban"));
    }
    put(left_ + 2 * width, y, plan_.letterhead.register_number, "");
  }

  // "Name · Street 1 · 1000 Town · Tel. … · VAT …", as wide as the page.
  void FootLine(double y) {
    const std::string separator(addressees_.separator);
    TextStyle style = small_;
    struct Part {
      std::string text;
      std::string_view field;
    };
    const Part parts[] = {{plan_.supplier.name, Once("supplier")},
                          {separator, ""},
                          {JoinedAddress(separator), Once("supplier_address")},
                          {separator + "Tel. " + plan_.supplier.phone, ""},
                          {separator + plan_.supplier.tax_id_label + " ", ""},
                          {plan_.supplier.tax_id, Once("supplier_tax_id")}};
    double whole = 0;
    for (const Part& part : parts) whole += Advance(style, part.text);
    if (whole > right_ - left_) style.stretch = (right_ - left_) / whole;
    double x = left_;
    for (const Part& part : parts) {
      const double advance = Advance(style, part.text);
      // Blanks at either end are but room.
      const std::string_view text = Trim(part.text);
      const std::string lead = part.text.substr(0, part.text.find(text));
      canvas_.Text(
          {x + (lead.empty() ? 0 : Advance(style, "n" + lead + "n") - Advance(style, "nn")), y, 0},
          style, std::string(text), {part.field});
      x += advance;
    }
    if (plan_.iban.empty()) return;
    y += canvas_.TextHeight(0, style, "IBAN") + 2;
    Labelled({left_, y, right_ - left_, Align::kLeft}, small_, "IBAN:", plan_.iban, Once("iban"));
  }

  // Blanks at the ends of a text count.
  double Advance(const TextStyle& style, const std::string& text) const {
    return canvas_.TextWidth(style, "n" + text + "n") - canvas_.TextWidth(style, "nn");
  }

  PageCanvas& canvas_;
  const InvoicePlan& plan_;
  const RegionRules& rules_;
  const TradeWords& words_;
  SeededRandom random_;
  const double left_, right_, size_;
  const TextStyle text_, strong_, label_, small_;
  const Addressees addressees_;
  int head_ = 0, facts_form_ = 0;
  bool footer_ = false, symbols_ = true, named_currency_ = false, tax_id_in_facts_ = false;
  bool dated_ = false;
  double sums_width_ = 250;
  std::string invoice_word_, number_word_;
  std::set<std::string> shown_;
};

}  // namespace

void DrawTrade(PageCanvas& canvas, const InvoicePlan& plan) { TradePages(canvas, plan).Draw(); }

}  // namespace telar::samples
