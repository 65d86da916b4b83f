#include <expat.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <optional>
#include <utility>

#include "core/text.h"
#include "documents/einvoice/encoding.h"
#include "documents/einvoice/xml.h"
#include "documents/einvoice/xml_internal.h"

namespace telar::documents::einvoice {
namespace {

constexpr std::size_t kMostBytes = 1U << 30;  // so that 32 bits say where a text lies

// What expat may allocate. Each block remembers its size before itself.
class ParserMemory {
 public:
  explicit ParserMemory(std::size_t most) : left_(most) { current_ = this; }
  ~ParserMemory() { current_ = nullptr; }
  ParserMemory(const ParserMemory&) = delete;
  ParserMemory& operator=(const ParserMemory&) = delete;

  static XML_Memory_Handling_Suite Suite() { return {Allocate, Reallocate, Free}; }

 private:
  static constexpr std::size_t kHeader = alignof(std::max_align_t);

  static void* Allocate(std::size_t bytes) { return Reallocate(nullptr, bytes); }

  static void* Reallocate(void* old, std::size_t bytes) {
    const std::size_t had = old == nullptr ? 0 : Size(old);
    if (bytes > current_->left_ + had) return nullptr;
    void* const block = std::realloc(old == nullptr ? nullptr : Start(old), bytes + kHeader);
    if (block == nullptr) return nullptr;
    current_->left_ = current_->left_ + had - bytes;
    *static_cast<std::size_t*>(block) = bytes;
    return static_cast<char*>(block) + kHeader;
  }

  static void Free(void* block) {
    if (block == nullptr) return;
    current_->left_ += Size(block);
    std::free(Start(block));
  }

  static void* Start(void* block) { return static_cast<char*>(block) - kHeader; }
  static std::size_t Size(void* block) { return *static_cast<std::size_t*>(Start(block)); }

  static thread_local ParserMemory* current_;  // expat's functions take no context
  std::size_t left_;
};

thread_local ParserMemory* ParserMemory::current_ = nullptr;

std::string Said(XML_Error error) {
  switch (error) {
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
    case XML_ERROR_PARTIAL_CHAR: return "the document ends too early";
    case XML_ERROR_TAG_MISMATCH: return "mismatched tag";
    case XML_ERROR_INVALID_TOKEN: return "something that XML does not allow there";
    case XML_ERROR_UNDEFINED_ENTITY: return "an entity that XML does not know";
    case XML_ERROR_DUPLICATE_ATTRIBUTE: return "an attribute that is given twice";
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: return "something follows the root element";
    default: return XML_ErrorString(error);
  }
}

std::string_view LocalPart(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

std::string_view PrefixPart(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  return colon == std::string_view::npos ? std::string_view{} : qualified.substr(0, colon);
}

// The prefix that an attribute declares; "" for the default namespace.
std::optional<std::string_view> DeclaredPrefix(std::string_view attribute) {
  if (attribute == "xmlns") return "";
  if (attribute.starts_with("xmlns:")) return attribute.substr(6);
  return std::nullopt;
}

// Calls one member function of a Builder; an exception does not cross expat.
template <typename Builder, typename F>
void Guarded(void* builder, F step) {
  auto& self = *static_cast<Builder*>(builder);
  try {
    step(self);
  } catch (const std::bad_alloc&) {
    self.Fail(Status::LimitExceeded("parse XML: out of memory"));
  }
}

}  // namespace

/// Takes expat's events and grows the tree.
class XmlBuilder {
 public:
  XmlBuilder(const XmlLimits& limits, XmlTree::Data& tree) : limits_(limits), tree_(tree) {
    SpaceId("");
  }

  Status Parse(std::string_view bytes) {
    TELAR_ASSIGN_OR_RETURN(const XmlStart start, FindEncoding(bytes));
    ParserMemory memory(limits_.parser_bytes);
    const XML_Memory_Handling_Suite suite = ParserMemory::Suite();
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(
        XML_ParserCreate_MM(EncodingName(start.charset), &suite, nullptr), XML_ParserFree);
    if (parser == nullptr) return Status::LimitExceeded("parse XML: out of memory");
    parser_ = parser.get();
    skipped_lines_ = start.skipped_lines;
    tree_.encoding_note = start.note;
    SetHandlers(start.charset);

    bytes.remove_prefix(start.skipped);
    bytes.remove_suffix(start.cut_off);
    tree_.text.reserve(bytes.size());
    const XML_Status status =
        start.charset == Charset::kUtf8WithStrays ? FeedRepaired(bytes) : Feed(bytes, true);
    if (!failure_.ok()) return std::move(failure_);
    if (status == XML_STATUS_ERROR) {
      TELAR_RETURN_IF_ERROR(NoteError(XML_GetErrorCode(parser_)));
    } else if (start.cut_off > 0) {
      tree_.broken = Where() + Said(XML_ERROR_PARTIAL_CHAR);
    }
    while (depth_ > 0) End();
    return Status::Ok();
  }

  void Fail(Status status) {
    if (failure_.ok()) failure_ = std::move(status);
    XML_StopParser(parser_, XML_FALSE);
  }

 private:
  static constexpr std::size_t kStep = 1U << 20;

  struct Frame {
    std::uint32_t node = 0, last_child = kNoNode;
    std::string text;
    std::vector<std::vector<std::uint32_t>*> declared;  // stacks that got a namespace here
  };
  // How many children of one name the open element at one depth has had.
  struct Siblings {
    std::uint32_t parent = kNoNode, count = 0, first = 0;
  };

  static const char* EncodingName(Charset charset) {
    switch (charset) {
      case Charset::kUtf16LittleEndian: return "UTF-16LE";
      case Charset::kUtf16BigEndian: return "UTF-16BE";
      case Charset::kWindows1252: return "windows-1252";  // expat asks MapBytes
      case Charset::kLatin9: return "ISO-8859-15";        // here too
      default: return "UTF-8";
    }
  }

  static int MapBytes(void* charset, const XML_Char*, XML_Encoding* map) {
    for (int byte = 0; byte < 256; ++byte) {
      map->map[byte] = static_cast<int>(
          CodePoint(*static_cast<const Charset*>(charset), static_cast<unsigned char>(byte)));
    }
    map->data = nullptr;
    map->convert = nullptr;
    map->release = nullptr;
    return XML_STATUS_OK;
  }

  void SetHandlers(Charset charset) {
    charset_ = charset;
    XML_SetUserData(parser_, this);
    XML_SetUnknownEncodingHandler(parser_, MapBytes, &charset_);
    XML_SetStartDoctypeDeclHandler(
        parser_, [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          Guarded<XmlBuilder>(self, [](XmlBuilder& builder) { builder.Doctype(); });
        });
    XML_SetElementHandler(
        parser_,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          Guarded<XmlBuilder>(self, [&](XmlBuilder& builder) { builder.Start(name, attributes); });
        },
        [](void* self, const XML_Char*) {
          Guarded<XmlBuilder>(self, [](XmlBuilder& builder) { builder.End(); });
        });
    XML_SetCharacterDataHandler(parser_, [](void* self, const XML_Char* text, int size) {
      Guarded<XmlBuilder>(self, [&](XmlBuilder& builder) {
        builder.Text({text, static_cast<std::size_t>(size)});
      });
    });
  }

  // In pieces: expat copies what it is given, and its memory is for one tag.
  XML_Status Feed(std::string_view bytes, bool last) {
    XML_Status status = XML_STATUS_OK;
    do {
      const std::string_view piece = bytes.substr(0, kStep);
      bytes.remove_prefix(piece.size());
      status = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()),
                         last && bytes.empty() ? 1 : 0);
    } while (!bytes.empty() && status == XML_STATUS_OK);
    return status;
  }

  XML_Status FeedRepaired(std::string_view bytes) {
    XML_Status status = XML_STATUS_OK;
    do {
      const std::string piece = TakeRepaired(bytes, kStep);
      status = Feed(piece, bytes.empty());
    } while (!bytes.empty() && status == XML_STATUS_OK);
    return status;
  }

  std::uint32_t Line() const {
    return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_)) +
           static_cast<std::uint32_t>(skipped_lines_);
  }
  std::string Where() const { return "line " + std::to_string(Line()) + ": "; }

  void TooMany(std::string_view what, std::size_t most) {
    Fail(Status::LimitExceeded("parse XML: " + Where() + "too many " + std::string(what) +
                               ", at most " + std::to_string(most) + " are allowed"));
  }

  Status NoteError(XML_Error error) {
    if (error == XML_ERROR_NO_MEMORY) {
      return Status::LimitExceeded("parse XML: " + Where() + "a tag or comment is too long");
    }
    const bool held_anything = tree_.nodes.size() > 1 || tree_.attributes.size() > 0 ||
                               !tree_.text.empty() ||
                               (depth_ > 0 && !Trim(frames_[0].text).empty());
    if (tree_.nodes.size() == 0 || !held_anything) {
      return Status::InvalidInput("parse XML: " + Where() + Said(error))
          .WithHint("Is the file damaged, or cut off by an interrupted upload?");
    }
    tree_.broken = Where() + Said(error);
    return Status::Ok();
  }

  void Doctype() {
    Fail(
        Status::InvalidInput("parse XML: " + Where() + "a document type declaration is not allowed")
            .WithHint("A structured invoice has none: remove it, or ask the sender for the file "
                      "as it was issued."));
  }

  void Start(std::string_view name, const XML_Char** attributes) {
    if (!failure_.ok()) return;
    if (depth_ >= limits_.depth) return TooMany("elements in elements", limits_.depth);
    if (tree_.nodes.size() >= limits_.elements) return TooMany("elements", limits_.elements);
    std::size_t count = 0;
    while (attributes[2 * count] != nullptr) ++count;
    if (count > limits_.attributes) {
      return TooMany("attributes of one element", limits_.attributes);
    }

    const std::uint32_t node = tree_.nodes.size();
    if (frames_.size() == depth_) frames_.emplace_back();
    Frame& frame = frames_[depth_];
    frame.node = node;
    frame.last_child = kNoNode;
    for (std::size_t i = 0; i < count; ++i) {
      if (const auto prefix = DeclaredPrefix(attributes[2 * i])) {
        if (!Declare(*prefix, attributes[2 * i + 1], frame)) return;
      }
    }
    const std::uint32_t name_id = NameId(name, true);
    if (name_id == kNoNode) return;

    const std::uint32_t parent = depth_ == 0 ? kNoNode : frames_[depth_ - 1].node;
    const std::uint32_t ordinal = CountSibling(name_id, parent, node);
    tree_.nodes.Add({.parent = parent,
                     .next = kNoNode,
                     .line = Line(),
                     .name = name_id,
                     .text = {},
                     .attributes = tree_.attributes.size(),
                     .ordinal = ordinal & 0x7FFFFFFU,
                     .several = ordinal > 1,
                     .blanks_before = 0,
                     .blanks_behind = 0});
    if (parent != kNoNode) {
      std::uint32_t& last = frames_[depth_ - 1].last_child;
      if (last != kNoNode) tree_.nodes[last].next = node;
      last = node;
    }
    ++depth_;
    for (std::size_t i = 0; i < count; ++i) {
      if (!DeclaredPrefix(attributes[2 * i])) {
        if (!AddAttribute(attributes[2 * i], attributes[2 * i + 1])) return;
      }
    }
  }

  void Text(std::string_view text) {
    if (!failure_.ok() || depth_ == 0) return;
    std::string& own = frames_[depth_ - 1].text;
    if (text.size() > limits_.text_bytes - std::min(limits_.text_bytes, own.size())) {
      return TooMany("bytes in the text of one element", limits_.text_bytes);
    }
    own.append(text);
  }

  void End() {
    if (depth_ == 0) return;
    Frame& frame = frames_[--depth_];
    XmlTree::Data::Node& node = tree_.nodes[frame.node];
    const std::string_view trimmed = Trim(frame.text);
    node.text = Keep(trimmed);
    if (!trimmed.empty()) {
      const auto before = static_cast<std::size_t>(trimmed.data() - frame.text.data());
      const std::size_t behind = frame.text.size() - trimmed.size() - before;
      node.blanks_before = before == 0 ? 0U : before == 1 && frame.text[0] == ' ' ? 1U : 2U;
      node.blanks_behind = std::min<std::size_t>(behind, 3) & 3U;
    }
    frame.text.clear();
    for (std::vector<std::uint32_t>* stack : frame.declared) stack->pop_back();
    frame.declared.clear();
  }

  bool AddAttribute(std::string_view name, std::string_view value) {
    if (value.size() > limits_.text_bytes) {
      TooMany("bytes in one attribute", limits_.text_bytes);
      return false;
    }
    const std::uint32_t id = NameId(name, false);
    if (id == kNoNode) return false;
    tree_.attributes.Add({id, Keep(Trim(value))});
    return true;
  }

  bool Declare(std::string_view prefix, std::string_view uri, Frame& frame) {
    if (std::max(prefix.size(), uri.size()) > limits_.name_bytes) {
      TooMany("bytes in the name of a namespace", limits_.name_bytes);
      return false;
    }
    if (TooManyNames()) return false;
    const auto stack = bindings_.try_emplace(std::string(prefix)).first;
    stack->second.push_back(SpaceId(uri));
    frame.declared.push_back(&stack->second);
    return true;
  }

  bool TooManyNames() {
    if (tree_.names.size() + tree_.spaces.size() + bindings_.size() < limits_.names) return false;
    TooMany("different names", limits_.names);
    return true;
  }

  std::uint32_t SpaceId(std::string_view uri) {
    if (const auto known = tree_.space_ids.find(uri); known != tree_.space_ids.end()) {
      return known->second;
    }
    const auto id = static_cast<std::uint32_t>(tree_.spaces.size());
    tree_.spaces.push_back(tree_.space_ids.emplace(uri, id).first->first);
    return id;
  }

  // 0, which is no namespace, for a prefix that nothing declares.
  std::uint32_t SpaceOf(std::string_view qualified, bool element) const {
    const std::string_view prefix = PrefixPart(qualified);
    if (prefix.empty() && !element) return 0;
    const auto stack = bindings_.find(prefix);
    return stack == bindings_.end() || stack->second.empty() ? 0 : stack->second.back();
  }

  std::uint32_t NameId(std::string_view qualified, bool element) {
    if (qualified.size() > limits_.name_bytes) {
      TooMany("bytes in one name", limits_.name_bytes);
      return kNoNode;
    }
    const std::uint32_t ns = SpaceOf(qualified, element);
    key_.clear();
    for (int shift = 0; shift < 32; shift += 8) key_ += static_cast<char>(ns >> shift & 0xFFU);
    key_ += qualified;
    if (const auto known = tree_.name_ids.find(key_); known != tree_.name_ids.end()) {
      return known->second;
    }
    if (TooManyNames()) return kNoNode;
    const auto id = static_cast<std::uint32_t>(tree_.names.size());
    const std::string_view kept =
        std::string_view(tree_.name_ids.emplace(key_, id).first->first).substr(4);
    tree_.names.push_back({.qualified = kept, .local = LocalPart(kept), .ns = ns});
    return id;
  }

  std::uint32_t CountSibling(std::uint32_t name, std::uint32_t parent, std::uint32_t node) {
    Siblings& siblings = siblings_[{static_cast<std::uint32_t>(depth_), name}];
    if (siblings.parent != parent || siblings.count == 0) siblings = {parent, 0, node};
    if (++siblings.count == 2) tree_.nodes[siblings.first].several = 1;
    return siblings.count;
  }

  XmlPiece Keep(std::string_view text) {
    if (text.empty()) return {};
    const auto at = static_cast<std::uint32_t>(tree_.text.size());
    tree_.text.append(text);
    return {at, static_cast<std::uint32_t>(text.size())};
  }

  const XmlLimits& limits_;
  XmlTree::Data& tree_;
  XML_Parser parser_ = nullptr;
  Charset charset_ = Charset::kUtf8;
  int skipped_lines_ = 0;
  Status failure_;
  std::vector<Frame> frames_;  // the open elements, then frames whose memory is used again
  std::size_t depth_ = 0;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> bindings_;  // prefix: namespaces
  std::map<std::pair<std::uint32_t, std::uint32_t>, Siblings> siblings_;     // depth, name
  std::string key_;
};

Result<std::unique_ptr<const XmlTree>> XmlTree::Parse(std::string_view bytes,
                                                      const XmlLimits& limits) {
  const std::size_t most = std::min(limits.bytes, kMostBytes);
  if (bytes.size() > most) {
    return Status::LimitExceeded("parse XML: " + std::to_string(bytes.size()) + " bytes, at most " +
                                 std::to_string(most) + " are allowed");
  }
  auto data = std::make_unique<Data>();
  TELAR_RETURN_IF_ERROR(XmlBuilder(limits, *data).Parse(bytes));
  return std::unique_ptr<const XmlTree>(new XmlTree(std::move(data)));
}

}  // namespace telar::documents::einvoice
