"""Runs uvicorn; its own command does not take a protocol class."""

import ctypes
import os
import signal
from multiprocessing import resource_tracker

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

PR_SET_PDEATHSIG = 1

if __name__ == "__mp_main__":
    # A worker does not outlive the parent, however that ends.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


class Protocol(HttpToolsProtocol):
    """Debian 12's uvicorn (0.17) goes on sending the date at which the connection was opened; later ones do not."""

    def on_message_begin(self):
        self.default_headers = self.server_state.default_headers
        super().on_message_begin()


if __name__ == "__main__":
    uvicorn.run(
        "server:app",
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        workers=int(os.environ.get("CPUS", "1")),
        loop="uvloop",
        http=Protocol,
        access_log=False,
        log_level="warning",
        # Idle connections are kept for as long as a measurement takes.
        timeout_keep_alive=3600,
        backlog=4096,
    )
    # It watches over the workers' semaphores, and would outlive the parent by a moment.
    resource_tracker._resource_tracker._stop()
