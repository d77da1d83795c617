"""Pages as both sides read them: every word, number and date decided once, for each output to lay out."""
