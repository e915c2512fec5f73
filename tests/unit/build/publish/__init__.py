"""Tests of the write door; a package so that its modules can share ``faults``."""
