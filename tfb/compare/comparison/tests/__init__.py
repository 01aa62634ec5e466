"""Tests of the comparison: python3 -m unittest, in the folder above the package."""

import sys

sys.dont_write_bytecode = True
