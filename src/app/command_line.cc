#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cassert>
#include <charconv>
#include <list>

#include "app/command_tree.h"
#include "core/text.h"

namespace telar::app {
namespace {

const Flag* FindFlag(const Command& command, std::string_view name) {
  const auto is = [&](const Flag& f) { return f.name == name; };
  for (const std::span<const Flag> flags : {std::span<const Flag>(command.flags), CommonFlags()}) {
    if (const auto found = std::find_if(flags.begin(), flags.end(), is); found != flags.end())
      return &*found;
  }
  return nullptr;
}

Status DidYouMean(Status status, std::string_view word, const std::vector<std::string>& candidates,
                  std::string_view prefix = "") {
  const std::string closest = ClosestMatch(word, candidates);
  if (closest.empty()) return status;
  return std::move(status).WithHint("did you mean " + std::string(prefix) + closest + "?");
}

std::string CalledAs(const std::string& path) { return path.empty() ? "telar" : "telar " + path; }
// Starts a message; the program's name stands before it already.
std::string In(const std::string& path) { return path.empty() ? "" : path + ": "; }

Status UnknownCommand(const Command& group, const std::string& path, const std::string& word) {
  std::vector<std::string> names;
  for (const Command& child : group.children) names.push_back(child.name);
  return DidYouMean(Status::InvalidInput(In(path) + "unknown command '" + word + "'"), word, names)
      .WithHint("try " + CalledAs(path) + " --help");
}

Status UnknownFlag(const Command& command, const std::string& path, const std::string& token) {
  const std::string flag = token.substr(0, token.find('='));
  std::vector<std::string> names;
  for (const Flag& f : command.flags) names.push_back(f.name);
  for (const Flag& f : CommonFlags()) names.push_back(f.name);
  const std::string_view word =
      std::string_view(flag).substr(std::min<std::size_t>(2, flag.size()));
  return DidYouMean(Status::InvalidInput(In(path) + "unknown flag " + flag), word, names, "--")
      .WithHint("try " + CalledAs(path) + " --help");
}

Status CheckChoice(const std::string& where, const std::string& value,
                   const std::vector<std::string>& choices) {
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
  return DidYouMean(Status::InvalidInput(where + ": unknown value '" + value + "'"), value, choices)
      .WithHint("one of " + Join(choices, ", "));
}

Status CheckNumber(const std::string& where, const std::string& value) {
  std::int64_t number = 0;
  const char* end = value.data() + value.size();
  const auto [at, error] = std::from_chars(value.data(), end, number);
  if (error == std::errc() && at == end && number >= 0) return {};
  return Status::InvalidInput(where + ": '" + value + "' is not a whole number");
}

Status CheckValue(const std::string& where, ValueKind kind, const std::vector<std::string>& choices,
                  const std::string& value) {
  if (kind == ValueKind::kChoice) return CheckChoice(where, value, choices);
  if (kind == ValueKind::kNumber) return CheckNumber(where, value);
  return {};
}

Status CheckArguments(const Command& command, const std::string& path,
                      const std::vector<std::string>& values) {
  std::size_t at = 0;
  for (const Argument& argument : command.arguments) {
    if (at == values.size() && argument.required) {
      return Status::InvalidInput(In(path) + argument.name + " is missing")
          .WithHint("try " + CalledAs(path) + " --help");
    }
    const std::size_t end = argument.repeated ? values.size() : std::min(at + 1, values.size());
    for (; at < end; ++at) {
      TELAR_RETURN_IF_ERROR(
          CheckValue(In(path) + argument.name, argument.kind, argument.choices, values[at]));
    }
  }
  if (at == values.size()) return {};
  if (!command.children.empty() && command.arguments.empty())
    return UnknownCommand(command, path, values[at]);
  return Status::InvalidInput(In(path) + "unexpected argument '" + values[at] + "'")
      .WithHint("try " + CalledAs(path) + " --help");
}

// The words that lead to a command, and all the other tokens in their order.
struct Walk {
  const Command* command;
  std::string path;
  std::vector<std::string> rest;
};

// Only common flags can stand before the command's own words are known, so only theirs are looked
// at.
bool TakesNext(const Command& command, const std::string& token) {
  if (token.size() < 2 || token[0] != '-' || token.find('=') != std::string::npos) return false;
  if (token[1] == '-') {
    const Flag* flag = FindFlag(command, std::string_view(token).substr(2));
    return flag != nullptr && !flag->value.empty();
  }
  return false;
}

Result<Walk> WalkToCommand(std::span<const std::string> tokens) {
  Walk walk{&CommandTree(), "", {}};
  std::size_t i = 0;
  for (; i < tokens.size(); ++i) {
    const std::string& token = tokens[i];
    if (token == "--") break;
    if (token.size() > 1 && token[0] == '-') {
      walk.rest.push_back(token);
      if (TakesNext(*walk.command, token) && i + 1 < tokens.size())
        walk.rest.push_back(tokens[++i]);
      continue;
    }
    const Command* child = walk.command->Child(token);
    if (child == nullptr) {
      if (walk.command->run == nullptr) return UnknownCommand(*walk.command, walk.path, token);
      break;
    }
    walk.command = child;
    walk.path += (walk.path.empty() ? "" : " ") + token;
  }
  walk.rest.insert(walk.rest.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end());
  return walk;
}

}  // namespace

int Invocation::Count(std::string_view flag) const {
  assert(FindFlag(*command_, flag) != nullptr);
  const auto found = flags_.find(flag);
  return found == flags_.end() ? 0 : static_cast<int>(found->second.size());
}

std::vector<std::string> Invocation::All(std::string_view flag) const {
  assert(FindFlag(*command_, flag) != nullptr);
  const auto found = flags_.find(flag);
  return found == flags_.end() ? std::vector<std::string>{} : found->second;
}

std::string Invocation::Get(std::string_view flag) const {
  const std::vector<std::string> values = All(flag);
  return values.empty() ? "" : values.back();
}

std::int64_t Invocation::Number(std::string_view flag, std::int64_t fallback) const {
  const std::string text = Get(flag);
  std::from_chars(text.data(), text.data() + text.size(), fallback);
  return fallback;
}

Result<CommandLine::Parsed> CommandLine::Parse(std::span<const std::string> arguments) {
  Parsed parsed;
  if (!arguments.empty() && arguments[0] == "help") {
    parsed.wish = Wish::kHelp;
    arguments = arguments.subspan(1);
  }
  TELAR_ASSIGN_OR_RETURN(Walk walk, WalkToCommand(arguments));
  const Command& command = *walk.command;
  Invocation& invocation = parsed.invocation;
  invocation.command_ = &command;
  invocation.path_ = walk.path;

  struct Bound {
    const Flag* flag;
    CLI::Option* option;
    std::vector<std::string> values;
    std::int64_t count = 0;
  };
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::list<Bound> bound;
  const auto bind = [&](const Flag& flag) {
    Bound& b = bound.emplace_back(Bound{&flag, nullptr, {}});
    const std::string names =
        (flag.letter != 0 ? std::string("-") + flag.letter + "," : "") + "--" + flag.name;
    if (flag.value.empty()) {
      b.option = app.add_flag(names, b.count);
    } else {
      b.option = app.add_option(names, b.values)->allow_extra_args(false)->type_name(flag.value);
      b.option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
  };
  for (const Flag& flag : command.flags) bind(flag);
  for (const Flag& flag : CommonFlags()) bind(flag);
  if (walk.path.empty()) app.add_flag("--version");
  std::vector<std::string> positional;
  app.add_option("arguments", positional);

  try {
    app.parse(std::vector<std::string>(walk.rest.rbegin(), walk.rest.rend()));
  } catch (const CLI::ArgumentMismatch& e) {
    const std::string text = e.what();
    return Status::InvalidInput(In(walk.path) + text.substr(0, text.find(':')) + " needs a value");
  } catch (const CLI::ParseError& e) {
    return Status::InvalidInput(In(walk.path) + e.what());
  }

  for (const Bound& b : bound) {
    if (b.flag->value.empty() && b.count > 0) {
      invocation.flags_[b.flag->name].resize(static_cast<std::size_t>(b.count));
    }
    if (!b.values.empty()) invocation.flags_[b.flag->name] = b.values;
  }
  invocation.arguments_ = positional;
  if (invocation.Has("help") || parsed.wish == Wish::kHelp) {
    parsed.wish = Wish::kHelp;
    return parsed;
  }
  for (const std::string& extra : app.remaining()) {
    if (extra.size() > 1 && extra[0] == '-' && extra != "--")
      return UnknownFlag(command, walk.path, extra);
  }
  for (const Bound& b : bound) {
    for (const std::string& value : b.values) {
      TELAR_RETURN_IF_ERROR(CheckValue("--" + b.flag->name, b.flag->kind, b.flag->choices, value));
    }
  }
  if (walk.path.empty() && app.count("--version") > 0) {
    parsed.wish = Wish::kVersion;
    return parsed;
  }
  if (command.run == nullptr) {
    parsed.wish = Wish::kNothing;
    return parsed;
  }
  TELAR_RETURN_IF_ERROR(CheckArguments(command, walk.path, positional));
  return parsed;
}

}  // namespace telar::app
