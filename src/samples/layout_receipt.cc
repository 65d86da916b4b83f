#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "samples/chance.h"
#include "samples/company.h"
#include "samples/layouts.h"
#include "samples/line_table.h"
#include "samples/receipt_words.h"
#include "samples/roll.h"

namespace telar::samples {
namespace {

std::size_t Letters(std::string_view text) { return DecodeUtf8(text).size(); }

/// One receipt as rows. Everything left open by the plan is drawn by lot from the plan's chance.
class ReceiptRoll {
 public:
  explicit ReceiptRoll(const InvoicePlan& plan)
      : plan_(plan),
        rules_(RulesOf(plan.region)),
        words_(ReceiptWordsOf(plan.language)),
        random_(plan.chance),
        roll_(InventForm()) {
    capitals_ = plan.supplier.name == Upper(plan.supplier.name);
    colon_column_ = Chance(random_, 30);
    symbols_ = plan.look.money.in_table;
    Head();
    Facts();
    Items();
    Sums();
    Payment();
    if (summary_) Summary();
    Foot();
  }

  const Roll& roll() const { return roll_; }
  /// Now and then the roll lies on a larger sheet.
  bool on_sheet() const { return on_sheet_; }

 private:
  Roll::Form InventForm() {
    Roll::Form form;
    form.face = static_cast<Face>(plan_.look.face);
    constexpr double kWidths[] = {150, 190, 204, 204, 216, 260, 330};
    form.width = Pick(random_, kWidths);
    form.columns = form.width < 160 ? Between(random_, 28, 34) : Between(random_, 34, 48);
    if (form.width > 300) form.columns = Between(random_, 46, 64);
    form.margin = form.width * Uniform(random_, 0.03, 0.12);
    form.pitch = Uniform(random_, 1.08, 1.45);
    const bool fixed = plan_.look.face >= 4;
    // Tills print letters that are taller than they are wide; office faces are narrower anyway.
    form.stretch = fixed ? Uniform(random_, 0.68, 1.0) : Uniform(random_, 0.85, 1.1);
    on_sheet_ = Chance(random_, 7);
    return form;
  }

  // ---- small helpers ----
  std::string Word(ReceiptWords::Choices choices) {
    std::string word(choices[random_.Below(choices.size())]);
    // The words of a language are written with the tax of one of its regions.
    if (plan_.language == Language::kEnglish) ReplaceWord(word, "GST", rules_.tax_name);
    if (plan_.language == Language::kSpanish) {
      ReplaceWord(word, rules_.tax_name == "IVA" ? "IGV" : "IVA", rules_.tax_name);
      if (plan_.region != Region::kPeru) ReplaceWord(word, "OP. GRAVADA", "BASE IMPONIBLE");
    }
    return word;
  }
  std::string Cased(const std::string& text) const { return capitals_ ? Upper(text) : text; }
  std::string Figure(const Decimal& value) const { return FormatNumber(value, plan_.look.numbers); }
  std::string Money(const Decimal& value) const {
    return symbols_ ? PrintMoney(plan_, value) : Figure(value);
  }
  std::string Rate(const Decimal& rate) {
    return Figure(rate) + (Chance(random_, 70) ? "%" : " %");
  }

  // ---- letterhead ----
  void Head() {
    const Letterhead& head = plan_.letterhead;
    const bool left = Chance(random_, 8);
    const double large = Chance(random_, 55) ? 1 : Uniform(random_, 1.15, 1.7);
    const bool bold = Chance(random_, 50);
    const auto put = [&](std::vector<RollText> texts, double scale = 1, bool heavy = false) {
      if (left) roll_.Left(std::move(texts), scale, heavy);
      else roll_.Centre(std::move(texts), scale, heavy);
    };
    if (Chance(random_, 14)) {
      roll_.Sign(Upper(head.trade_name.empty() ? FirstWord(plan_.supplier.name) : head.trade_name));
    }
    if (!head.trade_name.empty()) put({{head.trade_name}}, large * 1.1, bold);

    const bool beside =
        !head.register_number.empty() && head.register_number.size() < 14 && Chance(random_, 38);
    std::vector<RollText> name = {{plan_.supplier.name, "supplier"}};
    if (beside) name.push_back({head.register_number});
    put(std::move(name), head.trade_name.empty() ? large : 1, bold);
    if (!beside && !head.register_number.empty()) put({{head.register_number}});
    if (!head.former_name.empty()) {
      put({{Chance(random_, 50) ? "(formerly known as" : "F.K.A."}});
      put({{head.former_name + ")"}});
    }
    const bool tax_id = Chance(random_, plan_.region == Region::kMalaysia ? 75 : 92);
    const bool tax_id_first = Chance(random_, 35);
    if (tax_id && tax_id_first) TaxId(put);
    if (Chance(random_, 3))
      put({{FormatDate(plan_.date, plan_.look.dates), "date"}}), dated_ = true;
    Address(put);
    Contact(put);
    if (tax_id && !tax_id_first) TaxId(put);
    if (Chance(random_, 20)) {
      constexpr std::string_view kBranches[] = {"BRANCH: ", "Outlet: ", "Store No. ", "(", ""};
      const std::string branch(Pick(random_, kBranches));
      put({{branch + Cased(InventFirstName(random_, plan_.region)) + (branch == "(" ? ")" : "")}});
    }
    roll_.Gap(Uniform(random_, 0.2, 1));
  }

  static std::string FirstWord(const std::string& name) {
    return name.substr(0, std::min(name.find(' '), name.size()));
  }

  template <typename Put>
  void TaxId(const Put& put) {
    std::string label = plan_.supplier.tax_id_label;
    if (capitals_ && Chance(random_, 50)) label = Upper(label);
    put({{label},
         {plan_.supplier.tax_id + (label.starts_with("(") ? ")" : ""), "supplier_tax_id"}});
  }

  template <typename Put>
  void Address(const Put& put) {
    for (const std::string& line : plan_.supplier.address) put({{line, "supplier_address"}});
  }

  template <typename Put>
  void Contact(const Put& put) {
    const bool phone = Chance(random_, 75), fax = Chance(random_, 25);
    constexpr std::string_view kPhones[] = {"TEL: ", "Tel : ",  "Tel No. ", "TEL ",
                                            "T: ",   "Phone: ", "H/P: "};
    std::string label(Pick(random_, kPhones));
    if (label == "H/P: " && rules_.tax_name != "GST") label = "Tel. ";
    if (phone && fax && Chance(random_, 50)) {
      put({{label + plan_.supplier.phone + "  FAX: " + plan_.letterhead.fax}});
    } else {
      if (phone) put({{label + plan_.supplier.phone}});
      if (fax) put({{"FAX : " + plan_.letterhead.fax}});
    }
    if (Chance(random_, 12)) put({{"Email: " + plan_.supplier.email}});
    if (Chance(random_, 10)) put({{plan_.letterhead.website}});
  }

  // ---- number, date, cashier ----
  std::string Time() {
    const int hour = Between(random_, 8, 21), minute = Between(random_, 0, 59);
    const int lot = Between(random_, 0, 3);
    if (lot == 0) return fmt::format("{:02}:{:02}", hour, minute);
    if (lot == 1) {
      return fmt::format("{}:{:02}:{:02} {}", hour > 12 ? hour - 12 : hour, minute,
                         Between(random_, 0, 59), hour >= 12 ? "PM" : "AM");
    }
    if (lot == 2)
      return fmt::format("{:02}:{:02}{}", hour > 12 ? hour - 12 : hour, minute,
                         hour >= 12 ? "PM" : "AM");
    return fmt::format("{:02}:{:02}:{:02}", hour, minute, Between(random_, 0, 59));
  }

  struct Fact {
    std::string label;
    std::vector<RollText> values;
  };

  void Facts() {
    const bool title_first = Chance(random_, 70);
    const bool title = Chance(random_, 75);
    const std::string words = Word(words_.titles);
    const double scale = Chance(random_, 60) ? 1 : 1.2;
    const bool bold = Chance(random_, 40);
    if (title && title_first) roll_.Centre({{words}}, scale, bold);
    if (Chance(random_, 12)) roll_.BarCode();
    if (Chance(random_, 30)) roll_.Dashes();

    const std::string date = FormatDate(plan_.date, plan_.look.dates), time = Time();
    std::vector<Fact> facts;
    facts.push_back({Word(words_.number), {{plan_.invoice_number, "invoice_number"}}});
    const bool date_below = !dated_ && Chance(random_, 9);
    if (!dated_ && !date_below) {
      Fact fact{Chance(random_, 86) ? Word(words_.date) : "", {{date, "date"}}};
      if (Chance(random_, 70)) fact.values.push_back({time});
      facts.push_back(std::move(fact));
      if (facts.back().values.size() == 1 && Chance(random_, 50)) {
        facts.push_back({Word(words_.time), {{time}}});
      }
    }
    date_below_ = date_below ? date + " " : "";
    if (Chance(random_, 70)) {
      facts.push_back({Word(words_.cashier), {{Cased(InventFirstName(random_, plan_.region))}}});
    }
    if (Chance(random_, 35)) facts.push_back({Word(words_.till), {{Digits(random_, 2)}}});
    if (Chance(random_, 18)) facts.push_back({Word(words_.table), {{Digits(random_, 1)}}});
    if (!plan_.customer.name.empty()) {
      facts.push_back({Word(words_.customer), {{plan_.customer.name, "customer"}}});
    } else if (Chance(random_, 12)) {
      facts.push_back({Word(words_.customer), {{"CASH"}}});
    }
    for (std::size_t i = facts.size(); i > 1; --i) {
      if (Chance(random_, 45)) std::swap(facts[i - 1], facts[random_.Below(i)]);
    }
    const int form = Between(random_, 0, 2);
    const double column = Uniform(random_, 0.28, 0.42);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const bool pair =
          form == 2 && i + 1 < facts.size() && Length(facts[i]) + Length(facts[i + 1]) < 34;
      if (pair) {
        roll_.Row({{Align::kLeft, 0, Flat(facts[i])}, {Align::kRight, 1, Flat(facts[i + 1])}});
        ++i;
      } else if (form == 1 && !facts[i].label.empty() && Letters(facts[i].label) < 14) {
        roll_.Row({{Align::kLeft, 0, {{facts[i].label}}}, {Align::kLeft, column, facts[i].values}});
      } else {
        roll_.Left(Flat(facts[i]));
      }
    }
    if (title && !title_first) roll_.Centre({{words}}, scale, bold);
    if (Chance(random_, 50)) roll_.Gap(0.4);
  }

  static std::vector<RollText> Flat(const Fact& fact) {
    std::vector<RollText> texts;
    if (!fact.label.empty()) texts.push_back({fact.label});
    texts.insert(texts.end(), fact.values.begin(), fact.values.end());
    return texts;
  }
  static std::size_t Length(const Fact& fact) {
    std::size_t length = Letters(fact.label);
    for (const RollText& text : fact.values) length += Letters(text.text) + 1;
    return length;
  }

  // ---- items ----
  void Divide() {
    const int lot = divider_ < 0 ? (divider_ = Between(random_, 0, 3)) : divider_;
    if (lot == 0) roll_.Dashes('-');
    if (lot == 1) roll_.Rule();
    if (lot == 2) roll_.Dashes('=');
    if (lot == 3) roll_.Gap(0.5);
  }

  RollText Part(const std::string& text, std::string_view field, int line) const {
    return {text, std::string(field), line};
  }

  void Items() {
    std::size_t longest = 0;
    for (const PlannedLine& line : plan_.lines) {
      longest = std::max(longest, Letters(line.description));
    }
    const auto room = static_cast<std::size_t>(roll_.form().columns);
    const bool short_names = longest + 22 <= room;
    form_ = short_names ? Between(random_, 0, 6) : Between(random_, 3, 6);
    // Without quantities, prices are the amounts.
    const bool singles = std::all_of(plan_.lines.begin(), plan_.lines.end(), [](const auto& line) {
      return line.quantity == Decimal(1) && line.discount.is_zero();
    });
    if (singles && short_names && Chance(random_, 40)) form_ = 7;
    coded_ = Chance(random_, 40);
    tax_codes_ = Chance(random_, 35);
    x_ = Chance(random_, 50) ? "x" : Chance(random_, 50) ? "X" : "@";
    amount_at_ = tax_codes_ ? 0.93 : 1;
    Divide();
    Heading();
    for (std::size_t i = 0; i < plan_.lines.size(); ++i) Item(static_cast<int>(i));
    Divide();
    if (Chance(random_, 30)) {
      Decimal count;
      for (const PlannedLine& line : plan_.lines) count = count + line.quantity;
      roll_.Left({{Word(words_.items)}, {Figure(count.Normalized())}});
    }
  }

  void Heading() {
    if (Chance(random_, 25)) return;
    const bool bold = Chance(random_, 30);
    std::string amount = Word(words_.amount);
    if (!symbols_ && Chance(random_, 25)) {
      amount = Chance(random_, 50) ? amount + "(" + std::string(rules_.symbol) + ")"
                                   : std::string(rules_.symbol);
      currency_shown_ = true;
    }
    const std::string item = Word(words_.item), quantity = Word(words_.quantity),
                      price = Word(words_.price);
    switch (form_) {
      case 0:
        roll_.Row({{Align::kLeft, 0, {{quantity}}},
                   {Align::kLeft, 0.14, {{item}}},
                   {Align::kRight, 1, {{amount}}}},
                  1, bold);
        break;
      case 1:
        roll_.Row({{Align::kLeft, 0, {{item}}},
                   {Align::kRight, 0.62, {{quantity}}},
                   {Align::kRight, 0.79, {{price}}},
                   {Align::kRight, 1, {{amount}}}},
                  1, bold);
        break;
      case 2:
        roll_.Row({{Align::kLeft, 0, {{item}}},
                   {Align::kRight, 0.72, {{quantity}}},
                   {Align::kRight, 1, {{amount}}}},
                  1, bold);
        break;
      case 3:
      case 4:
        roll_.Row({{Align::kLeft, 0, {{item}}}, {Align::kRight, 1, {{amount}}}}, 1, bold);
        break;
      case 7:
        roll_.Row({{Align::kLeft, 0, {{item}}}, {Align::kRight, 1, {{amount}}}}, 1, bold);
        break;
      default:
        roll_.Row({{Align::kLeft, 0, {{item}}}}, 1, bold);
        roll_.Row({{Align::kRight, 0.2, {{quantity}}},
                   {Align::kRight, 0.55, {{price}}},
                   {Align::kRight, 1, {{amount}}}},
                  1, bold);
        break;
    }
    Divide();
  }

  void Item(int index) {
    const PlannedLine& line = plan_.lines[static_cast<std::size_t>(index)];
    const RollText name = Part(line.description, "description", index);
    const RollText quantity = Part(Figure(line.quantity), "quantity", index);
    const RollText price = Part(Money(line.unit_price), "unit_price", index);
    std::vector<RollGroup> tail = {
        {Align::kRight, amount_at_, {Part(Money(line.amount), "amount", index)}}};
    if (tax_codes_) tail.push_back({Align::kRight, 1, {{TaxCode(line.tax_rate)}}});
    const auto row = [&](std::vector<RollGroup> groups) {
      groups.insert(groups.end(), tail.begin(), tail.end());
      roll_.Row(std::move(groups));
    };
    std::vector<RollText> named = {name};
    if (coded_) named.insert(named.begin(), Part(line.code, "code", index));
    switch (form_) {
      case 0: row({{Align::kLeft, 0, {quantity}}, {Align::kLeft, 0.14, {name}}}); break;
      case 1:
        row({{Align::kLeft, 0, {name}},
             {Align::kRight, 0.62, {quantity}},
             {Align::kRight, 0.79, {price}}});
        break;
      case 2: row({{Align::kLeft, 0, {name}}, {Align::kRight, 0.72, {quantity}}}); break;
      case 3:  // The name, then "2 x 4.51".
        roll_.Left(std::move(named));
        row({{Align::kLeft, 0.06, {quantity, {x_}, price}}});
        break;
      case 4:  // The name, then the code and "4.51 x 2".
        roll_.Left({name});
        row({{Align::kLeft, 0.03, {Part(line.code, "code", index)}},
             {Align::kRight, 0.68, {price, {x_ == "@" ? "*" : x_}, quantity}}});
        break;
      case 5:  // "2 x 4.51" above the name and the amount.
        if (line.quantity == Decimal(1) && Chance(random_, 60)) {
          row({{Align::kLeft, 0, {name}}});
        } else {
          roll_.Row(
              {{Align::kLeft, 0.08, {quantity, Part(line.unit, "unit", index), {x_}, price}}});
          row({{Align::kLeft, 0, {name}}});
        }
        break;
      case 7: row({{Align::kLeft, 0, {name}}}); break;
      default:  // Code and name, then columns.
        roll_.Left(std::move(named));
        row({{Align::kRight, 0.2, {quantity, Part(line.unit, "unit", index)}},
             {Align::kRight, 0.55, {price}}});
        break;
    }
    if (!line.discount.is_zero()) {
      std::string label = Word(words_.discount);
      if (!line.discount_rate.is_zero()) label += " " + Rate(line.discount_rate);
      roll_.Left({{"  " + label}, {"-" + Figure(line.discount), "line_discount", index}});
    }
  }

  std::string TaxCode(const Decimal& rate) const {
    if (plan_.language == Language::kEnglish) return rate.is_zero() ? "ZRL" : "SR";
    return rate == plan_.taxes.back().rate ? "A" : "B";
  }

  // ---- sums ----
  void Pair(const std::string& label, const std::string& value, std::string_view field = {},
            double scale = 1, bool bold = false) {
    const RollText figure{value, std::string(field)};
    if (right_labels_) {
      roll_.Row({{Align::kRight, 0.7, {{label}}}, {Align::kRight, amount_at_, {figure}}}, scale,
                bold);
    } else {
      roll_.Row({{Align::kLeft, 0, {{label}}}, {Align::kRight, amount_at_, {figure}}}, scale, bold);
    }
  }

  std::string Labelled(std::string label) {
    if (colon_column_ && !label.ends_with(':')) label += " :";
    return label;
  }

  void Sums() {
    right_labels_ = Chance(random_, 25);
    Decimal lines;
    for (const PlannedLine& line : plan_.lines) lines = lines + line.amount;
    const bool adjusted = !plan_.discount.is_zero() || !plan_.service_charge.is_zero();
    const bool net_is_subtotal = plan_.tax_included && plan_.subtotal != lines;
    summary_ = Chance(random_, rules_.tax_name == "GST" ? 55 : 40);
    const Decimal gross = plan_.total - plan_.rounding;

    if (net_is_subtotal) {
      // Printed beside the tax; a row named subtotal would be a second one.
    } else if (!plan_.tax_included || adjusted || Chance(random_, 55)) {
      Pair(Labelled(Word(plan_.tax_included                ? words_.subtotal
                         : adjusted || Chance(random_, 60) ? words_.subtotal
                                                           : words_.net)),
           Money(plan_.subtotal), "subtotal");
    }
    if (!plan_.discount.is_zero()) {
      std::string label = Word(words_.discount);
      if (!plan_.discount_rate.is_zero()) label += " " + Rate(plan_.discount_rate);
      const std::string sign = Chance(random_, 60) ? "-" : "";
      Pair(Labelled(label), sign + Money(plan_.discount), "discount");
    }
    if (!plan_.service_charge.is_zero()) {
      Pair(Labelled(Word(words_.service) + " " + Rate(plan_.service_rate)),
           Money(plan_.service_charge), "service_charge");
    }
    if (net_is_subtotal) Pair(Labelled(Word(words_.net)), Money(plan_.subtotal), "subtotal");
    TaxRows(net_is_subtotal);
    const bool rounding =
        !plan_.rounding.is_zero() || (plan_.region == Region::kMalaysia && Chance(random_, 55));
    if (rounding && (Chance(random_, 60) || right_labels_)) {
      Pair(Labelled(Word(words_.gross)), Money(gross));
    }
    if (rounding) Pair(Labelled(Word(words_.rounding)), SignedMoney(plan_.rounding), "rounding");
    if (Chance(random_, 25)) Divide();
    Total();
    if (Chance(random_, 25)) Divide();
  }

  void TaxRows(bool required) {
    const bool printed = !plan_.tax_included || required || (!summary_ && Chance(random_, 75));
    if (!printed || tax_shown_) return;
    const bool single = plan_.taxes.size() == 1;
    for (const PlannedTax& tax : plan_.taxes) {
      std::string label = Word(plan_.tax_included && !required ? words_.included : words_.tax_line);
      if (Chance(random_, 60) || !single) label += " " + Rate(tax.rate);
      Pair(Labelled(label), Money(tax.amount), single ? "tax" : "");
    }
    if (!single) {
      // The sum of several rates is printed in the table of taxes, or here.
      if (!summary_)
        Pair(Labelled("Total " + std::string(rules_.tax_name)), Money(plan_.tax), "tax");
    }
    tax_shown_ = single || !summary_;
  }

  std::string SignedMoney(const Decimal& value) {
    std::string text = Money(value.Abs());
    if (value.is_negative()) text = "-" + text;
    else if (!value.is_zero() && Chance(random_, 20)) text = "+" + text;
    return text;
  }

  void Total() {
    std::string label = Word(words_.total);
    std::string value = Money(plan_.total);
    const double scale = Chance(random_, 55) ? 1 : Uniform(random_, 1.15, 1.6);
    const bool bold = Chance(random_, 50);
    if (symbols_) {
      currency_shown_ = true;
    } else if (!currency_shown_ || Chance(random_, 20)) {
      const std::string sign(Chance(random_, 75) ? rules_.symbol : rules_.currency);
      if (Chance(random_, 60)) label += Chance(random_, 60) ? " (" + sign + ")" : " " + sign;
      else value = PrintMoney(plan_, plan_.total);
      currency_shown_ = true;
    }
    Pair(Labelled(label), value, "total", scale, bold);
  }

  void Payment() {
    const int lot = Between(random_, 0, 99);
    if (lot < 12) return;
    if (lot < 70 || rules_.whole_money) {
      // Paid with notes: the next multiple of five, ten, fifty.
      constexpr int kNotes[] = {1, 5, 10, 10, 50, 100};
      const Decimal note(Pick(random_, kNotes) * (rules_.whole_money ? 1000 : 1));
      Decimal paid = *plan_.total.DividedBy(note, 0) * note;
      while (paid < plan_.total) paid = paid + note;
      paid = paid.Rounded(rules_.whole_money ? 0 : 2);
      Pair(Labelled(Word(words_.cash)), Money(paid), "cash");
      Pair(Labelled(Word(words_.change)), Money(paid - plan_.total), "change");
      return;
    }
    Pair(Labelled(Word(words_.card)), Money(plan_.total), "card");
    if (Chance(random_, 50)) roll_.Left({{"XXXX XXXX XXXX " + Digits(random_, 4)}});
    if (Chance(random_, 30)) {
      roll_.Dashes();
      roll_.Left({{"TID: " + Digits(random_, 8)}, {"MID: " + Digits(random_, 10)}});
      roll_.Left({{"AUTH CODE: " + Digits(random_, 6)}});
      roll_.Left({{"SALE"}, {std::string(rules_.currency)}, {Figure(plan_.total)}});
    }
  }

  void Summary() {
    Divide();
    if (Chance(random_, 20)) roll_.Centre({{Word(words_.summary_head)}});
    const std::string unit = Chance(random_, 40) ? "(" + std::string(rules_.symbol) + ")" : "";
    roll_.Row({{Align::kLeft, 0, {{Word(words_.summary_head)}}},
               {Align::kRight, 0.7, {{std::string(words_.summary_base) + unit}}},
               {Align::kRight, 1, {{std::string(words_.summary_tax) + unit}}}});
    const bool single = plan_.taxes.size() == 1;
    const bool totals = !single || Chance(random_, 20);
    for (const PlannedTax& tax : plan_.taxes) {
      const std::string equals = Chance(random_, 50) ? " = " : Chance(random_, 50) ? " @ " : " ";
      roll_.Row({{Align::kLeft, 0, {{TaxCode(tax.rate) + equals + Rate(tax.rate)}}},
                 {Align::kRight, 0.7, {{Figure(tax.base)}}},
                 {Align::kRight, 1, {{Figure(tax.amount), totals || tax_shown_ ? "" : "tax"}}}});
    }
    if (totals) {
      Decimal base;
      for (const PlannedTax& tax : plan_.taxes) base = base + tax.base;
      roll_.Row({{Align::kLeft, 0, {{"Total"}}},
                 {Align::kRight, 0.7, {{Figure(base)}}},
                 {Align::kRight, 1, {{Figure(plan_.tax), tax_shown_ ? "" : "tax"}}}});
    }
  }

  void Foot() {
    roll_.Gap(Uniform(random_, 0.3, 1.2));
    if (!date_below_.empty()) {
      roll_.Centre({{date_below_.substr(0, date_below_.size() - 1), "date"}, {Time()}});
    }
    const auto line = [&](std::string text) {
      if (Chance(random_, 25)) text = "*** " + text + " ***";
      roll_.Centre({{std::move(text)}});
    };
    if (Chance(random_, 85)) line(Cased(Word(words_.thanks)));
    for (int i = Between(random_, 0, 3); i > 0; --i) line(Word(words_.notes));
    if (Chance(random_, 20)) roll_.Centre({{plan_.letterhead.website}});
    if (Chance(random_, 10)) {
      const Company other = InventCompany(random_, plan_.region, Business::kServices);
      roll_.Centre({{"Till software by " + other.party.name}});
      if (Chance(random_, 50)) roll_.Centre({{"Tel " + other.party.phone}});
    }
    if (Chance(random_, 15)) roll_.BarCode();
    roll_.Gap(0.5);
    roll_.Centre({{plan_.language == Language::kSpanish ? "Muestra inventada" : "Invented sample"}},
                 0.6);
  }

  const InvoicePlan& plan_;
  const RegionRules& rules_;
  const ReceiptWords& words_;
  SeededRandom random_;
  bool on_sheet_ = false;
  Roll roll_;
  bool capitals_ = false, colon_column_ = false, symbols_ = false;
  bool coded_ = false, tax_codes_ = false, right_labels_ = false;
  bool summary_ = false, tax_shown_ = false, currency_shown_ = false, dated_ = false;
  int divider_ = -1, form_ = 0;
  double amount_at_ = 1;
  std::string x_, date_below_;
};

PageSize SizeOf(const ReceiptRoll& receipt) {
  const Roll& roll = receipt.roll();
  const PageSize own{roll.form().width + 2 * roll.form().margin, roll.height()};
  if (!receipt.on_sheet()) return own;
  return {std::max(own.width + 60, 420.0), std::max(own.height + 60, 595.0)};
}

}  // namespace

PageSize ReceiptSize(const InvoicePlan& plan) { return SizeOf(ReceiptRoll(plan)); }

void DrawReceipt(PageCanvas& canvas, const InvoicePlan& plan) {
  const ReceiptRoll receipt(plan);
  const PageSize own{receipt.roll().form().width + 2 * receipt.roll().form().margin,
                     receipt.roll().height()};
  const PageSize paper = SizeOf(receipt);
  canvas.NewPage();
  receipt.roll().Draw(canvas, (paper.width - own.width) / 2, (paper.height - own.height) / 3,
                      plan.chance);
}

}  // namespace telar::samples
