"""What is installed from a wheel is whole: `sql/` stands beside the package in a checkout, and inside it
in a wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

from qooper_assets.edges.engine import sql_folder

CHECKOUT = Path(__file__).parents[2]


def test_a_wheel_brings_the_sql_and_finds_it_without_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from qooper_assets.edges.engine import sql_folder\n"
        "print(sql_folder(), *sorted(p.name for p in sql_folder().glob('*.sql')), sep='\\n')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    folder, *names = ran.stdout.splitlines()
    assert Path(folder) == tmp_path / "site" / "qooper_assets" / "sql"
    assert names == sorted(p.name for p in sql_folder().glob("*.sql"))
