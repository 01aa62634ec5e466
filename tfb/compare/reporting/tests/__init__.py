"""Tests of `report`: python3 -m unittest, in tfb/compare. The servers of the samples and their figures are made up."""
