"""Histories of one practice each: every module here tells one as `TOLD`, after an outcome was agreed."""
