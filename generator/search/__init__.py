"""The index of the search, and the talk with Pagefind."""
