"""Choose the places where new hubs reach most people in need."""
