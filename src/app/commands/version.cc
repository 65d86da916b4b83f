#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/build_info.h"
#include "app/commands/commands.h"
#include "app/context.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  const BuildInfo& build = TheBuild();
  if (context.json()) {
    nlohmann::ordered_json json{{"version", build.version},
                                {"commit", build.commit},
                                {"compiler", build.compiler},
                                {"build_type", build.build_type},
                                {"libraries", nlohmann::ordered_json::object()},
                                {"license", kLicense}};
    for (const LibraryVersion& library : Libraries())
      json["libraries"][std::string(library.name)] = library.version;
    context.out.Write(json.dump() + "\n");
    return ExitCode::kDone;
  }
  context.out.Write(fmt::format("telar {}{}\n", build.version,
                                build.commit.empty() ? "" : fmt::format(" ({})", build.commit)));
  context.out.Write(fmt::format("compiler: {}, {}\nlibraries:", build.compiler, build.build_type));
  const char* separator = " ";
  for (const LibraryVersion& library : Libraries()) {
    context.out.Write(fmt::format("{}{} {}", separator, library.name, library.version));
    separator = ", ";
  }
  context.out.Write(fmt::format("\nlicense: {}\n", kLicense));
  return ExitCode::kDone;
}

}  // namespace

Command VersionCommand() {
  return {.name = "version",
          .summary = "Print version, commit, compiler, libraries and licence",
          .examples = {{"telar version --json", "The same for programs"}},
          .run = Run};
}

}  // namespace telar::app
