"""Build the Beijing edition, from data/beijing to output/, or another project, through the public API."""

import argparse
import gc
import sys
from pathlib import Path

import briefing


def main() -> int:
    """Build the project that is named, else the Beijing edition; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    beijing = Path(__file__).parent / "data" / "beijing"
    parser.add_argument(
        "project", nargs="?", default=beijing, help="folder of a project; data/beijing if none is named"
    )
    parser.add_argument("--out", default="output", help="folder of the outputs; output/ if none is named")
    arguments = parser.parse_args()
    try:
        edition = briefing.build(arguments.project, out=arguments.out)
    except briefing.BriefingError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(*edition.findings, *edition.files, sep="\n")
    return 0


if __name__ == "__main__":
    gc.disable()  # a process of one edition need not look for objects to free,
    code = main()
    gc.freeze()  # nor look at all of them when it ends: together a tenth of its time
    sys.exit(code)
