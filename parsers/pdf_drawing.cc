#include "parsers/pdf_drawing.h"

#include <Annot.h>
#include <Catalog.h>
#include <OptionalContent.h>
#include <PDFDoc.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "parsers/pdf_contents.h"

namespace lontar::parsers::pdf {
namespace {

// Different forms and fonts of pages that are kept for pages to come.
constexpr std::size_t kMostShared = 16;

constexpr double kDots = 72;  // per inch: a unit of the page is one of the device

Object dictionary_of(const std::map<std::string, Ref>& fonts, XRef& xref) {
  auto* dict = new Dict(&xref);
  Object owner(dict);
  for (const auto& [name, ref] : fonts) dict->add(name.c_str(), Object(ref));
  return owner;
}

}  // namespace

Drawing::Drawing(PDFDoc& document, OutputDev& device, StopCallback stop, void* stop_data)
    : document_(document), device_(device), stop_(stop), stop_data_(stop_data) {
  const OCGs* layers = document.getCatalog()->getOptContentConfig();
  layers_ = layers != nullptr && layers->hasOCGs();
}

// The crop box is what a reader sees; what stands outside it is left out.
Drawing::Shape Drawing::shape_of(::Page& page, OutputDev& device) {
  Shape shape{{}, *page.getCropBox(), page.getRotate()};
  page.makeBox(kDots, kDots, shape.rotation, false, device.upsideDown(), -1, -1, -1, -1, &shape.box,
               &shape.crops);
  return shape;
}

std::optional<Drawing::Fonts> Drawing::fonts_of(::Page& page) {
  Dict* resources = page.getResourceDict();
  if (resources == nullptr) return {};
  Fonts fonts;
  const Object dict = resources->lookup("Font");
  if (dict.isNull()) return fonts;
  if (!dict.isDict()) return {};
  for (int i = 0; i < dict.dictGetLength(); ++i) {
    const Object& font = dict.getDict()->getValNF(i);
    if (!font.isRef()) return {};
    // Two fonts of one name: which is meant is for Poppler to say.
    if (!fonts.emplace(dict.getDict()->getKey(i), font.getRef()).second) return {};
  }
  return fonts;
}

Gfx& Drawing::shared(::Page& page, Fonts fonts) {
  const Shape shape = shape_of(page, device_);
  const auto made = std::ranges::find_if(
      shared_, [&](const Shared& one) { return one.shape == shape && one.fonts == fonts; });
  if (made != shared_.end()) {
    std::rotate(shared_.begin(), made, std::next(made));
    return *shared_.front().gfx;
  }
  if (shared_.size() == kMostShared) shared_.pop_back();
  XRef& xref = *document_.getXRef();
  auto* resources = new Dict(&xref);
  const Object owner(resources);
  resources->add("Font", dictionary_of(fonts, xref));
  Shared& added = shared_.emplace_front(Shared{shape, std::move(fonts), nullptr});
  added.gfx = std::make_unique<Gfx>(
      &document_, &device_, page.getNum(), resources, kDots, kDots, &added.shape.box,
      added.shape.crops ? &added.shape.crop : nullptr, shape.rotation, stop_, stop_data_, &xref);
  return *added.gfx;
}

void Drawing::draw_contents(::Page& page, Gfx& gfx) {
  XRef& xref = *document_.getXRef();
  // Whatever the contents leave behind ends at the guard.
  gfx.saveState();
  gfx.pushStateGuard();
  Contents contents(page.getContents(), xref);
  if (!contents.object().isNull()) {
    gfx.saveState();
    gfx.display(&contents.object());
  }
  gfx.popStateGuard();
  for (Annot* annotation : page.getAnnots(&xref)->getAnnots()) annotation->draw(&gfx, false);
  gfx.restoreState();
}

// As Page::display() does it, but for the way its content streams are read.
void Drawing::draw_alone(::Page& page) {
  const std::unique_ptr<Gfx> gfx(page.createGfx(&device_, kDots, kDots, 0, false, true, -1, -1, -1,
                                                -1, false, stop_, stop_data_, document_.getXRef()));
  draw_contents(page, *gfx);
}

void Drawing::draw(::Page& page) {
  auto fonts = layers_ ? std::nullopt : fonts_of(page);
  if (!fonts) return draw_alone(page);
  Gfx& gfx = shared(page, std::move(*fonts));
  XRef& xref = *document_.getXRef();
  // What Gfx does for a page that it is made for.
  device_.startPage(page.getNum(), gfx.getState(), &xref);
  device_.setDefaultCTM(gfx.getState()->getCTM());
  device_.updateAll(gfx.getState());

  const Object others(page.getResourceDictCopy(&xref));
  others.getDict()->remove("Font");
  gfx.pushResources(others.getDict());
  draw_contents(page, gfx);
  gfx.popResources();
  device_.endPage();
}

}  // namespace lontar::parsers::pdf
