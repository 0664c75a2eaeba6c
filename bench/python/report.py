"""What a baseline program says of itself, as one JSON line or for people."""
import json
import resource


def add_arguments(parser):
    """The arguments that all baseline programs take."""
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", type=int, help="defaults to the published number")
    parser.add_argument("--models", help="names joined by commas; defaults to all")
    parser.add_argument("--profile-json", action="store_true", help="print one JSON line")


def chosen_models(parser, text, known):
    """The models named on the command line, each known to the experiment."""
    names = text.split(",") if text else list(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        parser.error(f"Cannot train {', '.join(unknown)}: there are {', '.join(known)}")
    return names


def print_report(report, watch, as_json):
    """Adds the times and the peak memory (ru_maxrss, kilobytes on Linux), and prints."""
    if as_json:
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        times = {"seconds": watch.seconds, "total": watch.total}
        print(json.dumps({**report, **times, "kilobytes": kilobytes}))
        return
    for part, seconds in {**watch.seconds, "total": watch.total}.items():
        print(f"{part:14} {seconds:9.2f} s")
    for name, error in report["error"].items():
        print(f"error {name:8} {error:9.4g}")
