"""The scores must be those of the collection's own script, on the same files."""

import json
import subprocess
import sys

from geomap.evaluate import read_gold, score_events, score_places


def gold_as_reports(path, *, spoil):
    """Turn gold events into predictions, spoiling every third so that all branches are compared."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for i, event in enumerate(row.get("events", [])):
            made = {**event, "article_id": row["id"], "start": i, "quote": event["evidence"]}
            if spoil and i % 3 == 1:
                made |= {"type": "strike", "initiator": "other", "killed": 7, "lat": None, "lon": None}
            if spoil and i % 3 == 2:
                made |= {"modality": "planned", "date_end": None}
            yield made


def test_event_scores(gold_folder, tmp_path):
    for name in ("seeds.gold.jsonl", "articles.dev.gold.jsonl", "leads.dev.gold.jsonl"):
        gold = gold_folder / name
        made = list(gold_as_reports(gold, spoil=True))
        pred = tmp_path / name
        pred.write_text("\n".join(json.dumps(m) for m in made), encoding="utf-8")
        script = [sys.executable, gold_folder / "score.py", "--gold", gold, "--pred", pred, "--json"]
        expected = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
        assert json.loads(json.dumps(score_events(read_gold(gold), made).as_dict())) == expected


def test_place_scores(gold_folder, tmp_path):
    gold = gold_folder / "places.dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    made = [
        {"article_id": row["id"], "start": i % 2, "lat": row["lat"] + (i % 7) * 0.01, "lon": row["lon"]}
        for i, row in enumerate(rows)
        if i % 5
    ]
    pred = tmp_path / "places"
    pred.write_text("\n".join(json.dumps(m) for m in made), encoding="utf-8")
    script = [sys.executable, gold_folder / "score.py", "--places", gold, "--pred", pred, "--json"]
    expected = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
    scores = score_places(read_gold(gold), made)
    assert {name: score.row() for name, score in scores.items()} == expected
