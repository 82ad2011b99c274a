"""The network of ties as files, as a picture and on a map."""
