"""The event store, over the eventsourcing library's recorders: the only place that imports it."""
