"""What several tests use: ways to run the command, charts, stores, pictures, how the run is divided. No test stands here."""
