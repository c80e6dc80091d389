"""Numbers of NASA's ProgPy for its centrifugal pump, to hold Twinloom's engine against: progpy_reference.py OUT.json

One simulation with wear of impeller and both bearings under a load that changes over each hour, and one Monte Carlo
prediction of the impeller's life from given states under a planned schedule. No noise: the same file each time.
"""

import argparse
import json
import warnings
from importlib.metadata import version
from pathlib import Path

from progpy.models.centrifugal_pump import CentrifugalPumpWithWear
from progpy.predictors import MonteCarlo
from progpy.uncertain_data import UnweightedSamples

STEP_SECONDS = 1
SAVE_EVERY_SECONDS = 600
SIMULATED_SECONDS = 5 * 3600
WEAR = {"wA": 0.04, "wRadial": 6e-10, "wThrust": 3e-10}
PREDICTED_WEAR = [0.012, 0.015, 0.02, 0.03, 0.04, 0.06]
PREDICTED_AREA = [12.7, 12.1, 11.6, 12.4, 11.9, 11.2]
HORIZON_SECONDS = 24 * 3600

LOAD = {"Tamb": 290.0, "V": 471.2389, "psuc": 239179.0, "wsync": 376.9911}
"""Discharge pressure within each hour: low, a ramp, high, a ramp back (the cycle of ProgPy's own pump example)."""
CYCLE = {"lowPa": 928654.0, "highPa": 1214540.0, "lowUntil": 1800, "highFrom": 1900, "highUntil": 3500}
"""From these hours on, while the life is predicted."""
SCHEDULE = [(0, 928654.0), (2, 1100000.0), (5, 1000000.0)]


def cyclic_pressure(t: float) -> float:
    second = t % 3600
    low, high = CYCLE["lowPa"], CYCLE["highPa"]
    if second < CYCLE["lowUntil"]:
        return low
    if second < CYCLE["highFrom"]:
        return low + (high - low) * (second - CYCLE["lowUntil"]) / (CYCLE["highFrom"] - CYCLE["lowUntil"])
    if second < CYCLE["highUntil"]:
        return high
    return high - (high - low) * (second - CYCLE["highUntil"]) / (3600 - CYCLE["highUntil"])


def scheduled_pressure(t: float) -> float:
    return [pressure for hour, pressure in SCHEDULE if t >= hour * 3600][-1]


def numbers(record) -> dict[str, float]:
    return {key: float(value) for key, value in dict(record).items()}


def new_pump() -> CentrifugalPumpWithWear:
    return CentrifugalPumpWithWear(process_noise=0, measurement_noise=0)


def simulation() -> dict:
    pump = new_pump()
    pump.parameters["x0"].update(WEAR)
    load = lambda t, x=None: pump.InputContainer({**LOAD, "pdisch": cyclic_pressure(t)})
    run = pump.simulate_to(SIMULATED_SECONDS, load, pump.output(pump.initialize(load(0))),
                           dt=STEP_SECONDS, save_freq=STEP_SECONDS)
    met = [(time, pump.threshold_met(state)) for time, state in zip(run.times, run.states)]
    kept = range(0, len(run.times), SAVE_EVERY_SECONDS // STEP_SECONDS)
    return {
        "wear": WEAR,
        "times": [float(run.times[i]) for i in kept],
        "states": [numbers(run.states[i]) for i in kept],
        "outputs": [numbers(pump.output(run.states[i])) for i in kept],
        "eventStates": [numbers(pump.event_state(run.states[i])) for i in kept],
        "eventSeconds": {event: next(float(time) for time, is_met in met if is_met[event]) for event in pump.events},
    }


def prediction() -> dict:
    pump = new_pump()
    load = lambda t, x=None: pump.InputContainer({**LOAD, "pdisch": scheduled_pressure(t)})
    start = pump.initialize(load(0))
    states = [{**numbers(start), "A": area, "wA": wear} for area, wear in zip(PREDICTED_AREA, PREDICTED_WEAR)]
    found = MonteCarlo(pump).predict(
        UnweightedSamples([pump.StateContainer(state) for state in states]), load,
        dt=STEP_SECONDS, horizon=HORIZON_SECONDS, events=["ImpellerWearFailure"], save_freq=HORIZON_SECONDS,
    )
    return {
        "schedule": [{"fromHours": hour, "pdisch": pressure} for hour, pressure in SCHEDULE],
        "states": states,
        "eventSeconds": [float(sample["ImpellerWearFailure"]) for sample in found.time_of_event],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    warnings.filterwarnings("ignore")
    pump = new_pump()
    parameters = {name: value for name, value in pump.parameters.items() if isinstance(value, (int, float))}
    parameters["lim"] = dict(pump.parameters["lim"])
    parameters["x0"] = numbers(pump.parameters["x0"])
    made = {
        "source": f"progpy {version('progpy')} progpy.models.centrifugal_pump.CentrifugalPumpWithWear",
        "stepSeconds": STEP_SECONDS,
        "load": LOAD,
        "cycle": CYCLE,
        "parameters": parameters,
        "simulation": simulation(),
        "prediction": prediction(),
    }
    asked.out.write_text(json.dumps(made, indent=1) + "\n")


if __name__ == "__main__":
    main()
