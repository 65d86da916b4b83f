#include "app/commands/invoice_pictures.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "core/text.h"
#include "invoices/check.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using documents::Colour;
using documents::Mark;

// Apart for every kind of colour vision.
constexpr Colour kSure{0, 122, 92}, kDoubtful{204, 82, 0}, kLine{32, 96, 184},
    kPlain{110, 110, 110};

bool Doubtful(double confidence) { return confidence < invoices::kSureEnough; }

std::string Words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Colour ColourOf(invoices::Verdict verdict) {
  return verdict == invoices::Verdict::kAccept ? kSure : kDoubtful;
}

bool SaysFolder(const fs::path& folder, const std::string& target) {
  std::error_code ignored;
  return target.ends_with('/') || fs::is_directory(folder / target, ignored);
}

Status Exists(const std::string& name) {
  return Status::AlreadyExists("write " + name + ": it exists already")
      .WithHint("name another file, or add --force to replace it");
}

}  // namespace

std::vector<Mark> MarksOf(const invoices::Invoice& invoice, int page) {
  std::vector<Mark> marks;
  bool sure = false, doubtful = false, lines = false;
  int number = 0;
  for (const invoices::Line& line : invoice.lines) {
    ++number;
    if (line.page != page || line.box.empty()) continue;
    const bool doubt = Doubtful(line.confidence);
    marks.push_back(
        {line.box, fmt::format("{}: {:.2f}", number, line.confidence), doubt ? kDoubtful : kLine});
    (doubt ? doubtful : lines) = true;
  }
  std::vector<Mark> unprinted;
  for (const std::string_view name : invoices::kFieldNames) {
    const invoices::Field* field = invoice.Find(name);
    if (field == nullptr) continue;
    const bool doubt = Doubtful(field->confidence);
    std::string text = fmt::format("{} {:.2f}", Words(name), field->confidence);
    if (!field->box.empty() && field->page == page) {
      marks.push_back({field->box, std::move(text), doubt ? kDoubtful : kSure});
      (doubt ? doubtful : sure) = true;
    } else if (field->box.empty() && page == 1) {
      unprinted.push_back({{}, "not printed: " + std::move(text), doubt ? kDoubtful : kPlain});
    }
  }
  if (marks.size() > documents::kMaxMarks / 2) {
    marks.erase(marks.begin(), marks.end() - documents::kMaxMarks / 2);
  }
  marks.push_back({{},
                   "verdict: " + std::string(invoices::VerdictName(invoice.verdict)),
                   ColourOf(invoice.verdict)});
  if (sure) marks.push_back({{}, "field", kSure});
  if (lines) marks.push_back({{}, "product line", kLine});
  if (doubtful) {
    marks.push_back(
        {{}, fmt::format("below {:.2f}: look twice", invoices::kSureEnough), kDoubtful});
  }
  marks.insert(marks.end(), unprinted.begin(), unprinted.end());
  return marks;
}

Result<std::unique_ptr<InvoicePictures>> InvoicePictures::Open(Options options) {
  const std::string& target = options.target;
  if (!SaysFolder(options.folder, target)) {
    if (!AsciiLower(target).ends_with(".png")) {
      return Status::InvalidInput("draw pictures to " + target +
                                  ": neither a PNG file nor a folder")
          .WithHint("name it " + fs::path(target).replace_extension(".png").string() + " or " +
                    target + "/");
    }
    if (options.documents.size() > 1) {
      return Status::InvalidInput("draw pictures to " + target + ": one file for " +
                                  std::to_string(options.documents.size()) + " documents")
          .WithHint("name a folder: " + fs::path(target).replace_extension().string() + "/");
    }
  }
  return std::unique_ptr<InvoicePictures>(new InvoicePictures(std::move(options)));
}

std::string InvoicePictures::NameFor(const std::string& document, int number, int pages) const {
  fs::path name = options_.target;
  if (SaysFolder(options_.folder, options_.target)) {
    name /= document == "-" ? fs::path("standard-input") : fs::path(document).stem();
  } else {
    name.replace_extension();
  }
  if (pages > 1) {
    name += fmt::format("-{:0{}}", number, std::to_string(pages).size());
  }
  // A dot in the name of a document is no extension.
  name += ".png";
  return name.string();
}

Status InvoicePictures::Claim(const std::string& name) {
  const fs::path path = options_.folder / name;
  std::error_code ignored;
  for (const std::string& document : options_.documents) {
    if (document != "-" && fs::equivalent(path, options_.folder / document, ignored)) {
      return Status::InvalidInput("write " + name + ": it is a document that is being read")
          .WithHint("name another file");
    }
  }
  const bool exists = fs::exists(fs::symlink_status(path, ignored));
  const std::lock_guard lock(mutex_);
  if (!claimed_.insert(path.lexically_normal()).second) {
    return Status::AlreadyExists("write " + name + ": two documents share this name")
        .WithHint("read them one by one");
  }
  if (exists && !options_.force) return Exists(name);
  if (options_.target.ends_with('/')) {
    fs::create_directories(path.parent_path(), ignored);
  }
  return {};
}

Status InvoicePictures::Write(const std::string& name, std::string_view png) const {
  const fs::path path = options_.folder / name;
  // Beside its place, so that nobody sees half a picture.
  const std::string half = path.string() + fmt::format(".{}.part", getpid());
  errno = 0;
  std::ofstream out(half, std::ios::binary | std::ios::trunc);
  out.write(png.data(), static_cast<std::streamsize>(png.size()));
  out.close();
  int error = out ? 0 : (errno == 0 ? EIO : errno);
  if (error == 0) {
    const unsigned flags = options_.force ? 0U : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, half.c_str(), AT_FDCWD, path.c_str(), flags) != 0) error = errno;
    // File systems without that promise: what was there was seen before.
    if (error == EINVAL && rename(half.c_str(), path.c_str()) == 0) error = 0;
  }
  if (error == 0) return {};
  unlink(half.c_str());
  if (error == EEXIST) return Exists(name);
  Status status = Status::FromErrno(error, "write " + name);
  return status.code() == Code::kUnavailable ? std::move(status).WithRole(Role::kDestination)
                                             : status;
}

Status InvoicePictures::Draw(const std::string& name, std::string_view bytes,
                             const documents::Document& document, const invoices::Invoice& invoice,
                             documents::Reader& reader, const documents::ReadOptions& read,
                             std::vector<std::string>& written) {
  const int pages = static_cast<int>(document.pages.size());
  for (const documents::Page& page : document.pages) {
    std::string file = NameFor(name, page.number, pages);
    TELAR_RETURN_IF_ERROR(Claim(file));
    const auto picture = reader.Draw(bytes, page.number, MarksOf(invoice, page.number), read);
    if (!picture.ok()) return picture.status().WithContext("draw " + file);
    TELAR_RETURN_IF_ERROR(Write(file, picture->png));
    written.push_back(std::move(file));
  }
  return {};
}

}  // namespace telar::app
