"""The seller's own stream: what the customer never reads."""
