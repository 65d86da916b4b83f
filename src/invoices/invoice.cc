#include "invoices/invoice.h"

namespace telar::invoices {

std::string_view HowName(How how) {
  switch (how) {
    case How::kXml: return "xml";
    case How::kText: return "text";
    case How::kOcr: return "ocr";
    case How::kTemplate: return "template";
    case How::kLesson: return "lesson";
    case How::kComputed: return "computed";
    case How::kPerson: return "person";
  }
  return "text";
}

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAccept: return "accept";
    case Verdict::kReview: return "review";
    case Verdict::kFailed: return "failed";
  }
  return "review";
}

const Field* Invoice::Find(std::string_view name) const {
  const auto it = fields.find(name);
  return it == fields.end() ? nullptr : &it->second;
}

}  // namespace telar::invoices
