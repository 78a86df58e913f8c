// The page of one document: what is known of it, and its text, a window at a time.
#include <algorithm>
#include <array>

#include "search-api/document_parts.h"
#include "search-api/handlers.h"
#include "search-api/json_bodies.h"
#include "search-api/links.h"
#include "search-api/page_outline.h"
#include "search-api/page_parts.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::array kDocumentPageParameters = {
    Parameter{"at", ParameterKind::kText, "Anchor of a passage that the page must show."},
    Parameter{"from", ParameterKind::kNumber, "Number of the first passage to show, from 0.", 0,
              1'000'000'000},
    Parameter{"q", ParameterKind::kText, "A query for inside the document."},
};

constexpr std::size_t kInsideShown = 50;
constexpr std::size_t kSimilarShown = 5;
constexpr double kLeastLikeness = 0.05;  // less is a few words in common
constexpr int kAttempts = 5;             // at reading outline and passages from one generation

struct DocumentPage {
  search::DocumentView view;
  search::PassageWindow window;
  std::size_t shown = 0;  // passages of the window
};

std::size_t first_passage(const search::DocumentView& view, const Parameters& parameters) {
  const std::string at = parameters.text("at");
  const auto found = std::find_if(view.outline.begin(), view.outline.end(),
                                  [&](const Passage& passage) { return passage.anchor == at; });
  if (!at.empty() && found != view.outline.end()) {
    const auto number = static_cast<std::size_t>(found - view.outline.begin());
    return number - number % kPassagesPerPage;
  }
  const auto from = static_cast<std::size_t>(parameters.number("from", 0));
  return from < view.outline.size() ? from : 0;
}

// An update may come between two calls; outline and passages must be of one state.
OrProblem<DocumentPage> read_document(Context& context) {
  const std::string& id = context.path[0];
  for (int attempt = 1;; ++attempt) {
    auto view = context.searcher->document(id);
    if (!view) return problem_of(view.error());
    const std::size_t from = first_passage(*view, context.parameters);
    auto window = context.searcher->passages(id, from, {.passages = kPassagesPerPage});
    if (!window) return problem_of(window.error());
    if (view->generation != window->generation && attempt < kAttempts) continue;
    const std::size_t shown = window->passages.size();
    return DocumentPage{std::move(*view), std::move(*window), shown};
  }
}

View blocks(std::string_view text) {
  View all = list();
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end != 0) {
      View block = object();
      block.set("block", std::string(text.substr(0, end)));
      all << block;
    }
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return all;
}

View passage_view(const Passage& passage, const index::Record& record, const Wording& words,
                  int& last_page) {
  View view = object();
  view.set("anchor", passage.anchor);
  view.set("passage_name", display_label(passage));
  set(view, "passage_heading", passage.heading);
  view.set("passage_url", passage_url(record, passage.anchor));
  view.set("depth", std::to_string(std::clamp(passage.depth, 0, 5)));
  view.set("level", std::to_string(std::clamp(passage.depth + 3, 3, 6)));
  set_language(view, "passage", passage.language, words);
  set_scan(view, passage.ocr_confidence, passage.doubtful);
  if (passage.page > 0 && passage.page != last_page && passage.kind != "page")
    view.set("passage_page", std::to_string(passage.page));
  last_page = passage.page;
  const std::string_view shown = utf8_prefix(passage.text, kMaxTextBytes);
  set_list(view, "blocks", blocks(shown));
  if (shown.size() < passage.text.size())
    view.set("rest_url", api_document_url(record.id) +
                             "/text?passage=" + percent_encode(passage.anchor) +
                             "&text_offset=" + std::to_string(shown.size()));
  return view;
}

std::string format_name(const index::Record& record, const InterfaceText& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNames = {{
      {"pdf", "PDF"},
      {"akn", "Akoma Ntoso"},
      {"html", "HTML"},
      {"markdown", "Markdown"},
      {"xml", "XML"},
  }};
  for (const auto& [part, name] : kNames)
    if (record.media_type.find(part) != std::string::npos) return std::string(name);
  const bool plain = record.media_type.find("text") != std::string::npos;
  return text.get(plain ? "document.format_text" : "document.format_other");
}

void set_original(View& view, const index::Record& record, const InterfaceText& text) {
  if (record.part == 0) {
    std::string words = format_name(record, text);
    if (record.pages > 0)
      words += ", " + text.counted("document.pages", static_cast<std::uint64_t>(record.pages));
    view.set("original_url", api_document_url(record.id) + "/file");
    view.set("original_words", words + ", " + text.size(record.origin.size));
  }
  const std::string& source = record.metadata.first(Field::kSourceUrl);
  if (source.starts_with("https://") || source.starts_with("http://"))
    view.set("source_url", source);
}

void set_window(View& view, const DocumentPage& page, const std::string& query,
                const InterfaceText& text) {
  const std::size_t total = page.view.outline.size();
  if (page.shown >= total) return;
  const std::string url = document_page_url(page.view.record.id);
  const auto at = [&](std::size_t from) {
    QueryPairs pairs;
    if (from > 0) pairs.emplace_back("from", std::to_string(from));
    if (!query.empty()) pairs.emplace_back("q", query);
    return url + format_query(pairs);
  };
  View pager = object();
  const std::size_t from = page.window.from;
  const std::size_t end = from + page.shown;
  pager.set("window_words", text.get("document.window", {{"first", text.number(from + 1)},
                                                         {"last", text.number(end)},
                                                         {"total", text.number(total)}}));
  if (from > 0) pager.set("prev_url", at(from - std::min(from, kPassagesPerPage)));
  if (end < total) pager.set("next_url", at(end));
  view.set("window", pager);
}

std::string inside_words(std::size_t total, const InterfaceText& text) {
  if (total == 0) return text.get("document.inside_none");
  if (total <= kInsideShown) return text.counted("document.inside", total);
  return text.get("document.inside_first",
                  {{"count", text.number(total)}, {"shown", text.number(kInsideShown)}});
}

std::optional<Problem> set_inside(View& view, Context& context, const index::Record& record,
                                  const std::string& query) {
  view.set("inside_action", document_page_url(record.id));
  if (query.empty()) return std::nullopt;
  const auto hits = context.searcher->search_inside(record.id, query, 0, kInsideShown);
  if (!hits) return problem_of(hits.error());
  View inside = object();
  inside.set("inside_words", inside_words(hits->total, context.text));
  const Wording words = context.wording();
  View found = list();
  for (const search::PassageHit& hit : hits->passages) {
    View row = object();
    std::string url = passage_url(record, hit.anchor);
    row.set("inside_url", url);
    set(row, "inside_label", hit.label);
    set(row, "inside_heading", hit.heading);
    set(row, "inside_snippet_html", hit.snippet);
    set_language(row, "inside", hit.language, words);
    set_scan(row, hit.ocr_confidence, hit.doubtful);
    found << row;
  }
  set_list(inside, "inside_hits", found);
  View notes = list();
  for (const std::string& warning : hits->warnings) {
    View note = object();
    note.set("inside_note", warning);
    notes << note;
  }
  set_list(inside, "inside_notes", notes);
  view.set("inside", inside);
  view.set("inside_query", query);
  return std::nullopt;
}

// What the document page links to as similar; none where the index is being replaced this moment.
View similar_views(Context& context, const index::Record& record) {
  View all = list();
  const auto found = context.searcher->similar(record.id, kSimilarShown);
  if (!found) return all;
  const Wording words = context.wording();
  for (const auto& [other, likeness] : found->documents) {
    if (likeness < kLeastLikeness) break;
    const Metadata& metadata = other.metadata;
    View view = object();
    view.set("similar_url", document_page_url(other.id));
    view.set("similar_title", display_title(other));
    const std::string& language = metadata.first(Field::kLanguage);
    set_language(view, "similar", language, words);
    std::string line = words.label(Field::kType, metadata.first(Field::kType));
    const auto add = [&](const std::string& more) {
      if (!more.empty()) line += (line.empty() ? "" : ", ") + more;
    };
    if (const auto date = metadata.date()) add(words.text.date(*date));
    if (!language.empty()) add(words.label(Field::kLanguage, language));
    set(view, "similar_words", line);
    set(view, "similar_digest", metadata.first(Field::kTextKind) == "digest");
    all << view;
  }
  return all;
}

std::string version_words(const index::Event& event, const InterfaceText& text) {
  if (event.kind == index::Event::Kind::kWithdrawn) return text.get("document.withdrawn");
  if (event.kind == index::Event::Kind::kAdded) return text.get("document.added");
  if (event.kind != index::Event::Kind::kChanged) return text.get("document.brought_back");
  std::string fields;
  for (const index::FieldChange& change : event.changes) {
    const std::string* name = text.find("fields." + change.field);
    fields.append(fields.empty() ? "" : ", ").append(name != nullptr ? *name : change.field);
  }
  return fields.empty() ? text.get("document.changed")
                        : text.get("document.changed_fields", {{"fields", fields}});
}

// "21 November 2026: changed (title, date)", newest first.
View version_views(const std::vector<index::Event>& history, const InterfaceText& text) {
  View all = list();
  for (auto event = history.rbegin(); event != history.rend(); ++event) {
    const auto date = Date::parse(event->when.substr(0, 10));
    View view = object();
    view.set("version_date", date ? text.date(*date) : event->when);
    view.set("version_date_iso", event->when);
    view.set("version_words", version_words(*event, text));
    all << view;
  }
  return all;
}

View copy_views(const index::Record& record) {
  View all = list();
  for (const Copy& copy : record.origin.copies) {
    View view = object();
    view.set("copy_file", copy.file);
    all << view;
  }
  return all;
}

View document_view(const Context& context, const DocumentPage& page, const std::string& query) {
  const index::Record& record = page.view.record;
  const Wording words = context.wording();
  View view = page_view(context.site, context.request, display_title(record) + " – Lontar");
  view.set("title", display_title(record));
  view.set("document_url", document_page_url(record.id));
  view.set("json_url", api_document_url(record.id));
  view.set("document_id", record.id);
  set_language(view, "document", record.metadata.first(Field::kLanguage), words);
  set_badges(view, record, words);
  set_document_meta(view, context, record);
  set_cite(view, context, page.view, context.parameters.text("at"));
  set_list(view, "facts", fact_views(record, words));
  set_list(view, "warnings", warning_views(record));
  const View copies = copy_views(record);
  set(view, "has_copies", !copies.is_empty_list());
  set_list(view, "copies", copies);
  const View versions = version_views(page.view.history, words.text);
  set(view, "has_versions", !versions.is_empty_list());
  set_list(view, "versions", versions);
  const View outline = outline_views(page.view, words);
  set(view, "has_outline", !outline.is_empty_list());
  set_list(view, "outline", outline);
  set_original(view, record, words.text);
  set_window(view, page, query, words.text);
  View passages = list();
  int last_page = 0;
  for (std::size_t i = 0; i < page.shown; ++i)
    passages << passage_view(page.window.passages[i], record, words, last_page);
  set_list(view, "passages", passages);
  return view;
}

}  // namespace

std::span<const Parameter> document_page_parameters() { return kDocumentPageParameters; }

OrProblem<Response> get_document_page(Context& context) {
  auto read = read_document(context);
  if (const auto* problem = std::get_if<Problem>(&read)) return *problem;
  const DocumentPage& page = std::get<DocumentPage>(read);
  context.generation = page.view.generation;
  const std::string query = context.parameters.text("q");
  View view = document_view(context, page, query);
  const View similar = similar_views(context, page.view.record);
  set(view, "has_similar", !similar.is_empty_list());
  set_list(view, "similar", similar);
  if (auto problem = set_inside(view, context, page.view.record, query)) return *problem;
  return html_response(context.renderer->render("document", context.text, view));
}

}  // namespace lontar::api
