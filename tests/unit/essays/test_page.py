"""The page is one document whose policy lets nothing in but what belongs to it."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import pytest

from grader.assignment import find
from grader.essays.labels import LABELS
from grader.essays.page import document


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_policy_fits_the_page(written: Any, language: Any) -> None:
    """Script and style are allowed by their hash; nothing points elsewhere."""
    page = document(find("hw1", written.root), "kim", language)
    text = page.content.decode()
    assert text.startswith(f'<!doctype html>\n<html lang="{language}">')
    for tag in ("script", "style"):
        content = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page.policy
    assert "://" not in text
    assert not re.search(r" (?:on\w+|style|src|href)=", text)


def test_every_word_is_known(written: Any) -> None:
    """What the page asks for is a label, and every label is asked for."""
    text = document(find("hw1", written.root), "kim", "en").content.decode()
    page = text[: text.index('<script type="application/json"')]
    script = text[text.rindex("<script>") :]
    asked = set(re.findall(r'data-label="(\w+)"', page)) | set(re.findall(r'"(\w+)"', script))
    assert set(LABELS) <= asked
    assert set(re.findall(r'data-label="(\w+)"', page)) <= set(LABELS)
    assert set(re.findall(r'\bsay\("(\w+)"', script)) <= set(LABELS)


def test_a_name_is_text(written: Any) -> None:
    """Whoever sits here may be called anything."""
    page = document(find("hw1", written.root), "</p><script>x</script>", "en").content.decode()
    assert "&lt;/p&gt;&lt;script&gt;" in page
    assert "<script>x" not in page
