import type { Holder } from "../store/leases.ts";
import type { NodeRecord } from "../store/records.ts";
import type { NodeSpec } from "../graph/node_spec.ts";

/** Everything that can happen while nodes are brought up to date. */
export type RunEvent =
  | { type: "fresh"; node: NodeSpec; record: NodeRecord }
  /** another run is at work on it */
  | { type: "waiting"; node: NodeSpec; holder: Holder | null }
  | { type: "fetched"; node: NodeSpec; record: NodeRecord }
  | { type: "started"; node: NodeSpec; reason: string }
  | {
    type: "progress";
    node: NodeSpec;
    done: number;
    total: number;
    unit: string;
  }
  | { type: "ran"; node: NodeSpec; record: NodeRecord; note: string | null }
  | { type: "hint"; node: NodeSpec; what: string }
  | { type: "damaged"; node: NodeSpec; what: string }
  | { type: "failed"; node: NodeSpec; message: string }
  | { type: "skipped"; node: NodeSpec; because: string };

/** How one node ended, for those who come after it. */
export type NodeResult =
  | { status: "fresh" | "ran"; record: NodeRecord }
  | { status: "failed" | "skipped"; message: string };
