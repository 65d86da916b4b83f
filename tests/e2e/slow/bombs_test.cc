// Documents that are made to exhaust whoever reads them: a clear error, in little memory.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar {
namespace {

using nlohmann::json;
using telar::testing::TempFolder;
using ::testing::HasSubstr;

constexpr long kMostKilobytes = 200'000;

// What a document is made of: `head`, then `unit` until `bytes` are written.
struct Bomb {
  std::string head, unit;
  std::size_t bytes = 0;
};

void Feed(int end, const Bomb& bomb) {
  std::string block;
  while (block.size() < (1U << 20)) block += bomb.unit;
  std::size_t sent = 0;
  for (std::string_view next = bomb.head; sent < bomb.bytes + bomb.head.size();) {
    const ssize_t wrote = write(end, next.data(), next.size());
    if (wrote <= 0) return;  // whoever read has enough
    sent += static_cast<std::size_t>(wrote);
    next.remove_prefix(static_cast<std::size_t>(wrote));
    if (next.empty()) next = block;
  }
}

struct Outcome {
  int exit = -1;
  long kilobytes = 0;  // the most that telar or its reader had in memory
  json report;
};

// `telar invoices COMMAND --json -` with the bomb on its standard input.
Outcome Drop(const char* command, const Bomb& bomb) {
  const TempFolder folder;
  const std::string program = testing::Program("telar"), out = (folder / "out").string();
  int ends[2];
  if (pipe(ends) != 0) return {};
  std::signal(SIGPIPE, SIG_IGN);
  const pid_t child = fork();
  if (child == 0) {
    const int file = open(out.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    dup2(ends[0], STDIN_FILENO);
    dup2(file, STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(program.c_str(), "telar", "invoices", command, "--json", "-", nullptr);
    _exit(127);
  }
  close(ends[0]);
  Feed(ends[1], bomb);
  close(ends[1]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);  // with those it waited for
  Outcome outcome;
  outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  outcome.kilobytes = usage.ru_maxrss;
  outcome.report = json::parse(testing::ReadFile(out), nullptr, false);
  return outcome;
}

constexpr std::string_view kUbl =
    "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">";

// Ten entities, each ten times the one before.
std::string Laughs() {
  std::string text = "<!DOCTYPE a [<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 10; ++i) {
    text += "<!ENTITY e" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) text += "&e" + std::to_string(i - 1) + ";";
    text += "\">";
  }
  return text + "]><Invoice><ID>&e9;</ID></Invoice>";
}

struct Case {
  const char* name;
  Bomb bomb;
  const char* message;
};

class Bombs : public ::testing::TestWithParam<Case> {};

TEST_P(Bombs, EndInAClearErrorAndInLittleMemory) {
  for (const char* command : {"read", "check"}) {
    const Outcome outcome = Drop(command, GetParam().bomb);
    EXPECT_EQ(outcome.exit, 9) << command;
    EXPECT_LT(outcome.kilobytes, kMostKilobytes) << command;
    ASSERT_TRUE(outcome.report.is_object()) << command;
    EXPECT_THAT(outcome.report.at("error").at("message").get<std::string>(),
                HasSubstr(GetParam().message))
        << command;
  }
}

constexpr std::size_t kMegabyte = 1U << 20;

INSTANTIATE_TEST_SUITE_P(
    Documents, Bombs,
    ::testing::Values(
        Case{"AGigabyteOfNestedElements",
             {std::string(kUbl), "<a>", 1024 * kMegabyte},
             "larger than 64 MiB"},
        Case{"NestedElements", {std::string(kUbl), "<a>", 60 * kMegabyte}, "at most 100"},
        Case{"ElementsBesideEachOther",
             {std::string(kUbl), "<a/>", 60 * kMegabyte},
             "too many elements, at most"},
        Case{
            "OneText", {std::string(kUbl) + "<ID>", "text", 60 * kMegabyte}, "text of one element"},
        Case{"OneAttribute", {"<Invoice a=\"", "x", 60 * kMegabyte}, "too long"},
        Case{"EntitiesOfEntities", {Laughs(), " ", 1}, "document type declaration"},
        Case{"AnExternalEntity",
             {"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
              "<Invoice><ID>&x;</ID></Invoice>",
              " ", 1},
             "document type declaration"},
        Case{"EntitiesInsideAnAttachedDocument",
             {"<AttachedDocument><Attachment><ExternalReference><Description><![CDATA[" + Laughs() +
                  "]]></Description></ExternalReference></Attachment></AttachedDocument>",
              " ", 1},
             "document type declaration"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace telar
