"""One file a page. Each view: who may, read, present, render."""
