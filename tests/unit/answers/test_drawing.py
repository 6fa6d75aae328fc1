"""Pictures are recognised, never opened."""

from __future__ import annotations

import pytest

from grader.answers import is_image


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0..."])
def test_png_and_jpeg_are_pictures(data: bytes) -> None:
    """By their first bytes."""
    assert is_image(data)


@pytest.mark.parametrize("data", [b"", b"<svg onload=x>", b"GIF89a", b"%PDF", b"png"])
def test_other_files_are_not(data: bytes) -> None:
    """SVG least of all: it can hold scripts."""
    assert not is_image(data)
