#include "parsers/pdf.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <string>

#include "parsers/pdf_furniture.h"
#include "parsers/pdf_health.h"
#include "parsers/pdf_layout.h"
#include "parsers/pdf_metadata.h"
#include "parsers/pdf_paragraphs.h"
#include "parsers/pdf_passages.h"
#include "parsers/pdf_reader.h"
#include "parsers/pdf_scans.h"
#include "text/clean.h"
#include "text/language_id.h"

namespace lontar::parsers {
namespace {

// The longest laws of the region have some 3,000 pages.
constexpr int kMaxPages = 20'000;
// Bytes of text that tell the language of the pages without any.
constexpr std::size_t kLeastToIdentify = 200;
constexpr std::size_t kTextToIdentify = 20'000;

std::vector<Warning> file_warnings(const pdf::FileInfo& file, int pages) {
  std::vector<Warning> out;
  if (file.repaired) {
    out.push_back({"damaged",
                   "The file is damaged and was read as far as it could be repaired; "
                   "compare it with its source."});
  }
  if (pages == 0)
    out.push_back({"no-pages", "The file has no page; get it again from its source."});
  if (pages > kMaxPages) {
    out.push_back({"too-many-pages", "Only the first " + std::to_string(kMaxPages) + " of " +
                                         std::to_string(pages) +
                                         " pages were read; split the file."});
  }
  if (file.portfolio) {
    out.push_back({"portfolio",
                   "The file is a portfolio: its documents are attachments, which are "
                   "not read; extract them and add each as a file."});
  } else if (file.embedded_files > 0) {
    out.push_back({"embedded-files", std::to_string(file.embedded_files) +
                                         " attached file(s) inside the PDF are not read; extract "
                                         "them and add each as a file."});
  }
  if (file.xfa) {
    out.push_back({"dynamic-form",
                   "The form is drawn by a program inside the file (XFA), so what "
                   "a reader sees may be missing; print it to a plain PDF."});
  }
  return out;
}

void append(std::vector<Warning>& to, std::vector<Warning> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

class PdfParser : public Parser {
 public:
  PdfParser(const text::Languages& languages, const ScanOptions& scans,
            std::optional<ocr::Reader> scan_reader, text::LanguageIdentifier identifier)
      : languages_(languages),
        scans_(scans),
        scan_reader_(std::move(scan_reader)),
        identifier_(std::move(identifier)) {}

  std::string_view name() const override { return "pdf"; }

  bool accepts(const Input& input) const override {
    // Readers allow for some bytes before the signature.
    return input.bytes.substr(0, 1024 + 5).find("%PDF-") != std::string_view::npos;
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    ParsedDocument document;
    document.media_type = "application/pdf";
    try {
      if (auto read = read_into(document, input); !read) return read;
    } catch (const std::exception& e) {
      return Error{ErrorCode::kDamaged, std::string("The PDF could not be read (") + e.what() +
                                            "); get the file again from its source."};
    }
    emit(std::move(document));
    return {};
  }

 private:
  Result<void> read_into(ParsedDocument& document, const Input& input) const {
    auto reader = pdf::Reader::open(input.bytes);
    if (!reader) {
      if (reader.error().code != ErrorCode::kUnavailable) return reader.error();
      document.warnings.push_back({"password-protected", reader.error().message});
      return {};
    }
    const pdf::FileInfo file = reader->info();
    document.pages = reader->pages();
    document.warnings = file_warnings(file, document.pages);

    std::vector<pdf::Page> pages;
    pdf::TextHealth health;
    pdf::Scans scans;
    std::vector<int> cut;
    for (int number = 1; number <= std::min(document.pages, kMaxPages); ++number) {
      const pdf::PageWords words = reader->page(number);
      health.add(words, number, words.has_picture);
      scans.add(number, words, scans_.mode);
      if (words.cut) cut.push_back(number);
      pages.push_back(pdf::lay_out(number, words));
    }
    if (scan_reader_) read_scans(scans, *reader, file, health, pages);
    document.extraction = scans.figures();
    append(document.warnings,
           health.warnings([&](int page) { return scans.was_read(page); }, scans.mended()));
    append(document.warnings, scans.warnings());
    if (!cut.empty()) {
      document.warnings.push_back({"page-too-long",
                                   "More text than a page can hold, only the "
                                   "beginning was read, on page " +
                                       pdf::page_list(cut) + "."});
    }
    pdf::remove_furniture(pages, languages_);
    const std::vector<pdf::Block> blocks = pdf::to_blocks(pages, languages_);
    document.passages = pdf::to_passages(blocks, languages_);
    document.metadata = pdf::find_metadata(file, input.name, blocks,
                                           health.readable() || scans.mended(), languages_);
    return {};
  }

  void read_scans(pdf::Scans& scans, pdf::Reader& reader, const pdf::FileInfo& file,
                  const pdf::TextHealth& health, std::vector<pdf::Page>& pages) const {
    // Language data and its reader keep state.
    const std::scoped_lock lock(mutex_);
    const pdf::Scans::Means means{*scan_reader_, scans_.budget, scans_.mode};
    scans.read(reader, means, likely_language(scans, file, health, pages), !health.readable(),
               pages);
  }

  // What the fonts say, then the file itself, then its pages with text.
  std::string likely_language(const pdf::Scans& scans, const pdf::FileInfo& file,
                              const pdf::TextHealth& health,
                              const std::vector<pdf::Page>& pages) const {
    if (!scans.language_of_fonts().empty()) return std::string(scans.language_of_fonts());
    std::string text;
    if (health.readable()) {
      for (const pdf::Page& page : pages) {
        for (const pdf::Line& line : page.lines) text += line.text + '\n';
        if (text.size() > kTextToIdentify) break;
      }
    }
    std::string language = text.size() < kLeastToIdentify ? "" : identifier_.identify(text);
    return language.empty() ? text::clean_line(file.language) : language;
  }

  const text::Languages& languages_;
  const ScanOptions scans_;
  mutable std::mutex mutex_;  // of what follows
  mutable std::optional<ocr::Reader> scan_reader_;
  mutable text::LanguageIdentifier identifier_;
};

}  // namespace

Result<std::unique_ptr<Parser>> make_pdf_parser(const text::Languages& languages,
                                                const ScanOptions& scans) {
  auto identifier = text::LanguageIdentifier::create(languages);
  if (!identifier) return identifier.error();
  std::optional<ocr::Reader> reader;
  if (scans.mode != ocr::Mode::kOff) {
    auto made = ocr::Reader::create(languages, scans.cache);
    if (!made) return made.error();
    reader = std::move(*made);
  }
  return std::unique_ptr<Parser>(
      std::make_unique<PdfParser>(languages, scans, std::move(reader), std::move(*identifier)));
}

}  // namespace lontar::parsers
