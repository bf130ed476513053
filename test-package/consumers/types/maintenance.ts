import express from 'express';
import { type MaintenanceOptions, maintenance, maintenanceGuard } from 'failwell/maintenance';
import Koa from 'koa';

const options: MaintenanceOptions = { until: '2026-11-23T18:00:00Z', allow: ['/healthz'] };
export const app = express();
app.use(maintenance(options));
export const koa = new Koa();
koa.use(maintenance(options));
export const guard = maintenanceGuard({ until: () => undefined });
