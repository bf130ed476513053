// Express's own error handling, and an error with a field that cannot be sent.
import express from 'express';

const app = express();
app.get('/crash', async () => {
  throw Object.assign(new Error('crash'), { status: 500, headers: { 'X-Order': 'a\r\nb' } });
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
