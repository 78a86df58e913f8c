#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

#include "parsers/akoma_ntoso_internal.h"
#include "text/clean.h"

namespace lontar::parsers::akn {
namespace {

struct Row {
  std::string_view elements;  // separated by spaces
  Role role;
};

// The vocabulary of akomantoso30.xsd and of its drafts, by its groups. To treat an element
// differently, move its name to another row.
constexpr std::array kRows = {
    Row{"clause section part paragraph chapter title book tome article division list point indent "
        "alinea rule subrule proviso subsection subpart subparagraph subchapter subtitle "
        "subdivision subclause sublist level transitional hcontainer",
        Role::kHierarchy},
    Row{"debateSection administrationOfOath rollCall prayers oralStatements writtenStatements "
        "personalStatements ministerialStatements resolutions nationalInterest declarationOfVote "
        "communication petitions papers noticesOfMotion questions address proceduralMotions "
        "pointOfOrder adjournment speechGroup speech question answer other",
        Role::kHierarchy},
    Row{"coverPage preface preamble conclusions header introduction background arguments remedies "
        "motivation decision attachment component amendmentHeading amendmentContent "
        "amendmentReference amendmentJustification annex",
        Role::kPart},
    Row{"item tblock blockContainer recital recitals citation citations", Role::kNamed},
    Row{"ref mref rref mod mmod rmod remark recordedTime vote outcome ins del omissis embeddedText "
        "quotedText opinion placeholder fillIn decoration courtType neutralCitation party judge "
        "lawyer signature argument date time person organization concept object event location "
        "process role term quantity def entity docType docTitle docNumber docProponent docDate "
        "legislature session shortTitle docAuthority docPurpose docCommittee docIntroducer "
        "docStage docStatus docJurisdiction docketNumber noteRef eop img b i a u sub sup abbr span "
        "inline change affectedDocument relatedDocument extractText marker em strong small",
        Role::kInline},
    Row{"num", Role::kNumber},
    Row{"heading subheading from", Role::kHeading},
    Row{"authorialNote", Role::kAside},
    Row{"quotedStructure embeddedStructure extractStructure", Role::kQuotation},
    Row{"eol br", Role::kLineBreak},
    Row{"tr", Role::kRow},
    Row{"td th", Role::kCell},
    Row{"meta", Role::kMeta},
};

std::unordered_map<std::string_view, Role> by_name() {
  std::unordered_map<std::string_view, Role> roles;
  for (const Row& row : kRows) {
    for (std::string_view rest = row.elements; !rest.empty();) {
      const auto end = std::min(rest.find(' '), rest.size());
      roles.emplace(rest.substr(0, end), row.role);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return roles;
}

// "debateSection" as "debate section".
std::string in_words(std::string_view name) {
  std::string words;
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isupper(letter) && !words.empty()) words += ' ';
    words += static_cast<char>(std::tolower(letter));
  }
  return words;
}

bool plain_word(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](unsigned char c) {
    return std::isalpha(c) || c == '-' || c == '_';
  });
}

}  // namespace

Role role_of(std::string_view element) {
  static const std::unordered_map<std::string_view, Role> roles = by_name();
  const auto found = roles.find(element);
  return found == roles.end() ? Role::kBlock : found->second;
}

std::string kind_of(xml::Node element) {
  if (element.name() != "hcontainer") return in_words(element.name());
  std::string name = element.attribute("name");
  if (!plain_word(name)) return "container";
  std::ranges::replace(name, '_', ' ');
  return in_words(name);
}

xml::Node document_element(xml::Node root) {
  for (const xml::Node child : root.children()) {
    if (child.child("meta")) return child;
  }
  const auto children = root.children();
  return children.empty() ? root : children.front();
}

std::string line_of(xml::Node element) {
  std::string words;
  for (xml::Node at = element.first_child(); at; at = at.next()) {
    if (at.is_text()) words += at.content();
    if (!at.is_element()) continue;
    const Role role = role_of(at.name());
    if (role == Role::kAside || role == Role::kMeta) continue;
    const std::string inner = line_of(at);
    words += role == Role::kInline ? inner : " " + inner + " ";
  }
  return text::clean_line(words);
}

}  // namespace lontar::parsers::akn
