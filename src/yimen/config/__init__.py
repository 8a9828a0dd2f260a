"""The roof: settings, root URLs and the app list."""
