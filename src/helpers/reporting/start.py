"""The start of the command: loading it is most of what a short one costs."""

import gc


def main() -> None:
    """Run the command."""
    gc.disable()  # what is loaded is no garbage: looking for some takes a fifth of the time
    from helpers.reporting import commands

    gc.freeze()
    gc.enable()
    commands.main()
