#include "invoices/templates/library.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>

#include "core/text.h"
#include "invoices/templates/layout_text.h"
#include "invoices/templates/yaml_file.h"

namespace telar::invoices::templates {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 20'000;
constexpr int kDeepest = 32;

bool IsTemplateName(std::string_view name) {
  return name.ends_with(".yml") || name.ends_with(".yaml") || name.ends_with(".json");
}

/// "12: cause" in parts.
Problem ProblemOf(std::string file, const Status& status) {
  const std::string message = status.FullMessage();
  std::size_t digits = 0;
  while (digits < message.size() && digits < 9 && message[digits] >= '0' &&
         message[digits] <= '9') {
    ++digits;
  }
  if (digits > 0 && message.substr(digits, 2) == ": ") {
    return {.file = std::move(file),
            .line = std::stoi(message.substr(0, digits)),
            .message = message.substr(digits + 2)};
  }
  return {.file = std::move(file), .line = 0, .message = message};
}

Result<std::string> Contents(const fs::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return Status::FromErrno(errno, "read");
  std::string text(kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return Status::Unavailable("read: the file could not be read to its end");
  return text;
}

}  // namespace

std::string Problem::ToString() const {
  return file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + message;
}

Result<std::shared_ptr<const Template>> ParseTemplate(const std::string& text,
                                                      const std::string& name) {
  TELAR_ASSIGN_OR_RETURN(Value file,
                         name.ends_with(".json") ? ReadJsonFile(text) : ReadYamlFile(text));
  return Template::Parse(std::move(file), name);
}

Result<std::shared_ptr<const Library>> Library::Load(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Status::NotFound("load templates of " + folder.string() + ": " +
                            (error ? error.message() : std::string("not a folder")))
        .WithHint("name a folder of *.yml files in --templates or invoices.templates");
  }
  const std::shared_ptr<Library> library(new Library());
  std::size_t files = 0;
  library->LoadFolder(folder, folder, files, 0);
  if (files > kMostFiles) {
    return Status::LimitExceeded("load templates of " + folder.string() + ": more than " +
                                 std::to_string(kMostFiles) + " files");
  }
  std::stable_sort(library->templates_.begin(), library->templates_.end(),
                   [](const auto& a, const auto& b) { return a->priority() > b->priority(); });
  return std::shared_ptr<const Library>(library);
}

void Library::LoadFolder(const fs::path& root, const fs::path& folder, std::size_t& files,
                         int depth) {
  std::vector<fs::path> names, folders;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_directory(ignored) && !it->is_symlink(ignored)) folders.push_back(it->path());
    else if (IsTemplateName(it->path().filename().string())) names.push_back(it->path());
  }
  if (error)
    problems_.push_back(
        {.file = folder.lexically_relative(root).string(), .line = 0, .message = error.message()});
  std::sort(names.begin(), names.end());
  std::sort(folders.begin(), folders.end());
  for (const fs::path& file : names) {
    if (++files > kMostFiles) return;
    LoadFile(root, file);
  }
  if (depth == kDeepest) return;
  for (const fs::path& below : folders) LoadFolder(root, below, files, depth + 1);
}

void Library::LoadFile(const fs::path& root, const fs::path& file) {
  const std::string shown = file.lexically_relative(root).string();
  const auto text = Contents(file);
  auto parsed = text.ok() ? ParseTemplate(*text, file.filename().string())
                          : Result<std::shared_ptr<const Template>>(text.status());
  if (!parsed.ok()) {
    problems_.push_back(ProblemOf(ToValidUtf8(shown), parsed.status()));
    return;
  }
  for (const std::string& problem : (*parsed)->problems()) {
    problems_.push_back(ProblemOf(ToValidUtf8(shown), Status::InvalidInput(problem)));
    problems_.back().left_out = false;
  }
  templates_.push_back(*std::move(parsed));
}

std::shared_ptr<const Template> Library::Choose(std::string_view text) const {
  for (const auto& t : templates_) {
    if (t->Matches(text)) return t;
  }
  return nullptr;
}

bool Library::Try(const documents::Document& document, const Clock& clock, Reading& reading) const {
  const auto run = [&](const std::shared_ptr<const Template>& t, const std::string& text) {
    Matching matching(clock);
    auto extraction = Run(*t, SourceOf(document, text), matching);
    if (!extraction.ok()) {
      reading.failure = std::move(extraction).status().WithContext(t->name());
      return false;
    }
    reading.name = t->name();
    reading.used = t;
    reading.extraction = *std::move(extraction);
    reading.failure = {};
    return true;
  };
  const std::string texts[] = {PrintedText(document), TextWithPictures(document)};
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    reading.from_pictures = &text != &texts[0];
    const auto chosen = Choose(text);
    if (chosen != nullptr && run(chosen, text)) return true;
  }
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    reading.from_pictures = &text != &texts[0];
    for (const auto& t : templates_) {
      Matching matching(clock);
      if (t->MatchesAsPatterns(text, matching) && run(t, text)) return true;
    }
  }
  reading.from_pictures = false;
  return false;
}

Reading Library::Read(const documents::Document& document, const Clock& clock,
                      const ReadPictures& read_pictures) const {
  Reading reading;
  if (Try(document, clock, reading) || !read_pictures || templates_.empty() ||
      document.kind != documents::FileKind::kPdf) {
    return reading;
  }
  Result<documents::Document> again = read_pictures();
  if (!again.ok()) return reading;
  const auto seen = std::make_shared<const documents::Document>(*std::move(again));
  if (TextWithPictures(*seen).empty()) return reading;
  reading.seen = seen;
  Try(*seen, clock, reading);
  return reading;
}

}  // namespace telar::invoices::templates
