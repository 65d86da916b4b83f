#include "bench/reading/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "bench/support/peer.h"
#include "core/random.h"
#include "core/text.h"
#include "samples/sample.h"

namespace telar::bench {
namespace {

namespace fs = std::filesystem;

double Share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  const std::string spaced = CollapseSpaces(text);
  for (const std::string_view word : Split(spaced, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

void WordTally::Add(std::vector<std::string> truth, std::vector<std::string> found) {
  printed += truth.size();
  read += found.size();
  std::sort(truth.begin(), truth.end());
  std::sort(found.begin(), found.end());
  std::vector<std::string> both;
  std::set_intersection(truth.begin(), truth.end(), found.begin(), found.end(),
                        std::back_inserter(both));
  right += both.size();
}

double WordTally::Precision() const { return Share(right, read); }
double WordTally::Recall() const { return Share(right, printed); }
double WordTally::F1() const { return Share(2 * right, read + printed); }

Result<std::vector<PictureOfWords>> DrawnPictures(std::uint64_t seed, int count,
                                                  const fs::path& folder) {
  fs::create_directories(folder);
  std::vector<PictureOfWords> pictures;
  SeededRandom random(seed);
  for (int i = 0; i < count; ++i) {
    samples::Degradation degradation = samples::DrawDegradation(random, 1);
    if (degradation.format != samples::ScanFormat::kPng) {
      degradation.format = samples::ScanFormat::kJpeg;
    }
    TELAR_ASSIGN_OR_RETURN(const samples::Sample sample,
                           samples::DrawInvoice({.seed = seed,
                                                 .index = static_cast<std::uint64_t>(i),
                                                 .pages_max = 1,
                                                 .degradation = degradation}));
    PictureOfWords picture;
    picture.file.name = sample.name + "." + sample.extension;
    picture.file.path = folder / picture.file.name;
    picture.file.bytes = sample.bytes;
    std::ofstream(picture.file.path, std::ios::binary) << sample.bytes;
    for (const samples::DrawnText& text : sample.drawn) {
      for (std::string& word : WordsOf(text.text)) picture.words.push_back(std::move(word));
    }
    for (std::string& word : WordsOf(degradation.stamp)) picture.words.push_back(std::move(word));
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

Result<std::vector<PictureOfWords>> PdfPictures(const fs::path& pdfs, const fs::path& folder) {
  constexpr int kMostPages = 3;
  constexpr std::size_t kLeastWords = 30;
  fs::create_directories(folder);
  TELAR_ASSIGN_OR_RETURN(const std::vector<fs::path> files, ListFiles(pdfs, ".pdf", 0));
  std::vector<PictureOfWords> pictures;
  for (const fs::path& file : files) {
    for (int page = 1; page <= kMostPages; ++page) {
      const std::string number = std::to_string(page);
      const std::string stem = (folder / fmt::format("{}-{}", file.stem().string(), page)).string();
      // Both refuse a page that is not there.
      if (!RunPeer({"pdftotext", "-f", number, "-l", number, "-layout", file, stem + ".txt"}).ok())
        break;
      TELAR_ASSIGN_OR_RETURN(const std::string text, ReadWhole(stem + ".txt"));
      PictureOfWords picture{.file = {}, .words = WordsOf(text)};
      if (picture.words.size() < kLeastWords) continue;
      TELAR_RETURN_IF_ERROR(RunPeer({"pdftoppm", "-r", "200", "-gray", "-png", "-f", number, "-l",
                                     number, "-singlefile", file, stem}));
      picture.file.path = stem + ".png";
      picture.file.name = picture.file.path.filename();
      TELAR_ASSIGN_OR_RETURN(picture.file.bytes, ReadWhole(picture.file.path));
      pictures.push_back(std::move(picture));
    }
  }
  return pictures;
}

}  // namespace telar::bench
