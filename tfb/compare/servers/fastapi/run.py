"""Runs uvicorn; its own command leaves workers behind when it is killed."""

import ctypes
import os
import signal
from multiprocessing import resource_tracker

import uvicorn

PR_SET_PDEATHSIG = 1

if __name__ == "__mp_main__":
    # A worker does not outlive the parent, however that ends.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    uvicorn.run(
        "server:app",
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        workers=int(os.environ.get("CPUS", "1")),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        # Idle connections are kept for as long as a measurement takes.
        timeout_keep_alive=3600,
        backlog=4096,
    )
    # It watches over the workers' semaphores, and would outlive the parent by a moment.
    resource_tracker._resource_tracker._stop()
