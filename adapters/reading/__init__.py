"""Files as people and their tools write them: whatever encoding and form they have, read line by line and bounded."""
