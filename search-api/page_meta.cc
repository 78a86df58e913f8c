// What a document's page tells machines of it: Dublin Core, the tags that reference managers read,
// and schema.org as JSON-LD. Only what its metadata states.
#include <algorithm>
#include <array>
#include <string_view>

#include "io/json.h"
#include "search-api/citation.h"
#include "search-api/document_parts.h"
#include "search-api/links.h"
#include "search-api/public_url.h"

namespace lontar::api {
namespace {

using io::Json;

struct Force {
  std::string_view status;
  std::string_view legal_force;
};
// What a status says about force, where it says anything.
constexpr std::array kForces = {
    Force{"in-force", "https://schema.org/InForce"},
    Force{"not-in-force", "https://schema.org/NotInForce"},
    Force{"no-longer-in-force", "https://schema.org/NotInForce"},
    Force{"terminated", "https://schema.org/NotInForce"},
    Force{"repealed", "https://schema.org/NotInForce"},
};

class Metas {
 public:
  void add(std::string_view name, const std::string& content) {
    if (content.empty()) return;
    View view = object();
    view.set("meta_name", std::string(name));
    view.set("meta_content", content);
    views_ << view;
  }
  View take() { return std::move(views_); }

 private:
  View views_ = list();
};

// "2002/06/10" as far as it is known.
std::string with_strokes(const Date& date) {
  std::string text = date.iso();
  std::ranges::replace(text, '-', '/');
  return text;
}

void add_dublin_core(Metas& metas, const index::Record& record, const Citation& citation) {
  metas.add("DC.title", citation.title);
  metas.add("DC.identifier", citation.url);
  metas.add("DC.type", citation.type);
  metas.add("DC.creator", citation.court);
  if (citation.date) metas.add("DC.date", citation.date->iso());
  metas.add("DC.language", citation.language);
  for (const std::string& topic : citation.topics) metas.add("DC.subject", topic);
  metas.add("DC.description", citation.mark);
  metas.add("DC.format", record.media_type);
  metas.add("DC.source", citation.source_url);
  for (const std::string& each : citation.citations)
    metas.add("DCTERMS.bibliographicCitation", each);
  metas.add("DCTERMS.alternative", citation.short_title);
}

void add_highwire(Metas& metas, const index::Record& record, const Citation& citation,
                  const std::string& base) {
  metas.add("citation_title", citation.title);
  if (citation.date) metas.add("citation_publication_date", with_strokes(*citation.date));
  metas.add("citation_language", citation.language);
  for (const std::string& topic : citation.topics) metas.add("citation_keywords", topic);
  metas.add("citation_public_url", citation.url);
  // A digest's file is not the text that somebody cites.
  if (record.media_type == "application/pdf" && citation.mark.empty())
    metas.add("citation_pdf_url", base + api_document_url(record.id) + "/file");
}

void set(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

// The instrument or decision itself, as far as it is described here.
Json work_json(const index::Record& record, const Citation& citation) {
  const bool legislation = citation.kind == WorkKind::kLaw || citation.kind == WorkKind::kBill;
  Json json = {{"@type", legislation ? "Legislation" : "CreativeWork"}, {"name", citation.title}};
  set(json, "alternateName", citation.short_title);
  if (!citation.citations.empty()) json["identifier"] = citation.citations;
  if (citation.date) {
    json[legislation ? "legislationDate" : "dateCreated"] = citation.date->iso();
  }
  set(json, legislation ? "legislationType" : "genre", citation.type);
  if (legislation) {
    const auto force =
        std::ranges::find(kForces, record.metadata.first(Field::kStatus), &Force::status);
    if (force != kForces.end()) json["legislationLegalForce"] = force->legal_force;
  }
  if (!citation.court.empty())
    json["creator"] = {{"@type", "GovernmentOrganization"}, {"name", citation.court}};
  set(json, "sameAs", citation.source_url);
  return json;
}

Json json_ld(const index::Record& record, const Citation& citation, const std::string& base) {
  const bool digest = record.metadata.first(Field::kTextKind) == "digest";
  Json json = {{"@context", "https://schema.org"}};
  if (digest) {
    json.update({{"@type", "CreativeWork"},
                 {"name", citation.title},
                 {"genre", "Digest"},
                 {"description", citation.mark},
                 {"isBasedOn", work_json(record, citation)}});
  } else {
    json.update(work_json(record, citation));
    set(json, "description", citation.mark);
  }
  json["@id"] = citation.url;
  json["url"] = citation.url;
  set(json, "inLanguage", citation.language);
  if (!citation.topics.empty()) json["keywords"] = citation.topics;
  if (record.part == 0)
    json["encoding"] = {{"@type", "MediaObject"},
                        {"contentUrl", base + api_document_url(record.id) + "/file"},
                        {"encodingFormat", record.media_type}};
  return json;
}

// JSON that ends no script element, whatever it holds; on several lines, so that no braces stand
// together as in a template.
std::string in_script(const Json& json) {
  std::string out;
  for (const char c : io::dump(json, 0)) {
    if (c == '<')
      out += "\\u003c";
    else if (c == '>')
      out += "\\u003e";
    else if (c == '&')
      out += "\\u0026";
    else
      out += c;
  }
  return out;
}

}  // namespace

void set_document_meta(View& view, const Context& context, const index::Record& record) {
  const std::string base = base_url(context.site.public_url, context.request);
  const Citation citation = citation_of(record, context.english(), base);
  Metas metas;
  add_dublin_core(metas, record, citation);
  add_highwire(metas, record, citation, base);
  View meta = object();
  meta.set("metas", metas.take());
  meta.set("canonical_url", citation.url);
  meta.set("meta_json_url", api_document_url(record.id));
  meta.set("meta_ld_json", in_script(json_ld(record, citation, base)));
  view.set("document_meta", meta);
}

void set_cite(View& view, const Context& context, const search::DocumentView& document,
              const std::string& anchor) {
  const std::string base = base_url(context.site.public_url, context.request);
  const auto passage = std::ranges::find(document.outline, anchor, &Passage::anchor);
  const bool of_passage = !anchor.empty() && passage != document.outline.end();
  const Citation citation = of_passage
                                ? citation_of(document.record, *passage, context.english(), base)
                                : citation_of(document.record, context.english(), base);
  View cite = object();
  if (of_passage) cite.set("cite_passage", citation.passage);
  View texts = list();
  View files = list();
  for (const CitationStyle& style : citation_styles()) {
    View row = object();
    const std::string* label = context.text.find("cite." + std::string(style.name));
    row.set("cite_label", label != nullptr ? *label : std::string(style.label));
    if (style.media_type.starts_with("text/plain")) {
      row.set("cite_text", style.write(citation));
      texts << row;
      continue;
    }
    QueryPairs pairs{{"format", std::string(style.name)}};
    if (of_passage) pairs.emplace_back("passage", anchor);
    row.set("cite_url", api_document_url(document.record.id) + "/cite" + format_query(pairs));
    files << row;
  }
  cite.set("cite_texts", texts);
  cite.set("cite_files", files);
  view.set("cite", cite);
}

}  // namespace lontar::api
