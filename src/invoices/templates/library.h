#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "documents/document.h"
#include "invoices/templates/run.h"

namespace telar::invoices::templates {

/// A template file that is left out, a pattern of one that is not, or a folder that could not be
/// listed to its end.
struct Problem {
  std::string file;  ///< Relative to the folder.
  int line = 0;      ///< 0 when no line is to blame.
  std::string message;
  bool left_out = true;  ///< False for a pattern or a type, which then has no effect.

  /// "nl/shop.yml:12: field date: …".
  std::string ToString() const;
};

/// What the library makes of one document.
struct Reading {
  std::string name;  ///< The template that applies; empty when none does.
  Extraction extraction;
  bool from_pictures = false;  ///< Only with what was recognised on pictures did it match.
  std::shared_ptr<const Template> used;
  /// The document with the words of its pictures, when it was read again for them.
  std::shared_ptr<const documents::Document> seen;
  /// Why a template whose keywords match does not apply: "NAME: field amount: …". Ok otherwise.
  Status failure;
};

/// The templates of a folder and its subfolders (*.yml, *.yaml, *.json). Immutable, safe to share
/// between threads.
class Library {
 public:
  /// kNotFound when there is no such folder, kLimitExceeded beyond 20,000 files. A file that is no
  /// template is a problem and the others still work.
  static Result<std::shared_ptr<const Library>> Load(const std::filesystem::path& folder);

  /// The highest priority first; of equal ones, files of a folder by name before those of its
  /// subfolders by name.
  const std::vector<std::shared_ptr<const Template>>& templates() const { return templates_; }
  const std::vector<Problem>& problems() const { return problems_; }

  /// The first template whose keywords the text holds; null when there is none.
  std::shared_ptr<const Template> Choose(std::string_view text) const;

  /// Reads a document once more, its small pictures too (ReadOptions::small_pictures).
  using ReadPictures = std::function<Result<documents::Document>()>;

  /// Chooses by the document's own text and runs that template; where that gives nothing, again
  /// with what was recognised on pictures, and then with keywords as patterns. A PDF that has given
  /// nothing by then is read again by `read_pictures`, if given. Documents want
  /// ReadOptions::layout_text.
  Reading Read(const documents::Document& document, const Clock& clock,
               const ReadPictures& read_pictures = {}) const;

 private:
  Library() = default;
  bool Try(const documents::Document& document, const Clock& clock, Reading& reading) const;
  void LoadFolder(const std::filesystem::path& root, const std::filesystem::path& folder,
                  std::size_t& files, int depth);
  void LoadFile(const std::filesystem::path& root, const std::filesystem::path& file);

  std::vector<std::shared_ptr<const Template>> templates_;
  std::vector<Problem> problems_;
};

/// One template of a file's text; `name` ends with .yml, .yaml or .json. Errors as of
/// Template::Parse and ReadYamlFile, "LINE: cause".
Result<std::shared_ptr<const Template>> ParseTemplate(const std::string& text,
                                                      const std::string& name);

}  // namespace telar::invoices::templates
