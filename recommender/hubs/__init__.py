"""The register of existing hubs, which editors keep."""
