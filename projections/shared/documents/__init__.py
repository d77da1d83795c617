"""What stands in views that other views and pages show: read without what folds it."""
