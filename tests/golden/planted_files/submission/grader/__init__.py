raise SystemExit("not the real grader")
