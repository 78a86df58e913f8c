#include <algorithm>
#include <array>
#include <cctype>

#include "parsers/file_metadata.h"
#include "parsers/html_internal.h"
#include "text/clean.h"

namespace lontar::parsers::html {
namespace {

// Names of <meta> and what they say; earlier rows are believed first. Names are compared without
// case and with '.' for ':' ("DC.title", "dcterms:title").
// When the page itself was made or published (dcterms.created, article:published_time) is not the
// date of what it holds.
struct MetaRow {
  std::string_view name;
  Field field;
};
constexpr std::array kMeta = {
    MetaRow{"citation_title", Field::kTitle},
    MetaRow{"dc.title", Field::kTitle},
    MetaRow{"dcterms.title", Field::kTitle},
    MetaRow{"og.title", Field::kTitle},
    MetaRow{"dcterms.alternative", Field::kShortTitle},
    MetaRow{"citation_date", Field::kDate},
    MetaRow{"citation_publication_date", Field::kDate},
    MetaRow{"dcterms.issued", Field::kDate},
    MetaRow{"dc.date.issued", Field::kDate},
    MetaRow{"dcterms.date", Field::kDate},
    MetaRow{"dc.date", Field::kDate},
    MetaRow{"citation_language", Field::kLanguage},
    MetaRow{"dc.language", Field::kLanguage},
    MetaRow{"dcterms.language", Field::kLanguage},
    MetaRow{"content-language", Field::kLanguage},
    MetaRow{"citation_public_url", Field::kSourceUrl},
    MetaRow{"og.url", Field::kSourceUrl},
    MetaRow{"dcterms.bibliographiccitation", Field::kCitation},
};

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

std::string meta_name(const GumboNode* meta) {
  for (const char* key : {"name", "property", "http-equiv"}) {
    if (const auto value = attribute(meta, key); !value.empty()) {
      std::string name = lower(value);
      std::ranges::replace(name, ':', '.');
      return name;
    }
  }
  return {};
}

bool is_link(std::string_view address) {
  return address.starts_with("http://") || address.starts_with("https://");
}

// "Haze Agreement | Secretariat" where the page's one main heading is "Haze Agreement".
std::string page_title(const GumboNode* root) {
  const auto titles = all(root, "title");
  const std::string title = titles.empty() ? "" : text::clean_line(text_of(titles.front()));
  const auto headings = all(root, "h1");
  const std::string heading =
      headings.size() == 1 ? text::clean_line(text_of(headings.front())) : "";
  return !heading.empty() && title.find(heading) != std::string::npos ? heading : title;
}

}  // namespace

void read_metadata(const GumboNode* root, const text::Languages& languages,
                   ParsedDocument& parsed) {
  FileMetadata metadata(parsed, languages);
  const auto metas = all(root, "meta");
  for (const MetaRow& row : kMeta) {
    for (const GumboNode* meta : metas) {
      const std::string content(attribute(meta, "content"));
      if (meta_name(meta) != row.name) continue;
      if (row.field == Field::kSourceUrl && !is_link(content)) continue;
      if (!parsed.metadata[row.field].given()) metadata.offer(row.field, content);
    }
  }
  metadata.offer(Field::kTitle, page_title(root));
  if (!parsed.metadata[Field::kLanguage].given()) {
    const auto language = attribute(root, "lang");
    metadata.offer(Field::kLanguage,
                   std::string(language.empty() ? attribute(root, "xml:lang") : language));
  }
  for (const GumboNode* link : all(root, "link")) {
    const std::string address(attribute(link, "href"));
    if (lower(attribute(link, "rel")) == "canonical" && is_link(address))
      metadata.offer(Field::kSourceUrl, address);
  }
}

}  // namespace lontar::parsers::html
