#include <algorithm>
#include <array>
#include <cctype>

#include "core/date.h"
#include "parsers/akoma_ntoso_internal.h"
#include "parsers/file_metadata.h"
#include "parsers/passage_writer.h"
#include "text/clean.h"

namespace lontar::parsers::akn {
namespace {

// Lontar's own catalogue facts inside <proprietary>: one element for each value, named by field.
constexpr std::string_view kLontarSpace = "https://lontar.example/ns/1";

// An element name says what a document is; its name attribute may say so more exactly.
struct TypeRow {
  std::string_view element;
  std::string_view type;  // "" where the element says too little
  bool refined;           // by the name attribute
};
constexpr std::array kTypes = {
    TypeRow{"act", "act", true},
    TypeRow{"bill", "bill", false},
    TypeRow{"judgment", "judgment", false},
    TypeRow{"debate", "debate", false},
    TypeRow{"debateReport", "debate report", false},
    TypeRow{"statement", "statement", true},
    TypeRow{"amendment", "amendment", false},
    TypeRow{"amendmentList", "amendment list", false},
    TypeRow{"officialGazette", "official gazette", false},
    TypeRow{"doc", "", true},
    TypeRow{"documentCollection", "", true},
    TypeRow{"portion", "", true},
};

// Names of FRBRdate. A date that the making of the file left there is none of the document.
constexpr std::array<std::string_view, 14> kDecisive = {
    "judgment", "judgement", "decision", "deliver",   "adoption", "adopted", "signature",
    "signing",  "signed",    "enact",    "promulgat", "passed",   "assent",  "conclusion"};
constexpr std::array<std::string_view, 17> kOfTheFile = {
    "transform", "generation", "markup",        "conversion", "dummy",        "hearing",
    "filing",    "digest",     "manifestation", "upload",     "import",       "creation",
    "edit",      "draft",      "retrieval",     "export",     "instantiation"};
constexpr int kFirstLikelyYear = 1500;  // earlier ones are fillers such as 1000-01-01

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

template <std::size_t N>
bool mentions(std::string_view name, const std::array<std::string_view, N>& words) {
  const std::string low = lower(name);
  return std::ranges::any_of(words, [&](auto word) { return low.find(word) != std::string::npos; });
}

class MetadataReader {
 public:
  MetadataReader(xml::Node document, const text::Languages& languages, ParsedDocument& parsed)
      : document_(document),
        meta_(document.child("meta")),
        work_(meta_.path({"identification", "FRBRWork"})),
        expression_(meta_.path({"identification", "FRBRExpression"})),
        judgment_(document.name() == "judgment"),
        offers_(parsed, languages),
        parsed_(parsed) {}

  void read() {
    proprietary();
    identity();
    titles();
    type();
    date();
    offers_.offer(Field::kLanguage, expression_.child("FRBRlanguage").attribute("language"));
    citations();
    if (judgment_) court_and_state();
  }

 private:
  static std::string value(xml::Node frbr, std::string_view element) {
    return frbr.child(element).attribute("value");
  }
  static std::string first_of(std::initializer_list<std::string> values) {
    for (const std::string& one : values) {
      if (!one.empty()) return one;
    }
    return {};
  }

  void proprietary() {
    std::array<std::vector<std::string>, kFields.size()> found;
    for (const xml::Node block : meta_.children("proprietary")) {
      for (const xml::Node fact : block.children()) {
        if (fact.space() != kLontarSpace) continue;
        if (const auto field = field_named(fact.name()))
          found[static_cast<std::size_t>(*field)].push_back(fact.text());
      }
    }
    for (const FieldInfo& row : kFields)
      offers_.offer(row.field, found[static_cast<std::size_t>(row.field)]);
  }

  void identity() {
    const std::string work = first_of({value(work_, "FRBRuri"), value(work_, "FRBRthis")});
    offers_.offer(Field::kWork, work);
    offers_.offer(Field::kId,
                  first_of({value(expression_, "FRBRthis"), value(expression_, "FRBRuri"),
                            value(work_, "FRBRthis"), work}));
    const std::string uri = value(expression_, "FRBRuri");
    if (uri.starts_with("http://") || uri.starts_with("https://"))
      offers_.offer(Field::kSourceUrl, uri);
  }

  // The first such element in what stands before the body.
  xml::Node in_front(std::string_view name) const {
    for (const std::string_view part : {"preface", "coverPage", "header"}) {
      if (const xml::Node found = document_.child(part).find(name)) return found;
    }
    return {};
  }

  std::string alias(std::string_view word) const {
    for (const xml::Node frbr : {work_, expression_}) {
      for (const xml::Node one : frbr.children("FRBRalias")) {
        if (lower(one.attribute("name")).find(word) != std::string::npos)
          return one.attribute("value");
      }
    }
    return {};
  }

  // "publicLaw" and "title" name a class, not this document.
  std::string work_name() const {
    const std::string name = value(work_, "FRBRname");
    const bool words = name.find(' ') != std::string::npos;
    return judgment_ || (words && name != value(work_, "FRBRsubtype")) ? name : std::string();
  }

  std::string case_parties() const {
    std::vector<std::string> names;
    for (const xml::Node party : document_.child("header").find_all("party")) {
      std::string name = line_of(party);
      if (has_words(name) && std::ranges::find(names, name) == names.end())
        names.push_back(std::move(name));
    }
    std::string joined;
    for (const std::string& name : names) joined += (joined.empty() ? "" : "; ") + name;
    return joined;
  }

  void titles() {
    const std::string stated = line_of(in_front("docTitle"));
    const std::string brief = line_of(in_front("shortTitle"));
    if (judgment_) {
      offers_.offer(Field::kTitle, first_of({work_name(), alias("title"), stated, case_parties()}));
    } else {
      offers_.offer(Field::kTitle, first_of({stated, brief, alias("title"), work_name()}));
    }
    // A collection whose own meta says nothing is known by its first part.
    if (!given(Field::kTitle))
      offers_.offer(Field::kTitle, line_of(document_.parent().find("docTitle")));
    offers_.offer(Field::kShortTitle, first_of({brief, alias("short")}));
  }

  void type() {
    const auto row = std::ranges::find(kTypes, document_.name(), &TypeRow::element);
    if (row == kTypes.end()) return;
    const std::string name = document_.attribute("name");
    // A word such as "agreement" or "work-plan" is a type; "publicLaw" is a name of the
    // publisher's.
    const bool type_word = !name.empty() && std::ranges::none_of(name, [](unsigned char c) {
      return std::isupper(c) || std::isdigit(c) || c == '/' || c == '#';
    });
    offers_.offer(Field::kType, row->refined && type_word ? name : std::string(row->type));
  }

  struct DateNamed {
    std::string date;
    std::string name;
  };
  static std::vector<DateNamed> dates_of(xml::Node frbr) {
    std::vector<DateNamed> dates;
    for (const xml::Node one : frbr.children("FRBRdate")) {
      const std::string date = one.attribute("date");
      const auto read = Date::parse(std::string_view(date).substr(0, date.find('T')));
      if (read && read->year < kFirstLikelyYear) continue;
      dates.push_back({date, one.attribute("name")});
    }
    return dates;
  }

  void date() {
    const auto of_work = dates_of(work_);
    const auto of_expression = dates_of(expression_);
    const auto offer_if = [&](const std::vector<DateNamed>& dates, auto fits) {
      for (const DateNamed& one : dates) {
        if (fits(one.name)) offers_.offer(Field::kDate, one.date);
      }
    };
    const auto decisive = [](const std::string& name) {
      return mentions(name, kDecisive) && !mentions(name, kOfTheFile);
    };
    const auto plain = [](const std::string& name) {
      return !mentions(name, kOfTheFile) && lower(name).find("publi") == std::string::npos;
    };
    const auto published = [](const std::string& name) {
      return lower(name).find("publi") != std::string::npos;
    };
    offer_if(of_work, decisive);
    offer_if(of_expression, decisive);
    offer_if(of_work, plain);
    if (!given(Field::kDate)) offers_.offer(Field::kDate, in_front("docDate").attribute("date"));
    offer_if(of_work, published);
    if (!given(Field::kDate))
      offers_.offer(Field::kDate, meta_.child("publication").attribute("date"));
    offer_if(of_expression, plain);
  }

  void citations() {
    std::vector<std::string> found;
    for (const xml::Node one : document_.child("header").find_all("neutralCitation"))
      found.push_back(line_of(one));
    for (const xml::Node block : meta_.children("proprietary")) {
      for (const xml::Node cite : block.children("cite")) found.push_back(cite.text());
    }
    // The number by which courts and legislatures cite a document is on its first page.
    for (const xml::Node number : front_numbers()) {
      std::string words = line_of(number);
      if (std::ranges::any_of(words, [](unsigned char c) { return std::isdigit(c); }))
        found.push_back(std::move(words));
    }
    for (const xml::Node one : work_.children("FRBRalias")) {
      if (lower(one.attribute("name")).find("number") != std::string::npos)
        found.push_back(one.attribute("value"));
    }
    offers_.offer(Field::kCitation, std::move(found));
  }

  std::vector<xml::Node> front_numbers() const {
    std::vector<xml::Node> numbers;
    for (const std::string_view part : {"preface", "coverPage", "header"}) {
      for (const std::string_view name : {"docNumber", "docketNumber"}) {
        const auto found = document_.child(part).find_all(name);
        numbers.insert(numbers.end(), found.begin(), found.end());
      }
    }
    return numbers;
  }

  void court_and_state() {
    const std::string reference = work_.child("FRBRauthor").attribute("href");
    if (reference.starts_with('#')) {
      for (const xml::Node organisation : meta_.child("references").children("TLCOrganization")) {
        if (anchor_names(organisation, reference.substr(1)))
          offers_.offer(Field::kCourt, organisation.attribute("showAs"));
      }
    }
    if (!given(Field::kCourt)) offers_.offer(Field::kCourt, line_of(in_front("courtType")));
    for (const xml::Node block : meta_.children("proprietary")) {
      if (!given(Field::kCourt)) offers_.offer(Field::kCourt, block.child("court").text());
    }
    // "sg", "SGP", "GB-UKM": the state, then perhaps a part of it.
    std::string country = value(work_, "FRBRcountry");
    country = country.substr(0, country.find('-'));
    std::ranges::transform(country, country.begin(),
                           [](unsigned char c) { return std::toupper(c); });
    offers_.offer(Field::kMemberStates, country);
  }

  static bool anchor_names(xml::Node node, std::string_view anchor) {
    return node.attribute("eId") == anchor || node.attribute("id") == anchor;
  }
  bool given(Field field) const { return parsed_.metadata[field].given(); }

  const xml::Node document_;
  const xml::Node meta_;
  const xml::Node work_;
  const xml::Node expression_;
  const bool judgment_;
  FileMetadata offers_;
  ParsedDocument& parsed_;
};

}  // namespace

void read_metadata(xml::Node document, const text::Languages& languages, ParsedDocument& parsed) {
  MetadataReader(document, languages, parsed).read();
}

}  // namespace lontar::parsers::akn
