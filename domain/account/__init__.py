"""One customer over the years: what both read of what was given, beside the engagements."""
