#include "samples/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "samples/attached_pdf.h"
#include "samples/chance.h"
#include "samples/labelled_blocks.h"
#include "samples/labelled_ink.h"
#include "samples/layouts.h"
#include "samples/letterhead.h"
#include "samples/picture_files.h"
#include "samples/warp.h"

namespace telar::samples {
namespace {

void DrawLayout(PageCanvas& canvas, const InvoicePlan& plan) {
  switch (plan.layout) {
    case Layout::kTextile: return DrawTextile(canvas, plan);
    case Layout::kGeneric: return DrawGeneric(canvas, plan);
    case Layout::kReceipt: return DrawReceipt(canvas, plan);
    case Layout::kLetter:
    case Layout::kService:
    case Layout::kCharges: return DrawTrade(canvas, plan);
  }
}

void DrawPlan(PageCanvas& canvas, const InvoicePlan& plan) {
  DrawLayout(canvas, plan);
  DrawFootBlocks(canvas, plan);
  DrawInk(canvas, plan);
}

PageSize PaperOf(const InvoicePlan& plan) {
  return plan.layout == Layout::kReceipt ? ReceiptSize(plan) : PaperOf(plan.look);
}

std::string_view TitleOf(const InvoicePlan& plan) {
  return plan.language == Language::kSpanish ? "Documento de muestra inventado"
                                             : "Invented sample document";
}

// In the lower half, where it may touch figures as real stamps do.
void DrawStamp(PageCanvas& canvas, const Degradation& degradation, Random& random) {
  constexpr Color kInks[] = {{0.12, 0.20, 0.62}, {0.70, 0.10, 0.12}, {0.25, 0.25, 0.30}};
  const Color ink = Pick(random, kInks);
  const double x = Uniform(random, 0.25, 0.7) * canvas.size().width;
  const double y = Uniform(random, 0.5, 0.85) * canvas.size().height;
  canvas.Stamp(x, y, Uniform(random, -25, 15), degradation.stamp, ink);
}

Result<std::string> WriteScan(const std::vector<Picture>& pages, const Degradation& degradation) {
  switch (degradation.format) {
    case ScanFormat::kJpeg: return WriteJpeg(pages.front(), degradation.jpeg_quality);
    case ScanFormat::kPng: return WritePng(pages.front());
    case ScanFormat::kTiff: return WriteTiff(pages);
    case ScanFormat::kPicturePdf: break;
  }
  return WritePicturePdf(pages, degradation.jpeg_quality);
}

// What the request and the layout add to a drawn degradation.
void Wear(const SampleRequest& request, Sample& sample) {
  SeededRandom random = RandomOf(request.seed, request.index, Stream::kWear);
  Degradation& degradation = *sample.degradation;
  if (sample.plan.layout == Layout::kReceipt) {
    WearRoll(random, degradation);
    // A long roll laid askew would lose its ends: the scanner's lid shows at both sides.
    const PageSize roll = ReceiptSize(sample.plan);
    const double lean = std::abs(std::sin(degradation.skew_degrees * std::numbers::pi / 180));
    degradation.surroundings = std::min(0.4, std::ceil(lean * roll.height / roll.width * 50) / 100);
    degradation.surroundings_grey = Between(random, 90, 200);
  }
  const double photo = random.Fraction(), turned = random.Fraction();
  const int turns = Between(random, 1, 3);
  if (photo < request.photo_share) MakePhoto(random, degradation);
  if (turned < request.turned_share) degradation.quarter_turns = turns;
}

Status DrawPdf(Sample& sample) {
  TELAR_ASSIGN_OR_RETURN(const auto canvas,
                         PageCanvas::Pdf(PaperOf(sample.plan), TitleOf(sample.plan),
                                         sample.einvoice == EinvoiceForm::kFacturX));
  DrawPlan(*canvas, sample.plan);
  sample.extension = "pdf";
  sample.pages = canvas->page();
  sample.drawn = canvas->drawn();
  TELAR_ASSIGN_OR_RETURN(sample.bytes, canvas->FinishPdf());
  if (sample.einvoice != EinvoiceForm::kFacturX) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(sample.bytes,
                         AttachXml(std::move(sample.bytes), "factur-x.xml", sample.xml));
  return Status::Ok();
}

Status CheckEinvoice(const SampleRequest& request) {
  if (!request.einvoice) return Status::Ok();
  if (request.layout == LayoutChoice::kReceipt || request.layout == LayoutChoice::kAll) {
    return Status::InvalidInput("draw an invoice: receipts have no structured form")
        .WithHint("Ask for textile, generic, letter, service, charges or mixed.");
  }
  if (*request.einvoice == EinvoiceForm::kFacturX &&
      (request.degraded_share > 0 || request.degradation)) {
    return Status::InvalidInput("draw an invoice: Factur-X is a PDF with its text, and no scan");
  }
  return Status::Ok();
}

Status DrawScan(Sample& sample, std::uint64_t seed) {
  const Degradation& degradation = *sample.degradation;
  SeededRandom random = RandomOf(seed, sample.plan.index, Stream::kPixels);
  const auto background = static_cast<std::uint8_t>(Between(random, 90, 255));
  // A photograph's page is turned inside the picture, so that no corner is cut off.
  TELAR_ASSIGN_OR_RETURN(
      auto canvas,
      PageCanvas::Raster(PaperOf(sample.plan),
                         {static_cast<double>(degradation.dpi),
                          degradation.photo() ? 0 : degradation.skew_degrees, background}));
  DrawPlan(*canvas, sample.plan);
  if (!degradation.stamp.empty()) DrawStamp(*canvas, degradation, random);
  sample.pages = canvas->page();
  sample.drawn = canvas->drawn();
  TELAR_ASSIGN_OR_RETURN(std::vector<Picture> pages, canvas->FinishPictures());
  canvas.reset();  // others may draw while this one wears its pages
  SeededRandom photo_random = RandomOf(seed, sample.plan.index, Stream::kPhoto);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Fade(pages[i], degradation.fade, photo_random);
    if (degradation.photo() || degradation.quarter_turns != 0) {
      const Warp warp(pages[i].width, pages[i].height, degradation, photo_random);
      pages[i] = warp.Apply(pages[i], photo_random);
      for (DrawnText& text : sample.drawn) {
        if (text.page == static_cast<int>(i) + 1) text.box = warp.Map(text.box);
      }
    }
    pages[i] = Degrade(pages[i], degradation, random);
  }
  sample.extension = ScanFormatExtension(degradation.format);
  TELAR_ASSIGN_OR_RETURN(sample.bytes, WriteScan(pages, degradation));
  if (degradation.format == ScanFormat::kPicturePdf) {
    const float points = 72.0F / static_cast<float>(degradation.dpi);
    for (DrawnText& text : sample.drawn) {
      documents::Box& box = text.box;
      for (float* edge : {&box.x0, &box.y0, &box.x1, &box.y1}) *edge *= points;
    }
  }
  return Status::Ok();
}

}  // namespace

Status DrawPlanned(Sample& sample, std::uint64_t seed) {
  return sample.degradation ? DrawScan(sample, seed) : DrawPdf(sample);
}

Result<Sample> DrawInvoice(const SampleRequest& request) {
  for (const double share : {request.degraded_share, request.photo_share, request.turned_share}) {
    if (share >= 0 && share <= 1) continue;
    return Status::InvalidInput("draw an invoice: a share is outside 0..1");
  }
  if (request.pages_max < 1) {
    return Status::InvalidInput("draw an invoice: at least one page is needed");
  }
  const bool keeps_suppliers = request.layout == LayoutChoice::kTextile ||
                               request.layout == LayoutChoice::kGeneric ||
                               request.layout == LayoutChoice::kMixed;
  if ((request.supplier || request.odd_labels) && !keeps_suppliers) {
    return Status::InvalidInput("draw an invoice: this layout has no supplier to choose")
        .WithHint("Ask for textile, generic or mixed.");
  }
  TELAR_RETURN_IF_ERROR(CheckEinvoice(request));
  Sample sample;
  sample.name = fmt::format("invoice-{:06}", request.index);
  sample.plan = PlanInvoice(request.seed, request.index,
                            {request.layout, request.language, request.invoice_class,
                             request.pages_max, request.supplier, request.odd_labels});
  if (request.einvoice) {
    sample.einvoice = request.einvoice;
    FitToEinvoice(*request.einvoice, sample.plan);
    sample.xml = EinvoiceXml(*request.einvoice, sample.plan);
  }

  SeededRandom random = RandomOf(request.seed, request.index, Stream::kDegradation);
  const bool degraded = random.Fraction() < request.degraded_share;
  if (!degraded && !request.degradation) {
    TELAR_RETURN_IF_ERROR(DrawPdf(sample));
    return sample;
  }
  // Only a drawing tells how many pages there are; the format depends on it.
  if (request.degradation) TELAR_RETURN_IF_ERROR(CheckDegradation(*request.degradation));
  Sample pages = sample;
  if (request.pages_max > 1) TELAR_RETURN_IF_ERROR(DrawPdf(pages));
  sample.degradation = request.degradation.value_or(DrawDegradation(random, pages.pages));
  if (!request.degradation) Wear(request, sample);
  if (pages.pages > 1 && (sample.degradation->format == ScanFormat::kJpeg ||
                          sample.degradation->format == ScanFormat::kPng)) {
    return Status::InvalidInput("draw an invoice: JPEG and PNG hold one page, this has " +
                                std::to_string(pages.pages))
        .WithHint("Ask for pages_max 1, a TIFF or a picture PDF.");
  }
  TELAR_RETURN_IF_ERROR(DrawScan(sample, request.seed));
  return sample;
}

}  // namespace telar::samples
