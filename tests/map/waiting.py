"""Waiting for a page whose policy forbids ``eval``, which playwright's own ``wait_for_function`` calls."""

from __future__ import annotations

from typing import Any

STEP_MS, STEPS = 50, 200


def until(page: Any, expression: str) -> None:
    """Wait until the JavaScript ``expression`` is true; fail after ten seconds."""
    for _ in range(STEPS):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(f"not true in {STEP_MS * STEPS / 1000:.0f} s: {expression}")
