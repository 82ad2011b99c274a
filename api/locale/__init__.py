"""The reader's language: words for dates, countries, columns and values."""
