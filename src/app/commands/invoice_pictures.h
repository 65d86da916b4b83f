#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/result.h"
#include "documents/mark.h"
#include "documents/reader.h"
#include "invoices/invoice.h"

namespace telar::app {

/// What is drawn on page `page` of an invoice: its product lines, above them its fields, doubtful
/// ones in another colour, and the legend with the verdict. Fields that are not printed (computed
/// ones) stand in the legend of the first page.
std::vector<documents::Mark> MarksOf(const invoices::Invoice& invoice, int page);

/// The pictures of one command: names, and files that are whole or not there.
///
///   target     one page              several pages (as many digits as the last page has)
///   out.png    out.png               out-1.png, out-2.png …
///   a folder   a.png for some/a.pdf  a-1.png, a-2.png …
///
/// A target is a folder when there is one of that name or when it ends with '/'; missing folders
/// are made then. A file that exists is kept unless `force` is set; a document that is being read
/// and a picture this object has written are never replaced. Safe to call from several threads.
class InvoicePictures {
 public:
  struct Options {
    std::filesystem::path folder;        ///< Relative names start here.
    std::string target;                  ///< As typed.
    std::vector<std::string> documents;  ///< As typed; "-" is standard input.
    bool force = false;
  };

  /// kInvalidInput: the target is neither PNG nor folder, or one file is to take several documents.
  static Result<std::unique_ptr<InvoicePictures>> Open(Options options);

  /// Draws every page of `document` and returns the names of the files, as typed. Stops at the
  /// first that fails: kAlreadyExists, errors of Reader::Draw, and for what the file system refuses
  /// kNotFound, kPermissionDenied or kUnavailable (with Role::kDestination).
  Status Draw(const std::string& name, std::string_view bytes, const documents::Document& document,
              const invoices::Invoice& invoice, documents::Reader& reader,
              const documents::ReadOptions& read, std::vector<std::string>& written);

 private:
  explicit InvoicePictures(Options options) : options_(std::move(options)) {}

  std::string NameFor(const std::string& document, int number, int pages) const;
  Status Claim(const std::string& name);
  Status Write(const std::string& name, std::string_view png) const;

  const Options options_;
  std::mutex mutex_;
  std::set<std::filesystem::path> claimed_;  // guarded by mutex_
};

}  // namespace telar::app
