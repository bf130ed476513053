import axios from 'axios';
import axiosRetry from 'axios-retry';
import { makeBody } from './body.js';

function show(response) {
  return { status: response.status, retryAfter: response.headers['retry-after'] ?? null, body: response.data };
}

export function createClient() {
  const plain = axios.create();
  const retrying = axios.create();
  axiosRetry(retrying);
  return async (job) => {
    try {
      return show(
        await (job.retry ? retrying : plain).request({
          url: job.origin + job.path,
          method: job.method ?? 'GET',
          headers: job.headers ?? {},
          data: makeBody(job),
        }),
      );
    } catch (error) {
      // A response whose body could not be read has a response here, too, but no data.
      if (error.response?.data !== undefined && error.code?.startsWith('ERR_BAD_')) return show(error.response);
      throw error;
    }
  };
}
