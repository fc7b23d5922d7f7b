"""P35: whoever is between two stray quotes is present, where the file allows line breaks and short rows."""

from pathlib import Path

from qooper_assets_tests.worlds import World, a_file, a_tenant, people

REST = "Engineer,R&D,,2020-01-01,,A,"


def test_p35_whoever_is_between_two_stray_quotes_keeps_access(tmp_path: Path) -> None:
    csv = {"newlines_in_fields": True, "short_rows": "blank_at_end"}
    world = World(tmp_path, a_tenant(feed=a_tenant().feed.model_dump(mode="json") | {"csv": csv}))
    world.sync(a_file(*people(30)), approve=True)
    world.next_day()
    quoted = [
        '00002,p2@acme.example,First2,"Last2,Engineer',
        "00003,p3@acme.example,First3,Last3",
        f'00004,p4@acme.example,Last4",{REST}',
    ]
    planned = world.plan(a_file(*people(1), *quoted, *people(26, first=5)))
    assert planned.summary.deactivations == 0
    assert planned.rejects_by_reason == {"row_in_cell": 1, "between_quotes": 2}
