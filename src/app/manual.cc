#include "app/manual.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_tree.h"
#include "app/help.h"
#include "core/text.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

// A backslash and a control character at a line's start mean something to roff; a bare '-' becomes
// a hyphen that cannot be copied.
std::string Roff(std::string_view text) {
  std::string out;
  if (!text.empty() && (text[0] == '.' || text[0] == '\'')) out = "\\&";
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '\'') out += "\\(aq";
    else if (c == '"') out += "\\(dq";
    else out.push_back(c);
  }
  return out;
}

std::string RoffItem(std::string_view tag, std::string_view text) {
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", Roff(tag), Roff(text));
}

std::string Sentence(std::string text) {
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

constexpr std::string_view kFlagsIntro = "Every command takes these:";

// A '|' would end a cell of a table.
std::string Cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

}  // namespace

std::string ManPage(const Command& root, std::string_view version) {
  std::string out = fmt::format(".TH TELAR 1 \"\" \"telar {}\" \"Telar\"\n", Roff(version));
  out += fmt::format(".SH NAME\ntelar \\- {}\n", Roff(root.summary));
  out += ".SH SYNOPSIS\n";
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    if (command.run != nullptr) out += fmt::format("\\fB{}\\fR\n.br\n", Roff(Usage(command, path)));
  });
  out += ".SH DESCRIPTION\n";
  for (std::size_t i = 0; i < root.description.size(); ++i) {
    out += (i > 0 ? ".PP\n" : "") + Roff(root.description[i]) + "\n";
  }
  out += ".SH COMMANDS\n";
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    if (command.run == nullptr) return;
    out += fmt::format(".SS {}\n{}\n", Roff(Usage(command, path)), Roff(Sentence(command.summary)));
    for (const std::string& paragraph : command.description)
      out += ".PP\n" + Roff(paragraph) + "\n";
    for (const Argument& a : command.arguments)
      out += RoffItem(a.name, Sentence(WithChoices(a.help, a.choices)));
    for (const Flag& f : command.flags) {
      out += RoffItem(Trim(FlagSpelling(f)), Sentence(WithChoices(f.help, f.choices)));
    }
  });
  out += fmt::format(".SH OPTIONS\n{}\n", kFlagsIntro);
  for (const Flag& f : CommonFlags()) out += RoffItem(Trim(FlagSpelling(f)), Sentence(f.help));
  out += ".SH EXIT STATUS\n";
  for (const ExitCode code : AllExitCodes()) {
    out += RoffItem(std::to_string(static_cast<int>(code)),
                    Sentence(std::string(ExitCodeMeaning(code))));
  }
  out += ".SH EXAMPLES\n";
  VisitCommands(root, [&](const std::string&, const Command& command) {
    for (const Example& e : command.examples) out += RoffItem(e.command, Sentence(e.says));
  });
  out += ".SH ENVIRONMENT\n";
  out += RoffItem("TELAR_CONFIG", "The file of settings, unless \\-\\-config names one.");
  out +=
      RoffItem("TELAR_SECTION_KEY",
               "The setting section.key, such as TELAR_INVOICES_DATABASE for invoices.database.");
  out += RoffItem("NO_COLOR", "No colours when set and not empty.");
  out += ".SH FILES\n";
  out += RoffItem("telar.yaml", "Settings, in the working folder.");
  out += RoffItem(".env", "Environment for settings and secrets, next to telar.yaml.");
  return out;
}

std::string CommandGuide(const Command& root) {
  std::string out =
      "# Commands\n\nMade by `telar man --markdown` from the definitions in `src/app/commands/`; "
      "do not edit by hand.\n\n";
  for (const std::string& paragraph : root.description) out += paragraph + "\n\n";
  out += std::string(kFlagsIntro) + "\n\n| Flag | Meaning |\n|---|---|\n";
  for (const Flag& f : CommonFlags()) {
    out += fmt::format("| `{}` | {} |\n", Cell(Trim(FlagSpelling(f))), Cell(f.help));
  }
  out += "\nHow `telar` ends:\n\n| Exit code | Meaning |\n|---|---|\n";
  for (const ExitCode code : AllExitCodes()) {
    out += fmt::format("| {} | {} |\n", static_cast<int>(code), ExitCodeMeaning(code));
  }
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    if (command.run == nullptr) return;
    out += fmt::format("\n## telar {}\n\n{}\n\n```\n{}\n```\n", path, Sentence(command.summary),
                       Usage(command, path));
    for (const std::string& paragraph : command.description) out += "\n" + paragraph + "\n";
    if (!command.arguments.empty() || !command.flags.empty()) {
      out += "\n| Argument or flag | Meaning |\n|---|---|\n";
      for (const Argument& a : command.arguments) {
        out += fmt::format("| `{}` | {} |\n", a.name, Cell(WithChoices(a.help, a.choices)));
      }
      for (const Flag& f : command.flags) {
        out += fmt::format("| `{}` | {} |\n", Cell(Trim(FlagSpelling(f))),
                           Cell(WithChoices(f.help, f.choices)));
      }
    }
    if (!command.examples.empty()) {
      out += "\n```sh\n";
      for (const Example& e : command.examples)
        out += fmt::format("{}   # {}\n", e.command, e.says);
      out += "```\n";
    }
    std::vector<std::string> exits;
    for (const ExitCode code : ListedExits(command))
      exits.push_back(std::to_string(static_cast<int>(code)));
    out += "\nExit codes: " + Join(exits, ", ") + ".\n";
  });
  return out;
}

std::string CommandsJson(const Command& root) {
  Json commands = Json::array();
  VisitCommands(root, [&](const std::string& path, const Command& command) {
    if (command.run == nullptr) return;
    Json c{{"path", path}, {"summary", command.summary}, {"usage", Usage(command, path)}};
    c["arguments"] = Json::array();
    for (const Argument& a : command.arguments) {
      c["arguments"].push_back({{"name", a.name},
                                {"help", a.help},
                                {"required", a.required},
                                {"repeated", a.repeated},
                                {"choices", a.choices}});
    }
    c["flags"] = Json::array();
    std::vector<Flag> flags = command.flags;
    flags.insert(flags.end(), CommonFlags().begin(), CommonFlags().end());
    for (const Flag& f : flags) {
      c["flags"].push_back({{"name", f.name},
                            {"letter", f.letter == 0 ? "" : std::string(1, f.letter)},
                            {"value", f.value},
                            {"help", f.help},
                            {"choices", f.choices}});
    }
    c["examples"] = Json::array();
    for (const Example& e : command.examples)
      c["examples"].push_back({{"command", e.command}, {"says", e.says}});
    c["exit_codes"] = Json::array();
    for (const ExitCode code : ListedExits(command))
      c["exit_codes"].push_back(static_cast<int>(code));
    commands.push_back(std::move(c));
  });
  return commands.dump(2) + "\n";
}

}  // namespace telar::app
