"""A Modbus server that shares no code with the client under test: python server.py PORT tcp|rtu.

Units 1 and 2 are there, any other never answers. Prints "ready", then obeys each line of its input and prints "done": "good", "garbled"
(one bit of each answer is turned), "silent", "slow SECONDS", "restart" (cuts every connection).
"""

import asyncio
import sys
import time

from pymodbus import FramerType
from pymodbus.client.mixin import ModbusClientMixin
from pymodbus.datastore import ModbusDeviceContext, ModbusServerContext, ModbusSparseDataBlock
from pymodbus.server import ModbusTcpServer

UNITS = (1, 2)
TYPE = ModbusClientMixin.DATATYPE
# address, value, type, order of the words: encoded by pymodbus, not by us
HOLDING = [
    (0, 1480.5, TYPE.FLOAT32, "big"),
    (2, 1480.5, TYPE.FLOAT32, "little"),
    (4, -3.25, TYPE.FLOAT64, "big"),
    (8, -(2**40) - 5, TYPE.INT64, "big"),
    (12, 2**63 + 12345, TYPE.UINT64, "big"),
    (16, -25, TYPE.INT16, "big"),
    (17, 65000, TYPE.UINT16, "big"),
    (18, -70000, TYPE.INT32, "big"),
    (20, 4000000000, TYPE.UINT32, "little"),
    (22, 0b1000, TYPE.UINT16, "big"),
    # 23 is not there
    (24, 7, TYPE.UINT16, "big"),
]


def registers():
    block = {}
    for address, value, kind, order in HOLDING:
        words = ModbusClientMixin.convert_to_registers(value, kind, word_order=order)
        block.update({address + i: word for i, word in enumerate(words)})
    return ModbusSparseDataBlock(block)


def device():
    bits = ModbusSparseDataBlock({i: i % 3 == 0 for i in range(2100)})
    inputs = ModbusSparseDataBlock({i: i for i in range(300)})
    return ModbusDeviceContext(di=bits, co=bits, hr=registers(), ir=inputs)


class Faults:
    mode = "good"
    seconds = 0.0

    def __init__(self, unit_at):
        self.unit_at = unit_at

    def packet(self, sending, data):
        if not sending:
            return data
        if self.mode == "silent" or data[self.unit_at] not in UNITS:
            return b""
        if self.mode == "good":
            return data
        if self.mode == "garbled":
            return data[:-3] + bytes([data[-3] ^ 1]) + data[-2:]
        time.sleep(self.seconds)
        return data


async def main():
    port, framing = int(sys.argv[1]), sys.argv[2]
    faults = Faults(0 if framing == "rtu" else 6)
    devices = ModbusServerContext(devices={unit: device() for unit in UNITS}, single=False)

    async def start():
        server = ModbusTcpServer(
            devices,
            framer=FramerType.RTU if framing == "rtu" else FramerType.SOCKET,
            address=("127.0.0.1", port),
            trace_packet=faults.packet,
        )
        await server.serve_forever(background=True)
        return server

    server = await start()
    print("ready", flush=True)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().split():
        if line[0] == "restart":
            await server.shutdown()
            server = await start()
        else:
            faults.mode = line[0]
            faults.seconds = float(line[1]) if len(line) > 1 else 0.0
        print("done", flush=True)


asyncio.run(main())
