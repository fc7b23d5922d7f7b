"""The command line: `qooper-assets`. It calls, prints and exits; it decides nothing.

Exit codes: 0 done, or nothing to do; 10 changes are pending; 11 held; 12 partial; 13 no file was
delivered; an error in 20 the tenant file, 21 the delivery, 22 the target, 23 the approval, 24 our own
state; 2 wrong usage; 1 a bug.

Belongs here: the group and the list of its commands. Does not: any command (`cli/inspect.py`, `cli/act.py`).
"""

import click

from qooper_assets.cli import act, inspect


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=__doc__.split("\n\n")[1])
@click.version_option(package_name="qooper-assets")
def main() -> None:
    """Keep Qooper's users in sync with each customer's HR roster file."""


for command in (
    inspect.test_connection,
    inspect.trust,
    inspect.plan,
    inspect.unseal,
    inspect.status,
    act.sync,
    act.approve,
    act.reject,
    act.withdraw,
    act.ui,
    act.demo,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
