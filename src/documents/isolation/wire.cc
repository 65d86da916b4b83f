#include "documents/isolation/wire.h"

#include <algorithm>
#include <utility>

#include "documents/isolation/wire_internal.h"

namespace telar::documents::wire {
namespace {

constexpr std::uint32_t kMagic = 0x44524c54;  // "TLRD"
constexpr std::size_t kStep = 256 << 10;
constexpr std::uint64_t kReserveAtOnce = 256 << 20;
enum class ReplyKind : std::uint8_t { kFailure, kDocument, kImage, kMarked, kRegion, kRules };
constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

void PutStatus(const Status& status, Writer& out) {
  out.Put(status.code());
  out.Put(std::string_view(status.FullMessage()));
  out.Put(std::string_view(status.hint()));
}

Status GetStatus(Parser& in) {
  const Code code = in.Enum(Code::kInternal);
  Status status(code, in.Text());
  return std::move(status).WithHint(in.Text());
}

constexpr std::size_t kWordBytes = 4 + 16 + 4 + 4 + 1 + 1 + 4;
constexpr std::size_t kPageBytes = 4 + 4 + 4 + 1 + 1 + 4 + 4 + 4 + 4;

void PutBox(const Box& box, Writer& out) {
  out.Put(box.x0);
  out.Put(box.y0);
  out.Put(box.x1);
  out.Put(box.y1);
}

Box GetBox(Parser& in) {
  Box box;
  box.x0 = in.Float();
  box.y0 = in.Float();
  box.x1 = in.Float();
  box.y1 = in.Float();
  return box;
}

void PutWord(const Word& word, Writer& out) {
  out.Put(std::string_view(word.text));
  PutBox(word.box, out);
  out.Put(word.confidence);
  out.Put(word.font_size);
  out.Put(word.bold);
  out.Put(word.recognized);
  out.Put(word.line);
}

Word GetWord(Parser& in) {
  Word word;
  word.text = in.Text();
  word.box = GetBox(in);
  word.confidence = in.Float();
  word.font_size = in.Float();
  word.bold = in.Bool();
  word.recognized = in.Bool();
  word.line = in.Int();
  return word;
}

void PutWords(const std::vector<Word>& words, Writer& out) {
  out.PutCount(words.size());
  for (const Word& word : words) PutWord(word, out);
}

std::vector<Word> GetWords(Parser& in) {
  std::vector<Word> words;
  const std::size_t count = in.Count(kWordBytes);
  words.reserve(count);
  for (std::size_t i = 0; i < count && in.ok(); ++i) words.push_back(GetWord(in));
  return words;
}

void PutDocument(const Document& document, Writer& out) {
  out.Put(document.kind);
  out.Put(document.page_count);
  out.Put(std::string_view(document.producer));
  out.Put(std::string_view(document.ocr_engine));
  out.Put(document.einvoice.has_value());
  if (document.einvoice) PutEInvoice(*document.einvoice, out);
  PutTexts(document.attachment_diagnostics, out);
  out.PutCount(document.pages.size());
  for (const Page& page : document.pages) {
    out.Put(page.number);
    out.Put(page.width);
    out.Put(page.height);
    out.Put(page.pixels);
    out.Put(page.source);
    out.Put(page.quarter_turns);
    out.Put(std::string_view(page.layout_text));
    out.Put(std::string_view(page.error));
    PutWords(page.words, out);
  }
}

Document GetDocument(Parser& in) {
  Document document;
  document.kind = in.Enum(FileKind::kXml);
  document.page_count = in.Int();
  document.producer = in.Text();
  document.ocr_engine = in.Text();
  if (in.Bool()) document.einvoice = GetEInvoice(in);
  document.attachment_diagnostics = GetTexts(in);
  document.pages.resize(in.Count(kPageBytes));
  for (Page& page : document.pages) {
    page.number = in.Int();
    page.width = in.Float();
    page.height = in.Float();
    page.pixels = in.Bool();
    page.source = in.Enum(PageSource::kMixed);
    page.quarter_turns = in.Int();
    page.layout_text = in.Text();
    page.error = in.Text();
    page.words = GetWords(in);
    if (!in.ok()) break;
  }
  return document;
}

constexpr std::size_t kMarkBytes = 16 + 4 + 3;

void PutMarks(const std::vector<Mark>& marks, Writer& out) {
  out.PutCount(marks.size());
  for (const Mark& mark : marks) {
    out.Put(mark.box.x0);
    out.Put(mark.box.y0);
    out.Put(mark.box.x1);
    out.Put(mark.box.y1);
    out.Put(std::string_view(mark.text));
    out.Put(mark.colour.red);
    out.Put(mark.colour.green);
    out.Put(mark.colour.blue);
  }
}

std::vector<Mark> GetMarks(Parser& in) {
  std::vector<Mark> marks(in.Count(kMarkBytes));
  for (Mark& mark : marks) {
    mark.box.x0 = in.Float();
    mark.box.y0 = in.Float();
    mark.box.x1 = in.Float();
    mark.box.y1 = in.Float();
    mark.text = in.Text();
    mark.colour.red = in.Unsigned<std::uint8_t>();
    mark.colour.green = in.Unsigned<std::uint8_t>();
    mark.colour.blue = in.Unsigned<std::uint8_t>();
    if (!in.ok()) break;
  }
  return marks;
}

constexpr std::size_t kRuleBytes = 4 + 4 + 4 + 4;
constexpr std::size_t kOutcomeBytes = 1 + 4 + 4;

// A rule that fails on every line of a long invoice says its texts once.
void PutRules(const RuleReport& report, Writer& out) {
  out.Put(report.syntax);
  out.Put(std::string_view(report.rule_set));
  out.Put(std::string_view(report.envelope));
  out.Put(report.invoices);
  const std::vector<RuleOutcome>& rules = report.rules;
  const auto end_of = [&](std::size_t first) {
    std::size_t last = first;
    while (last < rules.size() && rules[last].id == rules[first].id) ++last;
    return last;
  };
  std::size_t count = 0;
  for (std::size_t i = 0; i < rules.size(); i = end_of(i)) ++count;
  out.PutCount(count);
  for (std::size_t i = 0; i < rules.size();) {
    const std::size_t end = end_of(i);
    out.Put(std::string_view(rules[i].id));
    out.Put(std::string_view(rules[i].text));
    out.Put(std::string_view(rules[i].text_es));
    out.PutCount(end - i);
    for (; i < end; ++i) {
      out.Put(rules[i].result);
      out.Put(std::string_view(rules[i].path));
      out.Put(rules[i].line);
    }
  }
}

RuleReport GetRules(Parser& in) {
  RuleReport report;
  report.syntax = in.Enum(Syntax::kCfdi);
  report.rule_set = in.Text();
  report.envelope = in.Text();
  report.invoices = in.Int();
  const std::size_t rules = in.Count(kRuleBytes);
  for (std::size_t i = 0; i < rules && in.ok(); ++i) {
    RuleOutcome outcome;
    outcome.id = in.Text();
    outcome.text = in.Text();
    outcome.text_es = in.Text();
    const std::size_t places = in.Count(kOutcomeBytes);
    for (std::size_t k = 0; k < places && in.ok(); ++k) {
      outcome.result = in.Enum(RuleResult::kNotRun);
      outcome.path = in.Text();
      outcome.line = in.Int();
      report.rules.push_back(outcome);
    }
  }
  return report;
}

Status WrongFrame(std::string_view wanted) {
  return Status::InvalidInput("decode " + std::string(wanted) + ": another kind of frame arrived");
}

}  // namespace

std::array<char, kHeaderBytes> EncodeHeader(FrameType type, std::uint64_t meta,
                                            std::uint64_t bulk) {
  std::array<char, kHeaderBytes> header{};
  PutLittleEndian(kMagic, header.data());
  PutLittleEndian(kVersion, header.data() + 4);
  PutLittleEndian(static_cast<std::uint16_t>(type), header.data() + 6);
  PutLittleEndian(meta, header.data() + 8);
  PutLittleEndian(bulk, header.data() + 16);
  return header;
}

std::span<char> FrameReceiver::Space() {
  if (header_bytes_ < kHeaderBytes) return std::span(header_).subspan(header_bytes_);
  std::string& part = meta_left_ > 0 ? frame_.meta : frame_.bulk;
  const std::uint64_t left = meta_left_ > 0 ? meta_left_ : bulk_left_;
  if (space_ == 0) {
    space_ = static_cast<std::size_t>(std::min<std::uint64_t>(left, kStep));
    part.resize(part.size() + space_);
  }
  return std::span(part).last(space_);
}

Status FrameReceiver::Advance(std::size_t count) {
  if (header_bytes_ < kHeaderBytes) {
    header_bytes_ += count;
    return header_bytes_ < kHeaderBytes ? Status::Ok() : ParseHeader();
  }
  (meta_left_ > 0 ? meta_left_ : bulk_left_) -= count;
  space_ -= count;
  return Status::Ok();
}

Status FrameReceiver::ParseHeader() {
  const auto type = GetLittleEndian<std::uint16_t>(header_.data() + 6);
  if (GetLittleEndian<std::uint32_t>(header_.data()) != kMagic || type < 1 || type > 3) {
    return Status::InvalidInput("receive a frame: the header is not one of telar's");
  }
  const auto version = GetLittleEndian<std::uint16_t>(header_.data() + 4);
  if (version != kVersion) {
    return Status::InvalidConfig("receive a frame: the other side speaks version " +
                                 std::to_string(version) + ", this side " +
                                 std::to_string(kVersion))
        .WithHint("telar and telar-reader must come from the same build; see TELAR_READER.");
  }
  meta_left_ = GetLittleEndian<std::uint64_t>(header_.data() + 8);
  bulk_left_ = GetLittleEndian<std::uint64_t>(header_.data() + 16);
  if (meta_left_ > bounds_.meta || bulk_left_ > bounds_.bulk) {
    return Status::LimitExceeded("receive a frame: it announces " + std::to_string(meta_left_) +
                                 " + " + std::to_string(bulk_left_) + " bytes, more than allowed");
  }
  frame_.type = static_cast<FrameType>(type);
  // Reserved memory is not touched before bytes arrive.
  frame_.bulk.reserve(static_cast<std::size_t>(std::min(bulk_left_, kReserveAtOnce)));
  return Status::Ok();
}

Frame EncodeHello(const Hello& hello) {
  Writer out;
  PutStatus(hello.status, out);
  out.PutCount(hello.sandbox.layers.size());
  for (const SandboxLayer& layer : hello.sandbox.layers) {
    out.Put(std::string_view(layer.name));
    out.Put(layer.on);
    out.Put(std::string_view(layer.detail));
  }
  return {FrameType::kHello, std::move(out).Take(), {}};
}

Result<Hello> DecodeHello(const Frame& frame) {
  if (frame.type != FrameType::kHello) return WrongFrame("a hello");
  Parser in(frame.meta);
  Hello hello;
  hello.status = GetStatus(in);
  hello.sandbox.layers.resize(in.Count(4 + 1 + 4));
  for (SandboxLayer& layer : hello.sandbox.layers) {
    layer.name = in.Text();
    layer.on = in.Bool();
    layer.detail = in.Text();
  }
  TELAR_RETURN_IF_ERROR(in.Finish("a hello"));
  return hello;
}

std::string EncodeRequest(const Request& request) {
  Writer out;
  out.Put(request.kind);
  out.Put(request.number);
  out.Put(request.dpi);
  out.Put(request.region.page);
  PutBox(request.region.box, out);
  out.Put(request.region.quarter_turns);
  const ReadOptions& options = request.options;
  out.Put(options.limits.file_bytes);
  out.Put(options.limits.memory_bytes);
  out.Put(options.limits.page_pixels);
  out.Put(options.limits.pages);
  out.Put(static_cast<std::uint64_t>(options.limits.time.count()));
  out.Put(std::string_view(options.languages));
  out.Put(options.ocr);
  out.Put(options.ocr_dpi);
  out.Put(options.force_ocr);
  out.Put(options.layout_text);
  out.Put(options.small_pictures);
  if (request.kind == Request::Kind::kDraw) PutMarks(request.marks, out);
  return std::move(out).Take();
}

Result<Request> DecodeRequest(const Frame& frame) {
  if (frame.type != FrameType::kRequest) return WrongFrame("a request");
  Parser in(frame.meta);
  Request request;
  request.kind = in.Enum(Request::Kind::kCheck);
  request.number = in.Int();
  request.dpi = in.Int();
  request.region.page = in.Int();
  request.region.box = GetBox(in);
  request.region.quarter_turns = in.Int();
  ReadOptions& options = request.options;
  options.limits.file_bytes = in.Unsigned<std::uint64_t>();
  options.limits.memory_bytes = in.Unsigned<std::uint64_t>();
  options.limits.page_pixels = in.Unsigned<std::uint64_t>();
  options.limits.pages = in.Int();
  options.limits.time = Duration(static_cast<std::int64_t>(in.Unsigned<std::uint64_t>()));
  options.languages = in.Text();
  options.ocr = in.Enum(OcrEngineName::kNeural);
  options.ocr_dpi = in.Int();
  options.force_ocr = in.Bool();
  options.layout_text = in.Bool();
  options.small_pictures = in.Bool();
  if (request.kind == Request::Kind::kDraw) request.marks = GetMarks(in);
  TELAR_RETURN_IF_ERROR(in.Finish("a request"));
  return request;
}

Frame EncodeReply(Reply reply) {
  Writer out;
  std::string bulk;
  if (const auto* status = std::get_if<Status>(&reply)) {
    out.Put(ReplyKind::kFailure);
    PutStatus(*status, out);
  } else if (const auto* document = std::get_if<Document>(&reply)) {
    out.Put(ReplyKind::kDocument);
    PutDocument(*document, out);
  } else if (const auto* region = std::get_if<RegionWords>(&reply)) {
    out.Put(ReplyKind::kRegion);
    PutWords(region->words, out);
    out.Put(std::string_view(region->engine));
  } else if (const auto* rules = std::get_if<RuleReport>(&reply)) {
    out.Put(ReplyKind::kRules);
    PutRules(*rules, out);
  } else if (auto* marked = std::get_if<MarkedPicture>(&reply)) {
    out.Put(ReplyKind::kMarked);
    bulk = std::move(marked->png);
  } else {
    auto& image = std::get<PageImage>(reply);
    out.Put(ReplyKind::kImage);
    out.Put(image.width);
    out.Put(image.height);
    out.Put(image.channels);
    out.Put(image.dpi);
    bulk = std::move(image.pixels);
  }
  return {FrameType::kReply, std::move(out).Take(), std::move(bulk)};
}

Result<Reply> DecodeReply(Frame frame) {
  if (frame.type != FrameType::kReply) return WrongFrame("a reply");
  Parser in(frame.meta);
  const auto kind = in.Enum(ReplyKind::kRules);
  Reply reply;
  bool sound = true;
  if (kind == ReplyKind::kFailure) {
    Status status = GetStatus(in);
    sound = !status.ok();
    reply = std::move(status);
  } else if (kind == ReplyKind::kDocument) {
    reply = GetDocument(in);
  } else if (kind == ReplyKind::kRegion) {
    RegionWords region;
    region.words = GetWords(in);
    region.engine = in.Text();
    reply = std::move(region);
  } else if (kind == ReplyKind::kRules) {
    reply = GetRules(in);
  } else if (kind == ReplyKind::kMarked) {
    sound = frame.bulk.starts_with(kPngSignature);
    reply = MarkedPicture{std::move(frame.bulk)};
    frame.bulk.clear();
  } else {
    PageImage image;
    image.width = in.Int();
    image.height = in.Int();
    image.channels = in.Int();
    image.dpi = in.Float();
    image.pixels = std::move(frame.bulk);
    frame.bulk.clear();
    const auto area = static_cast<std::uint64_t>(std::max(image.width, 0)) *
                      static_cast<std::uint64_t>(std::max(image.height, 0));
    sound = area > 0 && (image.channels == 1 || image.channels == 3) &&
            image.pixels.size() % area == 0 &&
            image.pixels.size() / area == static_cast<std::uint64_t>(image.channels);
    reply = std::move(image);
  }
  TELAR_RETURN_IF_ERROR(in.Finish("a reply"));
  if (!sound || !frame.bulk.empty()) {
    return Status::InvalidInput("decode a reply: its parts contradict each other");
  }
  return reply;
}

}  // namespace telar::documents::wire
