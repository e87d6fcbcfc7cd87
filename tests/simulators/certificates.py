"""Certificates nobody trusts, made on the spot."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

KINDS = (True, "expired", "other-name")
_DAY = dt.timedelta(days=1)


class Certificate:
    """A self-signed certificate of 127.0.0.1 and localhost, in files that are gone after ``close``.

    ``kind`` is True for a good one, "expired" or "other-name" for one that is bad even for who trusts it. ``file`` is where it
    lies (PEM), ``context`` what a server uses.
    """

    def __init__(self, kind: bool | str = True) -> None:
        if kind not in KINDS:
            raise ValueError(f"no such certificate: {kind!r}")
        self._folder = TemporaryDirectory(prefix="simulator-")
        folder = Path(self._folder.name)
        key = ec.generate_private_key(ec.SECP256R1())
        (folder / "key.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        self.file = str(folder / "certificate.pem")
        Path(self.file).write_bytes(_signed(key, kind).public_bytes(serialization.Encoding.PEM))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.file, folder / "key.pem")

    def close(self) -> None:
        """Remove the files."""
        self._folder.cleanup()


def _signed(key: ec.EllipticCurvePrivateKey, kind: bool | str) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    until = now - _DAY if kind == "expired" else now + _DAY
    host = "elsewhere.invalid" if kind == "other-name" else "localhost"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 2 * _DAY)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
