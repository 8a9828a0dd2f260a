"""The one supervisor of a data folder: owns database, HTTP server and job worker, leaves nothing behind."""
