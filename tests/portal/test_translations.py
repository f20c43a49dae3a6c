"""译文 Everything the pages say is in the English catalogue, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tongguan.gateway.chinaport.schemas.telling import search
from tongguan.kit.fields import rows
from tongguan.kit.lawbook import printed

PORTAL = Path(__file__).parents[2] / "src" / "tongguan" / "portal"
SETTINGS = PORTAL.parent / "settings.py"
PAGE = PORTAL.parent / "practice" / "views.py"
CATALOGUE = PORTAL / "locale" / "en" / "LC_MESSAGES" / "django.po"
TRANSLATE = re.compile(r"""{%\s*translate\s+(["'])(.*?)\1""")
BLOCK = re.compile(
    r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL
)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
PLACE = re.compile(r"%\((\w+)\)[sd]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ASKS = {"_": None, "gettext": None, "_move": "move", "in_state": "state"}
Asked = tuple[str | None, str]


def in_templates() -> Iterator[Asked]:
    for template in sorted((PORTAL / "templates").rglob("*.html")):
        text = template.read_text(encoding="utf-8")
        for _, words in TRANSLATE.findall(text):
            yield None, words
        for words in BLOCK.findall(text):
            yield None, VARIABLE.sub(r"%(\1)s", words)


def in_python() -> Iterator[Asked]:
    for source in [SETTINGS, *sorted(PORTAL.rglob("*.py")), PAGE]:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in ASKS and isinstance(node.args[0], ast.Constant):
                yield ASKS[node.func.id], node.args[0].value


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_is_translated_and_no_translation_is_left_over() -> None:
    said = {*in_templates(), *in_python()}
    assert {(m.context, str(m.id)) for m in catalogue() if m.id} == said


def test_no_translation_is_empty_or_guessed() -> None:
    unsure = [m.id for m in catalogue() if m.id and (not m.string or m.fuzzy)]
    assert unsure == []


def test_translations_keep_the_places_of_values_and_no_chinese() -> None:
    for message in catalogue():
        if message.id:
            places = set(PLACE.findall(str(message.id)))
            assert set(PLACE.findall(str(message.string))) == places, message.id
            chinese = CHINESE.search(str(message.string)) and message.id != "简体中文"
            assert not chinese, message.id


def test_templates_say_nothing_that_is_not_translated() -> None:
    bare = []
    for template in sorted((PORTAL / "templates").rglob("*.html")):
        text = template.read_text(encoding="utf-8")
        if 'extends "plain.html"' in text or template.name == "plain.html":
            continue  # these speak both languages at once
        text = BLOCK.sub("", TRANSLATE.sub("", text))
        bare += [
            f"{template.name}: {line.strip()}"
            for line in text.splitlines()
            if CHINESE.search(line.replace(">中文<", "").replace("%}中文<", ""))
        ]
    assert bare == []


def test_every_field_of_the_standard_has_a_name_in_english() -> None:
    labels = {row.label for kind in search("") for row in rows(kind.shape)}
    assert sorted(it for it in labels if not printed(it)) == []
