raise SystemExit("not the solutions")
