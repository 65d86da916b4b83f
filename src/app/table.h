#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telar::app {

/// Columns a terminal needs for `text` (UTF-8): 2 for wide East Asian letters and emoji, 0 for
/// combining marks (POSIX wcwidth in a UTF-8 locale), 1 for malformed bytes. Colour sequences of
/// Style count 0.
int DisplayWidth(std::string_view text);

/// `text` without control characters: foreign text cannot move the cursor, colour the screen or
/// change its own direction. Line breaks and tabs become one space, others U+FFFD.
std::string Printable(std::string_view text);

/// Cut to `columns` with "…" as its last column; unchanged when it fits. Not for coloured text.
std::string Shorten(std::string_view text, int columns);

/// Rows under headers, columns aligned by display width, two spaces between columns.
class Table {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string header;
    Align align = Align::kLeft;
    /// May be shortened when the terminal is narrow.
    bool shorten = false;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// One cell a column; missing cells are empty. Cells are made Printable except for colours, which
  /// the caller adds with Paint.
  void Add(std::vector<std::string> cells);
  /// Colours cell `column` of the last row: `paint` gets the padded text.
  void Paint(std::size_t column, std::string (*paint)(std::string_view));
  bool empty() const { return rows_.empty(); }

  /// The table with one '\n' a row and no spaces at the ends of lines. `width` > 0 shortens the
  /// columns that may be, longest first, until the table fits or each has eight columns left; 0
  /// prints all.
  std::string Render(int width) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::vector<std::string (*)(std::string_view)> paints;
  };
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace telar::app
