#include "index/audit.h"

#include <array>
#include <map>
#include <set>
#include <system_error>

#include "index/generation.h"
#include "index/posting_builder.h"
#include "index/schema.h"
#include "index/snapshot.h"
#include "text/clean.h"

namespace lontar::index {
namespace {

namespace fs = std::filesystem;

struct ValueName {
  Slot slot;
  const char* name;
};
constexpr std::array kValueNames = {
    ValueName{kSignatureSlot, "facet signature"},
    ValueName{kDateSlot, "date"},
    ValueName{kTitleSortSlot, "sort key of the title"},
    ValueName{kPassagesSlot, "starts of the passages"},
    ValueName{kNamesSlot, "list of names"},
};

struct TermEntry {
  Xapian::termcount frequency = 0;
  std::vector<Xapian::termpos> positions;
  bool operator==(const TermEntry&) const = default;
};

std::map<std::string, TermEntry> terms_of(const Xapian::Document& document) {
  std::map<std::string, TermEntry> terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    TermEntry& entry = terms[*term];
    entry.frequency = term.get_wdf();
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) {
      entry.positions.push_back(*at);
    }
  }
  return terms;
}

// The number of terms that only one side has, or that differ; and one of them, for the message.
void compare_terms(const Xapian::Document& stored, const Xapian::Document& expected,
                   std::vector<std::string>& found) {
  const auto there = terms_of(stored);
  const auto wanted = terms_of(expected);
  if (there == wanted) return;
  std::set<std::string> differing;
  for (const auto& [term, entry] : wanted) {
    const auto same = there.find(term);
    if (same == there.end() || same->second != entry) differing.insert(term);
  }
  for (const auto& [term, entry] : there) {
    if (!wanted.contains(term)) differing.insert(term);
  }
  found.push_back(std::to_string(differing.size()) +
                  " of the words it is found by are not those of its text, for example '" +
                  text::clean_line(*differing.begin()) + "'");
}

bool outlines_equal(const std::vector<Passage>& outline, std::vector<Passage> passages) {
  for (Passage& passage : passages) passage.text.clear();
  return outline == passages;
}

std::string counted(std::string_view facet, const std::string& value, std::uint64_t index,
                    std::uint64_t records) {
  return "the facet " + std::string(facet) + " counts " + std::to_string(index) +
         " documents with '" + text::clean_line(value) + "', and " + std::to_string(records) +
         " have it";
}

}  // namespace

struct Audit::Impl {
  Snapshot snapshot;
  fs::path database;
  PostingBuilder builder{};

  // Runs a reading function; what the engine throws becomes an error.
  template <class T, class F>
  Result<T> read(F&& function) const {
    try {
      return function();
    } catch (const Xapian::DatabaseModifiedError& error) {
      // Damaged blocks look as if a writer had replaced them. Nobody has where the state is the
      // same.
      const auto now = Snapshot::open(database.parent_path());
      if (!now) return now.error();
      if (now->generation() != snapshot.generation()) return translate(error);
      return translate(Xapian::DatabaseCorruptError(error.get_msg()));
    } catch (const Xapian::Error& error) {
      return translate(error);
    }
  }

  std::vector<Passage> passages(const Record& record) const {
    std::vector<Passage> found;
    found.reserve(record.passages);
    for (std::size_t i = 0; i < record.passages; ++i) found.push_back(snapshot.passage(record, i));
    return found;
  }

  std::vector<std::string> contradictions(const Record& record);
  void facet_contradictions(const std::vector<Record>& records,
                            std::vector<std::string>& found) const;
  void passage_contradictions(const std::vector<Record>& records,
                              std::vector<std::string>& found) const;
};

std::vector<std::string> Audit::Impl::contradictions(const Record& record) {
  std::vector<std::string> found;
  const auto number = snapshot.find(record.id);
  if (!number) return {"it cannot be found by its id"};
  const Xapian::Document stored = snapshot.database().get_document(*number);

  Document document{record.id, record.origin, {}};
  document.content.media_type = record.media_type;
  document.content.part = record.part;
  document.content.pages = record.pages;
  document.content.metadata = record.metadata;
  document.content.warnings = record.warnings;
  document.content.passages = passages(record);
  for (std::size_t i = 0; i < record.passages; ++i) {
    if (document.content.passages[i].anchor.empty()) {
      found.push_back("passage " + std::to_string(i + 1) + " cannot be read");
    }
  }
  if (!outlines_equal(snapshot.outline(record), document.content.passages)) {
    found.push_back("its outline is not that of its passages");
  }
  const Xapian::Document expected = builder.build(document, record.key);
  for (const ValueName& value : kValueNames) {
    if (stored.get_value(value.slot) != expected.get_value(value.slot)) {
      found.push_back(std::string("its ") + value.name + " is not that of its record");
    }
  }
  compare_terms(stored, expected, found);
  return found;
}

void Audit::Impl::facet_contradictions(const std::vector<Record>& records,
                                       std::vector<std::string>& found) const {
  for (const Facet& facet : kFacets) {
    std::map<std::string, std::pair<std::string, std::uint64_t>> counts;  // by term
    for (const Record& record : records) {
      for (const std::string& value : facet_values(facet, record.metadata)) {
        auto& [name, count] = counts[facet_term(facet, value)];
        name = value;
        ++count;
      }
    }
    for (const auto& [term, named] : counts) {
      const std::uint64_t index = snapshot.database().get_termfreq(term);
      if (index != named.second) {
        found.push_back(counted(facet.name, named.first, index, named.second));
      }
    }
    const std::string prefix = prefixed_term(facet.prefix, "");
    const auto end = snapshot.database().allterms_end(prefix);
    for (auto term = snapshot.database().allterms_begin(prefix); term != end; ++term) {
      if (counts.contains(*term)) continue;
      found.push_back(counted(facet.name, (*term).substr(prefix.size()), term.get_termfreq(), 0));
    }
  }
}

void Audit::Impl::passage_contradictions(const std::vector<Record>& records,
                                         std::vector<std::string>& found) const {
  std::set<std::string> owned;
  for (const Record& record : records) {
    owned.insert(record_key(record.key));
    owned.insert(outline_key(record.key));
    for (const std::size_t first : record.blocks) owned.insert(block_key(record.key, first));
  }
  std::size_t strays = 0;
  for (const char* prefix : {"t", "o", "r"}) {
    const auto end = snapshot.database().metadata_keys_end(prefix);
    for (auto key = snapshot.database().metadata_keys_begin(prefix); key != end; ++key) {
      if (!owned.contains(*key)) ++strays;
    }
  }
  if (strays)
    found.push_back(std::to_string(strays) + " stored passages or records belong to no document");
}

Audit::Audit(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Audit::~Audit() = default;
Audit::Audit(Audit&&) noexcept = default;
Audit& Audit::operator=(Audit&&) noexcept = default;

Result<Audit> Audit::open(const fs::path& dir) {
  auto snapshot = Snapshot::open(dir);
  if (!snapshot) return snapshot.error();
  const auto database = current_database(dir);
  if (!database) return database.error();
  return Audit(std::make_unique<Impl>(Impl{std::move(*snapshot), *database, {}}));
}

std::uint64_t Audit::generation() const { return impl_->snapshot.generation(); }

std::uint64_t Audit::bytes() const {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (auto at = fs::directory_iterator(impl_->database, error); !error && at != fs::end(at);
       at.increment(error)) {
    std::error_code gone;
    const std::uint64_t size = at->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

Result<std::vector<Record>> Audit::records() const {
  return impl_->read<std::vector<Record>>([&] {
    std::vector<Record> records;
    const Xapian::Database& database = impl_->snapshot.database();
    records.reserve(database.get_doccount());
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
      records.push_back(impl_->snapshot.record(*it));
    }
    return records;
  });
}

Result<std::vector<Passage>> Audit::passages(const Record& record) const {
  return impl_->read<std::vector<Passage>>([&] { return impl_->passages(record); });
}

Result<std::vector<std::string>> Audit::contradictions(const Record& record) const {
  return impl_->read<std::vector<std::string>>([&] { return impl_->contradictions(record); });
}

Result<std::vector<std::string>> Audit::contradictions(const std::vector<Record>& records) const {
  return impl_->read<std::vector<std::string>>([&] {
    std::vector<std::string> found;
    if (impl_->snapshot.database().get_doccount() != records.size()) {
      found.push_back("the index says it holds another number of documents than it does");
    }
    impl_->facet_contradictions(records, found);
    impl_->passage_contradictions(records, found);
    return found;
  });
}

}  // namespace lontar::index
