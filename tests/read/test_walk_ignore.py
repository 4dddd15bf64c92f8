from geomap.read import read


def test_a_folder_marked_to_be_ignored_is_left_out_unless_named(tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / ".geomapignore").touch()
    (gold / "a.txt").write_text("Russian forces shelled the town of Nikopol in the morning.")
    (tmp_path / "b.txt").write_text("Ukrainian forces shelled the town of Tokmak in the evening.")
    assert [a.path.rsplit("/", 1)[1] for a in read([tmp_path]).articles] == ["b.txt"]
    assert [a.path.rsplit("/", 1)[1] for a in read([gold]).articles] == ["a.txt"]
