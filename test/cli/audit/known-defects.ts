/** What Node's own layer does, below every framework. */
const ofNode = 'FR-7 DT-8 CO-5 CO-5b';

function ids(...lists: readonly string[]): readonly string[] {
  return lists.join(' ').split(' ').sort();
}

// An upstream's 401 relayed, stale fields, two framings, a HEAD of its own length, no answer before the upload ends.
const finalhandler = 'RT-1 FR-2 FR-6a DT-6 CA-3 CA-4 ST-1 AU-1 ME-2a MT-2 CO-3 LK-1';

/** Rules that the defaults break: the measured defects that failwell exists for, and what nobody had looked at. */
export const knownDefects: Readonly<Record<string, readonly string[]>> = {
  'Express 4': ids(ofNode, finalhandler),
  'Express 5': ids(ofNode, finalhandler),
  // Koa drops every field, so nothing stale is left; and CORS, Vary and request ids neither.
  'Koa 3': ids(ofNode, 'RT-1 CT-10 CA-4 AU-1 MT-2'),
  // The message of a 5xx goes to the client. After a bad transfer coding a second response follows the first.
  'Fastify 5': ids(ofNode, 'RT-1 SL-5 FR-2 FR-6a CT-2 CT-10 CA-3 CA-4 ST-1 AU-1 ME-2a CT-11b LK-1'),
  // The response of an HTTPException is copied as a stream, so its length is lost.
  'Hono 4': ids(ofNode, 'RT-1 FR-1 FR-2 CT-10 CA-3 CA-4 ST-1 AU-1 ME-2a LK-1'),
};
