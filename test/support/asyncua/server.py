"""An OPC UA server that shares no code with the client under test: python server.py PORT FOLDER [USER_CERTIFICATE].

Prints "ready", then sets a variable for each line of JSON on its input, {"name", "value", "timeMs", "status"?}, and answers with its
name; to {"count": true} it answers with its sessions and subscriptions. ASYNCUA_EXPIRED=1: its certificate has just ended.
"""

import asyncio
import json
import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from asyncua import Server, ua
from asyncua.common.structures104 import new_enum
from asyncua.crypto.cert_gen import (
    dump_private_key_as_pem,
    generate_private_key,
    generate_self_signed_app_certificate,
    setup_self_signed_certificate,
)
from asyncua.crypto.permission_rules import User, UserRole
from asyncua.server.user_managers import CertificateUserManager
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

POLICIES = ["Basic256Sha256", "Aes128Sha256RsaOaep", "Aes256Sha256RsaPss"]
MODES = ["Sign", "SignAndEncrypt"]
UNECE = "http://www.opcfoundation.org/UA/units/un/cefact"
# name -> UNECE code of its unit as a number (OPC UA Part 8, 5.6.3), its sign, type, first value
VARIABLES = {
    "speed": (5394509, "rpm", ua.VariantType.Double, 1000.0),
    "temperature": (4408652, "°C", ua.VariantType.Double, 20.0),
    "bands": (None, "", ua.VariantType.Double, [1.5, 2.5, 3.5]),
    "state": (None, "", ua.VariantType.Int32, 1),
    "big": (None, "", ua.VariantType.Int64, 2**40 + 5),
    "word": (None, "", ua.VariantType.UInt64, 2**63 + 2**20),
    "flag": (None, "", ua.VariantType.Boolean, True),
    "text": (None, "", ua.VariantType.String, "RUN"),
    "odd": (0, "furlong", ua.VariantType.Float, 1.5),
    "moment": (None, "", ua.VariantType.DateTime, datetime(2026, 1, 1, tzinfo=timezone.utc)),
}
# name -> range of normal operation (EURange), description
RANGES = {"temperature": (10.0, 80.0, "Lagertemperatur")}
EXPIRED_AFTER_DAYS = 1 / 86_400


USAGE = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]


async def make_expired(key, certificate, uri):
    """Of a second's validity, which is over when it resolves."""
    made = generate_private_key()
    names = [x509.UniformResourceIdentifier(uri), x509.DNSName("127.0.0.1")]
    signed = generate_self_signed_app_certificate(made, "asyncua", {}, names, USAGE, EXPIRED_AFTER_DAYS)
    key.write_bytes(dump_private_key_as_pem(made))
    certificate.write_bytes(signed.public_bytes(Encoding.DER))
    await asyncio.sleep(2.5)


class Users(CertificateUserManager):
    """Anybody without a name, the owner of the certificate, and operator with the password right."""

    def get_user(self, iserver, username=None, password=None, certificate=None):
        known = super().get_user(iserver, certificate=certificate)
        if known is not None:
            return known
        # the certificate of a signed channel comes here too, where nobody signs in by one
        if username is None or (username == "operator" and password == "right"):
            return User(role=UserRole.User)
        return None


def counts(server, own):
    """What it serves to others: `own` subscriptions keep its history."""
    subscriptions = len(server.iserver.subscription_service.subscriptions) - own
    return {"sessions": len(server.iserver._external_sessions), "subscriptions": subscriptions}


async def main(port, folder, user_certificate):
    users = Users()
    if user_certificate:
        await users.add_user(user_certificate, name="engineer")
    server = Server(user_manager=users)
    await server.init()
    server.set_endpoint(f"opc.tcp://127.0.0.1:{port}/")
    uri = "urn:twinloom:asyncua"
    await server.set_application_uri(uri)
    key, certificate = folder / "key.pem", folder / "certificate.der"
    if os.environ.get("ASYNCUA_EXPIRED"):
        await make_expired(key, certificate, uri)
    else:
        await setup_self_signed_certificate(key, certificate, uri, "127.0.0.1", USAGE, {"commonName": "asyncua"})
    await server.load_certificate(str(certificate))
    await server.load_private_key(str(key))
    kinds = ["NoSecurity"] + [f"{policy}_{mode}" for policy in POLICIES for mode in MODES]
    server.set_security_policy([ua.SecurityPolicyType[kind] for kind in kinds])
    server.set_identity_tokens([ua.AnonymousIdentityToken, ua.UserNameIdentityToken, ua.X509IdentityToken])
    index = await server.register_namespace("urn:twinloom:test")
    machine = await server.nodes.objects.add_object(ua.NodeId("machine", index), "Machine")
    nodes = {}
    for name, (unit, sign, kind, value) in VARIABLES.items():
        node = await machine.add_variable(ua.NodeId(name, index), name, value, kind)
        if unit is not None:
            about = ua.EUInformation(UNECE, unit, ua.LocalizedText(sign), ua.LocalizedText(sign))
            await node.add_property(0, "EngineeringUnits", about, datatype=ua.NodeId(ua.ObjectIds.EUInformation))
        if name in RANGES:
            low, high, description = RANGES[name]
            await node.add_property(0, "EURange", ua.Range(low, high), datatype=ua.NodeId(ua.ObjectIds.Range))
            about = ua.DataValue(ua.Variant(ua.LocalizedText(description), ua.VariantType.LocalizedText))
            await node.write_attribute(ua.AttributeIds.Description, about)
        nodes[name] = (node, kind)
    mode = await new_enum(server, index, "MachineMode", ["Off", "Idle", "Cutting"])
    at = ua.NodeId("mode", index)
    nodes["mode"] = (await machine.add_variable(at, "mode", 2, ua.VariantType.Int32, mode.nodeid), ua.VariantType.Int32)
    async with server:
        await server.historize_node_data_change(nodes["speed"][0], period=timedelta(days=10_000), count=0)
        own = len(server.iserver.subscription_service.subscriptions)
        print("ready", flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            wanted = json.loads(line)
            if wanted.get("count"):
                print(json.dumps(counts(server, own)), flush=True)
                continue
            node, kind = nodes[wanted["name"]]
            at = datetime.fromtimestamp(wanted["timeMs"] / 1000, timezone.utc)
            status = ua.StatusCode(getattr(ua.StatusCodes, wanted.get("status") or "Good"))
            value = ua.DataValue(ua.Variant(wanted["value"], kind), status, at, at)
            await node.write_value(value)
            print(wanted["name"], flush=True)


port, folder, *more = sys.argv[1:]
asyncio.run(main(int(port), Path(folder), more[0] if more else None))
