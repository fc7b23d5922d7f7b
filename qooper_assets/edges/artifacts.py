"""The immutable results of every stage below one root: a local folder, or an object store through fsspec.

    <root>/<tenant>/<partition>/<run>/<noun>/<file>   bytes, Parquet, reports
    <root>/<tenant>/<partition>/<run>/<noun>.json     the manifest, written last; without it, there is no noun
    <root>/<tenant>/<partition>/<noun>.latest         the run whose <noun> is current

Belongs here: keys, file modes, sealing, writing to a temporary name and renaming. Does not: the contents of
a file. Personal data is stored only here and in the ledger, so files are 0600, folders are 0700, and every
file is sealed if the installation has a key for that (R13, O05); plain text then exists only in scratch
folders.
"""

import hashlib
import io
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import fsspec
from fsspec.implementations.local import LocalFileSystem

from qooper_assets.core.errors import StateError
from qooper_assets.core.tenant.base import Model
from qooper_assets.edges import sealed
from qooper_assets.edges.sealed import SealingKey
from qooper_assets.edges.system import private_file

M = TypeVar("M", bound=Model)
PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def _key(*parts: str) -> str:
    for part in parts:
        assert PART.fullmatch(part), f"{part!r} can't be part of a key"
    return "/".join(parts)


class Checksum:
    """A check, in a thread, that a file is what landed. Start it as soon as nothing else needs the cores, and
    wait for it before keeping anything that was read."""

    def __init__(self, submit: Callable[[], Future[None]]) -> None:
        self._submit = submit
        self._running: Future[None] | None = None

    def start(self) -> Future[None]:
        """Start the check, unless it has been started already."""
        if self._running is None:
            self._running = self._submit()
        return self._running

    def wait(self) -> None:
        """Wait for the check. Raises `StateError` artifact_damaged."""
        self.start().result()


class Artifacts:
    """All tenants' artifacts. A key is a path below the root; a tenant's keys begin with its id."""

    def __init__(
        self,
        root: str,
        *,
        marks_latest: bool = True,
        sealing_keys: Callable[[], Sequence[SealingKey]] = tuple,
        reads_unsealed: bool = True,
        beneath: "Artifacts | None" = None,
        is_durable: bool = True,
    ) -> None:
        """`marks_latest=False` stores a preview: immutable files that are never a partition's current ones.

        What is not stored here is read from `beneath`, to which nothing is ever written. With
        `is_durable=False`, for a scratch folder, files are not synced.

        `sealing_keys` is called at the time of use: the first key seals, any key opens. Without one, nothing
        is sealed. `reads_unsealed=False` refuses files that are not sealed.
        """
        self._marks_latest = marks_latest
        self._sealing_keys = sealing_keys
        self._reads_unsealed = reads_unsealed
        self._beneath = beneath
        self._is_durable = is_durable
        self._fs, self._root = fsspec.core.url_to_fs(root)
        self._is_local = isinstance(self._fs, LocalFileSystem)

    def key(self, tenant: str, partition: str, run_id: str, noun: str, file: str) -> str:
        return _key(tenant, partition, run_id, noun, file)

    def key_at(self, address: str) -> str:
        """Return the key of an address that `where` displayed. Raises `artifact_missing`."""
        absolute = os.path.abspath(address) if self._is_local else address
        key = absolute.removeprefix(self.where(""))
        if not all(PART.fullmatch(part) for part in key.split("/")):
            raise StateError(
                "artifact_missing",
                "no stored file has this address.",
                where=address,
                remedy="Copy it whole, as the run shows it.",
            )
        return key

    def where(self, key: str) -> str:
        """Return the full address of a key, for display."""
        return f"{self._root}/{key}" if self._is_local else self._fs.unstrip_protocol(f"{self._root}/{key}")

    def adopt(self, path: Path, key: str) -> str:
        """Move a finished local file to its key; returns the key."""
        path = self._sealed(path, key)
        target = self._path(key)
        temporary = f"{target}.{uuid.uuid4().hex}.part"
        if self._is_local:
            self._make_private_folders(Path(target).parent)
            shutil.move(path, temporary)
            os.chmod(temporary, 0o600)
            if self._is_durable:
                with open(temporary, "rb") as file:
                    os.fsync(file.fileno())
            os.replace(temporary, target)
            # If both are links to one file, a POSIX rename does nothing and leaves both.
            Path(temporary).unlink(missing_ok=True)
        else:
            self._fs.put_file(str(path), temporary)
            self._fs.mv(temporary, target)
            path.unlink()
        return key

    def exists(self, key: str) -> bool:
        return self._has(key) or (self._beneath is not None and self._beneath.exists(key))

    def _has(self, key: str) -> bool:
        return bool(self._fs.exists(self._path(key)))

    def open_local(self, key: str, scratch: Path) -> Path:
        """Open the bytes of a key as a local file, unsealed.

        Raises `StateError` artifact_missing, artifact_key_missing, artifact_unsealed, or artifact_damaged if
        it is not what was sealed.
        """
        source = self._path(key)
        if not self._has(key):
            if self._beneath is not None:
                return self._beneath.open_local(key, scratch)
            raise _missing(key)
        local = Path(source)
        if not self._is_local:
            local = scratch / f"{uuid.uuid4().hex}-{Path(key).name}"
            self._fs.get_file(source, str(local))
        with local.open("rb") as stored:
            is_sealed = self._is_sealed(stored.read(sealed.HEADER_BYTES), key)
        if is_sealed:
            local = self._unsealed(local, key, scratch)
        return local

    @contextmanager
    def verifying(self, local: Path, key: str, sha256: str) -> Iterator[Checksum]:
        """Compare a local file with the hash in its manifest while other work goes on.

        Raises `StateError` artifact_damaged, even in place of an error that the damage causes in that work.
        """
        with ThreadPoolExecutor(1) as thread:
            checksum = Checksum(lambda: thread.submit(_refuse_damaged, local, key, sha256))
            try:
                yield checksum
            except Exception:
                if damaged := checksum.start().exception():
                    raise damaged from None
                raise
            checksum.wait()

    def save(self, noun: str, manifest: Model, scratch: Path, *, is_always_latest: bool = False) -> None:
        """Store a stage's manifest, and make it the current one of its partition; in a preview only with
        `is_always_latest`."""
        fields = manifest.model_dump(include={"tenant", "partition", "run_id"})
        tenant, partition, run_id = fields["tenant"], fields["partition"], fields["run_id"]
        text = manifest.model_dump_json(indent=2)
        self._write(text, _key(tenant, partition, run_id, f"{noun}.json"), scratch)
        if self._marks_latest or is_always_latest:
            self._write(run_id, _key(tenant, partition, f"{noun}.latest"), scratch)

    def load(self, noun: str, model: type[M], tenant: str, partition: str, run_id: str | None = None) -> M:
        """Load a stage's manifest: this run's if it made one, else the partition's latest.

        Raises `artifact_missing`, artifact_damaged.
        """
        found = self.find(noun, model, tenant, partition, run_id)
        if found is None:
            raise StateError(
                "artifact_missing",
                f"the partition {partition} has no {noun}.",
                where=tenant,
                remedy=f"Materialize {tenant}/{noun} of that partition first.",
            )
        return found

    def find(
        self, noun: str, model: type[M], tenant: str, partition: str, run_id: str | None = None
    ) -> M | None:
        """Like `load`, but None if there is no manifest."""
        text = self._read(_key(tenant, partition, run_id, f"{noun}.json")) if run_id else None
        if text is None:
            latest = self._read(_key(tenant, partition, f"{noun}.latest"))
            if latest is None:
                return None
            text = self._read(_key(tenant, partition, latest.strip(), f"{noun}.json"))
        if text is None:
            return None
        try:
            found = model.model_validate_json(text)
        except ValueError:
            raise _damaged(f"{tenant}/{partition}", f"the manifest of {noun} can't be read.") from None
        fields = found.model_dump()
        locations = [value for name, value in fields.items() if value and name.endswith("location")]
        if fields["tenant"] != tenant or not all(key.startswith(f"{tenant}/") for key in locations):
            raise _damaged(
                f"{tenant}/{partition}", f"the manifest of {noun} belongs to another tenant (O07)."
            )
        return found

    def partitions(self, tenant: str) -> list[str]:
        """List the partitions that a tenant has anything of, in their order."""
        try:
            return sorted(Path(name).name for name in self._fs.ls(self._path(_key(tenant)), detail=False))
        except FileNotFoundError:
            return []

    def files(self, tenant: str, partition: str) -> list[tuple[str, int]]:
        """List the keys and sizes of everything in the folders of a partition's runs, in the order of the
        keys. Also what a killed run left of a file that it did not finish."""
        found = self._fs.find(self._path(_key(tenant, partition)), detail=True)
        root = len(self._path(_key(tenant))) - len(tenant)
        return sorted(
            (name[root:], int(info["size"])) for name, info in found.items() if name[root:].count("/") > 2
        )

    def delete(self, key: str) -> None:
        """Delete the file of a key; one that is gone already is no error."""
        with suppress(FileNotFoundError):
            self._fs.rm_file(self._path(key))

    def _path(self, key: str) -> str:
        return f"{self._root}/{_key(*key.split('/'))}"

    def _write(self, text: str, key: str, scratch: Path) -> None:
        path = scratch / f"{uuid.uuid4().hex}.json"
        path.write_text(text, encoding="utf-8")
        self.adopt(path, key)

    def _read(self, key: str) -> str | None:
        try:
            content = bytes(self._fs.cat_file(self._path(key)))
        except FileNotFoundError:
            return self._beneath._read(key) if self._beneath is not None else None
        if self._is_sealed(content, key):
            plain = io.BytesIO()
            sealed.unseal(io.BytesIO(content), plain, self._sealing_keys(), key)
            content = plain.getvalue()
        return content.decode("utf-8")

    def _sealed(self, path: Path, key: str) -> Path:
        """Replace a file by a sealed one; without a key, return it unchanged."""
        keys = self._sealing_keys()
        if not keys:
            return path
        into = path.with_name(f"{uuid.uuid4().hex}.sealed")
        with path.open("rb") as plain, private_file(into) as out:
            sealed.seal(plain, out, keys[0], key)
        path.unlink()
        return into

    def _unsealed(self, stored: Path, key: str, scratch: Path) -> Path:
        into = scratch / f"{uuid.uuid4().hex}-{Path(key).name}"
        try:
            with stored.open("rb") as content, private_file(into) as plain:
                sealed.unseal(content, plain, self._sealing_keys(), key)
        except BaseException:
            into.unlink(missing_ok=True)  # half a file must not be used
            raise
        return into

    def _is_sealed(self, head: bytes, key: str) -> bool:
        """Detect a sealed file. Raises `StateError` artifact_unsealed if other files are refused."""
        found = sealed.is_sealed(head)
        if not found and not self._reads_unsealed:
            raise StateError(
                "artifact_unsealed",
                "the stored file is not sealed, and QOOPER_UNSEALED is `refuse`.",
                where=key,
                remedy="If it is older than QOOPER_KEYS, set QOOPER_UNSEALED to `read`. Otherwise find out"
                " who put it there.",
            )
        return found

    def _make_private_folders(self, folder: Path) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
            path.chmod(0o700)  # regardless of the umask


def _refuse_damaged(local: Path, key: str, sha256: str) -> None:
    try:
        with local.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise _missing(key) from None  # deleted since it was opened
    if found != sha256:
        raise StateError(
            "artifact_damaged",
            f"the stored bytes have the SHA-256 {found[:12]}…, not {sha256[:12]}…",
            where=key,
            remedy="They were not used. Find out who changed them; today's run fetches the file again.",
        )


def _missing(key: str) -> StateError:
    return StateError(
        "artifact_missing",
        "the stored file no longer exists; did its retention period end?",
        where=key,
        remedy="Run the partition again.",
    )


def _damaged(where: str, what: str) -> StateError:
    return StateError("artifact_damaged", what, where=where, remedy="Run the partition again.")
