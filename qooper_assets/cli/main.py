"""The command line: `qooper-assets`. It calls, prints and exits; it decides nothing.

Exit codes: 0 done, or nothing to do; 10 changes are pending; 11 held; 12 partial; 13 no file was
delivered; an error in 20 the tenant file, 21 the delivery, 22 the target, 23 the approval, 24 our own
state; 2 wrong usage; 1 a bug.

Belongs here: the group and the list of its commands. Does not: any command (`cli/inspect.py`, `cli/act.py`,
and one module each for the longer ones).
"""

from importlib import import_module

import click

MODULES = {
    "test-connection": "inspect",
    "trust": "inspect",
    "new": "new",
    "template": "template",
    "plan": "inspect",
    "simulate": "simulate",
    "rehearse": "rehearse",
    "unseal": "inspect",
    "contract": "contract",
    "status": "status",
    "sync": "act",
    "approve": "act",
    "reject": "act",
    "withdraw": "act",
    "rekey": "rekey",
    "decide": "decide",
    "notify": "notify",
    "purge": "purge",
    "ui": "act",
    "demo": "act",
}
"""The module of `cli/` that has each command."""


class Commands(click.Group):
    """The commands. Each module is imported when one of its commands is called or listed, because what a run
    needs takes longer to import than `status` takes to answer."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        module = import_module(f"qooper_assets.cli.{MODULES[cmd_name]}")
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=__doc__.split("\n\n")[1]
)
@click.version_option(package_name="qooper-assets")
def main() -> None:
    """Keep Qooper's users in sync with each customer's HR roster file."""


if __name__ == "__main__":
    main()
