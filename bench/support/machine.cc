#include "bench/support/machine.h"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <fstream>

#include "bench/support/versions.h"
#include "core/text.h"

namespace telar::bench {
namespace {

std::string CpuInfo(std::string_view name) {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos || Trim(std::string_view(line).substr(0, colon)) != name)
      continue;
    return std::string(Trim(std::string_view(line).substr(colon + 1)));
  }
  return "unknown";
}

}  // namespace

int Cores() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) != 0) return 1;
  return std::max(1, CPU_COUNT(&set));
}

std::string DescribeMachine() {
  const std::string flags = " " + CpuInfo("flags") + " ";
  std::string sets;
  for (const auto& [flag, name] : {std::pair{"avx2", "AVX2"},
                                   {"avx512f", "AVX-512"},
                                   {"avx512_vnni", "VNNI"},
                                   {"amx_tile", "AMX"}}) {
    const bool has = flags.find(fmt::format(" {} ", flag)) != std::string::npos;
    sets += fmt::format(", {} {}", name, has ? "yes" : "no");
  }
  std::string libraries;
  for (const Version* v = kVersions; v->name != nullptr; ++v) {
    libraries += fmt::format("{}{} {}", libraries.empty() ? "" : ", ", v->name, v->version);
  }
  return fmt::format("processor  {}, {} cores{}\ncompiler   {}\nlibraries  {}\n",
                     CpuInfo("model name"), Cores(), sets, kCompiler, libraries);
}

}  // namespace telar::bench
