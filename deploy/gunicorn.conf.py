"""Gunicorn for a newsroom's server; every value can be set from the environment."""

import os

bind = os.environ.get("BIND", "0.0.0.0:8000")
# Threads, so that a long download and a page go on side by side: a sync worker
# is killed in the middle of whatever takes longer than the timeout.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("THREADS", "8"))
timeout = 60
graceful_timeout = 30
# Heartbeat files in memory: a slow disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
# By default a control socket in the home folder; nothing here uses one.
control_socket_disable = True
accesslog = "-"
