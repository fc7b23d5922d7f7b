"""How a notice reads: the subject and lines of an e-mail, and the JSON that a webhook takes.

Belongs here: words and shapes. Does not: what a notice says (`core/notices.py`), or sending it
(`edges/notify.py`).
"""

from collections.abc import Mapping
from typing import Any, Literal

from qooper_assets.core.notices import Kind, Notice

WORDS: Mapping[Kind, str] = {
    Kind.HELD: "a change set is held and waits for a decision",
    Kind.FAILED: "a run failed",
    Kind.BLOCKED: "a file or the way to it can't be trusted; the run is blocked",
    Kind.PARTIAL: "runs are partial for the second time",
    Kind.LATE: "the file is late",
    Kind.RECOVERED: "recovered: the last run succeeded",
    Kind.TEST: "this is a test notice",
}


def title(notice: Notice) -> str:
    """One line: tenant, what happened, code."""
    code = f" [{notice.code}]" if notice.code else ""
    day = f" ({notice.partition})" if notice.partition else ""
    return f"{notice.tenant}: {WORDS[notice.kind]}{day}{code}"


def lines(notice: Notice) -> list[str]:
    """The lines below the title, without the link."""
    return [*notice.details, *_paragraphs(notice), _stamp(notice)]


def _paragraphs(notice: Notice) -> list[str]:
    counts = ", ".join(f"{count:,} {name}" for name, count in notice.counts.items())
    return [
        *([f"Counts: {counts}"] if counts else []),
        *([f"What to do: {notice.remedy}"] if notice.remedy else []),
    ]


def _stamp(notice: Notice) -> str:
    return f"{notice.at:%Y-%m-%d %H:%M} UTC, notice {notice.notice_id}"


def email_text(notice: Notice, link: str) -> str:
    """The plain text of an e-mail: the details are a list, everything else is a paragraph of its own."""
    details = "\n".join(f"- {detail}" for detail in notice.details)
    blocks = [title(notice), details, *_paragraphs(notice), link, _stamp(notice)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def webhook_body(notice: Notice, link: str, shape: Literal["slack", "teams", "json"]) -> dict[str, Any]:
    """The JSON that a webhook takes. Slack and Teams share no shape, so each is declared."""
    match shape:
        case "slack":
            return {"text": _slack_text(notice, link)}
        case "teams":
            return _teams_card(notice, link)
        case "json":
            return {
                "id": notice.notice_id,
                "kind": notice.kind.value,
                "tenant": notice.tenant,
                "partition": notice.partition,
                "at": notice.at.isoformat(),
                "code": notice.code,
                "counts": dict(notice.counts),
                "title": title(notice),
                "details": list(notice.details),
                "what_to_do": notice.remedy,
                "run_id": notice.run_id,
                "change_set_id": notice.change_set_id,
                "link": link,
            }


def _slack_text(notice: Notice, link: str) -> str:
    def escape(text: str) -> str:  # the three characters that Slack's text gives a meaning
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    shown = [f"*{escape(title(notice))}*", *map(escape, lines(notice))]
    return "\n".join([*shown, *([f"<{link}|Open in Dagster>"] if link else [])])


def _teams_card(notice: Notice, link: str) -> dict[str, Any]:
    """A message with one Adaptive Card, which is what Teams' workflows take."""
    blocks = [{"type": "TextBlock", "text": line, "wrap": True} for line in lines(notice)]
    heading = {"type": "TextBlock", "text": title(notice), "wrap": True, "weight": "Bolder", "size": "Medium"}
    actions = [{"type": "Action.OpenUrl", "title": "Open in Dagster", "url": link}] if link else []
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [heading, *blocks],
        "actions": actions,
    }
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}
