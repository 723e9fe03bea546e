"""Floor to what a page prints or a push tells: pure, shared by both."""
