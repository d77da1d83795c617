"""Read models: documents as tables that a dashboard can use, and the folds that fill them."""
