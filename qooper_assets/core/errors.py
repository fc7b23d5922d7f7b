"""The one error tree, split by who has to act.

    QooperAssetsError
    ├── TenantFileError   we do: the tenant file or one of its secrets is wrong
    ├── DeliveryError     the customer does: their file or their server is wrong
    ├── TargetError       the operator of Qooper does, or whoever runs the network
    ├── GuardrailBreach   an approver does: a change set waits, or an approval does not fit
    └── StateError        our engineer on call does: ledger, lease or artifacts

An error states where, what, limit against actual, and what to do, and has a stable `code`. It
contains counts, line numbers and column names, never a person's data or a secret. Each edge translates
a library's exceptions once, `from None`, so that no chained traceback reveals what we left out.
A programming mistake is an `assert`, not one of these.
"""

from enum import StrEnum
from typing import ClassVar


class Result(StrEnum):
    """The result of a run; see `behavior.md`, Results of a run."""

    NOOP = "noop"
    SUCCEEDED = "succeeded"
    PARTIAL = "partial"
    HELD = "held"
    NOT_DELIVERED = "not_delivered"
    BLOCKED = "blocked"
    FAILED = "failed"


class QooperAssetsError(Exception):
    """The root. `message` states the problem, limit against actual; `remedy` what to do."""

    exit_code: ClassVar[int] = 1
    codes: ClassVar[dict[str, str]] = {}
    """Every stable code of the family and its meaning. `docs/runbook.md` explains what to do about each."""

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
        assert code in self.codes, f"{code} is not a code of {type(self).__name__}"
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
    """The tenant file, or a secret that it refers to, is wrong: we fix it."""

    exit_code = 20
    codes: ClassVar[dict[str, str]] = {
        "tenant_file_invalid": "The tenant file is invalid; every problem is listed.",
        "settings_invalid": "A QOOPER_ environment variable can't be used.",
        "template_invalid": "A filled sample workbook can't be used; every problem is listed.",
        "tenant_unknown": "No tenant file declares this tenant.",
        "tenant_exists": "There is a tenant file of this tenant already.",
        "identity_changed": "The tenant file identifies people by another attribute than the ledger.",
        "secret_missing": "A secret reference names a variable or a file that does not exist.",
        "key_not_openssh": "The secret is not a private key in OpenSSH format.",
        "key_unreadable": "The key is truncated, damaged, or not a key at all.",
        "key_type_not_supported": "The private key is of an unsupported type, or has expired.",
        "key_passphrase_missing": "The private key is encrypted, and no passphrase is given.",
        "key_passphrase_wrong": "The passphrase does not open the private key.",
    }


class DeliveryError(QooperAssetsError):
    """The customer's file or server is wrong: the customer fixes it. Nothing was written."""

    exit_code = 21
    codes: ClassVar[dict[str, str]] = {
        # The server.
        "dns_failure": "The host name of the SFTP server does not resolve.",
        "connection_refused": "Nothing listens at the host and port of the feed.",
        "connection_timeout": "The server did not answer within the time limit.",
        "connection_lost": "The connection was lost during the session.",
        "not_an_ssh_server": "Something answers at that port, but it does not speak SSH.",
        "no_common_algorithm": "Server and client share no acceptable algorithm.",
        "ssh_rsa_not_supported": "For its host key or for ours, the server supports only ssh-rsa with SHA-1.",
        "host_key_unknown": "No host key is pinned for this feed; no credential was sent.",
        "host_key_changed": "The server's host key is not one of the pinned ones; no credential was sent.",
        "auth": "The server refused the login. It was tried once.",
        "auth_method_not_offered": "The server does not offer the feed's authentication method.",
        "further_factor_wanted": "The server accepted the credential and demands a further factor.",
        "password_expired": "The server demands a password change.",
        "account_locked": "The server reports that the account is locked or has expired.",
        "no_sftp_subsystem": "The login works, but the server does not offer SFTP.",
        "text_before_sftp": "The login works, but the server sends text before SFTP begins.",
        # The file on the server.
        "folder_missing": "The folder of the remote path does not exist.",
        "permission_denied": "The account may not read the folder or the file.",
        "request_refused": "The server refuses a request, neither for lack of permission nor of the file.",
        "not_a_file": "The remote path is a folder, a pipe or something else that is not a file.",
        "link_outside_folder": "The remote path leads out of its folder.",
        "order_unknown": "Several files match the pattern, and the newest can't be determined.",
        "name_unusable": "The newest file that matches the pattern has an unsafe name.",
        "marker_missing": "The file is present but its marker is not, so it is not complete yet.",
        "marker_unreadable": "The checksum marker does not contain the SHA-256 of its file.",
        "not_settled": "The file is still being written.",
        "incomplete_transfer": "The bytes received are not the bytes that the server announced.",
        "transfer_timeout": "The whole transfer took longer than the limit.",
        "stale_file": "The file is older than the limit.",
        "older_than_accepted": "The file is older than the last one that was accepted.",
        "too_large": "The file exceeds a limit of the tenant file.",
        # What the content is wrapped in.
        "wrapper_differs": "The file is not wrapped as the tenant file declares.",
        "wrapper_damaged": "The archive or the encrypted message is damaged, truncated, or followed by more.",
        "wrapper_unsupported": "The archive or the message is of an unsupported kind.",
        "wrapper_members": "The archive does not contain exactly one file.",
        "openpgp_for_others": "The message is encrypted, but not for our key.",
        "openpgp_unprotected": "The message has no integrity protection, so a change would go undetected.",
        "openpgp_signature": "The message is not signed by the customer's key.",
        # The content.
        "empty_file": "The file has no bytes.",
        "no_rows": "The file has a header and no rows.",
        "rows_unreadable": "No row of the file can be read, or far too many can't.",
        "truncated": "The file ends in the middle of a row.",
        "not_tabular": "The bytes are not in the declared format.",
        "encoding": "The bytes are not valid in the declared encoding, or mix two.",
        "encoding_unclear": "The text is not UTF-8, and its encoding can't be determined from its words.",
        "encoding_unsupported": "The encoding of the text is recognized but not supported.",
        "header_not_recognized": "The first row contains none of the mapped columns.",
        "missing_required_column": "A column that the mapping requires is not in the header.",
        "header_differs": "A repeated header inside the file has different columns than the first one.",
        "duplicate_header": "A mapped column appears in the header twice.",
        "preamble_unclear": "Lines above the header look like people, so it may not be the header.",
        "control_total_mismatch": "The trailer announces a different number of records than the file has.",
        "delimiter_changed": "The header is not delimited by the declared delimiter.",
        "workbook_unreadable": "The workbook is damaged, or not as Excel would write it.",
        "sheet_missing": "The sheet of the roster is missing, or it is unclear which sheet it is.",
        "formula_without_value": "A cell contains a formula without its computed value.",
        "json_malformed": "The JSON document is invalid, nested too deeply, or followed by more.",
        "records_not_found": "There is no array of usable records at feed.records.",
    }


class TargetError(QooperAssetsError):
    """Qooper, or the connection to it, failed."""

    exit_code = 22
    codes: ClassVar[dict[str, str]] = {
        "target_unreachable": "The target could not be read or written.",
        "target_auth": "The target refused our credentials.",
        "target_listing": "The list of accounts could not be proved complete.",
        "target_conflict": "The target refused a value that another account has.",
        "target_missing": "The target no longer has this account.",
        "target_precondition": "The account changed between our reading and our writing.",
        "target_capacity": "The target accepts no further accounts.",
        "readback_differs": "The target confirmed the write, but has a different value than we wrote.",
        "target_refused": "The target refused this change.",
    }


class GuardrailBreach(QooperAssetsError):
    """An approver has to decide, or decided something that does not fit."""

    exit_code = 23
    codes: ClassVar[dict[str, str]] = {
        "held": "The change set exceeds a guardrail and waits for an approval.",
        "approval_unknown": "No change set of this tenant has that id.",
        "approval_superseded": "A newer change set replaced this one.",
        "approval_expired": "The change set waited longer than the limit.",
        "approval_decided": "The change set was already decided.",
        "approval_incomplete": "An approval must name a person and a reason.",
        "change_set_stale": "Too many accounts changed since the change set was planned.",
        "change_set_altered": "The id of the stored change set does not match its content.",
        "nobody_waits": "No question is open about this person, and no answer is in effect.",
        "decision_ambiguous": "Several questions are open about this person.",
        "answer_unknown": "There is no such answer.",
        "answer_not_offered": "The question has other answers.",
        "answer_outdated": "The rows or the account changed since the question was shown.",
        "answer_contradicts": "Somebody gave another answer, which is still in effect.",
        "rekeying_not_possible": "The links of this tenant can't be put under another identity now.",
        "rekeying_altered": "Accounts or links changed since the new ids of people were shown.",
        "rekeying_incomplete": "Some people have no usable value in the new identity.",
    }


class StateError(QooperAssetsError):
    """Our own state needs the engineer on call: ledger, lease, artifacts."""

    exit_code = 24
    codes: ClassVar[dict[str, str]] = {
        "tenant_busy": "Another run of this tenant is writing.",
        "lease_lost": "Another run acquired the tenant's lease; this run stopped writing.",
        "ledger_unreadable": "The ledger can't be opened or used, or has an unknown version.",
        "state_full": "The disk for the ledger, artifacts or scratch files is full.",
        "artifact_missing": "The result of an earlier stage is not stored; run that stage first.",
        "artifact_damaged": "A stored artifact differs from what was written.",
        "artifact_key_missing": "A stored artifact is sealed with a key that is not configured.",
        "artifact_unsealed": "A stored artifact is not sealed, and only sealed ones are read.",
        "out_of_memory": "A stage needed more memory than the tenant file allows; its result was discarded.",
        "accounting": "The counts of a stage do not add up; its result was discarded.",
        "circuit_open": "Too many writes failed; the run stopped writing.",
        "worker_lost": "The run's process was killed or terminated before it could report how it ended.",
        "defect": "The run stopped with an error that we did not foresee.",
    }


def family_of(code: str) -> type[QooperAssetsError] | None:
    """The family that a code belongs to."""
    families = QooperAssetsError.__subclasses__()
    return next((family for family in families if code in family.codes), None)


def blocked(code: str, message: str, remedy: str, where: str = "") -> DeliveryError:
    """The error of a file that can't be trusted: the run is red, and nothing is written."""
    return DeliveryError(code, message, where=where, remedy=remedy, result=Result.BLOCKED)
