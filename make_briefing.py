"""The main job: the Beijing edition, from data/beijing to output/, through the public API."""

import sys
from pathlib import Path

import briefing


def main() -> int:
    """Build the project in the first argument, else the Beijing edition; → exit code."""
    project = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "data" / "beijing"
    try:
        edition = briefing.build(project, out="output")
    except briefing.BriefingError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(*edition.findings, *edition.files, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
