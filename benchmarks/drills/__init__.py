"""Promises put to the test by pulling the plug, again and again."""
