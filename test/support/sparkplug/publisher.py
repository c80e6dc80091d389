"""An edge node of the independent library pysparkplug, told what to do by lines of JSON on its standard input."""

import itertools
import json
import os
import sys

from pysparkplug import (
    Client, DataType, DBirth, DData, DDeath, Message, MessageType, Metric, NBirth, NData, NDeath, QoS, Topic,
)

GROUP, NODE = "plant", "edge-1"


class Measured(Metric):
    """pysparkplug's metric leaves out properties; the schema that it is compiled from has them."""

    unit = None

    def to_pb(self, include_dtype):
        metric = super().to_pb(include_dtype)
        if self.unit is not None:
            metric.properties.keys.append("engUnit")
            metric.properties.values.add(type=DataType.STRING, string_value=self.unit)
        return metric


def metric_of(said):
    metric = Measured(
        timestamp=said["time"], name=said.get("name"), alias=said.get("alias"), datatype=DataType[said["type"]],
        value=said.get("value"), is_historical=said.get("historical", False),
    )
    object.__setattr__(metric, "unit", said.get("unit"))
    return metric


def topic_of(kind, device=None):
    return Topic(message_type=kind, group_id=GROUP, edge_node_id=NODE, device_id=device)


def tell(**what):
    print(json.dumps(what), flush=True)


class Edge:
    def __init__(self):
        self.client = Client()
        self.client.subscribe(topic_of(MessageType.NCMD), QoS.AT_LEAST_ONCE, self.commanded)
        self.node_metrics, self.devices = [], {}

    def connect(self, port, bd_seq):
        self.bd_seq = Metric(timestamp=0, name="bdSeq", datatype=DataType.INT64, value=bd_seq)
        will = NDeath(timestamp=0, bd_seq_metric=self.bd_seq)
        self.client.set_will(
            Message(topic=topic_of(MessageType.NDEATH), payload=will, qos=QoS.AT_LEAST_ONCE, retain=False)
        )
        self.client.connect("127.0.0.1", port=port, callback=lambda _client: tell(connected=True))

    def publish(self, kind, payload, device=None):
        message = Message(topic=topic_of(kind, device), payload=payload, qos=QoS.AT_MOST_ONCE, retain=False)
        self.client.publish(message)

    def birth(self, time):
        self.seq = itertools.cycle(range(256))
        metrics = (*map(metric_of, self.node_metrics), self.bd_seq)
        self.publish(MessageType.NBIRTH, NBirth(timestamp=time, seq=next(self.seq), metrics=metrics))
        for device, announced in self.devices.items():
            birth = DBirth(timestamp=time, seq=next(self.seq), metrics=tuple(map(metric_of, announced)))
            self.publish(MessageType.DBIRTH, birth, device)

    def commanded(self, _client, message):
        asked = any(one.name == "Node Control/Rebirth" and one.value is True for one in message.payload.metrics)
        tell(rebirth=asked)

    def obey(self, said):
        do, time, device = said["do"], said.get("time"), said.get("device")
        if do == "connect":
            self.connect(said["port"], said["bdSeq"])
        elif do == "birth":
            self.node_metrics, self.devices = said["metrics"], said["devices"]
            self.birth(time)
        elif do == "data":
            metrics = tuple(map(metric_of, said["metrics"]))
            if device:
                self.publish(MessageType.DDATA, DData(timestamp=time, seq=next(self.seq), metrics=metrics), device)
            else:
                self.publish(MessageType.NDATA, NData(timestamp=time, seq=next(self.seq), metrics=metrics))
        elif do == "death":
            self.publish(MessageType.DDEATH, DDeath(timestamp=time, seq=next(self.seq)), device)
        elif do == "lose":
            next(self.seq)
        elif do == "crash":
            os._exit(1)


edge = Edge()
for line in sys.stdin:
    edge.obey(json.loads(line))
