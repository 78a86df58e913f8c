#include "index/history.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>
#include <optional>

#include "io/file.h"
#include "io/json.h"

namespace lontar::index {
namespace {

using io::Json;

constexpr std::string_view kHeader = R"({"format":"lontar-history","version":1})";

// By Event::Kind.
constexpr std::array<std::string_view, 4> kNames = {"changed", "withdrawn", "returned", "added"};

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string line_of(const std::string& id, const Event& event) {
  Json json = {{"id", id},
               {"event", name(event.kind)},
               {"generation", event.generation},
               {"when", event.when},
               {"hash", event.hash},
               {"file", event.file},
               {"title", event.title}};
  for (const FieldChange& change : event.changes) {
    json["changes"].push_back(
        {{"field", change.field}, {"before", change.before}, {"after", change.after}});
  }
  return io::dump(json);
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_at(const Json& json, const char* key) {
  std::vector<std::string> texts;
  const auto found = json.find(key);
  if (found == json.end() || !found->is_array()) return texts;
  for (const Json& text : *found) {
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

std::optional<Event> event_in(const Json& json) {
  Event event;
  const auto kind = std::ranges::find(kNames, text_at(json, "event"));
  const auto generation = json.find("generation");
  if (kind == kNames.end() || text_at(json, "id").empty()) return {};
  if (generation == json.end() || !generation->is_number_unsigned()) return {};
  event.kind = static_cast<Event::Kind>(kind - kNames.begin());
  event.generation = generation->get<std::uint64_t>();
  event.when = text_at(json, "when");
  event.hash = text_at(json, "hash");
  event.file = text_at(json, "file");
  event.title = text_at(json, "title");
  if (const auto changes = json.find("changes"); changes != json.end() && changes->is_array()) {
    for (const Json& change : *changes) {
      if (!change.is_object()) continue;
      event.changes.push_back(
          {text_at(change, "field"), texts_at(change, "before"), texts_at(change, "after")});
    }
  }
  if (event.generation == 0) return {};
  return event;
}

}  // namespace

std::string_view name(Event::Kind kind) { return kNames[static_cast<std::size_t>(kind)]; }

Event event_of(Event::Kind kind, const Record& record) {
  return {kind, 0, {}, record.origin.hash, record.origin.file, record.metadata.first(Field::kTitle),
          {}};
}

Event change_event(const Record& before, const Document& next) {
  Event event = event_of(Event::Kind::kChanged, before);
  for (const FieldInfo& field : kFields) {
    const auto& was = before.metadata.all(field.field);
    const auto& is = next.content.metadata.all(field.field);
    if (was != is) event.changes.push_back({std::string(field.name), was, is});
  }
  return event;
}

bool is_another_version(const Record& before, const Document& next) {
  return before.origin.hash != next.origin.hash ||
         std::ranges::any_of(kFields, [&](const FieldInfo& field) {
           return before.metadata.all(field.field) != next.content.metadata.all(field.field);
         });
}

Result<History> History::load(const std::filesystem::path& dir) {
  History history(dir / "history.jsonl");
  const auto text = io::read_file(history.file_);
  if (!text && text.error().code == ErrorCode::kNotFound) return history;
  if (!text) return text.error();
  for (std::string_view rest = *text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.empty() && line != kHeader) history.read_line(line);
  }
  return history;
}

void History::read_line(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  auto event = json.is_object() ? event_in(json) : std::nullopt;
  lines_.push_back({event ? event->generation : 0, std::string(line)});
  if (event) events_[text_at(json, "id")].push_back(std::move(*event));
}

const std::vector<Event>& History::of(const std::string& id) const {
  static const std::vector<Event> none;
  const auto found = events_.find(id);
  return found == events_.end() ? none : found->second;
}

std::vector<Event> History::until(const std::string& id, std::uint64_t generation) const {
  std::vector<Event> events;
  std::ranges::copy_if(of(id), std::back_inserter(events),
                       [&](const Event& event) { return event.generation <= generation; });
  return events;
}

const Event* History::withdrawal(const std::string& id, std::uint64_t generation) const {
  const Event* last = nullptr;
  for (const Event& event : of(id)) {
    if (event.generation <= generation) last = &event;
  }
  return last && last->kind == Event::Kind::kWithdrawn ? last : nullptr;
}

std::uint64_t History::newest_generation() const {
  std::uint64_t newest = 0;
  for (const Line& line : lines_) newest = std::max(newest, line.generation);
  return newest;
}

void History::drop_after(std::uint64_t generation) {
  const auto later = [&](const Line& line) { return line.generation > generation; };
  if (std::erase_if(lines_, later) > 0) changed_ = true;
  for (auto& [id, events] : events_) {
    std::erase_if(events, [&](const Event& event) { return event.generation > generation; });
  }
}

void History::add(const std::string& id, Event event, std::uint64_t generation) {
  event.generation = generation;
  event.when = now();
  lines_.push_back({generation, line_of(id, event)});
  events_[id].push_back(std::move(event));
  changed_ = true;
}

Result<void> History::save() {
  if (!changed_) return {};
  std::string text(kHeader);
  text += '\n';
  for (const Line& line : lines_) text.append(line.text).append(1, '\n');
  const auto written = io::write_file_atomically(file_, text);
  if (written) changed_ = false;
  return written;
}

}  // namespace lontar::index
