"""TLS: the servers that speak it, a client that checks them, and wrk as a client of which every handshake is known."""

import contextlib
import dataclasses
import functools
import json
import os
import shlex
import ssl
import subprocess

import measure

PROTOCOL = "TLSv1.3"
CIPHER = "TLS_AES_128_GCM_SHA256"
GROUP = "X25519"
PATH = "/json"
CONNECTIONS = 64
# Above this share of failed requests, or of resumed handshakes where all were to be full ones, a slice is worthless.
ERRORS_SHARE_MAX = 0.001

# What wrk's libssl offers: one version, one cipher and one group, so that every server takes the same.
CLIENT_CONFIGURATION = f"""openssl_conf = all
[all]
ssl_conf = modules
[modules]
system_default = client
[client]
MinProtocol = {PROTOCOL}
Ciphersuites = {CIPHER}
Groups = {GROUP}
"""


@dataclasses.dataclass(frozen=True)
class Peer:
    """A server: a folder of servers/ and the engine that it is told to take."""

    name: str
    folder: str
    engine: str


PEERS = {peer.name: peer for peer in (
    Peer("vivace-jdk", "vivace-epoll", "jdk"),
    Peer("vivace-openssl", "vivace-epoll", "openssl"),
    Peer("netty-jdk", "netty", "jdk"),
    Peer("netty-openssl", "netty", "openssl"),
    Peer("go", "go", ""),
)}


@dataclasses.dataclass(frozen=True)
class Scenario:
    """`connection` is what requests say; `resumes` whether wrk may resume sessions."""

    name: str
    title: str
    connection: str
    resumes: bool = False


SCENARIOS = {scenario.name: scenario for scenario in (
    Scenario("keep-alive", "requests on connections that stay", "keep-alive"),
    Scenario("handshake", "a connection for each request, with a full handshake", "close"),
    Scenario("resumed", "the same with sessions resumed, where server and client can", "close", True),
)}


class Files:
    """Certificate, key and what wrk needs, in a folder that is removed by its owner."""

    def __init__(self, folder):
        self.chain = os.path.join(folder, "chain.pem")
        self.key = os.path.join(folder, "key.pem")
        self.counts = os.path.join(folder, "counts.json")
        self.configuration = os.path.join(folder, "openssl.cnf")
        with open(self.configuration, "w", encoding="ascii") as file:
            file.write(CLIENT_CONFIGURATION)
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                   "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                   "-keyout", self.key, "-out", self.chain]
        result = subprocess.run(command, capture_output=True, text=True, timeout=30)
        if result.returncode != 0:
            raise measure.Failure(f"openssl made no certificate: {result.stderr.strip()[-300:]}")
        self.library = measure.build_tool("tls-client", "-shared", "-fPIC")

    def wrk_environment(self, scenario):
        values = {"OPENSSL_CONF": self.configuration, "LD_PRELOAD": self.library, "TLS_CLIENT_COUNTS": self.counts}
        return {**values, "TLS_CLIENT_RESUMES": "1"} if scenario.resumes else values


class SecureServer(measure.Server):
    """A server of servers/ with TLS; `peer` says which."""

    def __init__(self, peer, folder, files, cpu, java, java_options):
        environment = {"PORT": "{port}", "CPUS": "1", "ROUTES": "0", "JAVA": java, "JAVA_OPTIONS": java_options,
                       "TLS_CHAIN": files.chain, "TLS_KEY": files.key, "TLS_PROVIDER": peer.engine}
        super().__init__(peer.name, shlex.quote(os.path.join(folder.path, "start")), cpu, environment)
        self.folder = folder
        self.files = files

    def url(self, path):
        return f"https://127.0.0.1:{self.port}{path}"

    def check(self):
        """Asks on a connection that stays, and on one that ends; the certificate is verified."""
        with SecureClient(self.port, self.files.chain) as client:
            for _ in range(2):
                measure.check_answer(client.get(PATH), PATH, self.name)
            measure.check_answer(client.get(PATH, "close"), PATH, self.name)
            client.expect_end()


class SecureClient(measure.Client):
    """The checking client behind TLS, of one version of it."""

    def __init__(self, port, chain, address="127.0.0.1", version=ssl.TLSVersion.TLSv1_3):
        super().__init__(port, address)
        self.socket = client_context(chain, version).wrap_socket(self.socket, server_hostname="localhost")


@functools.cache
def client_context(chain, version):
    context = ssl.create_default_context(cafile=chain)
    context.minimum_version = version
    context.maximum_version = version
    return context


def load(server, scenario, seconds, cpu):
    """One slice of wrk; fields for `meter.metered`."""
    files = server.files
    with contextlib.suppress(FileNotFoundError):
        os.remove(files.counts)
    counts = measure.run_wrk(server, seconds, CONNECTIONS, [PATH], connection=scenario.connection, cpu=cpu,
                             tolerant=True, environment=files.wrk_environment(scenario))
    return {
        "seconds": counts["micros"] / 1e6,
        "requests": counts["requests"],
        "errors": sum(counts[name] for name in measure.WRK_FAULTS),
        "bytes": counts["bytes"],
        "latency_micros": counts["latency_micros"],
        **handshakes(files.counts),
    }


def handshakes(path):
    """What wrk's TLS connections were; connections that stay up are not ended by wrk, and not in it."""
    try:
        with open(path, encoding="ascii") as file:
            return json.load(file)
    except FileNotFoundError:
        return {"handshakes": 0, "resumed": 0, "protocol": None, "cipher": None}


def faults(scenario, line):
    """What makes a slice worthless."""
    if line["errors"] > line["requests"] * ERRORS_SHARE_MAX:
        yield f"{line['errors']} errors in {line['requests']} answers"
    if scenario.connection != "close":
        return
    if (line["protocol"], line["cipher"]) != (PROTOCOL, CIPHER):
        yield f"{line['protocol']} with {line['cipher']}, wanted {PROTOCOL} with {CIPHER}"
    if abs(line["handshakes"] - line["requests"]) > CONNECTIONS + line["errors"]:
        yield f"{line['handshakes']} handshakes for {line['requests']} requests"
    if not scenario.resumes and line["resumed"] > 0:
        yield f"{line['resumed']} of {line['handshakes']} handshakes were resumed"
