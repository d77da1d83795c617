"""Pages in a browser, and the acts of those who read them: the only room of the web's libraries."""
