// Writes small PDF files for tests: text at given places in Helvetica, in the order it is added.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace lontar::parsers {

class TinyPdf {
 public:
  static constexpr int kWidth = 612;
  static constexpr int kHeight = 792;

  // `entries`: of the page's dictionary; `fonts`: in place of /F1 Helvetica and /F2 Helvetica-Bold.
  TinyPdf& page(std::string entries = "", std::string fonts = "/F1 3 0 R /F2 4 0 R") {
    pages_.push_back({"", std::move(entries), std::move(fonts)});
    return *this;
  }
  // `y` is the baseline's distance from the top of the page. WinAnsi text; Helvetica-Bold if bold.
  TinyPdf& text(double x, double y, std::string_view words, double size = 11, bool bold = false) {
    char place[96];
    std::snprintf(place, sizeof place, "BT /F%d %.2f Tf %.2f %.2f Td (", bold ? 2 : 1, size, x,
                  kHeight - y);
    pages_.back().content += place;
    for (const char c : words) {
      if (c == '(' || c == ')' || c == '\\') pages_.back().content += '\\';
      pages_.back().content += c;
    }
    pages_.back().content += ") Tj ET\n";
    return *this;
  }
  TinyPdf& lines(double x, double y, const std::vector<std::string>& all, double size = 11) {
    for (const std::string& line : all) {
      text(x, y, line, size);
      y += 1.2 * size;
    }
    return *this;
  }
  // Operators as they are, and what every page's resources hold beside the fonts.
  TinyPdf& raw(std::string_view operators) {
    pages_.back().content += operators;
    return *this;
  }
  TinyPdf& resources(std::string entries) {
    resources_ = std::move(entries);
    return *this;
  }
  // What the pages' /Contents name instead of what is drawn: objects of object().
  TinyPdf& contents(std::string value) {
    contents_ = std::move(value);
    return *this;
  }
  // Further fonts by name, as objects.
  TinyPdf& fonts(std::string entries) {
    fonts_ = std::move(entries);
    return *this;
  }
  TinyPdf& title(std::string value) {
    title_ = std::move(value);
    return *this;
  }
  TinyPdf& language(std::string value) {
    language_ = std::move(value);
    return *this;
  }
  TinyPdf& catalogue(std::string entries) {
    catalogue_ = std::move(entries);
    return *this;
  }
  TinyPdf& trailer(std::string entries) {
    trailer_ = std::move(entries);
    return *this;
  }
  // A further object; number() tells its number before it is added.
  TinyPdf& object(std::string body) {
    extra_.push_back(std::move(body));
    return *this;
  }

  std::string bytes() const {
    // 1 catalogue, 2 pages, 3 and 4 fonts, 5 information, 6... further objects, pages.
    std::vector<std::string> objects(5);
    std::string kids;
    const std::size_t first = 6 + extra_.size();
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      kids += std::to_string(first + 2 * i) + " 0 R ";
    }
    objects[0] = "<< /Type /Catalog /Pages 2 0 R" +
                 (language_.empty() ? "" : " /Lang (" + language_ + ")") + " " + catalogue_ + " >>";
    objects[1] =
        "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages_.size()) + " >>";
    objects[2] = font("Helvetica");
    objects[3] = font("Helvetica-Bold");
    objects[4] = "<< /Title (" + title_ + ") /Producer (TinyPdf) >>";
    objects.insert(objects.end(), extra_.begin(), extra_.end());
    for (const auto& [content, entries, fonts] : pages_) {
      const std::string number = std::to_string(objects.size() + 2);
      objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " +
                        (contents_.empty() ? number + " 0 R" : contents_) + " " + entries +
                        " /Resources << /Font << " + fonts + " " + fonts_ + " >> " + resources_ +
                        " >> >>");
      objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                        "\nendstream");
    }
    return assemble(objects);
  }

 private:
  static std::string font(const std::string& name) {
    return "<< /Type /Font /Subtype /Type1 /BaseFont /" + name + " /Encoding /WinAnsiEncoding >>";
  }

  std::string assemble(const std::vector<std::string>& objects) const {
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      offsets.push_back(out.size());
      out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t start = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
      char row[32];
      std::snprintf(row, sizeof row, "%010zu 00000 n \n", offset);
      out += row;
    }
    out += "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R /Info 5 0 R " +
           trailer_ + " >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
    return out;
  }

  struct Page {
    std::string content, entries, fonts;
  };
  std::vector<Page> pages_;
  std::vector<std::string> extra_;
  std::string resources_, fonts_, contents_, title_, language_, catalogue_, trailer_;
};

}  // namespace lontar::parsers
