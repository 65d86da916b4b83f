#include "app/help.h"

#include <algorithm>

#include "app/command_tree.h"
#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

constexpr int kWidest = 100;

struct Entry {
  std::string left, right;
};

std::string Section(std::string_view title, const std::vector<Entry>& entries, int width,
                    const Style& style) {
  if (entries.empty()) return "";
  int column = 0;
  for (const Entry& e : entries) column = std::max(column, DisplayWidth(e.left));
  column = std::min(column, 30) + 4;
  std::string out = "\n" + style.Bold(title) + "\n";
  for (const Entry& e : entries) {
    std::string text = Wrap(e.right, column, width);
    const int left = DisplayWidth(e.left) + 2;
    if (left + 2 > column) out += "  " + e.left + "\n" + text;
    else out += "  " + e.left + text.substr(static_cast<std::size_t>(left));
  }
  return out;
}

}  // namespace

std::string Wrap(std::string_view text, int indent, int width) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string out;
  std::string line;
  for (const std::string_view word : Split(text, ' ')) {
    if (!line.empty() && indent + DisplayWidth(line) + 1 + DisplayWidth(word) > width) {
      out += margin + line + "\n";
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  return out + margin + line + "\n";
}

std::string FlagSpelling(const Flag& flag) {
  std::string text = flag.letter != 0 ? std::string("-") + flag.letter + ", " : "    ";
  text += "--" + flag.name;
  return flag.value.empty() ? text : text + " " + flag.value;
}

std::string WithChoices(const std::string& help, const std::vector<std::string>& choices) {
  return choices.empty() ? help : help + " (" + Join(choices, ", ") + ")";
}

std::string Usage(const Command& command, const std::string& path) {
  std::string text = path.empty() ? "telar" : "telar " + path;
  if (command.run == nullptr) return text + " COMMAND";
  text += " [FLAGS]";
  for (const Argument& a : command.arguments) {
    const std::string name = a.name + (a.repeated ? "..." : "");
    text += a.required ? " " + name : " [" + name + "]";
  }
  return text;
}

std::string Help(const Command& command, const std::string& path, int width, const Style& style) {
  width = std::min(width, kWidest);
  std::string out =
      style.Bold(path.empty() ? "telar" : "telar " + path) + ": " + command.summary + "\n";
  out += "\n" + style.Bold("Usage") + "\n  " + Usage(command, path) + "\n";
  for (const std::string& paragraph : command.description) out += "\n" + Wrap(paragraph, 0, width);

  std::vector<Entry> entries;
  for (const Command& child : command.children) entries.push_back({child.name, child.summary});
  out += Section("Commands", entries, width, style);
  entries.clear();
  for (const Argument& a : command.arguments)
    entries.push_back({a.name, WithChoices(a.help, a.choices)});
  out += Section("Arguments", entries, width, style);
  entries.clear();
  for (const Flag& f : command.flags)
    entries.push_back({FlagSpelling(f), WithChoices(f.help, f.choices)});
  out += Section("Flags", entries, width, style);
  entries.clear();
  for (const Flag& f : CommonFlags()) entries.push_back({FlagSpelling(f), f.help});
  out += Section("Common flags", entries, width, style);

  if (!command.examples.empty()) {
    out += "\n" + style.Bold("Examples") + "\n";
    for (const Example& e : command.examples)
      out += "  " + style.Dim("# " + e.says) + "\n  " + e.command + "\n";
  }
  entries.clear();
  for (const ExitCode code : ListedExits(command)) {
    entries.push_back({std::to_string(static_cast<int>(code)), std::string(ExitCodeMeaning(code))});
  }
  out += Section("Exit codes", entries, width, style);
  return out;
}

}  // namespace telar::app
