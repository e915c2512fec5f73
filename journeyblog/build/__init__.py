"""Building: from a request to the published site."""
