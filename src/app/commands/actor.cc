#include "app/commands/actor.h"

#include <pwd.h>
#include <unistd.h>

#include <array>

#include "core/text.h"

namespace telar::app {
namespace {

/// The name of the user that runs the program; "" when the system does not know it.
std::string UserName() {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0) return "";
  return found == nullptr ? "" : found->pw_name;
}

}  // namespace

Flag ByFlag() {
  return {.name = "by",
          .value = "NAME",
          .help = "Who does it, for the record; your user name unless given",
          .kind = ValueKind::kText};
}

Result<std::string> ActorName(const Context& context) {
  std::string name = context.call.Has("by") ? CollapseSpaces(context.call.Get("by")) : UserName();
  if (name.empty() || name.size() > 250 || !IsValidUtf8(name)) {
    return Status::InvalidInput("telar " + context.call.path() + ": --by is not a name")
        .WithHint("say --by NAME");
  }
  return name;
}

}  // namespace telar::app
