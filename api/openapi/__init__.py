"""The OpenAPI document, as far as FastAPI cannot say it by itself."""
