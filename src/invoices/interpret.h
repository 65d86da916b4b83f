#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "core/clock.h"
#include "documents/reader.h"
#include "invoices/evidence_weights.h"
#include "invoices/explanation.h"
#include "invoices/invoice.h"
#include "invoices/invoice_json.h"
#include "invoices/memory/memory.h"
#include "invoices/templates/library.h"

namespace telar::invoices {

/// What a document's words are turned into an invoice with. The pointers are borrowed and outlive
/// the interpreter.
struct InterpretOptions {
  documents::Reader* reader = nullptr;
  const Clock* clock = nullptr;
  /// How the document was read, and doubtful parts of it are read again.
  documents::ReadOptions read;
  /// Doubtful fields are read again by the engine that `read` does not name (second_look.h).
  bool second_look = false;
  EvidenceWeights weights = EvidenceWeights::BuiltIn();
  /// What suppliers taught; null: nothing.
  const Memory* memory = nullptr;
  /// Null: none. `read` then asks for layout_text.
  std::shared_ptr<const templates::Library> templates;
};

struct Interpretation {
  Invoice invoice;
  std::optional<Explanation> explanation;       ///< When it was asked for.
  Memory::Recalled recalled;                    ///< What the memory said of it.
  std::optional<TemplateReport> used_template;  ///< When there are templates.
  /// The document with the words of its small pictures, when these named the supplier.
  std::optional<documents::Document> with_pictures;
};

/// One document, one invoice, the same way for whoever asks: the surest source of each field wins.
///
///   a structured invoice, which its pages confirm   (prefer_xml.h)
///   a template that matches                         (templates/from_template.h)
///   what the supplier's earlier documents taught    (memory/memory.h)
///   what the words, their places and arithmetic say (extract.h), a doubtful field looked at twice
///
/// Where the text names no supplier surely, small pictures are read as well (picture_look.h).
/// Safe to use from several threads.
class Interpreter {
 public:
  explicit Interpreter(InterpretOptions options) : options_(std::move(options)) {}

  /// `bytes` are those that `document` was read from.
  Interpretation Interpret(std::string_view bytes, const documents::Document& document,
                           bool explain = false) const;

 private:
  const InterpretOptions options_;
};

}  // namespace telar::invoices
