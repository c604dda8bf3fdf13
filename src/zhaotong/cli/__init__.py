"""The command line: `zhaotong`."""
