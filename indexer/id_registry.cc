#include "indexer/id_registry.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <tuple>

#include "io/file.h"
#include "io/json.h"

namespace lontar::indexer {
namespace {

constexpr std::string_view kHeader = R"({"format":"lontar-ids","version":1})";
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kHashDigits = 8;

std::optional<std::string> text_at(const io::Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return {};
  return found->get<std::string>();
}

}  // namespace

std::string slug(std::string_view name) {
  constexpr std::size_t kLongest = 60;
  std::string made;
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (letter < 0x80 && std::isalnum(letter)) {
      made += static_cast<char>(std::tolower(letter));
    } else if (!made.empty() && made.back() != '-') {
      made += '-';
    }
  }
  if (made.size() > kLongest) {
    const std::size_t word_end = made.rfind('-', kLongest);
    made.resize(word_end == made.npos || word_end < kLongest / 2 ? kLongest : word_end);
  }
  while (!made.empty() && made.back() == '-') made.pop_back();
  return made.empty() ? "document" : made;
}

Result<IdRegistry> IdRegistry::load(const std::filesystem::path& index_dir,
                                    std::vector<Issue>& issues) {
  IdRegistry registry(index_dir / "ids.jsonl");
  const auto text = io::read_file(registry.file_);
  if (!text && text.error().code == ErrorCode::kNotFound) return registry;
  if (!text) return text.error();

  int number = 0;
  bool damaged = false;
  for (std::string_view rest = *text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++number;
    if (line.empty() || (number == 1 && line == kHeader) || registry.read_line(line)) continue;
    damaged = true;
    issues.push_back(
        {.corpus = {},
         .file = registry.file_.string(),
         .row = number,
         .column = {},
         .code = "damaged-registry",
         .message = registry.file_.string() + ":" + std::to_string(number) +
                    ": this line is not an id that Lontar wrote; the file is kept as "
                    "ids.jsonl.damaged, and ids still in the index are taken from it"});
  }
  registry.changed_ = damaged;
  if (damaged) {
    const auto kept = io::write_file_atomically(registry.file_.string() + ".damaged", *text);
    if (!kept) return kept.error();
  }
  return registry;
}

bool IdRegistry::read_line(std::string_view line) {
  const io::Json json = io::Json::parse(line, nullptr, false);
  if (!json.is_object()) return false;
  const auto id = text_at(json, "id");
  const auto path = text_at(json, "file");
  const auto hash = text_at(json, "hash");
  const auto part = json.find("part");
  if (!id || !path || !hash || id->empty()) return false;
  if (part != json.end() && !part->is_number_integer()) return false;
  if (by_id_.contains(*id)) return false;
  add({*id, {*path, part == json.end() ? 0 : part->get<int>()}, *hash});
  return true;
}

Result<void> IdRegistry::save() {
  if (!changed_) return {};
  std::vector<const Entry*> sorted;
  for (const Entry& entry : entries_) sorted.push_back(&entry);
  std::ranges::sort(sorted, {},
                    [](const Entry* entry) { return std::tie(entry->place, entry->id); });
  std::string text(kHeader);
  text += '\n';
  for (const Entry* entry : sorted) {
    io::Json json = {{"id", entry->id}, {"file", entry->place.path}, {"hash", entry->hash}};
    if (entry->place.part) json["part"] = entry->place.part;
    text += io::dump(json) + '\n';
  }
  const auto written = io::write_file_atomically(file_, text);
  if (written) changed_ = false;
  return written;
}

void IdRegistry::add(Entry entry) {
  const std::size_t at = entries_.size();
  if (!entry.place.path.empty()) by_place_[entry.place] = at;
  by_hash_.emplace(entry.hash, at);
  by_id_.emplace(entry.id, at);
  entries_.push_back(std::move(entry));
}

void IdRegistry::move(std::size_t at, Place place) {
  Entry& entry = entries_[at];
  if (entry.place == place) return;
  const auto held = by_place_.find(entry.place);
  if (held != by_place_.end() && held->second == at) by_place_.erase(held);
  entry.place = std::move(place);
  if (!entry.place.path.empty()) by_place_[entry.place] = at;
  changed_ = true;
}

const std::string* IdRegistry::find(const Place& place) const {
  const auto found = by_place_.find(place);
  return found == by_place_.end() ? nullptr : &entries_[found->second].id;
}

bool IdRegistry::has_parts(const std::string& path) const {
  const auto found = by_place_.lower_bound({path, 1});
  return found != by_place_.end() && found->first.path == path;
}

bool IdRegistry::is_vacant(const std::string& path) const {
  std::error_code error;
  if (path.empty() || let_go_.contains(path)) return true;
  return !std::filesystem::exists(path, error) && !error;  // one that cannot be looked at is there
}

std::size_t IdRegistry::moved_from(const std::string& hash, const Taken& taken) const {
  std::size_t best = kNone;
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto it = begin; it != end; ++it) {
    const Entry& entry = entries_[it->second];
    // An edited file's earlier hashes stay in by_hash_; only the present one says "same content".
    if (entry.hash != hash || taken(entry.id) || !is_vacant(entry.place.path)) continue;
    if (best == kNone ||
        std::tie(entry.place, entry.id) < std::tie(entries_[best].place, entries_[best].id)) {
      best = it->second;
    }
  }
  return best;
}

std::string IdRegistry::id_for(const Place& place, const std::string& hash, std::string_view name,
                               const Taken& taken) {
  const auto held = by_place_.find(place);
  std::size_t at = held == by_place_.end() ? kNone : held->second;
  if (at != kNone && taken(entries_[at].id)) {
    move(at, {});  // somebody else goes by this id now
    at = kNone;
  }
  if (at == kNone) at = moved_from(hash, taken);
  if (at == kNone) {
    std::string id = mint(place, hash, name, taken);
    add({id, place, hash});
    changed_ = true;
    return id;
  }
  move(at, place);
  if (entries_[at].hash != hash) {
    entries_[at].hash = hash;
    by_hash_.emplace(hash, at);
    changed_ = true;
  }
  return entries_[at].id;
}

std::string IdRegistry::mint(const Place& place, const std::string& hash, std::string_view name,
                             const Taken& taken) const {
  const std::string stem = slug(name);
  std::string id = stem + "-" + hash.substr(0, kHashDigits);
  // The same content elsewhere, under the same name: the place tells them apart.
  for (int attempt = 0; taken(id) || by_id_.contains(id); ++attempt) {
    const std::string unlike =
        hash + place.path + '#' + std::to_string(place.part) + '#' + std::to_string(attempt);
    id = stem + "-" + io::content_hash(unlike).substr(0, kHashDigits);
  }
  return id;
}

void IdRegistry::adopt(const Place& place, const std::string& hash, const std::string& id) {
  if (by_id_.contains(id) || by_place_.contains(place)) return;
  add({id, place, hash});
  changed_ = true;
}

void IdRegistry::follow_parts(const std::string& path, const std::vector<std::string>& hashes) {
  std::vector<std::size_t> free;  // the file's entries, by part; those followed are taken out
  for (auto it = by_place_.lower_bound({path, 1}); it != by_place_.end() && it->first.path == path;
       ++it) {
    free.push_back(it->second);
  }
  std::vector<std::size_t> chosen(hashes.size(), kNone);
  const auto choose = [&](std::size_t line, auto matches) {
    if (hashes[line].empty() || chosen[line] != kNone) return;
    const auto found = std::ranges::find_if(free, matches);
    if (found == free.end()) return;
    chosen[line] = *found;
    free.erase(found);
  };
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    choose(i, [&](std::size_t at) { return entries_[at].hash == hashes[i]; });
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    choose(i, [&](std::size_t at) { return entries_[at].place.part == static_cast<int>(i) + 1; });
  }
  for (const std::size_t at : free) move(at, {});
  for (const std::size_t at : chosen) {
    if (at != kNone) by_place_.erase(entries_[at].place);
  }
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (chosen[i] == kNone) continue;
    const Place place{path, static_cast<int>(i) + 1};
    if (entries_[chosen[i]].place != place) changed_ = true;
    entries_[chosen[i]].place = place;
    by_place_[place] = chosen[i];
  }
}

}  // namespace lontar::indexer
