"""The roof: settings, root URLs and which gateways are real."""
