"""Views: functions that compute documents from facts, and the pages that both sides read."""
