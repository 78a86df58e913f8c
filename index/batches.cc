#include "index/batches.h"

#include <algorithm>
#include <memory>
#include <span>

#include "index/generation.h"
#include "index/record.h"
#include "index/schema.h"

namespace lontar::index {
namespace {

// A batch that a crash destroys is made again from the sources, so it need not reach the disk.
constexpr int kBatchFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                            Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

// What a batch takes while it is built. Measured on generated documents, from batches of 4 and 16
// MB: 7 bytes for a byte of text in long documents, 13 in short ones. The second number is a guess
// at what a document of few words takes.
constexpr std::size_t kWeightPerByte = 14;
constexpr std::size_t kWeightPerDocument = 16 << 10;

void compact(const std::vector<std::filesystem::path>& sources,
             const std::filesystem::path& target) {
  Xapian::Database all;
  for (const auto& source : sources) all.add_database(Xapian::Database(source.string()));
  all.compact(target.string(), Xapian::Compactor::FULL);
}

void remove_all(const std::vector<std::filesystem::path>& paths) {
  std::error_code error;
  for (const auto& path : paths) std::filesystem::remove_all(path, error);
}

// In the order of their keys, so that the table grows at its end: quicker, and its blocks are full.
std::vector<MetadataEntry> sorted_entries(const std::vector<Numbered>& documents) {
  std::vector<MetadataEntry> all;
  for (const Numbered& document : documents)
    std::ranges::move(entries_of(document), std::back_inserter(all));
  std::ranges::sort(all, {}, &MetadataEntry::key);
  return all;
}

}  // namespace

std::vector<MetadataEntry> entries_of(const Numbered& numbered) {
  const auto& [document, key] = numbered;
  const std::span passages = document.content.passages;
  const Record record = record_of(document, key);
  std::vector<MetadataEntry> entries;
  entries.reserve(record.blocks.size() + 2);
  for (std::size_t i = 0; i < record.blocks.size(); ++i) {
    const std::size_t first = record.blocks[i];
    const std::size_t end = i + 1 < record.blocks.size() ? record.blocks[i + 1] : passages.size();
    entries.push_back({block_key(key, first), encode_block(passages.subspan(first, end - first))});
  }
  entries.push_back({outline_key(key), encode_outline(document.content.passages)});
  entries.push_back({record_key(key), encode(record)});
  return entries;
}

void store(Xapian::WritableDatabase& database, const std::vector<MetadataEntry>& entries) {
  for (const auto& [key, text] : entries) database.set_metadata(key, text);
}

std::size_t weight_of(const Batch& batch) {
  return kWeightPerByte * batch.bytes + kWeightPerDocument * batch.documents.size();
}

void Batches::add(Batch batch) {
  const std::size_t number = added_++;
  const std::size_t weight = weight_of(batch);
  // A function object must be copyable, documents had better not be.
  auto shared = std::make_shared<Batch>(std::move(batch));
  crew_.run(weight, [this, number, shared](PostingBuilder& builder) {
    Xapian::WritableDatabase database(path_of(0, number).string(), kBatchFlags);
    database.begin_transaction(false);  // one flush, whatever the environment's threshold
    store(database, sorted_entries(shared->documents));
    for (const auto& [document, key] : shared->documents) {
      database.add_document(builder.build(document, key));
    }
    database.commit_transaction();
    database.close();
    finished(0, number);
  });
}

std::filesystem::path Batches::path_of(std::size_t level, std::size_t number) const {
  return building_path(dir_, "batch-" + std::to_string(level) + "-" + std::to_string(number));
}

void Batches::finished(std::size_t level, std::size_t number) {
  const std::size_t group = number / merge_width_;
  {
    const std::lock_guard lock(mutex_);
    if (++finished_[{level, group}] < merge_width_) return;
  }
  crew_.add([this, level, group](PostingBuilder&) {
    merge_group(level, group);
    finished(level + 1, group);
  });
}

void Batches::merge_group(std::size_t level, std::size_t group) const {
  std::vector<std::filesystem::path> sources;
  for (std::size_t i = 0; i < merge_width_; ++i) {
    sources.push_back(path_of(level, group * merge_width_ + i));
  }
  compact(sources, path_of(level + 1, group));
  remove_all(sources);
}

void Batches::merge_into(const std::filesystem::path& target, const std::filesystem::path& first) {
  crew_.wait();
  // What no group has taken, the last first: the ends of the levels, the lowest level before
  // others.
  std::vector<std::filesystem::path> sources;
  for (std::size_t level = 0, count = added_; count > 0; ++level, count /= merge_width_) {
    for (std::size_t back = 1; back <= count % merge_width_; ++back) {
      sources.push_back(path_of(level, count - back));
    }
  }
  if (!first.empty()) sources.push_back(first);
  std::ranges::reverse(sources);
  if (sources.empty()) {
    const Xapian::WritableDatabase made(target.string(),
                                        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    return;
  }
  compact(sources, target);
  remove_all(sources);
}

}  // namespace lontar::index
