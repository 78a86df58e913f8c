#include "search-api/page_related.h"

#include <algorithm>
#include <ranges>

#include "search-api/links.h"
#include "search-api/page_parts.h"

namespace lontar::api {
namespace {

constexpr std::size_t kSimilarShown = 5;
constexpr double kLeastLikeness = 0.05;  // less is a few words in common

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

// "Agreement, 10 June 2002, Thai"
std::string kind_words(const Metadata& metadata, const Wording& words) {
  std::string line;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) line += (line.empty() ? "" : ", ") + more;
  };
  const std::string& type = metadata.first(Field::kType);
  if (!type.empty()) add(words.label(Field::kType, type));
  if (const auto date = metadata.date()) add(words.text.date(*date));
  const std::string& language = metadata.first(Field::kLanguage);
  if (!language.empty()) add(words.label(Field::kLanguage, language));
  return line;
}

}  // namespace

View related_view(const index::Record& record, const std::string& url, const Wording& words) {
  View view = object();
  view.set("related_url", url);
  view.set("related_title", display_title(record));
  set_language(view, "related", record.metadata.first(Field::kLanguage), words);
  set(view, "related_words", kind_words(record.metadata, words));
  set(view, "related_digest", record.metadata.first(Field::kTextKind) == "digest");
  return view;
}

View similar_views(Context& context, const index::Record& record) {
  View all = list();
  const auto found = context.searcher->similar(record.id, kSimilarShown);
  if (!found) return all;
  for (const auto& [other, likeness] : found->documents) {
    if (likeness < kLeastLikeness) break;
    View view = related_view(other, document_page_url(other.id), context.wording());
    view.set("related_compare_url", compare_url(record.id, other.id));
    all << view;
  }
  return all;
}

View expression_views(Context& context, const index::Record& record) {
  View all = list();
  auto found = context.searcher->expressions(record.id);
  if (!found) return all;
  const Wording words = context.wording();
  const auto language_of = [](const index::Record& other) {
    return other.metadata.first(Field::kLanguage);
  };
  std::ranges::sort(found->documents, {}, [&](const index::Record& other) {
    return std::pair(words.label(Field::kLanguage, language_of(other)), other.id);
  });
  for (const index::Record& other : found->documents) {
    View view = related_view(other, document_page_url(other.id), words);
    // A language is called as it calls itself; of several versions in it the title must tell.
    const auto same = std::ranges::count(found->documents, language_of(other), language_of);
    std::string name = words.vocabulary.own_name(language_of(other));
    if (same > 1 || language_of(other) == language_of(record) || name.empty())
      name = display_title(other);
    view.set("expression_name", name);
    view.set("related_compare_url", compare_url(record.id, other.id));
    all << view;
  }
  return all;
}

View version_views(const std::vector<index::Event>& history, const InterfaceText& text) {
  View all = list();
  for (const index::Event& event : history | std::views::reverse) {
    const auto date = Date::parse(event.when.substr(0, 10));
    View view = object();
    view.set("version_date", date ? text.date(*date) : event.when);
    view.set("version_date_iso", event.when);
    view.set("version_words", version_words(event, text));
    all << view;
  }
  return all;
}

}  // namespace lontar::api
