#include "app/completions.h"

#include <fmt/format.h>

#include "app/command_tree.h"
#include "core/text.h"

namespace telar::app {
namespace {

// Between single quotes in every shell used here.
std::string Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else out.push_back(c);
  }
  return out + "'";
}

std::vector<Flag> FlagsOf(const Command& command) {
  std::vector<Flag> flags = command.flags;
  flags.insert(flags.end(), CommonFlags().begin(), CommonFlags().end());
  return flags;
}

// "case PATH:WORD) at=PATH WORD ;;" for every command, in the words of bash and zsh.
std::string Steps(const Command& root, std::string_view indent) {
  std::string out;
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    for (const Command& child : command.children) {
      const std::string below = path.empty() ? child.name : path + " " + child.name;
      out += fmt::format("{}\"{}:{}\") at=\"{}\" ;;\n", indent, path, child.name, below);
    }
  });
  return out;
}

std::string Bash(const Command& root) {
  std::string values, words;
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    std::vector<std::string> flags;
    for (const Flag& flag : FlagsOf(command)) {
      flags.push_back("--" + flag.name);
      if (flag.letter != 0) flags.push_back(std::string("-") + flag.letter);
      if (flag.value.empty()) continue;
      values += fmt::format("    \"{}:--{}\") ", path, flag.name);
      switch (flag.kind) {
        case ValueKind::kFile: values += "_telar_files; return ;;\n"; break;
        case ValueKind::kFolder: values += "_telar_folders; return ;;\n"; break;
        case ValueKind::kChoice:
          values += fmt::format("_telar_words {}; return ;;\n", Quoted(Join(flag.choices, " ")));
          break;
        default: values += "return ;;\n";
      }
    }
    std::vector<std::string> names;
    bool files = false;
    for (const Command& child : command.children) names.push_back(child.name);
    for (const Argument& argument : command.arguments) {
      names.insert(names.end(), argument.choices.begin(), argument.choices.end());
      files = files || argument.kind == ValueKind::kFile;
    }
    words += fmt::format("    \"{}\") flags={} words={} files={} ;;\n", path,
                         Quoted(Join(flags, " ")), Quoted(Join(names, " ")), files ? 1 : 0);
  });
  return fmt::format(R"(# bash completion of telar; put it into /etc/bash_completion.d/telar
_telar_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "${{COMP_WORDS[COMP_CWORD]}}"); }}
_telar_files() {{ compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}"); }}
_telar_folders() {{ compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "${{COMP_WORDS[COMP_CWORD]}}"); }}
_telar() {{
  local at="" i flags="" words="" files=0
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at:${{COMP_WORDS[i]}}" in
{}    esac
  done
  COMPREPLY=()
  case "$at:${{COMP_WORDS[COMP_CWORD-1]}}" in
{}  esac
  case "$at" in
{}  esac
  if [[ "${{COMP_WORDS[COMP_CWORD]}}" == -* ]]; then
    _telar_words "$flags"
  elif [[ "$files" == 1 ]]; then
    _telar_files
  else
    _telar_words "$words"
  fi
}}
complete -F _telar telar
)",
                     Steps(root, "      "), values, words);
}

// An entry of zsh's _describe: a colon ends the word.
std::string Described(const std::string& word, const std::string& help) {
  std::string escaped;
  for (const char c : word) escaped += c == ':' ? std::string("\\:") : std::string(1, c);
  return Quoted(escaped + ":" + help);
}

std::string Zsh(const Command& root) {
  std::string values, words;
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    std::vector<std::string> flags, names;
    for (const Flag& flag : FlagsOf(command)) {
      flags.push_back(Described("--" + flag.name, flag.help));
      if (flag.letter != 0) flags.push_back(Described(std::string("-") + flag.letter, flag.help));
      if (flag.value.empty()) continue;
      values += fmt::format("    \"{}:--{}\") ", path, flag.name);
      switch (flag.kind) {
        case ValueKind::kFile: values += "_files; return ;;\n"; break;
        case ValueKind::kFolder: values += "_files -/; return ;;\n"; break;
        case ValueKind::kChoice:
          values += fmt::format("compadd -- {}; return ;;\n", Join(flag.choices, " "));
          break;
        default: values += "return ;;\n";
      }
    }
    bool files = false;
    for (const Command& child : command.children)
      names.push_back(Described(child.name, child.summary));
    for (const Argument& argument : command.arguments) {
      for (const std::string& choice : argument.choices) names.push_back(Quoted(choice));
      files = files || argument.kind == ValueKind::kFile;
    }
    words += fmt::format("    \"{}\") flags=({}) names=({}) files={} ;;\n", path, Join(flags, " "),
                         Join(names, " "), files ? 1 : 0);
  });
  return fmt::format(R"(#compdef telar
# zsh completion of telar; put it into a folder of $fpath as _telar
_telar() {{
  local at="" i files=0
  local -a flags names
  for ((i = 2; i < CURRENT; i++)); do
    case "$at:${{words[i]}}" in
{}    esac
  done
  case "$at:${{words[CURRENT-1]}}" in
{}  esac
  case "$at" in
{}  esac
  if [[ "${{words[CURRENT]}}" == -* ]]; then
    _describe -o flag flags
  elif [[ "$files" == 1 ]]; then
    _files
  else
    _describe command names
  fi
}}
if [[ "${{funcstack[1]}}" == _telar ]]; then _telar "$@"; else compdef _telar telar; fi
)",
                     Steps(root, "      "), values, words);
}

std::string Fish(const Command& root) {
  std::string steps, lines;
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    const std::string here = fmt::format("complete -c telar -n \"__telar_at '{}'\"", path);
    for (const Command& child : command.children) {
      const std::string below = path.empty() ? child.name : path + " " + child.name;
      steps += fmt::format("            case '{}:{}'\n                set at '{}'\n", path,
                           child.name, below);
      lines += fmt::format("{} -a {} -d {}\n", here, child.name, Quoted(child.summary));
    }
    for (const Argument& argument : command.arguments) {
      if (argument.kind == ValueKind::kFile) lines += here + " -F\n";
      if (!argument.choices.empty())
        lines += fmt::format("{} -a '{}'\n", here, Join(argument.choices, " "));
    }
    for (const Flag& flag : FlagsOf(command)) {
      lines += fmt::format("{} -l {}", here, flag.name);
      if (flag.letter != 0) lines += fmt::format(" -s {}", flag.letter);
      if (flag.kind == ValueKind::kFile || flag.kind == ValueKind::kFolder) lines += " -r -F";
      else if (!flag.choices.empty()) lines += fmt::format(" -x -a '{}'", Join(flag.choices, " "));
      else if (!flag.value.empty()) lines += " -x";
      lines += fmt::format(" -d {}\n", Quoted(flag.help));
    }
  });
  return fmt::format(
      R"(# fish completion of telar; put it into ~/.config/fish/completions/telar.fish
function __telar_at
    set -l at ''
    set -l words (commandline -opc)
    for word in $words[2..-1]
        switch "$at:$word"
{}        end
    end
    test "$at" = "$argv[1]"
end
complete -c telar -f
{})",
      steps, lines);
}

}  // namespace

std::string CompletionScript(Shell shell, const Command& root) {
  switch (shell) {
    case Shell::kBash: return Bash(root);
    case Shell::kZsh: return Zsh(root);
    case Shell::kFish: return Fish(root);
  }
  return "";
}

}  // namespace telar::app
