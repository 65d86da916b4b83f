#include "app/table.h"

#include <algorithm>
#include <clocale>
#include <cstddef>
#include <cwchar>

#include "core/text.h"

namespace telar::app {
namespace {

constexpr int kLeast = 8;

// The C library knows the widths; only a UTF-8 locale lets it tell.
locale_t WidthLocale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

class UseWidthLocale {
 public:
  UseWidthLocale() : before_(WidthLocale() != locale_t{} ? uselocale(WidthLocale()) : locale_t{}) {}
  ~UseWidthLocale() {
    if (before_ != locale_t{}) uselocale(before_);
  }
  UseWidthLocale(const UseWidthLocale&) = delete;
  UseWidthLocale& operator=(const UseWidthLocale&) = delete;

 private:
  locale_t before_;
};

int WidthOf(char32_t c) {
  if (WidthLocale() == locale_t{}) return 1;
  return std::max(0, wcwidth(static_cast<wchar_t>(c)));
}

bool ChangesDirection(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

int DisplayWidth(std::string_view text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127; });
  if (ascii) return static_cast<int>(text.size());
  const UseWidthLocale locale;
  int width = 0;
  bool escape = false;
  for (const char32_t c : DecodeUtf8(text)) {
    if (c == 0x1b) escape = true;
    if (!escape) width += WidthOf(c);
    if (escape && c == 'm') escape = false;
  }
  return width;
}

std::string Printable(std::string_view text) {
  std::u32string out;
  for (const char32_t c : DecodeUtf8(text)) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out.push_back(' ');
    } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || ChangesDirection(c)) {
      out.push_back(0xFFFD);
    } else {
      out.push_back(c);
    }
  }
  return EncodeUtf8(out);
}

std::string Shorten(std::string_view text, int columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  if (columns <= 0) return "";
  const UseWidthLocale locale;
  std::u32string kept;
  int width = 1;  // of the ellipsis
  for (const char32_t c : DecodeUtf8(text)) {
    width += WidthOf(c);
    if (width > columns) break;
    kept.push_back(c);
  }
  while (!kept.empty() && kept.back() == ' ') kept.pop_back();
  return EncodeUtf8(kept) + "…";
}

void Table::Add(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = Printable(cell);
  rows_.push_back(
      {std::move(cells), std::vector<std::string (*)(std::string_view)>(columns_.size())});
}

void Table::Paint(std::size_t column, std::string (*paint)(std::string_view)) {
  rows_.back().paints[column] = paint;
}

std::string Table::Render(int width) const {
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    int widest = DisplayWidth(columns_[i].header);
    for (const Row& row : rows_) widest = std::max(widest, DisplayWidth(row.cells[i]));
    widths.push_back(widest);
  }
  int total = 2 * (static_cast<int>(widths.size()) - 1);
  for (const int w : widths) total += w;
  while (width > 0 && total > width) {
    int longest = -1;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].shorten || widths[i] <= kLeast) continue;
      if (longest < 0 || widths[i] > widths[static_cast<std::size_t>(longest)])
        longest = static_cast<int>(i);
    }
    if (longest < 0) break;
    --widths[static_cast<std::size_t>(longest)];
    --total;
  }

  std::string out;
  const auto line = [&](const Row& row, bool header) {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::string cell = width > 0 ? Shorten(row.cells[i], widths[i]) : row.cells[i];
      const auto pad = static_cast<std::size_t>(std::max(0, widths[i] - DisplayWidth(cell)));
      if (!header && row.paints[i] != nullptr) cell = row.paints[i](cell);
      if (i > 0) text += "  ";
      text += columns_[i].align == Align::kRight ? std::string(pad, ' ') + cell
                                                 : cell + std::string(pad, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  Row header;
  for (const Column& column : columns_) header.cells.push_back(column.header);
  line(header, true);
  for (const Row& row : rows_) line(row, false);
  return out;
}

}  // namespace telar::app
