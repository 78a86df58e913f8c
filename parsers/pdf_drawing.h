// Draws the pages of a PDF on a device, one after another. Poppler makes the fonts of a page anew
// for each page; here pages that call the same fonts by the same names share them: three of four
// are not made again (docs/performance.md). What comes out is the same either way. Not thread-safe,
// as its document.
#pragma once

#include <Gfx.h>
#include <Object.h>
#include <OutputDev.h>
#include <Page.h>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace lontar::parsers::pdf {

class Drawing {
 public:
  using StopCallback = bool (*)(void*);  // of Gfx: true ends the page

  // `document` and `device` must outlive this.
  Drawing(PDFDoc& document, OutputDev& device, StopCallback stop, void* stop_data);
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  // The device is told of the page's beginning and end, as by Page::display().
  void draw(::Page& page);

 private:
  // The form of a page: where its state begins.
  struct Shape {
    PDFRectangle box;
    PDFRectangle crop;
    int rotation = 0;
    bool crops = false;  // what stands outside `crop`
    bool operator==(const Shape&) const = default;
  };
  using Fonts = std::map<std::string, Ref>;  // by the name that a page calls them by

  // What pages of one form with the same fonts are drawn with.
  struct Shared {
    Shape shape;
    Fonts fonts;
    std::unique_ptr<Gfx> gfx;
  };

  static Shape shape_of(::Page& page, OutputDev& device);
  // Nothing when the page has fonts that cannot be shared.
  static std::optional<Fonts> fonts_of(::Page& page);
  Gfx& shared(::Page& page, Fonts fonts);
  void draw_alone(::Page& page);
  void draw_contents(::Page& page, Gfx& gfx);

  PDFDoc& document_;
  OutputDev& device_;
  StopCallback stop_;
  void* stop_data_;
  // A page may leave layers open that it hides, and only its own Gfx forgets them.
  bool layers_;
  std::deque<Shared> shared_;  // the last used first
};

}  // namespace lontar::parsers::pdf
