#include "samples/xml_writer.h"

namespace telar::samples {
namespace {

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

XmlWriter::XmlWriter() : text_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::Start(std::string_view name, Attributes attributes) {
  text_.append(2 * open_.size(), ' ');
  text_ += "<" + std::string(name);
  for (const auto& [attribute, value] : attributes) {
    if (!value.empty()) text_ += " " + std::string(attribute) + "=\"" + Escaped(value) + "\"";
  }
}

XmlWriter& XmlWriter::Open(std::string_view name, Attributes attributes) {
  Start(name, attributes);
  text_ += ">\n";
  open_.emplace_back(name);
  return *this;
}

XmlWriter& XmlWriter::Close() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  text_.append(2 * open_.size(), ' ');
  text_ += "</" + name + ">\n";
  return *this;
}

XmlWriter& XmlWriter::Text(std::string_view name, std::string_view text, Attributes attributes) {
  if (text.empty()) return *this;
  Start(name, attributes);
  text_ += ">" + Escaped(text) + "</" + std::string(name) + ">\n";
  return *this;
}

XmlWriter& XmlWriter::Empty(std::string_view name, Attributes attributes) {
  Start(name, attributes);
  text_ += "/>\n";
  return *this;
}

std::string XmlWriter::Take() && {
  while (!open_.empty()) Close();
  return std::move(text_);
}

}  // namespace telar::samples
