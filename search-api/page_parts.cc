#include "search-api/page_parts.h"

#include "core/member_state.h"
#include "search-api/links.h"

namespace lontar::api {
namespace {

constexpr std::size_t kMaxPlaces = 4;

std::string places(const std::vector<std::string>& states, const Wording& words) {
  if (states.size() == kMemberStates.size()) return words.text.get("badges.all_states");
  if (states.size() > kMaxPlaces) return words.text.counted("badges.states", states.size());
  std::string out;
  for (const std::string& state : states)
    out.append(out.empty() ? "" : ", ").append(words.label(Field::kMemberStates, state));
  return out;
}

// In one line what the badges say.
std::string facts(const Metadata& metadata, const Wording& words) {
  std::string out;
  const auto add = [&](const std::string& fact) {
    if (!fact.empty()) out.append(out.empty() ? "" : " · ").append(fact);
  };
  if (const std::string& type = metadata.first(Field::kType); !type.empty())
    add(words.label(Field::kType, type));
  if (const auto date = metadata.date()) add(words.text.date(*date));
  if (const std::string& court = metadata.first(Field::kCourt); !court.empty())
    add(words.label(Field::kCourt, court));
  add(metadata.first(Field::kCitation));
  add(places(metadata.all(Field::kMemberStates), words));
  return out;
}

}  // namespace

void set_language(View& view, const std::string& name, const std::string& language,
                  const Wording& words) {
  set(view, name + "_lang", language);
  if (words.vocabulary.right_to_left(language)) view.set(name + "_dir", "rtl");
}

void set_named(View& view, const std::string& name, const Named& named) {
  set(view, name, named.text);
  set(view, name + "_lang", named.language);
}

void set_scan(View& view, int ocr_confidence, bool doubtful) {
  set(view, "scan_doubtful", doubtful);
  set(view, "scan_read", ocr_confidence > 0 && !doubtful);
}

void set_badges(View& view, const index::Record& record, const Wording& words) {
  const Metadata& metadata = record.metadata;
  const std::string& type = metadata.first(Field::kType);
  if (!type.empty()) view.set("badge_type", words.label(Field::kType, type));
  const auto binding = words.vocabulary.binding(type);
  set(view, "badge_binding", binding == true);
  set(view, "badge_not_binding", binding == false);
  if (const auto date = metadata.date()) {
    view.set("badge_date", words.text.date(*date));
    view.set("badge_date_iso", date->iso());
  }
  const std::string& court = metadata.first(Field::kCourt);
  if (!court.empty()) view.set("badge_court", words.label(Field::kCourt, court));
  set(view, "badge_citation", metadata.first(Field::kCitation));
  set(view, "badge_places", places(metadata.all(Field::kMemberStates), words));
  View communities = list();
  for (const std::string& code : metadata.all(Field::kCommunity)) {
    View community = object();
    community.set("community_code", code);
    community.set("community_label", words.label(Field::kCommunity, code));
    communities << community;
  }
  set_list(view, "badge_communities", communities);
  set(view, "is_digest", metadata.first(Field::kTextKind) == "digest");
  set(view, "is_translation", metadata.first(Field::kTextKind) == "translation");
}

void set_pick(View& view, const index::Record& record, const Wording& words) {
  view.set("pick_id", record.id);
  view.set("pick_title", display_title(record));
  set(view, "pick_lang", record.metadata.first(Field::kLanguage));
  set(view, "pick_facts", facts(record.metadata, words));
  set(view, "pick_digest", record.metadata.first(Field::kTextKind) == "digest");
}

}  // namespace lontar::api
