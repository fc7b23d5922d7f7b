"""A wheel installs everything needed: the SQL files, which are outside the package in a checkout and
inside it in a wheel, and what is read as a file: the ledger's migrations, and the template of a page."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from qooper_assets.edges.engine.instances import sql_folder
from qooper_assets_tests.edges.ledger import stored_ledgers

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_a_wheel_contains_the_sql_and_finds_it_without_the_checkout(site: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from qooper_assets.edges.engine.instances import sql_folder\n"
        "print(sql_folder(), *sorted(p.name for p in sql_folder().rglob('*.sql')), sep='\\n')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(site)],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    folder, *names = ran.stdout.splitlines()
    assert Path(folder) == site / "qooper_assets" / "sql"
    assert names == sorted(p.name for p in sql_folder().rglob("*.sql"))


def test_a_wheel_contains_the_templates_of_pages(site: Path) -> None:
    names = {path.name for path in (CHECKOUT / "qooper_assets" / "templates").iterdir()}
    assert (
        {path.name for path in (site / "qooper_assets" / "templates").iterdir()}
        == names
        >= {"rehearsal.html"}
    )


def test_a_wheel_contains_the_migrations_and_runs_them_without_the_checkout(
    site: Path, tmp_path: Path
) -> None:
    url = stored_ledgers.load_v1(tmp_path / "ledger.sqlite")
    before = stored_ledgers.content(url)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from qooper_assets.edges.ledger import ledger\n"
        "from qooper_assets.edges.system import SystemClock\n"
        "ledger.Ledger.open(sys.argv[2], SystemClock()).close()\n"
        "print(ledger.__file__)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(site), url], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(ran.stdout.strip()).is_relative_to(site)
    stored_ledgers.assert_v1_was_migrated(url, before)


def test_a_wheel_contains_the_template_of_the_customers_page(site: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from qooper_assets.docs import customer_page\n"
        "print(customer_page._template().filename)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(site)], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(ran.stdout.strip()) == site / "qooper_assets" / "docs" / "customer_page.html"
