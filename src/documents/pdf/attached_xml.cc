#include "documents/pdf/attached_xml.h"

#include <algorithm>
#include <map>

#include "core/text.h"
#include "documents/pdf/raw_streams.h"

namespace telar::documents {
namespace {

constexpr std::size_t kGlance = 4096;
constexpr std::size_t kMostListed = 100;
constexpr std::size_t kMostStreams = 50'000;
// Of a PDF as small as this not even a bomb becomes large.
constexpr std::size_t kHarmlessPdf = 256 << 10;

constexpr std::string_view kRoots[] = {
    "Invoice",  "CreditNote",  "CrossIndustryInvoice",     "CrossIndustryDocument",
    "Facturae", "Comprobante", "StandardBusinessDocument", "AttachedDocument"};
// Factur-X and ZUGFeRD name their file; the others are what producers write.
constexpr std::string_view kUsualNames[] = {
    "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "facturae.xml", "ubl.xml",
    "invoice.xml",  "factura.xml",         "rechnung.xml",  "facture.xml",  "cfdi.xml"};
constexpr std::string_view kHintsInBytes[] = {"/EmbeddedFile", "/Filespec", "/FileAttachment"};
constexpr std::string_view kHintsInMetadata[] = {"factur-x", "zugferd", "ferd:pdfa", "xrechnung",
                                                 "order-x"};

bool IsUsual(std::string_view name) {
  const std::string lower = AsciiLower(name);
  return std::find(std::begin(kUsualNames), std::end(kUsualNames), lower) != std::end(kUsualNames);
}

std::string NameFor(std::string_view name) {
  return name.empty() ? std::string("without a name") : std::string(name);
}

/// UTF-16 made narrow, good enough to read the name of an element.
std::string Narrow(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    if (c != '\0' && c != '\xFE' && c != '\xFF') text += c;
  }
  return text;
}

struct Found {
  RawStream stream;
  std::string name;
  bool listed = false;
  std::size_t order = 0;

  int rank() const {
    return (listed ? 4 : 0) + (IsUsual(name) ? 2 : 0) + (stream.Has("/EmbeddedFile") ? 1 : 0);
  }
};

class Finder {
 public:
  Finder(std::string_view pdf, const PdfFile& file, const AttachmentLimits& limits)
      : pdf_(pdf), file_(file), limits_(limits), listed_(file.EmbeddedFiles(kMostListed)) {}

  AttachedXml Find() {
    if (!Hinted()) return {};
    if (!file_.encrypted()) ReadRaw();
    if (out_.files.empty()) ReadListed();
    return std::move(out_);
  }

 private:
  bool Hinted() const {
    if (!listed_.empty()) return true;
    for (const std::string_view hint : kHintsInBytes) {
      if (pdf_.find(hint) != std::string_view::npos) return true;
    }
    const std::string metadata = AsciiLower(file_.metadata());
    return std::any_of(
        std::begin(kHintsInMetadata), std::end(kHintsInMetadata),
        [&](std::string_view hint) { return metadata.find(hint) != std::string::npos; });
  }

  /// A file of the name tree that says it has this size.
  const EmbeddedFile* Listed(const Found& found, std::size_t size) const {
    for (const EmbeddedFile& entry : listed_) {
      if (!found.name.empty() && entry.name == found.name) return &entry;
    }
    for (const EmbeddedFile& entry : listed_) {
      if (found.name.empty() && entry.bytes == size) return &entry;
    }
    const bool only = listed_.size() == 1 && found.name.empty() && listed_.front().bytes == 0;
    return only ? &listed_.front() : nullptr;
  }

  void ReadRaw() {
    const std::map<int, std::string> names = EmbeddedNames(pdf_);
    std::map<int, std::size_t> by_object;
    std::vector<Found> all;
    std::size_t streams = 0;
    ForEachStream(pdf_, [&](const RawStream& stream) {
      if (++streams > kMostStreams) return false;
      if (stream.Has("/Image") || stream.Has("/ObjStm") || stream.Has("/XRef")) return true;
      const auto start = Decode(stream, kGlance, /*cut=*/true);
      if (!start.ok() || !BeginsAnInvoice(*start)) return true;
      Found found{.stream = stream, .name = {}, .order = streams};
      if (const auto name = names.find(stream.object); name != names.end())
        found.name = name->second;
      const auto [it, fresh] = by_object.try_emplace(stream.object, all.size());
      if (stream.object != 0 && !fresh) all[it->second] = std::move(found);
      else all.push_back(std::move(found));
      return true;
    });
    // Sizes are known only decoded; a name found later may put a file before others.
    std::vector<std::pair<Found, std::string>> decoded;
    std::size_t total = 0;
    for (Found& found : all) {
      if (decoded.size() == limits_.files) {
        out_.diagnostics.push_back("more than " + std::to_string(limits_.files) +
                                   " attached invoices; the others were not looked at");
        break;
      }
      const std::size_t most = std::min(limits_.file_bytes, limits_.all_bytes - total);
      auto bytes = Decode(found.stream, most, /*cut=*/false);
      if (!bytes.ok()) {
        Complain(found.name, bytes.status());
        continue;
      }
      total += bytes->size();
      if (const EmbeddedFile* entry = Listed(found, bytes->size())) {
        found.listed = true;
        if (found.name.empty()) found.name = entry->name;
      }
      decoded.emplace_back(std::move(found), *std::move(bytes));
    }
    std::stable_sort(decoded.begin(), decoded.end(), [](const auto& a, const auto& b) {
      const int left = a.first.rank(), right = b.first.rank();
      return left != right ? left > right : a.first.order > b.first.order;
    });
    for (auto& [found, bytes] : decoded)
      out_.files.push_back({.name = std::move(found.name), .bytes = std::move(bytes)});
  }

  void ReadListed() {
    std::size_t total = 0;
    for (std::size_t i = 0; i < listed_.size() && out_.files.size() < limits_.files; ++i) {
      const EmbeddedFile& entry = listed_[i];
      const bool xml = AsciiLower(entry.name).ends_with(".xml") || entry.name.empty();
      if (!xml) continue;
      const bool small = entry.bytes > 0 && entry.bytes <= limits_.file_bytes;
      if (!small && pdf_.size() > kHarmlessPdf) {
        out_.diagnostics.push_back("the attachment " + NameFor(entry.name) +
                                   " is too large or does not say how large it is");
        continue;
      }
      auto bytes = file_.EmbeddedBytes(i);
      if (!bytes.ok()) {
        Complain(entry.name, bytes.status());
      } else if (bytes->size() > limits_.file_bytes || total + bytes->size() > limits_.all_bytes) {
        Complain(entry.name, Status::LimitExceeded("decode an embedded file: too large"));
      } else if (BeginsAnInvoice(*bytes)) {
        total += bytes->size();
        out_.files.push_back({.name = entry.name, .bytes = *std::move(bytes)});
      }
    }
  }

  void Complain(std::string_view name, const Status& status) {
    const bool large = status.code() == Code::kLimitExceeded;
    out_.diagnostics.push_back(
        "the attachment " + NameFor(name) +
        (large ? " is larger than " + std::to_string(limits_.file_bytes >> 20) + " MiB"
               : " cannot be decoded"));
  }

  const std::string_view pdf_;
  const PdfFile& file_;
  const AttachmentLimits limits_;
  const std::vector<EmbeddedFile> listed_;
  AttachedXml out_;
};

}  // namespace

bool BeginsAnInvoice(std::string_view bytes) {
  const std::string narrow = Narrow(bytes.substr(0, 2 * kGlance));
  std::string_view text = narrow;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (true) {
    text = Trim(text);
    std::string_view end;
    if (text.starts_with("<?")) end = "?>";
    else if (text.starts_with("<!--")) end = "-->";
    else break;
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + end.size());
  }
  if (!text.starts_with('<')) return false;
  std::string_view name = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
  name.remove_prefix(name.rfind(':') + 1);
  return std::find(std::begin(kRoots), std::end(kRoots), name) != std::end(kRoots);
}

AttachedXml FindAttachedXml(std::string_view pdf, const PdfFile& file,
                            const AttachmentLimits& limits) {
  return Finder(pdf, file, limits).Find();
}

}  // namespace telar::documents
