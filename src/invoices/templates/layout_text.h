#pragma once

#include <string>

#include "documents/document.h"
#include "invoices/templates/run.h"

namespace telar::invoices::templates {

/// The document as `pdftotext -layout` prints it: Page::layout_text of every page, and for pages
/// without it their words, set with spaces where they stand; a form feed after each page.
std::string PrintedText(const documents::Document& document);

/// The same, and after each page's own text the words that were recognised on its pictures. Empty
/// when no page has any: PrintedText then says all.
std::string TextWithPictures(const documents::Document& document);

/// The words inside of an area, one line a printed line, by the rules of invoice2data: a word
/// counts when its box touches the area; tops within three points are one line. Pages in pixels
/// have none.
std::string AreaText(const documents::Document& document, const Area& area);

/// The document as a source for templates, its text as given. Borrows the document.
SourceText SourceOf(const documents::Document& document, std::string text);

}  // namespace telar::invoices::templates
