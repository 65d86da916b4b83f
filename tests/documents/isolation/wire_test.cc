#include "documents/isolation/wire.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "tests/support/status_matchers.h"

namespace telar::documents::wire {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using testing::StatusIs;

Document SomeDocument() {
  Document document;
  document.kind = FileKind::kPdf;
  document.page_count = 3;
  document.producer = "Inventor 1.0";
  document.ocr_engine = "tesseract 5";
  Page page;
  page.number = 2;
  page.width = 595;
  page.height = 842;
  page.source = PageSource::kMixed;
  page.quarter_turns = 3;
  page.words = {{"Año", {1, 2, 3, 4}, 0.5F, 9, true, 7}, {"x", {}, 1, 0, false, -1, true}};
  document.pages = {page, {}};
  document.pages[0].layout_text = "  Año      x\n\f";
  document.pages[1].error = "cannot be read";
  return document;
}

Result<Frame> Receive(std::string_view bytes, std::size_t piece, Bounds bounds = {}) {
  FrameReceiver receiver(bounds);
  while (!receiver.done()) {
    const std::span<char> space = receiver.Space();
    const std::size_t count = std::min({space.size(), bytes.size(), piece});
    if (count == 0) return Status::InvalidInput("truncated");
    std::copy_n(bytes.data(), count, space.data());
    bytes.remove_prefix(count);
    TELAR_RETURN_IF_ERROR(receiver.Advance(count));
  }
  return std::move(receiver).Take();
}

std::string Bytes(const Frame& frame) {
  const auto header = EncodeHeader(frame.type, frame.meta.size(), frame.bulk.size());
  return std::string(header.data(), header.size()) + frame.meta + frame.bulk;
}

TEST(Wire, ADocumentSurvivesTheJourney) {
  const Frame frame = EncodeReply(SomeDocument());
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(frame));
  const auto& got = std::get<Document>(reply);
  EXPECT_EQ(got.kind, FileKind::kPdf);
  EXPECT_EQ(got.page_count, 3);
  EXPECT_EQ(got.producer, "Inventor 1.0");
  EXPECT_EQ(got.ocr_engine, "tesseract 5");
  ASSERT_EQ(got.pages.size(), 2U);
  EXPECT_EQ(got.pages[1].error, "cannot be read");
  EXPECT_EQ(got.pages[0].source, PageSource::kMixed);
  EXPECT_EQ(got.pages[0].quarter_turns, 3);
  EXPECT_EQ(got.pages[0].layout_text, "  Año      x\n\f");
  ASSERT_EQ(got.pages[0].words.size(), 2U);
  EXPECT_FALSE(got.pages[0].words[0].recognized);
  EXPECT_TRUE(got.pages[0].words[1].recognized);
  const Word& word = got.pages[0].words[0];
  EXPECT_EQ(word.text, "Año");
  EXPECT_EQ(word.box, (Box{1, 2, 3, 4}));
  EXPECT_EQ(word.confidence, 0.5F);
  EXPECT_EQ(word.font_size, 9);
  EXPECT_TRUE(word.bold);
  EXPECT_EQ(word.line, 7);
  EXPECT_EQ(got.pages[0].words[1].line, -1);
  EXPECT_EQ(EncodeReply(got).meta, frame.meta);
}

Published Value(std::string text, std::string path, int line) {
  return {.text = std::move(text), .path = std::move(path), .line = line};
}

EInvoice SomeEInvoice() {
  EInvoice invoice;
  invoice.syntax = Syntax::kCfdi;
  invoice.profile = "4.0";
  invoice.attachment = "factura.xml";
  invoice.credit_note = true;
  invoice.number = Value("A-1", "/cfdi:Comprobante/@Folio", 2);
  invoice.fiscal_id = Value("0A-1", "/cfdi:Comprobante/@UUID", 3);
  invoice.seller.name = Value("Año Nuevo", "/cfdi:Comprobante/cfdi:Emisor/@Nombre", 5);
  invoice.seller.address = {Value("Calle 1", "/a/b", 6), Value("08999", "/a/c", 7)};
  invoice.buyer.tax_id = Value("X", "/cfdi:Comprobante/cfdi:Receptor/@Rfc", 9);
  invoice.payable = Value("116.00", "/cfdi:Comprobante/@Total", 2);
  invoice.taxes = {
      {.category = Value("002", "/t", 1), .rate = {}, .base = {}, .amount = {}, .withheld = true}};
  invoice.allowances = {{.charge = true, .amount = Value("3", "/u", 1), .reason = {}}};
  EInvoiceLine line;
  line.description = Value("Tela", "/cfdi:Comprobante/Concepto[1]/@Descripcion", 11);
  line.tax_category = Value("S", "/cfdi:Comprobante/Concepto[1]/@Objeto", 11);
  line.allowances = {
      {.charge = false, .amount = Value("1", "/v", 1), .reason = Value("r", "/w", 1)}};
  line.diagnostics = {"line 11: no amount"};
  invoice.lines = {line, {}};
  invoice.diagnostics = {"line 12: mismatched tag; what came before was read"};
  return invoice;
}

Document SomeXml() {
  Document document;
  document.kind = FileKind::kXml;
  document.einvoice = SomeEInvoice();
  document.einvoice->more = {SomeEInvoice(), {}};
  document.attachment_diagnostics = {"the attachment a.xml is cut off"};
  return document;
}

TEST(Wire, AnEInvoiceSurvivesTheJourney) {
  const Frame frame = EncodeReply(SomeXml());
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(frame));
  const auto& document = std::get<Document>(reply);
  EXPECT_EQ(document.attachment_diagnostics, SomeXml().attachment_diagnostics);
  ASSERT_TRUE(document.einvoice);
  const EInvoice& got = *document.einvoice;
  EXPECT_EQ(got.syntax, Syntax::kCfdi);
  EXPECT_EQ(got.profile, "4.0");
  EXPECT_EQ(got.attachment, "factura.xml");
  EXPECT_TRUE(got.credit_note);
  EXPECT_EQ(got.fiscal_id.text, "0A-1");
  EXPECT_EQ(got.seller.name.text, "Año Nuevo");
  EXPECT_EQ(got.seller.name.path, "/cfdi:Comprobante/cfdi:Emisor/@Nombre");
  EXPECT_EQ(got.seller.name.line, 5);
  EXPECT_EQ(got.seller.address[1].text, "08999");
  EXPECT_EQ(got.buyer.tax_id.path, "/cfdi:Comprobante/cfdi:Receptor/@Rfc");
  EXPECT_EQ(got.payable.text, "116.00");
  EXPECT_TRUE(got.taxes.at(0).withheld);
  EXPECT_TRUE(got.allowances.at(0).charge);
  ASSERT_EQ(got.lines.size(), 2U);
  EXPECT_EQ(got.lines[0].tax_category.path, "/cfdi:Comprobante/Concepto[1]/@Objeto");
  EXPECT_EQ(got.lines[0].allowances.at(0).reason.text, "r");
  EXPECT_EQ(got.lines[0].diagnostics, SomeEInvoice().lines[0].diagnostics);
  EXPECT_EQ(got.diagnostics, SomeEInvoice().diagnostics);
  ASSERT_EQ(got.more.size(), 2U);
  EXPECT_EQ(got.more[0].seller.name.path, "/cfdi:Comprobante/cfdi:Emisor/@Nombre");
  EXPECT_EQ(EncodeReply(document).meta, frame.meta);
}

TEST(Wire, ACutEInvoiceIsRefused) {
  const Frame whole = EncodeReply(SomeXml());
  for (std::size_t size = 0; size < whole.meta.size(); ++size) {
    EXPECT_THAT(DecodeReply({FrameType::kReply, whole.meta.substr(0, size), ""}),
                StatusIs(Code::kInvalidInput));
  }
}

TEST(Wire, PathsThatSharePartsCostLittle) {
  Document document = SomeXml();
  const std::size_t before = EncodeReply(document).meta.size();
  EInvoiceLine line;
  line.amount = Value("1", "/" + std::string(5000, 'x') + "/a", 1);
  document.einvoice->lines.assign(1000, line);
  EXPECT_LT(EncodeReply(document).meta.size() - before, 300'000U);
}

TEST(Wire, PathsThatGrowBeyondMemoryAreRefused) {
  Document document = SomeXml();
  EInvoiceLine line;
  line.amount = Value("1", "/" + std::string(60'000, 'x'), 1);
  document.einvoice->lines.assign(4600, line);
  EXPECT_THAT(DecodeReply(EncodeReply(document)), StatusIs(Code::kInvalidInput));
}

TEST(Wire, ARequestSurvivesTheJourney) {
  Request request;
  request.kind = Request::Kind::kRender;
  request.number = 4;
  request.dpi = 150;
  request.options.limits = {1, 2, 3, 4, Duration(5)};
  request.options.languages = "spa+cat";
  request.options.ocr = OcrEngineName::kTesseract;
  request.options.ocr_dpi = 200;
  request.options.force_ocr = true;
  request.options.layout_text = true;
  request.options.small_pictures = true;
  ASSERT_OK_AND_ASSIGN(const Request got,
                       DecodeRequest({FrameType::kRequest, EncodeRequest(request), "bytes"}));
  EXPECT_EQ(got.number, 4);
  EXPECT_EQ(got.dpi, 150);
  EXPECT_EQ(got.options.limits.pages, 4);
  EXPECT_EQ(got.options.limits.time, Duration(5));
  EXPECT_EQ(got.options.languages, "spa+cat");
  EXPECT_TRUE(got.options.layout_text);
  EXPECT_TRUE(got.options.small_pictures);
  EXPECT_EQ(EncodeRequest(got), EncodeRequest(request));
}

Request SomeDrawing() {
  Request request;
  request.kind = Request::Kind::kDraw;
  request.number = 2;
  request.marks = {{{1, 2, 3, 4}, "total 0.97", {5, 6, 7}}, {{}, "legend", {}}};
  return request;
}

TEST(Wire, MarksSurviveTheJourney) {
  ASSERT_OK_AND_ASSIGN(const Request got,
                       DecodeRequest({FrameType::kRequest, EncodeRequest(SomeDrawing()), "x"}));
  EXPECT_EQ(got.kind, Request::Kind::kDraw);
  EXPECT_EQ(got.number, 2);
  EXPECT_EQ(got.marks, SomeDrawing().marks);
}

TEST(Wire, ACutDrawingIsRefused) {
  const std::string whole = EncodeRequest(SomeDrawing());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THAT(DecodeRequest({FrameType::kRequest, whole.substr(0, size), ""}),
                StatusIs(Code::kInvalidInput));
  }
}

TEST(Wire, OtherRequestsCarryNoMarks) {
  Request request = SomeDrawing();
  request.kind = Request::Kind::kRead;
  Request bare = request;
  bare.marks.clear();
  EXPECT_EQ(EncodeRequest(request), EncodeRequest(bare));
}

TEST(Wire, AMarkedPictureIsAPng) {
  const MarkedPicture picture{"\x89PNG\r\n\x1a\nbytes"};
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(EncodeReply(picture)));
  EXPECT_EQ(std::get<MarkedPicture>(reply).png, picture.png);
  EXPECT_THAT(DecodeReply(EncodeReply(MarkedPicture{"GIF89a"})), StatusIs(Code::kInvalidInput));
}

TEST(Wire, ARegionSurvivesTheJourneyThereAndBack) {
  Request request;
  request.kind = Request::Kind::kRegion;
  request.region = {.page = 2, .box = {1, 2, 3, 4}, .quarter_turns = 1};
  ASSERT_OK_AND_ASSIGN(const Request got,
                       DecodeRequest({FrameType::kRequest, EncodeRequest(request), "bytes"}));
  EXPECT_EQ(got.region.page, 2);
  EXPECT_EQ(got.region.box, request.region.box);
  EXPECT_EQ(got.region.quarter_turns, 1);
  const RegionWords words{.words = {{.text = "9.00", .box = {1, 2, 3, 4}}}, .engine = "one"};
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(EncodeReply(words)));
  const auto& answer = std::get<RegionWords>(reply);
  ASSERT_EQ(answer.words.size(), 1U);
  EXPECT_EQ(answer.words[0].text, "9.00");
  EXPECT_EQ(answer.engine, "one");
}

TEST(Wire, WhatTheRulesSaySurvivesTheJourneyThereAndBack) {
  Request request;
  request.kind = Request::Kind::kCheck;
  ASSERT_OK_AND_ASSIGN(const Request got,
                       DecodeRequest({FrameType::kRequest, EncodeRequest(request), "bytes"}));
  EXPECT_EQ(got.kind, Request::Kind::kCheck);
  RuleReport report{.syntax = Syntax::kCii, .rule_set = "set", .rules = {}};
  report.rules.push_back({"R-1", RuleResult::kFail, "/a[1]", 3, "one", "uno"});
  report.rules.push_back({"R-1", RuleResult::kFail, "/a[2]", 9, "one", "uno"});
  report.rules.push_back({"R-2", RuleResult::kNotRun, "", 0, "two", "dos"});
  report.envelope = "Sobre";
  report.invoices = 2;
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(EncodeReply(report)));
  const auto& answer = std::get<RuleReport>(reply);
  EXPECT_EQ(answer.syntax, Syntax::kCii);
  EXPECT_EQ(answer.rule_set, "set");
  ASSERT_EQ(answer.rules.size(), 3U);
  EXPECT_EQ(answer.rules[1].id, "R-1");
  EXPECT_EQ(answer.rules[1].path, "/a[2]");
  EXPECT_EQ(answer.rules[1].line, 9);
  EXPECT_EQ(answer.rules[1].text_es, "uno");
  EXPECT_EQ(answer.rules[2].result, RuleResult::kNotRun);
  EXPECT_EQ(answer.envelope, "Sobre");
  EXPECT_EQ(answer.invoices, 2);
}

TEST(Wire, AFailureArrivesWithCodeMessageAndHint) {
  const Status sent = Status::NotFound("page 9").WithContext("render").WithHint("there are 3");
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(EncodeReply(sent)));
  EXPECT_EQ(std::get<Status>(reply).ToString(), sent.ToString());
}

TEST(Wire, AHelloCarriesTheSandboxReport) {
  const Hello hello{Status::InvalidConfig("no data"), {{{"landlock", true, "ABI 4"}}}};
  ASSERT_OK_AND_ASSIGN(const Hello got, DecodeHello(EncodeHello(hello)));
  EXPECT_EQ(got.status, hello.status);
  EXPECT_EQ(got.sandbox, hello.sandbox);
}

TEST(Wire, AFrameArrivesInPiecesOfAnySize) {
  const PageImage image{
      .width = 300, .height = 400, .channels = 3, .dpi = 0, .pixels = std::string(360'000, 'p')};
  const std::string bytes = Bytes(EncodeReply(image));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
    ASSERT_OK_AND_ASSIGN(Frame frame, Receive(bytes, piece, {.bulk = 1 << 20}));
    ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(std::move(frame)));
    EXPECT_EQ(std::get<PageImage>(reply).pixels, image.pixels);
  }
}

TEST(Wire, EveryTruncationIsRefused) {
  const Frame whole = EncodeReply(SomeDocument());
  for (std::size_t size = 0; size < whole.meta.size(); ++size) {
    EXPECT_THAT(DecodeReply({FrameType::kReply, whole.meta.substr(0, size), ""}),
                StatusIs(Code::kInvalidInput));
  }
  EXPECT_THAT(DecodeReply({FrameType::kReply, whole.meta + "x", ""}),
              StatusIs(Code::kInvalidInput));
}

TEST(Wire, NoFlippedByteBringsTheParserDown) {
  const Frame whole = EncodeReply(SomeDocument());
  for (std::size_t at = 0; at < whole.meta.size(); ++at) {
    for (const char value : {'\x00', '\x7f', '\x80', '\xff'}) {
      std::string meta = whole.meta;
      meta[at] = value;
      const auto reply = DecodeReply({FrameType::kReply, meta, ""});
      EXPECT_THAT(reply.status().code(), AnyOf(Code::kOk, Code::kInvalidInput));
    }
  }
}

TEST(Wire, AnAnnouncedSizeBeyondTheBoundsIsRefusedUnseen) {
  const auto header = EncodeHeader(FrameType::kReply, 1ULL << 60, 0);
  EXPECT_THAT(Receive({header.data(), header.size()}, 24), StatusIs(Code::kLimitExceeded));
  const auto bulk = EncodeHeader(FrameType::kReply, 1, 1);
  EXPECT_THAT(Receive({bulk.data(), bulk.size()}, 24), StatusIs(Code::kLimitExceeded));
}

TEST(Wire, AHeaderThatIsNotOursIsRefused) {
  EXPECT_THAT(Receive("this is not a frame at all", 24), StatusIs(Code::kInvalidInput));
}

TEST(Wire, AnotherVersionIsAConfigurationErrorThatNamesBoth) {
  auto header = EncodeHeader(FrameType::kHello, 0, 0);
  header[4] = 9;
  EXPECT_THAT(Receive({header.data(), header.size()}, 24),
              StatusIs(Code::kInvalidConfig,
                       HasSubstr("version 9, this side " + std::to_string(kVersion))));
}

TEST(Wire, ACountThatPromisesMoreThanIsThereIsRefused) {
  Document document;
  std::string meta = EncodeReply(document).meta;
  std::fill(meta.end() - 4, meta.end(), '\xff');
  EXPECT_THAT(DecodeReply({FrameType::kReply, meta, ""}), StatusIs(Code::kInvalidInput));
}

TEST(Wire, ABoxThatIsNotANumberIsRefused) {
  Document document = SomeDocument();
  document.pages[0].words[0].box.x0 = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(DecodeReply(EncodeReply(document)), StatusIs(Code::kInvalidInput));
}

TEST(Wire, ABoxBeyondEveryPageIsRefused) {
  Document document = SomeDocument();
  document.pages[0].words[0].box.x1 = 1e9F;
  EXPECT_OK(DecodeReply(EncodeReply(document)));
  document.pages[0].words[0].box.x1 = 3e38F;
  EXPECT_THAT(DecodeReply(EncodeReply(document)), StatusIs(Code::kInvalidInput));
}

TEST(Wire, TextThatIsNotUtf8IsMadeSo) {
  Document document = SomeDocument();
  document.pages[0].words[0].text = "A\xff";
  ASSERT_OK_AND_ASSIGN(const Reply reply, DecodeReply(EncodeReply(document)));
  EXPECT_EQ(std::get<Document>(reply).pages[0].words[0].text, "A\xEF\xBF\xBD");
}

TEST(Wire, APictureWithTooFewPixelsIsRefused) {
  const PageImage image{.width = 65536, .height = 65536, .channels = 1, .dpi = 0, .pixels = "p"};
  EXPECT_THAT(DecodeReply(EncodeReply(image)), StatusIs(Code::kInvalidInput));
}

TEST(Wire, SuccessIsNoFailure) {
  EXPECT_THAT(DecodeReply(EncodeReply(Status::Ok())), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::documents::wire
