// bench-drift: how often a check for drift raises an alarm, by what befell the documents and by the
// size of the window.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "app/table.h"
#include "bench/support/files.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "core/random.h"
#include "documents/isolation/reader_pool.h"
#include "models/baseline.h"
#include "models/bundled_model.h"
#include "models/served_model.h"
#include "samples/labelled.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;
using documents::PageImage;
using models::Observation;

struct Arguments {
  int documents = 300, baseline = 150, windows = 200;
  std::uint64_t seed = 20260301;
  std::string model;  ///< A model file; empty: the one that ships.
};

std::uint8_t LevelOf(char pixel) { return static_cast<std::uint8_t>(pixel); }

PageImage Lighter(PageImage page, int by) {
  for (char& pixel : page.pixels) pixel = static_cast<char>(std::min(LevelOf(pixel) + by, 255));
  return page;
}

// Every dark level is lifted, as a lamp that grows old lifts it: white stays white.
PageImage Paler(PageImage page) {
  for (char& pixel : page.pixels) pixel = static_cast<char>(90 + LevelOf(pixel) * 165 / 255);
  return page;
}

// The form of a supplier that prints a dark band behind its letterhead.
PageImage Banded(PageImage page) {
  const auto row = static_cast<std::size_t>(page.width * page.channels);
  const auto end = row * static_cast<std::size_t>(page.height / 8);
  for (std::size_t i = 0; i < end; ++i) {
    page.pixels[i] = static_cast<char>(LevelOf(page.pixels[i]) * 2 / 5);
  }
  return page;
}

// The mean over neighbours in a row, then in a column.
PageImage Blurred(PageImage page, int radius) {
  const auto pass = [&](int length, int lines, auto&& at) {
    std::vector<int> line(static_cast<std::size_t>(length));
    for (int l = 0; l < lines; ++l) {
      for (int i = 0; i < length; ++i) line[static_cast<std::size_t>(i)] = LevelOf(at(l, i));
      for (int i = 0; i < length; ++i) {
        const int from = std::max(0, i - radius), to = std::min(length - 1, i + radius);
        int sum = 0;
        for (int j = from; j <= to; ++j) sum += line[static_cast<std::size_t>(j)];
        at(l, i) = static_cast<char>(sum / (to - from + 1));
      }
    }
  };
  const int channels = page.channels, width = page.width;
  for (int c = 0; c < channels; ++c) {
    const auto pixel = [&](int x, int y) -> char& {
      return page.pixels[static_cast<std::size_t>((y * width + x) * channels + c)];
    };
    pass(width, page.height, [&](int y, int x) -> char& { return pixel(x, y); });
    pass(page.height, width, [&](int x, int y) -> char& { return pixel(x, y); });
  }
  return page;
}

// The documents of one kind, as the model sees them after each of `ways`.
class Pools {
 public:
  explicit Pools(const Arguments& arguments)
      : arguments_(arguments),
        reader_(OrDie(documents::IsolatedReader::Open({.readers = 1}, clock_))),
        model_(OrDie(models::ServedModel::Open(
            arguments.model.empty() ? models::BundledModel() : OrDie(ReadWhole(arguments.model)),
            arguments.model.empty() ? "the model that ships" : arguments.model))) {}

  using Way = PageImage (*)(PageImage page);
  std::vector<std::vector<Observation>> Draw(samples::LabelledRequest request, int count,
                                             const std::vector<Way>& ways) {
    std::vector<std::vector<Observation>> pools(ways.size());
    request.seed = arguments_.seed;
    for (int i = 0; i < count; ++i) {
      request.index = next_++;
      const auto drawn = OrDie(samples::DrawLabelled(request));
      const PageImage page =
          OrDie(reader_->Render(drawn.sample.bytes, 1, model_->preparation().dpi, {}));
      for (std::size_t w = 0; w < ways.size(); ++w) pools[w].push_back(Observe(ways[w](page)));
    }
    return pools;
  }

  int channels() const { return model_->preparation().channels; }

 private:
  Observation Observe(const PageImage& page) {
    const models::PreparedPage prepared = OrDie(models::Prepare(page, model_->preparation()));
    Observation observation;
    observation.features = models::FeaturesOf(prepared);
    observation.probability = OrDie(model_->Probabilities({&prepared, 1})).front();
    observation.label = models::Predicted(observation.probability);
    return observation;
  }

  const Arguments& arguments_;
  const SystemClock clock_;
  std::unique_ptr<documents::IsolatedReader> reader_;
  std::unique_ptr<models::ServedModel> model_;
  std::uint64_t next_ = 0;
};

models::Baseline BaselineOf(const std::vector<Observation>& observations, int channels) {
  models::Baseline baseline{observations.size(), {}};
  for (const int label : {0, 1}) {
    for (const auto& [feature, value] :
         models::ComparedFeatures(observations.front().features, channels)) {
      baseline.samples.push_back({std::string(feature), label, {}});
    }
    baseline.samples.push_back({std::string(models::kScoreFeature), label, {}});
  }
  baseline.samples = models::SamplesLike(baseline, observations);
  return baseline;
}

// How many windows of so many documents, drawn by lot from the pool, raise an alarm.
std::string Alarms(const models::Baseline& baseline, std::vector<Observation> pool,
                   std::size_t size, int windows, SeededRandom& chance) {
  int alarms = 0;
  for (int window = 0; window < windows; ++window) {
    for (std::size_t i = 0; i < size; ++i) {
      std::swap(pool[i], pool[i + static_cast<std::size_t>(chance.Below(pool.size() - i))]);
    }
    const auto current = models::SamplesLike(baseline, std::span(pool).first(size));
    alarms += models::CheckDrift(baseline.samples, current).verdict == models::DriftVerdict::kDrift;
  }
  return fmt::format("{:.1f} %", 100.0 * alarms / windows);
}

void Measure(const Arguments& arguments) {
  Pools pools(arguments);
  const auto same = [](PageImage page) { return page; };
  const samples::LabelledRequest usual{.test_share = 0};
  const models::Baseline baseline =
      BaselineOf(pools.Draw(usual, arguments.baseline, {same}).front(), pools.channels());
  const auto changed =
      pools.Draw(usual, arguments.documents,
                 {same, [](PageImage page) { return Lighter(std::move(page), 20); }, Paler,
                  [](PageImage page) { return Blurred(std::move(page), 4); },
                  [](PageImage page) { return Blurred(std::move(page), 2); }, Banded});
  std::vector<Observation> mixed = changed[0];
  for (std::size_t i = 0; i < mixed.size(); i += 2) mixed[i] = changed[5][i];
  samples::LabelledRequest scans = usual, photos = usual, others = usual;
  scans.scan_share = photos.scan_share = 1;
  scans.photo_share = 0;
  photos.photo_share = 1;
  others.test_share = 1;
  const std::vector<std::pair<const char*, std::vector<Observation>>> kinds = {
      {"nothing", changed[0]},
      {"20 levels brighter", changed[1]},
      {"pale print", changed[2]},
      {"blurred by 4 pixels", changed[3]},
      {"blurred by 2 pixels", changed[4]},
      {"scans alone, no PDFs", pools.Draw(scans, arguments.documents, {same}).front()},
      {"photographs alone", pools.Draw(photos, arguments.documents, {same}).front()},
      {"half of a supplier with a dark letterhead", mixed},
      {"other suppliers and forms", pools.Draw(others, arguments.documents, {same}).front()}};
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"what befell the documents"},
               {"25 documents", kRight},
               {"50", kRight},
               {"100", kRight},
               {"200", kRight}});
  SeededRandom chance(arguments.seed);
  for (const auto& [name, pool] : kinds) {
    std::vector<std::string> cells = {name};
    for (const std::size_t size : {25U, 50U, 100U, 200U}) {
      cells.push_back(size > pool.size() ? ""
                                         : Alarms(baseline, pool, size, arguments.windows, chance));
    }
    table.Add(std::move(cells));
  }
  std::printf("%s\n", table.Render(0).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App cli{"How often a check for drift raises an alarm"};
  cli.add_option("--documents", arguments.documents, "Documents of each kind")
      ->capture_default_str();
  cli.add_option("--baseline", arguments.baseline, "Documents of the baseline")
      ->capture_default_str();
  cli.add_option("--windows", arguments.windows, "Windows of each size")->capture_default_str();
  cli.add_option("--model", arguments.model, "A model file instead of the one that ships");
  cli.add_option("--seed", arguments.seed, "Of documents and windows")->capture_default_str();
  CLI11_PARSE(cli, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  std::printf("Alarms in %d windows; baseline of %d documents; p < 0.05, distance > 0.3.\n\n",
              arguments.windows, arguments.baseline);
  Measure(arguments);
  return 0;
}
