"""A flexible job shop by OR-tools CP-SAT, the peer of bench/src/scheduling.

usage: solve_shop.py SHOP.json SECONDS WORKERS; prints {"makespan", "lowerBound", "seconds"} as JSON, makespan null where none was found.
"""

import json
import sys
import time

from ortools.sat.python import cp_model

started_at = time.monotonic()
path, seconds, workers = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
with open(path, encoding="utf-8") as file:
    shop = json.load(file)

operations = shop["operations"]
horizon = sum(max(option["duration"] for option in operation["options"]) for operation in operations)
model = cp_model.CpModel()
on_machine = [[] for _ in range(shop["machines"])]
starts, ends = [], []
for operation in operations:
    durations = [option["duration"] for option in operation["options"]]
    start = model.new_int_var(0, horizon, "")
    end = model.new_int_var(0, horizon, "")
    if len(durations) == 1:
        on_machine[operation["options"][0]["machine"]].append(model.new_interval_var(start, durations[0], end, ""))
    else:
        duration = model.new_int_var(min(durations), max(durations), "")
        model.add(start + duration == end)
        chosen = []
        for option in operation["options"]:
            literal = model.new_bool_var("")
            model.add(duration == option["duration"]).only_enforce_if(literal)
            on_machine[option["machine"]].append(model.new_optional_interval_var(start, option["duration"], end, literal, ""))
            chosen.append(literal)
        model.add_exactly_one(chosen)
    starts.append(start)
    ends.append(end)
for index, operation in enumerate(operations):
    for before in operation["after"]:
        model.add(starts[index] >= ends[before])
for intervals in on_machine:
    model.add_no_overlap(intervals)
makespan = model.new_int_var(0, horizon, "")
model.add_max_equality(makespan, ends)
model.minimize(makespan)

solver = cp_model.CpSolver()
solver.parameters.num_workers = workers
solver.parameters.max_time_in_seconds = max(0.05, seconds - (time.monotonic() - started_at))
status = solver.solve(model)
found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
answer = {
    "makespan": round(solver.objective_value) if found else None,
    "lowerBound": round(solver.best_objective_bound),
    "seconds": time.monotonic() - started_at,
}
print(json.dumps(answer))
