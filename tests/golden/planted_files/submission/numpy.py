raise SystemExit("not the real numpy")
