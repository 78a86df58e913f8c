// Makes scans for tests: a page of known text as a picture, as a scanner would give it (grey paper,
// noise, a page laid in slightly askew), and such pictures as a PDF without any text.
#pragma once

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/page.h"

#ifdef __SANITIZE_ADDRESS__
// Fonts and their configuration are kept until the program ends.
extern "C" [[gnu::used]] inline const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libpango";
}
#endif

namespace lontar {

struct Scanner {
  int dots_per_inch = 300;
  double points = 12;    // of the type
  double degrees = 0.3;  // askew
  double noise = 6;      // standard deviation of the grey values, 0..255
  double paper = 0.96, ink = 0.12;
};

struct Free {
  void operator()(cairo_t* p) const { cairo_destroy(p); }
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
  void operator()(PangoFontDescription* p) const { pango_font_description_free(p); }
  template <class T>
  void operator()(T* p) const {
    g_object_unref(p);
  }
};

// A4 with as much of the text as fits; `shown` gets that much, if given.
inline ocr::Picture scan_of(std::string_view text, const std::string& font,
                            const Scanner& scanner = {}, std::string* shown = nullptr) {
  const int dpi = scanner.dots_per_inch;
  const int width = 827 * dpi / 100, height = 1169 * dpi / 100, margin = dpi;
  const std::unique_ptr<cairo_surface_t, Free> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  const std::unique_ptr<cairo_t, Free> cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), scanner.paper, scanner.paper, scanner.paper);
  cairo_paint(cairo.get());
  cairo_set_source_rgb(cairo.get(), scanner.ink, scanner.ink, scanner.ink);
  cairo_translate(cairo.get(), margin, margin);
  cairo_rotate(cairo.get(), scanner.degrees * 3.14159265 / 180);
  const std::unique_ptr<PangoLayout, Free> layout(pango_cairo_create_layout(cairo.get()));
  const std::unique_ptr<PangoFontDescription, Free> face(
      pango_font_description_from_string(font.c_str()));
  pango_font_description_set_absolute_size(face.get(), scanner.points * dpi / 72 * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), face.get());
  pango_layout_set_width(layout.get(), (width - 2 * margin) * PANGO_SCALE);
  pango_layout_set_spacing(layout.get(),
                           static_cast<int>(0.3 * scanner.points * dpi / 72) * PANGO_SCALE);
  std::size_t bytes = text.size();
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(bytes));
  for (int i = 0; i < pango_layout_get_line_count(layout.get()); ++i) {
    PangoRectangle place;
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), i);
    pango_layout_index_to_pos(layout.get(), line->start_index, &place);
    if ((place.y + place.height) / PANGO_SCALE < height - 2 * margin) continue;
    bytes = static_cast<std::size_t>(line->start_index);
    break;
  }
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(bytes));
  if (shown != nullptr) *shown = text.substr(0, bytes);
  pango_cairo_show_layout(cairo.get(), layout.get());

  cairo_surface_flush(surface.get());
  const unsigned char* row = cairo_image_surface_get_data(surface.get());
  ocr::Picture picture{width, height, dpi, {}};
  picture.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  std::mt19937 random(20261124);
  std::normal_distribution<double> noise(0, scanner.noise > 0 ? scanner.noise : 1);
  for (int y = 0; y < height; ++y, row += cairo_image_surface_get_stride(surface.get())) {
    for (int x = 0; x < width; ++x) {
      double grey = row[4 * x];
      if (scanner.noise > 0) grey += noise(random);
      picture.pixels.push_back(static_cast<char>(std::clamp(std::lround(grey), 0l, 255l)));
    }
  }
  return picture;
}

// Objects 1 catalogue, 2 pages, then page, content and picture of each. `language` is its /Lang.
inline std::string scanned_pdf(const std::vector<ocr::Picture>& pictures,
                               const std::string& language = "") {
  std::vector<std::string> objects(2);
  std::string kids;
  for (const ocr::Picture& picture : pictures) {
    const auto number = [&](std::size_t further) {
      return std::to_string(objects.size() + further) + " 0 R";
    };
    const std::string wide = std::to_string(picture.width * 72.0 / picture.dots_per_inch);
    const std::string high = std::to_string(picture.height * 72.0 / picture.dots_per_inch);
    const std::string content = "q " + wide + " 0 0 " + high + " 0 0 cm /I Do Q";
    kids += number(1) + ' ';
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + wide + ' ' + high +
                      "] /Contents " + number(2) + " /Resources << /XObject << /I " + number(3) +
                      " >> >> >>");
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                      "\nendstream");
    objects.push_back(
        "<< /Type /XObject /Subtype /Image /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /Width " +
        std::to_string(picture.width) + " /Height " + std::to_string(picture.height) + " /Length " +
        std::to_string(picture.pixels.size()) + " >>\nstream\n" + picture.pixels + "\nendstream");
  }
  objects[0] = "<< /Type /Catalog /Pages 2 0 R " +
               (language.empty() ? "" : "/Lang (" + language + ") ") + ">>";
  objects[1] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pictures.size()) + " >>";
  std::string out = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t start = out.size();
  out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    std::string digits = std::to_string(offset);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return out + "trailer\n<< /Size " + std::to_string(objects.size() + 1) +
         " /Root 1 0 R >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
}

}  // namespace lontar
