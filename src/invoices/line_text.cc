#include "invoices/line_text.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/characters.h"

namespace telar::invoices {
namespace {

/// Sets the line's unit; the word it stands in, empty when it is glued to a number or absent.
Span ReadUnit(const Row& row, const Amount* quantity, const LineColumns& columns, Line& line) {
  for (const Atom& atom : row.atoms) {
    if (!InUnitColumn(row, atom, columns)) continue;
    line.unit = std::string(row.Text(atom.span));
    return atom.span;
  }
  if (quantity == nullptr) return {};
  if (!quantity->unit.empty()) {
    line.unit = std::string(quantity->unit);
    return {};
  }
  const auto next = std::find_if(row.atoms.begin(), row.atoms.end(),
                                 [&](const Atom& a) { return a.span.begin >= quantity->span.end; });
  if (next == row.atoms.end() || next->folded == "x" || !IsUnit(next->folded)) return {};
  const std::string_view between = row.Text({quantity->span.end, next->span.begin});
  if (between != " " && between != "\t") return {};
  line.unit = std::string(row.Text(next->span));
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

}  // namespace

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
  Span text{numbers.text.begin, std::min(FirstRole(numbers, roles), row.text.size())};
  // A number that opened the row but has no role may be a code or belong to the name.
  if (const Amount* lead = numbers.lead; lead != nullptr && roles.quantity != numbers.lead_next) {
    const bool used = roles.quantity == lead || IsPosition(row, *lead, columns, position, mark);
    text.begin = used ? lead->span.end : lead->span.begin;
  }
  CutGluedPosition(row, position, text);
  TakeCode(row, columns, text, line);
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
