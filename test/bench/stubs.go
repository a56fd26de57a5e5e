package main

import "context"

func latency(context.Context, *bench) error   { return nil }
func memory(context.Context, *bench) error    { return nil }
func coldStart(context.Context, *bench) error { return nil }
func failover(context.Context, *bench) error  { return nil }
