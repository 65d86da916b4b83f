#include <string>

#include "core/text.h"
#include "documents/einvoice/xml.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::documents::einvoice;
using fuzz::Require;

// Every element has a sound name, text, line and path, and finds itself among its parent's
// children.
void Judge(const XmlTree& tree) {
  std::size_t seen = 0;
  XmlElement element = tree.root();
  while (element) {
    Require(IsValidUtf8(element.text()), "text is valid UTF-8", element.text());
    Require(IsValidUtf8(element.name()) && IsValidUtf8(element.ns()), "names are valid UTF-8");
    Require(element.line() >= 1, "lines count from one");
    if (++seen <= 1000) {
      const std::string path = element.Path();
      Require(path.starts_with('/') && IsValidUtf8(path), "a path leads from the root", path);
      const XmlElement parent = element.parent();
      Require(!parent || parent.Child(element.name()), "a child is found by its name");
      Require(!parent || path.starts_with(parent.Path()), "a path goes through the parent", path);
    }
    if (const XmlElement child = element.first_child()) {
      Require(child.parent() == element, "a child knows its parent");
      element = child;
      continue;
    }
    while (element && !element.next_sibling()) element = element.parent();
    element = element.next_sibling();
  }
}

}  // namespace

/// Any bytes as XML: a tree within its limits, or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto tree = XmlTree::Parse(fuzz::AsText(data, size));
  if (tree.ok()) Judge(**tree);
  const auto narrow = XmlTree::Parse(
      fuzz::AsText(data, size),
      {.depth = 3, .elements = 10, .attributes = 2, .names = 8, .name_bytes = 8, .text_bytes = 16});
  Require(tree.ok() || !narrow.ok(), "what is refused is refused under narrower limits too");
  return 0;
}
