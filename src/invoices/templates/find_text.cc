#include "invoices/templates/find_text.h"

#include <algorithm>

namespace telar::invoices::templates {
namespace {

// More places of one text than this are never asked for.
constexpr std::size_t kMostPlaces = 1000;

std::string WithoutSpaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && (c < '\t' || c > '\r')) out += c;
  }
  return out;
}

}  // namespace

TextFinder::TextFinder(const documents::Document& document) {
  for (const documents::Page& page : document.pages) {
    PageText text{.page = &page, .text = {}, .starts = {}};
    for (const documents::Word& word : page.words) {
      text.starts.push_back(text.text.size());
      text.text += WithoutSpaces(word.text);
    }
    pages_.push_back(std::move(text));
  }
}

std::optional<FoundText> TextFinder::Find(std::string_view text, std::size_t before) const {
  const std::string wanted = WithoutSpaces(text);
  if (wanted.empty()) return std::nullopt;
  struct Place {
    const PageText* page;
    std::size_t at;
  };
  std::vector<Place> whole, any;
  for (const PageText& page : pages_) {
    const auto is_edge = [&](std::size_t at) {
      return at == page.text.size() ||
             std::binary_search(page.starts.begin(), page.starts.end(), at);
    };
    for (std::size_t at = page.text.find(wanted); at != page.text.npos && any.size() < kMostPlaces;
         at = page.text.find(wanted, at + 1)) {
      any.push_back({&page, at});
      if (is_edge(at) && is_edge(at + wanted.size())) whole.push_back({&page, at});
    }
  }
  const std::vector<Place>& places = whole.empty() ? any : whole;
  if (places.empty()) return std::nullopt;
  const Place place = places[std::min(before, places.size() - 1)];
  FoundText found{.page = place.page->page->number, .box = {}};
  const std::vector<documents::Word>& words = place.page->page->words;
  bool first = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t start = place.page->starts[i];
    const std::size_t end =
        i + 1 < words.size() ? place.page->starts[i + 1] : place.page->text.size();
    if (end <= place.at || start >= place.at + wanted.size()) continue;
    found.box = first ? words[i].box : Union(found.box, words[i].box);
    first = false;
  }
  return first ? std::nullopt : std::optional(found);
}

}  // namespace telar::invoices::templates
