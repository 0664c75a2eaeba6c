"""The published models."""
from typing import NamedTuple


class Model(NamedTuple):
    rule: str
    feedback: str = "none"  # what it starts as, see `feedback.initial`
    scale: float = 1.0  # what multiplies it
    leak: float = 0.0
    transfer: str = "linear"  # of the loop of DI: or tanh


MODELS = {
    "BP": Model("BP"),
    "FA": Model("FA", "random"),
    "FA-2": Model("FA", "transpose", -1.0),
    "PBP": Model("PBP"),
    "NDI": Model("NDI", "transpose", -1.0, 0.01),
    "NDI-2": Model("NDI", "transpose", -1.0, 0.001),
    "NDI-3": Model("NDI", "optimised", 1.0, 0.01),
    "DI": Model("DI", "transpose", -1.0, 0.01),
    "DI-2": Model("DI", "transpose", -1.0, 0.001),
    "DI-3": Model("DI", "optimised", 1.0, 0.01),
    "SDI": Model("SDI", "transpose", -1.0, 0.01),
    "SDI-2": Model("SDI", "transpose", -1.0, 0.001),
    "SDI-3": Model("SDI", "optimised", 1.0, 0.01),
}
