"""Speed, size and long random runs: looked at by people, never a timed test. `./run bench NAME`."""
