"""Errors as problem documents (RFC 9457) and as pages."""
