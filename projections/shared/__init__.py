"""What views share: how one is declared and folded, how results are summed, words and figures are kept."""
