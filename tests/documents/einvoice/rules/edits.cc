#include "tests/documents/einvoice/rules/edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "core/text.h"
#include "documents/einvoice/rules/check_rules.h"
#include "tests/support/paths.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {
namespace {

using documents::RuleOutcome;
using documents::RuleReport;
using documents::RuleResult;
using documents::einvoice::XmlElement;
using documents::einvoice::XmlTree;

std::string Golden(const std::string& name) {
  return ReadFile(SourceDir() / "tests/golden/rules" / name);
}

// 0-based line of the element's start tag.
std::optional<std::size_t> LineOf(const XmlElement& element, const std::string& path) {
  if (element.Path() == path) return static_cast<std::size_t>(element.line() - 1);
  for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
    if (const auto line = LineOf(child, path)) return line;
  }
  return std::nullopt;
}

std::string Indent(const std::string& line) { return line.substr(0, line.find('<')); }

// The line of the end tag: the first one that stands as deep.
std::size_t EndOf(const std::vector<std::string>& lines, std::size_t start) {
  if (lines[start].find("</") != std::string::npos) return start;
  std::size_t end = start + 1;
  while (!lines[end].starts_with(Indent(lines[start]) + "</")) ++end;
  return end;
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string AsCreditNote(std::string path) {
  ReplaceAll(path, "/Invoice/", "/CreditNote/");
  ReplaceAll(path, "InvoiceLine", "CreditNoteLine");
  ReplaceAll(path, "InvoicedQuantity", "CreditedQuantity");
  ReplaceAll(path, "InvoiceTypeCode", "CreditNoteTypeCode");
  return path;
}

std::string Word(std::string& text) {
  const std::size_t end = text.find(' ');
  std::string word = text.substr(0, end);
  text = end == std::string::npos ? "" : text.substr(end + 1);
  return word;
}

}  // namespace

RuleCases ReadRuleCases() {
  RuleCases cases;
  RuleCase* current = nullptr;
  std::istringstream file(Golden("cases.txt"));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    if (line.starts_with("  ")) {
      std::string rest = line.substr(2);
      const std::string kind = Word(rest);
      if (kind == "fails") {
        while (!rest.empty()) current->fails.push_back(Word(rest));
      } else {
        Edit edit{.kind = kind, .path = Word(rest), .rest = ""};
        edit.rest = rest;
        current->edits.push_back(edit);
      }
      continue;
    }
    std::string rest = line;
    const std::string what = Word(rest);
    if (what == "base") {
      current = &cases.bases[rest];
      current->base = rest;
    } else if (what == "never") {
      cases.never.push_back(rest);
    } else {
      std::vector<RuleCase>& list = what == "breaks" ? cases.breaks : cases.holds;
      const std::string rule = Word(rest);
      list.push_back({.rule = rule, .base = rest, .edits = {}, .fails = {}});
      current = &list.back();
      EXPECT_TRUE(what == "breaks" || what == "holds") << line;
    }
  }
  return cases;
}

std::string Apply(const std::string& xml, const Edit& edit) {
  const auto tree = XmlTree::Parse(xml);
  const auto start = tree.ok() ? LineOf((*tree)->root(), edit.path) : std::nullopt;
  if (!start) {
    ADD_FAILURE() << "no " << edit.path;
    return xml;
  }
  std::vector<std::string> lines;
  for (const std::string_view line : Split(xml, '\n')) lines.emplace_back(line);
  std::string& line = lines[*start];
  std::string rest = edit.rest;
  const auto first = lines.begin() + static_cast<std::ptrdiff_t>(*start);
  if (edit.kind == "remove") {
    lines.erase(first, lines.begin() + static_cast<std::ptrdiff_t>(EndOf(lines, *start)) + 1);
  } else if (edit.kind == "text") {
    const std::size_t from = line.find('>') + 1;
    line.replace(from, line.find("</") - from, rest);
  } else if (edit.kind == "before") {
    lines.insert(first, Indent(line) + rest);
  } else {
    const std::string name = Word(rest);
    const std::size_t from = line.find(" " + name + "=\"");
    const std::size_t to = line.find('"', from + name.size() + 3);
    line.replace(from, to + 1 - from, edit.kind == "drop" ? "" : " " + name + "=\"" + rest + "\"");
  }
  return Join(lines, "\n");
}

std::string DocumentOf(const RuleCases& cases, const RuleCase& rule_case, bool credit_note) {
  const bool cii = rule_case.base.starts_with("cii");
  std::string xml = Golden(cii           ? "invoice.cii.xml"
                           : credit_note ? "credit_note.ubl.xml"
                                         : "invoice.ubl.xml");
  std::vector<Edit> edits = cases.bases.at(rule_case.base).edits;
  if (!rule_case.rule.empty())
    edits.insert(edits.end(), rule_case.edits.begin(), rule_case.edits.end());
  for (Edit edit : edits) {
    if (credit_note) edit.path = AsCreditNote(edit.path);
    xml = Apply(xml, edit);
  }
  return xml;
}

RuleReport Report(std::string_view xml) {
  const auto tree = XmlTree::Parse(xml);
  if (!tree.ok()) {
    ADD_FAILURE() << tree.status().ToString();
    return {};
  }
  auto report = documents::einvoice::CheckRules(**tree);
  if (report.ok()) return *std::move(report);
  ADD_FAILURE() << report.status().ToString();
  return {};
}

std::vector<std::string> Failing(const RuleReport& report) {
  std::vector<std::string> ids;
  for (const RuleOutcome& outcome : report.rules) {
    if (outcome.result == RuleResult::kFail) ids.push_back(outcome.id);
    if (outcome.result == RuleResult::kWarning) ids.push_back(outcome.id + ":warning");
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

RuleResult ResultOf(const RuleReport& report, std::string_view rule) {
  for (const RuleOutcome& outcome : report.rules) {
    if (outcome.id == rule) return outcome.result;
  }
  ADD_FAILURE() << "no rule " << rule;
  return RuleResult::kNotRun;
}

}  // namespace telar::testing
