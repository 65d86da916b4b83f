#include "invoices/line_text.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/table_headings.h"

namespace telar::invoices {
namespace {

/// A unit with the "²" or "³" that follows it, which is no letter.
std::string WithPower(const Row& row, Span unit) {
  const std::string_view rest = std::string_view(row.text).substr(unit.end);
  if (rest.starts_with("\xC2\xB2") || rest.starts_with("\xC2\xB3")) unit.end += 2;
  return std::string(row.Text(unit));
}

/// Sets the line's unit; the word it stands in, empty when it is glued to a number or absent.
Span ReadUnit(const Row& row, const Amount* quantity, const LineColumns& columns, Line& line) {
  for (const Atom& atom : row.atoms) {
    if (!InUnitColumn(row, atom, columns)) continue;
    line.unit = WithPower(row, atom.span);
    return atom.span;
  }
  if (quantity == nullptr) return {};
  if (!quantity->unit.empty()) {
    line.unit = std::string(quantity->unit);
    const Span printed{quantity->digits.end, quantity->digits.end + quantity->unit.size()};
    if (printed.end <= row.text.size() && row.Text(printed) == quantity->unit)
      line.unit = WithPower(row, printed);
    return {};
  }
  if (const Span unit = CountedUnit(row, *quantity, columns); !unit.empty()) {
    line.unit = std::string(row.Text(unit));
    return unit;
  }
  const auto next = std::find_if(row.atoms.begin(), row.atoms.end(),
                                 [&](const Atom& a) { return a.span.begin >= quantity->span.end; });
  if (next == row.atoms.end() || next->folded == "x" || !IsUnit(next->folded)) return {};
  const std::string_view between = row.Text({quantity->span.end, next->span.begin});
  if (between != " " && between != "\t") return {};
  line.unit = WithPower(row, next->span);
  return next->span;
}

void SkipBlanks(const Row& row, Span& text) {
  while (!text.empty() && (row.text[text.begin] == ' ' || row.text[text.begin] == '\t'))
    ++text.begin;
}

/// "3Guantes": the position in a column of its own, read as one word with what follows.
void CutGluedPosition(const Row& row, const LinePosition& position, Span& text) {
  if (!position.printed) return;
  SkipBlanks(row, text);
  const std::string printed = std::to_string(position.number);
  const std::string_view rest = row.Text(text);
  if (!rest.starts_with(printed) || rest.size() <= printed.size()) return;
  const char next = rest[printed.size()];
  if (IsDigit(next) || next == ' ' || next == '\t' || next == '.' || next == ',') return;
  text.begin += printed.size();
}

/// Leaves out a cell of digits under the column of positions: "644 12 88 01" of a telephone line.
void CutPositionCell(const Row& row, const LineColumns& columns, Span& text) {
  SkipBlanks(row, text);
  if (text.empty()) return;
  const Span cell = row.SegmentAt(text.begin);
  const bool digits = row.Text(cell).find_first_not_of("0123456789. ") == std::string_view::npos;
  if (digits && cell.end < text.end && columns.Under(row.BoxOf(cell), Column::kPosition, 0.3F))
    text.begin = cell.end;
}

/// A code left of the quantity in tables where the quantity leads.
void TakeCodeBefore(const Row& row, const LineColumns& columns, Span before, Line& line) {
  for (const RowWord& word : row.words) {
    if (line.code || word.span.end > before.end) break;
    if (columns.Under(word.flat, Column::kCode, 0)) line.code = std::string(row.Text(word.span));
  }
}

/// Takes a leading code out of the text of a line.
void TakeCode(const Row& row, const LineColumns& columns, Span& text, Line& line) {
  SkipBlanks(row, text);
  if (text.empty()) return;
  std::size_t end = text.begin;
  while (end < text.end && row.text[end] != ' ' && row.text[end] != '\t') ++end;
  const Span word{text.begin, end};
  const std::string_view printed = row.Text(word);
  const bool digits = std::any_of(printed.begin(), printed.end(), IsDigit);
  const bool alone = end < text.end && row.text[end] == '\t';
  const bool under = columns.Under(row.BoxOf(word), Column::kCode, 0);
  const std::size_t more = row.text.find_first_not_of(" \t", end);
  const bool text_follows = more != std::string::npos && more < text.end;
  const bool money = printed.find_first_of("$,") != std::string_view::npos;
  const bool code = under ? digits || alone : digits && alone && printed.size() >= 4;
  if (!text_follows || money || !code) return;
  line.code = std::string(printed);
  text.begin = end;
}

std::size_t LastInk(const Row& row, Span text) {
  const std::size_t at = row.Text(text).find_last_not_of(" \t");
  return at == std::string_view::npos ? text.begin : text.begin + at + 1;
}

/// The last word of a text, or its last cell where it has two or more.
Span LastCell(const Row& row, Span text) {
  const std::size_t end = LastInk(row, text);
  const std::size_t blank = row.Text({text.begin, end}).find_last_of('\t');
  if (blank != std::string_view::npos) return {text.begin + blank + 1, end};
  const std::size_t space = row.Text({text.begin, end}).find_last_of(' ');
  return space == std::string_view::npos ? Span{end, end} : Span{text.begin + space + 1, end};
}

/// True for digits with the signs of a date or a period: "06.04.23-05.05.23", "12/05/2022".
bool LooksLikeDate(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), IsDigit);
  return digits >= 3 && text.find_first_not_of("0123456789./- ") == std::string_view::npos &&
         text.find_first_of("./-") != std::string_view::npos;
}

/// True for a cell under a column of dates with a day, a month or a period in it.
bool IsDateCell(const Row& row, Span cell, const LineColumns& columns) {
  constexpr std::size_t kLongest = 40, kMostWords = 10;
  const std::string_view text = row.Text(cell);
  if (cell.empty() || text.size() > kLongest ||
      !columns.Under(row.BoxOf(cell), Column::kDate, 0.2F))
    return false;
  if (LooksLikeDate(text)) return true;
  const std::vector<Atom> atoms = SplitAtoms(text);
  return std::any_of(text.begin(), text.end(), IsDigit) && atoms.size() <= kMostWords &&
         std::all_of(atoms.begin(), atoms.end(), [](const Atom& atom) {
           return IsDigit(atom.folded[0]) || atom.folded.size() <= 9;
         });
}

/// Cuts dates under their column off both ends of a text.
void CutDates(const Row& row, const LineColumns& columns, Span& text) {
  if (!columns.Has(Column::kDate)) return;
  SkipBlanks(row, text);
  const std::size_t tab = std::min(row.text.find('\t', text.begin), text.end);
  const std::size_t space = std::min(row.text.find(' ', text.begin), text.end);
  const Span cell{text.begin, tab}, word{text.begin, std::min(space, tab)};
  if (tab < text.end && IsDateCell(row, cell, columns)) text.begin = tab;
  else if (LooksLikeDate(row.Text(word)) && word.end < text.end && IsDateCell(row, word, columns))
    text.begin = word.end;
  for (int words = 0; words < 3; ++words) {
    const Span last = LastCell(row, text);
    const bool own = last.begin > 0 && row.text[last.begin - 1] == '\t';
    const bool dash = row.Text(last) == "-" || row.Text(last) == "\xE2\x80\x93";
    if (last.empty() || (!own && !dash && !LooksLikeDate(row.Text(last)))) return;
    if (dash ? words == 0 : !IsDateCell(row, last, columns)) return;
    text.end = last.begin;
  }
}

/// Takes a code out of the column right of the description.
void TakeCodeBehind(const Row& row, const LineColumns& columns, Span& text, Line& line) {
  constexpr std::size_t kLongest = 24;
  SkipBlanks(row, text);
  const Span last = LastCell(row, text);
  if (last.empty() || last.begin <= text.begin || last.end - last.begin > kLongest) return;
  const documents::Box box = row.BoxOf(last);
  if (!columns.Under(box, Column::kCode, 0.3F) || columns.Under(box, Column::kDescription, 0.3F))
    return;
  const std::string_view printed = row.Text(last);
  const bool own = row.text[last.begin - 1] == '\t';
  const bool one_word = printed.find(' ') == std::string_view::npos;
  const bool digits = std::any_of(printed.begin(), printed.end(), IsDigit);
  if (!digits && !(own && one_word)) return;
  if (!line.code) line.code = std::string(printed);
  text.end = last.begin;
}

/// Takes "[A-100]" from before a name.
void TakeBracketed(const Row& row, Span& text, Line& line) {
  constexpr std::size_t kLongest = 24;
  SkipBlanks(row, text);
  const std::string_view rest = row.Text(text);
  const std::size_t close = rest.find(']');
  if (!rest.starts_with('[') || close == std::string_view::npos || close < 2 || close > kLongest ||
      !NamesProduct(rest.substr(close)))
    return;
  const std::string_view code = rest.substr(1, close - 1);
  if (line.code || code.find_first_of(" \t") != std::string_view::npos) return;
  line.code = std::string(code);
  text.begin += close + 1;
}

/// Where the first number of the tail begins that fills a cell right of the description's: it
/// belongs to another column, whether it has a role or not.
std::size_t FirstOtherCell(const Row& row, const RowNumbers& numbers, const LineColumns& columns) {
  if (!columns.Has(Column::kDescription) || row.segments.empty()) return row.text.size();
  for (const Amount* number : numbers.tail) {
    const Span cell = row.SegmentAt(number->digits.begin);
    const documents::Box box = row.BoxOf(cell);
    if (cell.begin <= numbers.text.begin || number->span.begin != cell.begin ||
        number->span.end != cell.end)
      continue;
    const bool named = columns.Under(box, Column::kCode, 0.3F) ||
                       columns.Under(box, Column::kDate, 0.3F) ||
                       columns.Under(box, Column::kDescription, 0.1F);
    if (!named) return cell.begin;
  }
  return row.text.size();
}

}  // namespace

void CutLeadingDays(std::vector<Line>& lines) {
  const auto day_end = [](const Line& line) {
    const std::string_view text = line.description;
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view day = text.substr(0, end);
    const auto marks = std::count_if(day.begin(), day.end(), [](char c) { return !IsDigit(c); });
    const bool fits = LooksLikeDate(day) && marks >= 2 && day.size() >= 6 && day.size() <= 11;
    return fits && NamesProduct(text.substr(end)) ? end : 0;
  };
  if (lines.size() < 2 ||
      std::any_of(lines.begin(), lines.end(), [&](const Line& line) { return day_end(line) == 0; }))
    return;
  for (Line& line : lines) line.description.erase(0, day_end(line) + 1);
}

std::optional<std::string> LabelledCode(const Row& row) {
  Column column = Column::kDescription;
  if (row.atoms.size() < 2 || row.atoms.size() > 12) return std::nullopt;
  const std::size_t used = HeadingAt(row, 0, column);
  if (used == 0 || used >= row.atoms.size() || column != Column::kCode) return std::nullopt;
  const std::size_t begin = row.text.find_first_not_of(" .:#\t", row.atoms[used - 1].span.end);
  const std::string_view code = std::string_view(row.text).substr(std::min(begin, row.text.size()));
  const bool plain = code.find_first_of(" \t:") == std::string_view::npos;
  const bool digits = std::any_of(code.begin(), code.end(), IsDigit);
  return plain && digits && code.size() >= 3 ? std::optional<std::string>(code) : std::nullopt;
}

bool IsPosition(const Row& row, const Amount& amount, const LineColumns& columns,
                const LinePosition& position, DecimalMark mark) {
  const auto value = amount.readings.Under(mark);
  if (!value || amount.decimals != 0) return false;
  if (columns.Fit(row, amount, Column::kPosition) > 0.6) return true;
  return *value == Decimal(static_cast<std::int64_t>(position.number));
}

Span ReadLineText(const Row& row, const RowNumbers& numbers, const LineRoles& roles,
                  const LineColumns& columns, const LinePosition& position, DecimalMark mark,
                  Line& line) {
  const Span unit = ReadUnit(row, roles.quantity, columns, line);
  Span text{numbers.text.begin,
            std::min(FirstRole(numbers, roles), FirstOtherCell(row, numbers, columns))};
  // A number that opened the row but has no role may be a code or belong to the name.
  if (const Amount* lead = numbers.lead; lead != nullptr && roles.quantity != numbers.lead_next) {
    const bool used = roles.quantity == lead || IsPosition(row, *lead, columns, position, mark);
    text.begin = used ? lead->span.end : lead->span.begin;
    if (!used && text.begin > 0 && row.text[text.begin - 1] == '[') --text.begin;
  }
  CutGluedPosition(row, position, text);
  CutPositionCell(row, columns, text);
  CutDates(row, columns, text);
  const std::size_t bracket = text.begin;
  TakeBracketed(row, text, line);
  const bool bracketed = text.begin > bracket;
  TakeCode(row, columns, text, line);
  TakeCodeBehind(row, columns, text, line);
  CutDates(row, columns, text);
  TakeCodeBefore(row, columns, numbers.before, line);
  if (unit.begin >= text.begin && unit.end <= text.end && !unit.empty()) {
    const std::string rest(row.Text({unit.end, text.end}));
    line.description = OneLine(std::string(row.Text({text.begin, unit.begin})) + " " + rest);
    if (rest.find_first_not_of(" \t") == std::string::npos) text.end = unit.begin;
    else if (row.Text({text.begin, unit.begin}).find_first_not_of(" \t.") == std::string::npos)
      text.begin = unit.end;
  } else {
    line.description = OneLine(row.Text(text));
  }
  // What goes on below is set under the code.
  if (bracketed) text.begin = bracket;
  return text;
}

bool NamesProduct(std::string_view text) {
  constexpr std::string_view kPacks[] = {"pkt", "ctn", "btl", "tin", "jar", "pac", "boxs", "bdl"};
  for (const Atom& atom : SplitAtoms(text)) {
    const bool letters = std::none_of(atom.folded.begin(), atom.folded.end(), IsDigit);
    const bool unit = IsUnit(atom.folded) || std::find(std::begin(kPacks), std::end(kPacks),
                                                       atom.folded) != std::end(kPacks);
    if (letters && DecodeUtf8(atom.folded).size() >= 3 && !unit) return true;
  }
  return false;
}

void AppendText(std::string_view text, std::string& description) {
  const bool hyphen = description.size() > 1 && description.back() == '-' &&
                      description[description.size() - 2] != ' ' && !text.empty() &&
                      text[0] >= 'a' && text[0] <= 'z';
  if (!hyphen && !description.empty()) description.push_back(' ');
  description += OneLine(text);
}

std::string CleanDescription(std::string_view text) {
  std::string clean = OneLine(text);
  const std::vector<Atom> atoms = SplitAtoms(clean);
  for (std::size_t i = 1; i < atoms.size(); ++i) {
    const std::string& word = atoms[i].folded;
    if (word != "dolares" && word != "centavos" && word != "dolar" && word != "centavo") continue;
    for (std::size_t j = i + 1; j < std::min(i + 4, atoms.size()); ++j) {
      if (atoms[j].folded != "por" || atoms.size() - j > 5) continue;
      clean.resize(atoms[i].span.begin);
      i = atoms.size();
      break;
    }
  }
  constexpr std::string_view kLoose = " \t-:;,|";
  while (!clean.empty() && kLoose.find(clean.back()) != std::string_view::npos) clean.pop_back();
  const std::size_t begin = clean.find_first_not_of(" -:;,|*");
  return begin == std::string::npos ? std::string() : clean.substr(begin);
}

}  // namespace telar::invoices
