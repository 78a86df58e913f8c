"""A digest as PDF, by WeasyPrint; a scan is such a page as a picture, without a text layer.

The same facts and the same packages give the same bytes: no clock, no random identifiers.
"""

import base64
import html
import io
import os
import subprocess
import tempfile

os.environ["SOURCE_DATE_EPOCH"] = "0"  # before the font library is loaded, which stamps subsets

import pydyf  # noqa: E402
from PIL import Image  # noqa: E402
from weasyprint import HTML, draw  # noqa: E402

from .documents import NOTICE  # noqa: E402

PAGE_NUMBER = {
    "en": '"Page " counter(page) " of " counter(pages)',
    "id": '"Halaman " counter(page) " dari " counter(pages)',
    "th": '"หน้า " counter(page) " จาก " counter(pages)',
    "vi": '"Trang " counter(page) "/" counter(pages)',
}

STYLE = """
@page { size: A4; margin: 28mm 26mm 26mm; }
body { font: 11.5pt/1.5 "Noto Serif", "Noto Serif Thai"; margin: 0; }
.notice { font-size: 9.5pt; border: 0.6pt solid #555; padding: 4pt 8pt; margin: 0 0 16pt; }
h1 { font-size: 17pt; line-height: 1.3; margin: 0 0 14pt; }
h2 { font-size: 12pt; margin: 14pt 0 4pt; break-after: avoid; }
p { margin: 0 0 8pt; }
"""

# What a layout adds to the style above. The layouts with running lines have several pages.
LAYOUT = {
    "plain": "",
    "scan": "",
    "pages": "@page { size: A5; margin: 24mm 17mm 21mm; %(running)s }",
    "two-column": """
        @page { size: B5; margin: 24mm 18mm 20mm; %(running)s }
        body { font-size: 12pt; }
        main { columns: 2; column-gap: 8mm; text-align: justify; }
        main { hyphens: auto; hyphenate-character: "-"; }
        h2 { text-align: left; }""",
}

RUNNING = """
@top-center { content: "%(notice)s"; font: 8.5pt "Noto Serif", "Noto Serif Thai"; color: #444; }
@bottom-center { content: %(number)s; font: 8.5pt "Noto Serif", "Noto Serif Thai"; color: #444; }
"""

SCAN_DPI = 110


def _with_actual_text(draw_line):
    """Gives every Thai line the text it was made from (ISO 32000-1, 14.9.4).

    Fonts draw Thai with glyphs that stand for parts of letters or for several of them: read back
    glyph by glyph, as WeasyPrint maps them, U+0E33 SARA AM is lost and words fall apart.
    """
    def drawn(stream, textbox, *arguments, **options):
        if not any("\u0e00" <= letter <= "\u0e7f" for letter in textbox.text):
            return draw_line(stream, textbox, *arguments, **options)
        text = pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)})
        pydyf.Stream.begin_marked_content(stream, "Span", text)
        emojis = draw_line(stream, textbox, *arguments, **options)
        pydyf.Stream.end_marked_content(stream)
        return emojis
    return drawn


draw.draw_first_line = _with_actual_text(draw.draw_first_line)


def write(document):
    page = _render(_page(document), document.id)
    return _scanned(page, document.id) if document.digest.layout == "scan" else page


def _page(document):
    digest, language = document.digest, document.digest.language
    running = RUNNING % {"notice": NOTICE[language], "number": PAGE_NUMBER[language]}
    style = STYLE + LAYOUT[digest.layout].replace("%(running)s", running)
    parts = [_paragraph(paragraph) for paragraph in digest.paragraphs]
    return (f'<html lang="{language}"><head><title>{html.escape(digest.title)}</title>'
            f'<meta name="author" content="Lontar"><style>{style}</style></head><body>'
            f'<p class="notice">{NOTICE[language]}</p><h1>{html.escape(digest.title)}</h1>'
            f'<main>{"".join(parts)}</main></body></html>')


def _paragraph(paragraph):
    text = html.escape(paragraph.text)
    if not paragraph.heading:
        return f"<p>{paragraph.number}. {text}</p>"
    return f"<h2>{paragraph.number}. {html.escape(paragraph.heading)}</h2><p>{text}</p>"


def _render(page, identifier):
    return HTML(string=page).write_pdf(identifier=identifier.encode())


def _scanned(page, identifier):
    """The first page as a slightly turned, slightly grey picture, as a scanner leaves it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(page)
        file.flush()
        command = ["pdftoppm", "-gray", "-r", str(SCAN_DPI), "-singlefile", file.name]
        drawn = subprocess.run(command, check=True, capture_output=True).stdout
    picture = Image.open(io.BytesIO(drawn))
    turned = picture.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=250)
    few_greys = turned.point(lambda grey: min(248, grey + 12)).quantize(8, dither=Image.Dither.NONE)
    png = io.BytesIO()
    few_greys.save(png, "PNG", optimize=True)
    source = base64.b64encode(png.getvalue()).decode()
    style = "@page { size: A4; margin: 0 } img { width: 210mm; display: block }"
    return _render(f'<style>{style}</style><img src="data:image/png;base64,{source}">', identifier)
