#include "parsers/pdf_reader.h"

#include <Catalog.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <TextOutputDev.h>
#include <UTF.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <mutex>

#include "parsers/pdf_drawing.h"
#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

// Poppler keeps its tables in a global that it expects to exist before the first document. Made
// once, never destroyed: its mutexes then serve all threads until the process ends.
void start_poppler() {
  static std::once_flag once;
  std::call_once(once, [] {
    setErrorCallback([](ErrorCategory, Goffset, const char*) {});
    if (!globalParams) globalParams = std::make_unique<GlobalParams>();
  });
}

// Fewer are a stamp or a page number, and what the page says may be in its picture.
constexpr std::size_t kFewCharacters = 300;
// A page so large that it has fewer dots per inch than this is a map or a plan.
constexpr double kFewestDots = 60;

// Collects words in the order they are drawn, and stops collecting at the limit.
class WordDevice : public TextOutputDev {
 public:
  WordDevice() : TextOutputDev(nullptr, false, 0, true, false) {}

  void startPage(int number, GfxState* state, XRef* xref) override {
    characters_ = unmapped_ = 0;
    TextOutputDev::startPage(number, state, xref);
  }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* u, int length) override {
    if (++characters_ > kMaxPageCharacters) return;
    if ((length == 0 || u == nullptr || u[0] == 0) && (dx != 0 || dy != 0)) ++unmapped_;
    TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, u, length);
  }

  int unmapped() const { return unmapped_; }
  bool full() const { return characters_ > kMaxPageCharacters; }
  static bool stops(void* device) { return static_cast<WordDevice*>(device)->full(); }

 private:
  int characters_ = 0;
  int unmapped_ = 0;
};

std::string utf8(const GooString* text) {
  if (text == nullptr) return "";
  Unicode* characters = nullptr;
  const int length = TextStringToUCS4(text->toStr(), &characters);
  const std::unique_ptr<Unicode, decltype(&std::free)> owner(characters, &std::free);
  std::string out;
  for (int i = 0; i < length; ++i) append_utf8(out, static_cast<char32_t>(characters[i]));
  return out;
}

bool bold(const TextFontInfo* font) {
  if (font == nullptr) return false;
  if (font->isBold()) return true;
  const GooString* name = font->getFontName();
  if (name == nullptr) return false;
  const std::string& text = name->toStr();
  return text.find("Bold") != std::string::npos || text.find("bold") != std::string::npos ||
         text.find("Black") != std::string::npos || text.find("Heavy") != std::string::npos;
}

Word make_word(const TextWord& word, std::u32string& characters) {
  Word out;
  out.begin = static_cast<std::uint32_t>(characters.size());
  for (int i = 0; i < word.getLength(); ++i) characters.push_back(*word.getChar(i));
  out.length = static_cast<std::uint32_t>(characters.size()) - out.begin;
  double left = 0, top = 0, right = 0, bottom = 0;
  word.getBBox(&left, &top, &right, &bottom);
  out.left = static_cast<float>(left);
  out.right = static_cast<float>(right);
  out.top = static_cast<float>(top);
  out.bottom = static_cast<float>(bottom);
  out.baseline = static_cast<float>(word.getBaseline());
  out.size = static_cast<float>(word.getFontSize());
  out.rotation = static_cast<std::uint8_t>(word.getRotation() & 3);
  return out;
}

bool shows_picture(::Page& page) {
  Dict* resources = page.getResourceDict();
  if (resources == nullptr) return false;
  const Object objects = resources->lookup("XObject");
  return objects.isDict() && objects.dictGetLength() > 0;
}

std::size_t pixels_of(Dict& image) {
  const Object width = image.lookup("Width"), height = image.lookup("Height");
  if (!width.isInt() || !height.isInt() || width.getInt() <= 0 || height.getInt() <= 0) return 0;
  return static_cast<std::size_t>(width.getInt()) * static_cast<std::size_t>(height.getInt());
}

// Pixels of the largest image among the resources, and in the forms drawn with them.
std::size_t largest_picture(Dict* resources, int depth = 0) {
  constexpr int kDeepest = 3, kMostLookedAt = 50;
  if (resources == nullptr || depth > kDeepest) return 0;
  const Object objects = resources->lookup("XObject");
  if (!objects.isDict()) return 0;
  std::size_t largest = 0;
  for (int i = 0; i < std::min(objects.dictGetLength(), kMostLookedAt); ++i) {
    const Object object = objects.getDict()->getVal(i);
    if (!object.isStream()) continue;
    Dict& dict = *object.streamGetDict();
    const Object inner = dict.lookup("Resources");
    if (inner.isDict()) largest = std::max(largest, largest_picture(inner.getDict(), depth + 1));
    largest = std::max(largest, pixels_of(dict));
  }
  return largest;
}

// How many characters each font drew. Words of one font mostly follow each other.
void count_font(const TextWord& word, std::vector<FontUse>& fonts) {
  const TextFontInfo* font = word.getFontInfo(0);
  if (font == nullptr || font->getFontName() == nullptr) return;
  const std::string& name = font->getFontName()->toStr();
  auto use = std::find_if(fonts.rbegin(), fonts.rend(),
                          [&](const FontUse& known) { return known.name == name; });
  if (use == fonts.rend()) {
    fonts.push_back({name, 0});
    use = fonts.rbegin();
  }
  use->characters += static_cast<std::size_t>(word.getLength());
}

// The head of the object that holds the last page catalogue, "12 0", or "".
std::string catalogue_object(std::string_view bytes) {
  std::size_t at = bytes.rfind("/Catalog");
  for (; at != std::string_view::npos && at > 0; at = bytes.rfind("/Catalog", at - 1)) {
    const std::size_t type = bytes.rfind("/Type", at);
    const std::size_t object = bytes.rfind(" obj", at);
    if (type == std::string_view::npos || object == std::string_view::npos) return "";
    if (bytes.find_first_not_of(" \r\n\t", type + 5) != at || object > type) continue;
    const std::size_t begin = bytes.find_last_not_of("0123456789 ", object);
    if (begin == std::string_view::npos) continue;
    return std::string(bytes.substr(begin + 1, object - begin - 1));
  }
  return "";
}

// The bytes of a file whose end is lost, with a trailer that names the catalogue; "" when there is
// no catalogue to be seen. Poppler rebuilds the rest.
std::string with_new_trailer(std::string_view bytes) {
  const std::string catalogue = catalogue_object(bytes);
  if (catalogue.empty()) return "";
  return std::string(bytes) + "\nendobj\ntrailer\n<< /Root " + catalogue +
         " R >>\nstartxref\n0\n%%EOF\n";
}

}  // namespace

struct Reader::Impl {
  std::string rescued;  // outlives the document that reads it
  std::unique_ptr<PDFDoc> document;
  WordDevice device;
  std::unique_ptr<Drawing> drawing;  // of the document, on the device
  bool repaired = false;
};

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reader> Reader::open(std::string_view bytes) {
  start_poppler();
  auto impl = std::make_unique<Impl>();
  const auto open_document = [raw = impl.get()](std::string_view content) {
    auto stream = std::make_unique<MemStream>(
        content.data(), 0, static_cast<Goffset>(content.size()), Object(objNull));
    // The document owns its stream. An empty user password opens files that only restrict copying.
    raw->document = std::make_unique<PDFDoc>(stream.release(), GooString(), GooString(), nullptr,
                                             [raw] { raw->repaired = true; });
    return raw->document->isOk();
  };
  const auto opened = [&impl]() -> Result<Reader> {
    impl->drawing =
        std::make_unique<Drawing>(*impl->document, impl->device, &WordDevice::stops, &impl->device);
    return Reader(std::move(impl));
  };
  if (open_document(bytes)) return opened();
  if (impl->document->getErrorCode() == errEncrypted) {
    return Error{ErrorCode::kUnavailable,
                 "The PDF is locked with a password; save a copy without one and add that."};
  }
  impl->rescued = with_new_trailer(bytes);
  if (!impl->rescued.empty() && open_document(impl->rescued)) {
    impl->repaired = true;
    return opened();
  }
  return Error{ErrorCode::kDamaged,
               "The PDF is too damaged to be opened (no page catalogue could be found or rebuilt); "
               "get the file again from its source."};
}

int Reader::pages() const { return std::max(0, impl_->document->getNumPages()); }

FileInfo Reader::info() const {
  FileInfo out;
  PDFDoc& document = *impl_->document;
  out.title = utf8(document.getDocInfoTitle().get());
  out.repaired = impl_->repaired;
  out.embedded_files = std::max(0, document.getCatalog()->numEmbeddedFiles());
  const Object catalog = document.getXRef()->getCatalog();
  if (catalog.isDict()) {
    const Object language = catalog.dictLookup("Lang");
    if (language.isString()) out.language = utf8(language.getString());
    out.portfolio = catalog.dictLookup("Collection").isDict();
    const Object form = catalog.dictLookup("AcroForm");
    out.xfa = form.isDict() && !form.dictLookup("XFA").isNull();
  }
  return out;
}

PageWords Reader::page(int number) {
  PageWords out;
  ::Page* page = impl_->document->getPage(number);
  if (page == nullptr) return out;
  const bool turned = page->getRotate() % 180 != 0;
  out.width = turned ? page->getCropHeight() : page->getCropWidth();
  out.height = turned ? page->getCropWidth() : page->getCropHeight();
  WordDevice& device = impl_->device;
  impl_->drawing->draw(*page);
  out.cut = device.full();
  out.unmapped = static_cast<std::size_t>(device.unmapped());
  out.has_picture = shows_picture(*page);

  const std::unique_ptr<TextWordList> words = device.makeWordList();
  const TextFontInfo* last_font = nullptr;
  bool last_bold = false;
  int drawn = -1;  // characters of the content stream up to the end of the last word
  for (int i = 0; i < words->getLength(); ++i) {
    const TextWord& word = *words->get(i);
    if (word.getLength() == 0) continue;
    out.words.push_back(make_word(word, out.characters));
    // Words of one font mostly follow each other.
    if (const TextFontInfo* font = word.getFontInfo(0); font != last_font) {
      last_bold = bold(font);
      last_font = font;
    }
    out.words.back().bold = last_bold;
    count_font(word, out.fonts);
    out.words.back().space_before = drawn >= 0 && word.getCharPos() > drawn;
    drawn = word.getCharPos() + word.getCharLen();
  }
  if (out.characters.size() < kFewCharacters) {
    out.picture_pixels = largest_picture(page->getResourceDict());
  }
  return out;
}

std::optional<ocr::Picture> Reader::picture(int number) {
  ::Page* page = impl_->document->getPage(number);
  if (page == nullptr) return {};
  const double inches = page->getCropWidth() / 72 * (page->getCropHeight() / 72);
  if (!std::isfinite(inches) || inches <= 0) return {};
  const double dots = std::floor(std::min(300.0, std::sqrt(kMaxPicturePixels / inches)));
  if (dots < kFewestDots) return {};
  SplashColor white{0xFF, 0xFF, 0xFF, 0xFF};
  SplashOutputDev device(splashModeMono8, 1, false, white);
  device.startDoc(impl_->document.get());
  impl_->document->displayPage(&device, number, dots, dots, 0, false, true, false);
  SplashBitmap* bitmap = device.getBitmap();
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr) return {};
  ocr::Picture out{bitmap->getWidth(), bitmap->getHeight(), static_cast<int>(dots), {}};
  if (static_cast<double>(out.width) * out.height > 1.1 * kMaxPicturePixels) return {};
  for (int y = 0; y < out.height; ++y) {
    const auto* row = reinterpret_cast<const char*>(bitmap->getDataPtr()) +
                      static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    out.pixels.append(row, static_cast<std::size_t>(out.width));
  }
  return out;
}

}  // namespace lontar::parsers::pdf
