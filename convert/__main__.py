"""`python -m convert`: the commands, where the scripts are not on PATH."""

from convert.cli import main

main(prog_name="convert")
