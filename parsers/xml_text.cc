#include <algorithm>

#include "parsers/markup_names_internal.h"
#include "parsers/xml_text_internal.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool mixed(xml::Node node) {
  for (xml::Node at = node.first_child(); at; at = at.next()) {
    if (at.is_text() && !blank(at.content())) return true;
  }
  return false;
}

std::string folded_lines(std::string_view content) {
  std::string text(content);
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// Blank lines part the blocks; other line breaks are those of an editor's window.
std::string blocks_by_blank_lines(std::string_view content) {
  std::string text;
  for (std::size_t at = 0; at < content.size(); ++at) {
    if (content[at] != '\n') {
      text += content[at];
      continue;
    }
    const auto next = content.find_first_not_of(" \t\r\n", at);
    const auto gap = content.substr(at + 1, next == std::string_view::npos ? 0 : next - at - 1);
    text += gap.find('\n') == std::string_view::npos ? ' ' : '\n';
    if (next == std::string_view::npos) break;
    at = next - 1;
  }
  return text;
}

std::string as_anchor(std::string_view words) {
  std::string anchor = text::clean_line(words);
  std::ranges::replace(anchor, ' ', '_');
  return anchor;
}

}  // namespace

void write_source_text(PassageWriter& writer, std::string_view content, Lines lines) {
  if (lines == Lines::kKeep) return writer.text(content);
  writer.text(lines == Lines::kFold ? folded_lines(content) : blocks_by_blank_lines(content));
}

void write_unread(PassageWriter& writer, const xml::Document& document) {
  const std::string rest = xml::without_tags(document.unread());
  if (!has_words(rest)) return;
  while (writer.is_open()) writer.close();
  writer.open({.kind = "recovered text", .anchor = "recovered"});
  writer.text(rest);
  writer.close();
}

XmlTextWalk::XmlTextWalk(const XmlProfile& profile, const xml::Document& document,
                         xml::Evaluator& evaluator, PassageWriter& writer)
    : profile_(profile), document_(document), evaluator_(evaluator), writer_(writer) {}

void XmlTextWalk::run() {
  const xml::Node root = document_.root();
  for (const PassageRule& rule : profile_.passages) {
    for (const xml::Node node : evaluator_.nodes(rule.xpath, root)) {
      if (rules_.emplace(node.raw(), &rule).second && !rule.fold) ++matched_;
    }
  }
  for (const std::string& xpath : profile_.ignore) {
    for (const xml::Node node : evaluator_.nodes(xpath, root)) {
      roles_.emplace(node.raw(), Role::kIgnored);
    }
  }
  element(root);
  flush_folded();
  write_unread(writer_, document_);
}

void XmlTextWalk::element(xml::Node node) {
  const auto rule = rules_.find(node.raw());
  if (rule != rules_.end()) return passage(node, *rule->second);
  contents(node);
}

void XmlTextWalk::contents(xml::Node node) {
  const bool within_line = mixed(node);
  for (xml::Node at = node.first_child(); at; at = at.next()) {
    if (at.is_text()) {
      if (!blank(at.content())) flush_folded();
      write(at.content());
    } else if (at.is_element()) {
      child_element(at, within_line);
    }
  }
}

void XmlTextWalk::child_element(xml::Node node, bool within_line) {
  if (const auto role = roles_.find(node.raw()); role != roles_.end()) {
    if (role->second == Role::kLabel) writer_.label(node.text());
    if (role->second == Role::kHeading) writer_.heading(node.text());
    return;
  }
  const auto name = node.name();
  if (one_of(kBreakNames, name)) writer_.line_break();
  const bool row = one_of(kRowNames, name);
  const bool in_line =
      within_line || one_of(kInlineNames, name) || one_of(kCellNames, name) ||
      std::ranges::find(profile_.inline_names, name) != profile_.inline_names.end();
  const bool block = (!in_line || rules_.contains(node.raw())) && !row;
  if (row) writer_.begin_row();
  if (one_of(kCellNames, name)) writer_.cell();
  if (block) writer_.line_break();
  if (const auto before = profile_.attribute_before.find(std::string(name));
      before != profile_.attribute_before.end() && node.has(before->second)) {
    writer_.text(node.attribute(before->second) + " ");
  }
  element(node);
  if (block) writer_.line_break();
  if (row) writer_.end_row();
}

std::string XmlTextWalk::first_string(const std::string& xpath, xml::Node at) {
  if (xpath.empty()) return {};
  const auto found = evaluator_.strings(xpath, at);
  return found.empty() ? std::string() : text::clean_line(found.front());
}

std::string XmlTextWalk::words(const std::string& xpath, xml::Node at, Role role) {
  if (xpath.empty()) return {};
  const auto elements = evaluator_.nodes(xpath, at);
  if (elements.empty()) return first_string(xpath, at);
  roles_.emplace(elements.front().raw(), role);
  return {};
}

void XmlTextWalk::passage(xml::Node node, const PassageRule& rule) {
  if (rule.fold) return fold(node, rule);
  open(node, rule);
  contents(node);
  writer_.close();
}

void XmlTextWalk::open(xml::Node node, const PassageRule& rule) {
  const std::string language = node.language();
  writer_.open({.kind = rule.kind_xpath.empty() ? rule.kind : first_string(rule.kind_xpath, node),
                .anchor = as_anchor(first_string(rule.anchor, node)),
                .language = language == document_.root().language() ? "" : language});
  writer_.label(words(rule.label, node, Role::kLabel));
  std::string heading = words(rule.heading, node, Role::kHeading);
  if (!folded_.empty()) heading = heading.empty() ? folded_ : folded_ + " – " + heading;
  folded_.clear();
  writer_.heading(heading);
  if (rule.text.empty()) return;
  for (const std::string& text : evaluator_.strings(rule.text, node)) {
    write(text);
    writer_.line_break();
  }
}

void XmlTextWalk::fold(xml::Node node, const PassageRule& rule) {
  for (const std::string* xpath : {&rule.label, &rule.heading}) {
    if (xpath->empty()) continue;
    const std::string part = first_string(*xpath, node);
    for (const xml::Node used : evaluator_.nodes(*xpath, node))
      roles_.emplace(used.raw(), Role::kIgnored);
    if (!part.empty()) folded_ += (folded_.empty() ? "" : " – ") + part;
  }
  contents(node);
}

void XmlTextWalk::flush_folded() {
  if (folded_.empty()) return;
  writer_.line_break();
  writer_.text(folded_);
  writer_.line_break();
  folded_.clear();
}

void XmlTextWalk::write(std::string_view content) {
  write_source_text(writer_, content, profile_.lines);
}

}  // namespace lontar::parsers
