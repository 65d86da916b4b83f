#include "documents/einvoice/xml.h"

#include <functional>

#include "documents/einvoice/xml_internal.h"

namespace telar::documents::einvoice {

XmlTree::XmlTree(std::unique_ptr<Data> data) : data_(std::move(data)) {}
XmlTree::~XmlTree() = default;

XmlElement XmlTree::root() const { return XmlElement(this, 0); }
const std::string& XmlTree::broken() const { return data_->broken; }
const std::string& XmlTree::encoding_note() const { return data_->encoding_note; }

std::string_view XmlElement::ns() const {
  if (tree_ == nullptr) return {};
  const XmlTree::Data& data = *tree_->data_;
  return data.spaces[data.names[data.nodes[index_].name].ns];
}

std::string_view XmlElement::name() const {
  if (tree_ == nullptr) return {};
  const XmlTree::Data& data = *tree_->data_;
  return data.names[data.nodes[index_].name].local;
}

std::string_view XmlElement::text() const {
  if (tree_ == nullptr) return {};
  return tree_->data_->Text(tree_->data_->nodes[index_].text);
}

int XmlElement::line() const {
  return tree_ == nullptr ? 0 : static_cast<int>(tree_->data_->nodes[index_].line);
}

int XmlElement::blanks_behind() const {
  return tree_ == nullptr ? 0 : static_cast<int>(tree_->data_->nodes[index_].blanks_behind);
}

int XmlElement::blanks_before() const {
  return tree_ == nullptr ? 0 : static_cast<int>(tree_->data_->nodes[index_].blanks_before);
}

std::optional<std::string_view> XmlElement::Attribute(std::string_view name) const {
  if (tree_ == nullptr) return std::nullopt;
  const XmlTree::Data& data = *tree_->data_;
  const std::uint32_t end =
      index_ + 1 < data.nodes.size() ? data.nodes[index_ + 1].attributes : data.attributes.size();
  for (std::uint32_t i = data.nodes[index_].attributes; i < end; ++i) {
    if (data.names[data.attributes[i].name].local == name) {
      return data.Text(data.attributes[i].value);
    }
  }
  return std::nullopt;
}

XmlElement XmlElement::parent() const {
  if (tree_ == nullptr || index_ == 0) return {};
  return {tree_, tree_->data_->nodes[index_].parent};
}

XmlElement XmlElement::first_child() const {
  if (tree_ == nullptr) return {};
  const auto& nodes = tree_->data_->nodes;
  if (index_ + 1 >= nodes.size() || nodes[index_ + 1].parent != index_) return {};
  return {tree_, index_ + 1};
}

XmlElement XmlElement::next_sibling() const {
  if (tree_ == nullptr) return {};
  const std::uint32_t next = tree_->data_->nodes[index_].next;
  return next == kNoNode ? XmlElement{} : XmlElement{tree_, next};
}

XmlElement XmlElement::Child(std::string_view name) const {
  XmlElement child = first_child();
  while (child && child.name() != name) child = child.next_sibling();
  return child;
}

namespace {

// Calls `found` for each descendant along the path until it says false; false when it did.
bool Walk(const XmlElement& from, std::string_view path,
          const std::function<bool(const XmlElement&)>& found) {
  const std::size_t slash = path.find('/');
  const std::string_view step = path.substr(0, slash);
  for (XmlElement child = from.first_child(); child; child = child.next_sibling()) {
    if (child.name() != step) continue;
    const bool go_on =
        slash == std::string_view::npos ? found(child) : Walk(child, path.substr(slash + 1), found);
    if (!go_on) return false;
  }
  return true;
}

}  // namespace

XmlElement XmlElement::At(std::string_view path) const {
  XmlElement first;
  Walk(*this, path, [&](const XmlElement& element) {
    first = element;
    return false;
  });
  return first;
}

std::vector<XmlElement> XmlElement::All(std::string_view path) const {
  std::vector<XmlElement> all;
  Walk(*this, path, [&](const XmlElement& element) {
    all.push_back(element);
    return true;
  });
  return all;
}

std::string XmlElement::Path() const {
  if (tree_ == nullptr) return {};
  const XmlTree::Data& data = *tree_->data_;
  std::vector<std::uint32_t> way;
  for (std::uint32_t i = index_; i != kNoNode; i = data.nodes[i].parent) way.push_back(i);
  std::string path;
  for (auto i = way.rbegin(); i != way.rend(); ++i) {
    const XmlTree::Data::Node& node = data.nodes[*i];
    path += '/';
    path += data.names[node.name].qualified;
    if (node.several != 0) path += '[' + std::to_string(node.ordinal) + ']';
  }
  return path;
}

}  // namespace telar::documents::einvoice
