"""The command line: `qooper-assets`. It renders and exits, and decides nothing.

Exit codes: 0 done, or nothing to do; 10 changes are pending; 11 held; 12 partial; 13 no file was
delivered; 20 tenant file, 21 delivery, 22 target, 23 approval, 24 our own state; 2 wrong usage;
1 a defect of ours.

Belongs here: the group and the list of its commands. Does not: any command (`cli/inspect.py`, `cli/act.py`).
"""

import click

from qooper_assets.cli import act, inspect


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=__doc__.split("\n\n")[1])
@click.version_option(package_name="qooper-assets")
def main() -> None:
    """Keep the users of Qooper in step with each customer's HR roster file."""


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
