#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace telar::invoices::templates {

struct FoundText {
  int page = 1;
  documents::Box box;
};

/// Finds where a text stands on the pages, spaces and line breaks aside. Built once a document;
/// borrows it.
class TextFinder {
 public:
  explicit TextFinder(const documents::Document& document);

  /// The place number `before` (from 0) of those that begin and end with a word, or of any when
  /// there is none; the last place when there are fewer. Nothing for text that is not printed.
  std::optional<FoundText> Find(std::string_view text, std::size_t before = 0) const;

 private:
  struct PageText {
    const documents::Page* page;
    std::string text;                 // the words without spaces
    std::vector<std::size_t> starts;  // of each word in it
  };
  std::vector<PageText> pages_;
};

}  // namespace telar::invoices::templates
