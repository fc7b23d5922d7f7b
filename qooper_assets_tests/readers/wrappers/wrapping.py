"""Wrapped files for tests, and opening them.

`opened` runs the code of the unwrapping subprocess in this process, where a bug surfaces instead of being
reported as a damaged file, and where a thousand files take a second.
"""

import gzip
import io
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.errors import DeliveryError, QooperAssetsError, Result
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.wrappers import child

CSV = b"Employee ID,E-mail\r\n" + b"".join(b"%05d,p%d@acme.example\r\n" % (n, n) for n in range(200))


def gzipped(content: bytes = CSV) -> bytes:
    return gzip.compress(content, mtime=0)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def keys(private_key: str, passphrase: str | None = None, signed_by: str | None = None) -> dict[str, Any]:
    return {"private_key": private_key, "passphrase": passphrase, "signed_by": signed_by}


def opened(
    content: bytes,
    folder: Path,
    *wrapped: str,
    keys: dict[str, Any] | None = None,
    limits: Limits | None = None,
) -> bytes:
    """Return a file's content, after checking that the folder contains only the file and its content."""
    limits = limits or Limits()
    into = folder / "unwrapped"
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    (folder / "raw").write_bytes(content)
    job = child.Job(
        raw=str(folder / "raw"),
        folder=str(into),
        wrapped=list(wrapped),
        inflated_bytes_max=limits.inflated_bytes_max,
        inflation_ratio_max=limits.inflation_ratio_max,
        keys=keys,
    )
    result = child.run(job)
    assert [path.name for path in into.iterdir()] == [str(len(wrapped))]
    found = (into / str(len(wrapped))).read_bytes()
    assert result["sizes"][-1] == len(found) and len(result["sizes"]) == len(wrapped)
    return found


def refused(content: bytes, folder: Path, *wrapped: str, **given: Any) -> QooperAssetsError:
    """Return the error of a file that is not opened, after checking that the customer's are `blocked`."""
    with pytest.raises(QooperAssetsError) as caught:
        opened(content, folder, *wrapped, **given)
    assert caught.value.result is Result.BLOCKED or not isinstance(caught.value, DeliveryError)
    return caught.value
