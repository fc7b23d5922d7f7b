"""The one error tree, split by who has to act.

    QooperAssetsError
    ├── TenantFileError   we do: the tenant file or one of its secrets is wrong
    ├── DeliveryError     the customer does: their file, or the server it lies on
    ├── TargetError       the operator of Qooper does, or the network
    ├── GuardrailBreach   an approver does: a change set waits, or an approval does not fit
    └── StateError        our engineer on call does: ledger, lease or artifacts

An error says where, what, limit against actual, and what to do, and carries a stable `code`. It
holds counts, line numbers and column names, never a person's data or a secret. Each edge translates
a library's exceptions once, `from None`, so that no chained traceback carries what we left out.
A programming mistake is an `assert`, not one of these.
"""

from enum import StrEnum
from typing import ClassVar


class Result(StrEnum):
    """How a run ended; `behavior.md`, Results of a run."""

    NOOP = "noop"
    SUCCEEDED = "succeeded"
    PARTIAL = "partial"
    HELD = "held"
    NOT_DELIVERED = "not_delivered"
    BLOCKED = "blocked"
    FAILED = "failed"


class QooperAssetsError(Exception):
    """The root. `message` says what, limit against actual; `remedy` says what to do."""

    exit_code: ClassVar[int] = 1
    codes: ClassVar[dict[str, str]] = {}
    """Every stable code of the family and its meaning. `docs/runbook.md` tells what to do for each."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        where: str = "",
        remedy: str = "",
        result: Result = Result.FAILED,
        retryable: bool = False,
    ) -> None:
        assert code in self.codes, f"{code} is no code of {type(self).__name__}"
        self.code = code
        self.message = message
        self.where = where
        self.remedy = remedy
        self.result = result
        self.retryable = retryable
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"[{self.code}] {where}{self.message}{remedy}"


class TenantFileError(QooperAssetsError):
    """The tenant file, or a secret that it refers to, is wrong: we mend it."""

    exit_code = 20
    codes: ClassVar[dict[str, str]] = {
        "tenant_file_invalid": "One or more tenant files break the format; every problem is listed.",
        "settings_invalid": "A QOOPER_ variable of the environment can't be used.",
        "tenant_unknown": "No tenant file declares this tenant.",
        "secret_missing": "A secret reference names a variable or a file that is not there.",
        "key_not_openssh": "The secret is not a private key in OpenSSH format.",
        "key_unreadable": "The key is cut off, damaged, or another thing.",
        "key_type_not_supported": "The private key is of a kind that can't be used, or has expired.",
        "key_passphrase_missing": "The private key is encrypted, and no passphrase is given.",
        "key_passphrase_wrong": "The passphrase does not open the private key.",
    }


class DeliveryError(QooperAssetsError):
    """The customer's file or server is wrong: the customer mends it. Nothing was written."""

    exit_code = 21
    codes: ClassVar[dict[str, str]] = {
        # The server.
        "dns_failure": "The host name of the SFTP server does not resolve.",
        "connection_refused": "Nothing listens at the host and port of the feed.",
        "connection_timeout": "The server did not answer within the time limit.",
        "connection_lost": "The connection broke during the session.",
        "not_an_ssh_server": "Something answers at that port, but it does not speak SSH.",
        "no_common_algorithm": "Server and client share no acceptable algorithm.",
        "ssh_rsa_not_supported": "For its host key or for ours, the server knows only ssh-rsa with SHA-1.",
        "host_key_unknown": "No host key is pinned for this feed; no credential was sent.",
        "host_key_changed": "The server's host key is not one of the pinned ones; no credential was sent.",
        "auth": "The server refused the login. It was tried once.",
        "auth_method_not_offered": "The server does not offer the feed's way to log in.",
        "further_factor_wanted": "The server took the credential, and wants something more.",
        "password_expired": "The server wants the password to be changed.",
        "account_locked": "The server says that the account is locked, or has expired.",
        "no_sftp_subsystem": "The login works, but the server offers no SFTP.",
        "text_before_sftp": "The login works, and text comes where SFTP should begin.",
        # The file on the server.
        "folder_missing": "The folder of the remote path does not exist.",
        "permission_denied": "The account may not read the folder or the file.",
        "not_a_file": "The remote path is a folder, a pipe or another thing that is not a file.",
        "link_outside_folder": "The remote path leads out of its folder.",
        "order_unknown": "Several files fit the pattern, and which is the newest can't be told.",
        "name_unusable": "The newest file that fits the pattern has a name that can't be asked for safely.",
        "marker_missing": "The file is there, and its marker is not: it is not complete yet.",
        "marker_unreadable": "The checksum marker does not tell the SHA-256 of its file.",
        "not_settled": "The file is still being written.",
        "incomplete_transfer": "The bytes received are not the bytes the server announced.",
        "transfer_timeout": "The whole transfer took longer than the limit.",
        "stale_file": "The file is older than the limit.",
        "older_than_accepted": "The file is older than the last one that was accepted.",
        "too_large": "The file exceeds a limit of the tenant file.",
        # What the content is wrapped in.
        "wrapper_differs": "The file is not wrapped in what the tenant file says.",
        "wrapper_damaged": "The archive or the encrypted message is damaged, cut short, or more follows it.",
        "wrapper_unsupported": "The archive or the message is of a kind that is not opened.",
        "wrapper_members": "The archive does not hold exactly one file.",
        "openpgp_for_others": "The message is encrypted, but not for our key.",
        "openpgp_unprotected": "Nothing in the message would tell a change of it.",
        "openpgp_signature": "The message is not signed by the customer's key.",
        # The content.
        "empty_file": "The file has no bytes.",
        "no_rows": "The file has a header and no rows.",
        "rows_unreadable": "No row of the file can be read, or far too many can't.",
        "truncated": "The file ends in the middle of a row.",
        "not_tabular": "The bytes are not the declared format.",
        "encoding": "The bytes are not valid in the declared encoding, or mix two.",
        "encoding_unclear": "The text is not UTF-8, and its words do not tell what it is instead.",
        "encoding_unsupported": "The text is in an encoding that is recognized and not read.",
        "header_not_recognized": "The first row holds none of the mapped columns.",
        "missing_required_column": "A column that the mapping requires is not in the header.",
        "header_differs": "A header inside the file has other columns than the first one.",
        "duplicate_header": "A mapped column stands in the header twice.",
        "preamble_unclear": "Lines above the header look like people, so it may not be the header.",
        "control_total_mismatch": "The trailer announces another number of records than the file has.",
        "delimiter_changed": "The header does not part by the declared delimiter.",
        "workbook_unreadable": "The workbook is damaged, or is not what Excel would write.",
        "sheet_missing": "The sheet that holds the roster is not there, or it is not clear which it is.",
        "formula_without_value": "A cell holds a formula, but not what it comes to.",
        "json_malformed": "The JSON document breaks the grammar, is nested too deep, or more follows it.",
        "records_not_found": "No array of usable records stands where feed.records leads.",
    }


class TargetError(QooperAssetsError):
    """Qooper, or the way to it, is wrong."""

    exit_code = 22
    codes: ClassVar[dict[str, str]] = {
        "target_unreachable": "The target could not be read or written.",
        "target_auth": "The target refused our credentials.",
        "target_listing": "The list of accounts could not be proved complete.",
        "target_conflict": "The target refused a value that another account holds.",
        "target_missing": "The target no longer has this account.",
        "target_precondition": "The account changed between our reading and our writing.",
        "target_capacity": "The target accepts no further accounts.",
        "readback_differs": "The target said yes, but holds another value than we wrote.",
        "target_refused": "The target refused this change.",
    }


class GuardrailBreach(QooperAssetsError):
    """An approver has to decide, or decided something that does not fit."""

    exit_code = 23
    codes: ClassVar[dict[str, str]] = {
        "held": "The change set exceeds a guardrail and waits for an approval.",
        "approval_unknown": "No change set of this tenant has that id.",
        "approval_superseded": "A newer change set took this one's place.",
        "approval_expired": "The change set waited longer than the limit.",
        "approval_decided": "The change set was already decided.",
        "approval_incomplete": "An approval names a person and a reason.",
        "change_set_stale": "Too many accounts changed since the change set was made.",
        "change_set_altered": "The stored change set does not have the id it claims.",
    }


class StateError(QooperAssetsError):
    """Our own state needs the engineer on call: ledger, lease, artifacts."""

    exit_code = 24
    codes: ClassVar[dict[str, str]] = {
        "tenant_busy": "Another run of this tenant is writing.",
        "lease_lost": "Another run took the tenant over; this run stopped writing.",
        "ledger_unreadable": "The ledger can't be opened or used, or has an unknown version.",
        "state_full": "The disk that holds ledger, artifacts or scratch files is full.",
        "artifact_missing": "A stage's result is not stored; run the stage before.",
        "artifact_damaged": "A stored artifact is not what was stored.",
        "artifact_key_missing": "A stored artifact is sealed by a key that is not configured.",
        "artifact_unsealed": "A stored artifact is not sealed, and only sealed ones are read.",
        "out_of_memory": "A stage needed more memory than the tenant file allows; nothing was used of it.",
        "accounting": "The counts of a stage do not add up; nothing was used of it.",
        "circuit_open": "Too many writes failed; the run stopped writing.",
    }


def family_of(code: str) -> type[QooperAssetsError] | None:
    """The family that a code belongs to."""
    families = QooperAssetsError.__subclasses__()
    return next((family for family in families if code in family.codes), None)


def blocked(code: str, message: str, remedy: str, where: str = "") -> DeliveryError:
    """The error of a file that can't be trusted: the run is red, and nothing is written."""
    return DeliveryError(code, message, where=where, remedy=remedy, result=Result.BLOCKED)
