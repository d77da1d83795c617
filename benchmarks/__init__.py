"""What it costs, as ratios measured in one run against the bare limit or a peer."""
