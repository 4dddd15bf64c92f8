"""README must be true: its example prints what it says, and its commands exist."""

import contextlib
import io
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE, PRINTED = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL).groups()
COMMANDS = sorted(set(re.findall(r"^geomap ([a-z]+(?: (?:check|add|update|from))?)", README, re.MULTILINE)))


def test_the_example_prints_what_readme_shows():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(EXAMPLE, "README.md", "exec"), {})
    assert out.getvalue() == PRINTED


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_readme_exists(command):
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0, result.output


def test_every_extra_in_readme_exists():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = set(
        re.findall(r"`(\w+)`(?:\s\(|\.)", README.split("Extras:")[1].split("Sources and licences")[0])
    )
    assert named == set(project["optional-dependencies"]) - {"all"}
