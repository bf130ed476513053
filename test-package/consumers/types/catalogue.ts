import express from 'express';
import { catalogue, describeStatus, type StatusDescription, statusCatalogue } from 'failwell/catalogue';

export const badGateway: StatusDescription | undefined = describeStatus(502);
export const meanings: readonly string[] = statusCatalogue.map(({ code, meaning }) => `${code} ${meaning}`);

export const app = express();
app.use('/errors', catalogue());
