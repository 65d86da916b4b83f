#include "samples/attached_pdf.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

namespace telar::samples {
namespace {

std::optional<std::uint64_t> NumberAfter(std::string_view text, std::string_view word) {
  const std::size_t at = text.rfind(word);
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t start = at + word.size();
  while (start < text.size() && std::isspace(static_cast<unsigned char>(text[start])) != 0) ++start;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + start, text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<std::string> AttachXml(std::string pdf, std::string_view name, std::string_view xml) {
  const Status unknown =
      Status::InvalidInput("attach a file to a PDF: it has no cross-reference table of its own");
  const std::size_t trailer = pdf.rfind("trailer");
  if (trailer == std::string::npos) return unknown;
  const std::string_view tail = std::string_view(pdf).substr(trailer);
  const auto size = NumberAfter(tail, "/Size"), root = NumberAfter(tail, "/Root"),
             table = NumberAfter(pdf, "startxref");
  if (!size || !root || !table) return unknown;
  const std::size_t catalog = pdf.find(fmt::format("\n{} 0 obj", *root));
  const std::size_t open = catalog == std::string::npos ? catalog : pdf.find("<<", catalog);
  const std::size_t close = open == std::string::npos ? open : pdf.find("\nendobj", open);
  if (close == std::string::npos) return unknown;
  const std::size_t end = pdf.rfind(">>", close);
  const std::string entries = pdf.substr(open + 2, end - open - 2);

  const std::uint64_t file = *size, spec = file + 1;
  std::vector<std::size_t> places;
  const auto begin = [&](std::uint64_t object) {
    places.push_back(pdf.size());
    pdf += fmt::format("{} 0 obj\n", object);
  };
  if (!pdf.ends_with('\n')) pdf += '\n';
  begin(*root);
  pdf += fmt::format(
      "<<{}\n   /Names << /EmbeddedFiles << /Names [ ({}) {} 0 R ] >> >>\n   /AF [ {} 0 R ]\n>>\n"
      "endobj\n",
      entries, name, spec, spec);
  begin(file);
  pdf += fmt::format(
      "<< /Type /EmbeddedFile /Subtype /text#2Fxml /Length {} /Params << /Size {} >> >>\nstream\n",
      xml.size(), xml.size());
  pdf += std::string(xml) + "\nendstream\nendobj\n";
  begin(spec);
  pdf += fmt::format(
      "<< /Type /Filespec /F ({0}) /UF ({0}) /AFRelationship /Data\n   /EF << /F {1} 0 R /UF {1} 0 "
      "R >> >>\nendobj\n",
      name, file);
  const std::size_t update = pdf.size();
  pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \n", *root, places[0]);
  pdf += fmt::format("{} 2\n{:010} 00000 n \n{:010} 00000 n \n", file, places[1], places[2]);
  pdf += fmt::format("trailer\n<< /Size {} /Root {} 0 R /Prev {} >>\nstartxref\n{}\n%%EOF\n",
                     spec + 1, *root, *table, update);
  return pdf;
}

}  // namespace telar::samples
