"""ONLY vendor folders: one CTI system, one folder, the same file names in each."""
