import type { Probe } from './probe.ts';
import { createConnectionProbes } from './probes/connections.ts';
import { createMalformedProbes } from './probes/malformed.ts';
import { createPageProbes } from './probes/pages.ts';
import { createJsonProbes, createRouteProbes } from './probes/routes.ts';
import type { Route } from './route.ts';
import type { Target } from './target.ts';

/** All probes, in sending order: what the user named comes early, for a budget of requests ends the list. */
export function createProbes(target: Target, routes: readonly Route[], jsonRoutes: readonly Route[]): readonly Probe[] {
  return [
    ...createPageProbes(target),
    ...createRouteProbes(target, routes),
    ...createJsonProbes(target, jsonRoutes),
    ...createMalformedProbes(target),
    ...createConnectionProbes(target),
  ];
}

/** Requests that a probe sends. */
export function countRequests({ parts }: Probe): number {
  return parts.reduce((count, { methods }) => count + methods.length, 0);
}
