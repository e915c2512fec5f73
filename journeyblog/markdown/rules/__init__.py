"""The Markdown rules that are our own, one a file; the rest are markdown-it's and its plugins'."""
