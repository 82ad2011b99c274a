"""Records proposed from the text of an agreement or an article by rules, all of it unreviewed."""
