"""One file a remote service: requests out, frozen records back."""
