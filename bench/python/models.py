"""The published models: name, then rule, feedback and leak."""
MODELS = {
    "BP": ("BP", None, 0.0),
    "FA": ("FA", "random", 0.0),
    "FA-2": ("FA", "transpose", 0.0),
    "PBP": ("PBP", None, 0.0),
    "NDI": ("NDI", "transpose", 0.01),
    "NDI-2": ("NDI", "transpose", 0.001),
    "NDI-3": ("NDI", "optimised", 0.01),
    "DI": ("DI", "transpose", 0.01),
    "DI-2": ("DI", "transpose", 0.001),
    "DI-3": ("DI", "optimised", 0.01),
    "SDI": ("SDI", "transpose", 0.01),
    "SDI-2": ("SDI", "transpose", 0.001),
    "SDI-3": ("SDI", "optimised", 0.01),
}
