"""A digest as Akoma Ntoso 3.0 (https://docs.oasis-open.org/legaldocml/akn-core/v1.0/).

Always <doc name="digest">: <judgment> or <statement> would claim to be the court's or the body's
own text. FRBR addresses live below /akn/aseandigest/, which nobody can take for official ones.
"""

import xml.etree.ElementTree as ET

from .documents import NOTICE, WRITTEN
from .facts import RELATIONS

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LONTAR = "https://lontar.example/ns/1"
ISO_639_2 = {"en": "eng", "id": "ind", "th": "tha", "vi": "vie"}

ET.register_namespace("", AKN)
ET.register_namespace("lontar", LONTAR)


def write(document, works):
    root = ET.Element(f"{{{AKN}}}akomaNtoso")
    doc = _add(root, "doc", name="digest")
    _meta(doc, document, works)
    _preface(doc, document)
    body = _add(doc, "mainBody")
    for paragraph in document.digest.paragraphs:
        _paragraph(body, paragraph)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def work_uri(work):
    date, slug = work.date, work.id[len(work.date) + 1:]
    return f"/akn/aseandigest/doc/{date}/{slug}"


def other_names(work):
    return [name for name in [work.short_title, *work.names] if name]


def _add(parent, tag, text=None, **attributes):
    element = ET.SubElement(parent, f"{{{AKN}}}{tag}", attributes)
    element.text = text
    return element


def _meta(doc, document, works):
    meta = _add(doc, "meta")
    _identification(meta, document)
    _references(meta, document.work, works)
    proprietary = _add(meta, "proprietary", source="#lontar")
    for name, value in document.fields.items():
        for one in value if isinstance(value, list) else [value]:
            if one:
                ET.SubElement(proprietary, f"{{{LONTAR}}}{name}").text = one


def _identification(meta, document):
    work, language = document.work, ISO_639_2[document.digest.language]
    uri = work_uri(work)
    identification = _add(meta, "identification", source="#lontar")

    level = _level(identification, "FRBRWork", f"{uri}/!main", uri)
    _add(level, "FRBRalias", value=document.digest.title, name="title")
    for name in other_names(work):
        _add(level, "FRBRalias", value=name, name="other")
    if len(work.date) == 10:  # the schema knows whole days only; lontar:date says what is known
        _add(level, "FRBRdate", date=work.date, name="decision" if work.court else "adoption")
    _written_by_lontar(level)
    _add(level, "FRBRcountry", value="aseandigest")
    _add(level, "FRBRprescriptive", value="false")
    _add(level, "FRBRauthoritative", value="false")

    level = _level(identification, "FRBRExpression", f"{uri}/{language}/!main", f"{uri}/{language}")
    _written_by_lontar(level)
    _add(level, "FRBRlanguage", language=language)

    level = _level(identification, "FRBRManifestation", f"{uri}/{language}/!main.xml",
                   f"{uri}/{language}.akn")
    _written_by_lontar(level)
    _add(level, "FRBRformat", value="application/akn+xml")


def _level(identification, name, this, uri):
    level = _add(identification, name)
    _add(level, "FRBRthis", value=this)
    _add(level, "FRBRuri", value=uri)
    return level


def _written_by_lontar(level):
    _add(level, "FRBRdate", date=WRITTEN, name="digest")
    _add(level, "FRBRauthor", href="#lontar")


def _references(meta, work, works):
    references = _add(meta, "references", source="#lontar")
    _add(references, "TLCOrganization", eId="lontar", href="/akn/ontology/organization/lontar",
         showAs="Lontar")
    if work.place:
        slug = work.place.lower().replace(" ", "-")
        _add(references, "TLCLocation", eId="place", href=f"/akn/ontology/location/{slug}",
             showAs=work.place)
    if work.entry_into_force:
        _add(references, "TLCEvent", eId="entry_into_force",
             href=f"/akn/ontology/event/entry-into-force/{work.entry_into_force}",
             showAs=f"Entry into force: {work.entry_into_force}")
    for number, (kind, other) in enumerate(work.relations, start=1):
        _add(references, "TLCReference", eId=f"relation_{number}", name=kind,
             href=work_uri(works[other]), showAs=f"{RELATIONS[kind]}: {works[other].title}")


def _preface(doc, document):
    preface = _add(doc, "preface", eId="preface")
    _add(preface, "p", NOTICE[document.digest.language])
    _add(_add(preface, "p"), "docTitle", document.digest.title)
    names = other_names(document.work)
    if names:
        _add(preface, "p", f"Also called: {'; '.join(names)}.")


def _paragraph(body, paragraph):
    anchor = f"digest_{paragraph.number}"
    # Not a paragraph of the instrument: a container of our own, shown as "Digest 1".
    element = _add(body, "hcontainer", eId=anchor, name="digest")
    _add(element, "num", f"{paragraph.number}.")
    if paragraph.heading:
        _add(element, "heading", paragraph.heading)
    _add(_add(element, "content", eId=f"{anchor}__content"), "p", paragraph.text)
