"""Forms, by subject: what a person may send, and the words for what is to be mended."""
