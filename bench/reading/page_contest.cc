#include "bench/reading/page_contest.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <functional>

#include "app/table.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/parallel.h"
#include "bench/support/peer.h"
#include "bench/support/process_cost.h"
#include "bench/support/rounds.h"
#include "bench/support/versions.h"

namespace telar::bench {

/// One contestant; `read` is called from one thread a core, told apart by `worker`.
struct PageContest::Side {
  std::string name;
  std::function<std::vector<std::string>(const PictureOfWords&, std::size_t worker)> read;
  std::vector<double> wall = {}, cpu = {};  // seconds a round
  WordTally words = {};                     // of the first round
};

Result<std::unique_ptr<PageContest>> PageContest::Open(documents::IsolatedReader& reader,
                                                       const std::string& rapidocr) {
  std::unique_ptr<PageContest> contest(new PageContest(reader));
  for (int i = 0; i < Cores() && !rapidocr.empty(); ++i) {
    TELAR_ASSIGN_OR_RETURN(auto peer, PeerProcess::Start({rapidocr, kRapidOcrScript}));
    contest->rapidocr_.push_back(std::move(peer));
  }
  return contest;
}

std::vector<std::string> PageContest::Telar(const PictureOfWords& picture) {
  const documents::Document document = OrDie(reader_.Read(picture.file.bytes, {}));
  std::vector<std::string> words;
  for (const documents::Page& page : document.pages) {
    for (const documents::Word& word : page.words) words.push_back(word.text);
  }
  return words;
}

std::vector<std::string> PageContest::Tesseract(const PictureOfWords& picture,
                                                const std::string& languages) {
  const std::string stem = picture.file.path.string() + "." + languages;
  OrDie(RunPeer({"tesseract", picture.file.path, stem, "-l", languages}));
  return WordsOf(OrDie(ReadWhole(stem + ".txt")));
}

std::vector<PageContest::Side> PageContest::Sides() {
  std::vector<Side> sides;
  sides.push_back(
      {"Telar, networks", [this](const auto& picture, std::size_t) { return Telar(picture); }});
  if (!rapidocr_.empty()) {
    sides.push_back({"RapidOCR, OpenVINO", [this](const auto& picture, std::size_t worker) {
                       return WordsOf(OrDie(rapidocr_[worker]->Ask(picture.file.path)));
                     }});
  }
  for (const char* languages : {"eng", "spa+eng"}) {
    sides.push_back({fmt::format("tesseract -l {}", languages),
                     [this, languages](const auto& picture, std::size_t) {
                       return Tesseract(picture, languages);
                     }});
  }
  return sides;
}

std::vector<pid_t> PageContest::Living() const {
  std::vector<pid_t> pids;
  for (const auto& reader : reader_.Statistics().readers) {
    if (reader.pid > 0) pids.push_back(reader.pid);
  }
  for (const auto& peer : rapidocr_) pids.push_back(peer->pid());
  return pids;
}

std::string PageContest::Run(const std::string& set, const std::vector<PictureOfWords>& pictures,
                             int rounds) {
  std::vector<Side> sides = Sides();
  const auto cores = static_cast<std::size_t>(Cores());
  for (int round = 0; round <= rounds; ++round) {
    for (Side& side : sides) {
      std::vector<std::vector<std::string>> found(pictures.size());
      const double cpu = CpuSeconds(Living());
      const auto start = std::chrono::steady_clock::now();
      std::atomic<std::size_t> next{0};
      ForEach(cores, Cores(), [&](std::size_t worker) {
        for (std::size_t i = next++; i < pictures.size(); i = next++) {
          found[i] = side.read(pictures[i], worker);
        }
      });
      if (round == 0) {
        for (std::size_t i = 0; i < pictures.size(); ++i) {
          side.words.Add(pictures[i].words, std::move(found[i]));
        }
        continue;
      }
      side.wall.push_back(
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
      side.cpu.push_back(CpuSeconds(Living()) - cpu);
    }
  }
  using app::Table;
  Table table({{"pages"},
               {"n", Table::Align::kRight},
               {"read by"},
               {"pages/s", Table::Align::kRight},
               {"CPU ms a page", Table::Align::kRight},
               {"Telar is faster by", Table::Align::kRight},
               {"in CPU time by", Table::Align::kRight},
               {"precision", Table::Align::kRight},
               {"recall", Table::Align::kRight},
               {"F1", Table::Align::kRight}});
  const auto count = static_cast<double>(pictures.size());
  for (const Side& side : sides) {
    const bool ours = &side == &sides.front();
    table.Add({set, std::to_string(pictures.size()), side.name,
               fmt::format("{:.2f}", count / SpreadOf(side.wall).median),
               fmt::format("{:.0f}", 1000 * SpreadOf(side.cpu).median / count),
               ours ? "" : RatioText(Duel{sides.front().wall, side.wall}.Ratio()),
               ours ? "" : RatioText(Duel{sides.front().cpu, side.cpu}.Ratio()),
               fmt::format("{:.2f}", 100 * side.words.Precision()),
               fmt::format("{:.2f}", 100 * side.words.Recall()),
               fmt::format("{:.2f}", 100 * side.words.F1())});
  }
  return table.Render(0);
}

}  // namespace telar::bench
