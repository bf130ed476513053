// Runs one npm client in a process of its own. An uncaught error ends the process, and whoever waits for an answer sees it.
const [, , name] = process.argv;
const { createClient } = await import(`./${name}.js`);
const send = createClient();

function describe(error) {
  const { name: errorName, code, message, statusCode } = error ?? {};
  return {
    kind: 'error',
    name: String(errorName ?? typeof error),
    message: String(message ?? error).slice(0, 500),
    ...(code === undefined ? {} : { code: String(code) }),
    ...(typeof statusCode === 'number' ? { status: statusCode } : {}),
  };
}

process.on('message', async ({ id, job }) => {
  let outcome;
  try {
    outcome = { kind: 'response', ...(await send(job)) };
  } catch (error) {
    outcome = describe(error);
  }
  process.send({ id, outcome });
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
