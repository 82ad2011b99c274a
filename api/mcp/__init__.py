"""Tools for assistants over the Model Context Protocol; the SDK is imported where it is asked."""
