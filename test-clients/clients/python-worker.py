"""Runs urllib3 or requests in a process of its own: jobs as lines of JSON on stdin, outcomes on stdout."""
import json
import sys
import threading

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

lock = threading.Lock()


def make_body(job):
    size = job.get("upload")
    return None if size is None else (b"abcdefghijklmnopqrstuvwxyz012345" * (size // 32 + 1))[:size]


def with_urllib3():
    pool = urllib3.PoolManager(maxsize=32)

    def send(job):
        response = pool.request(
            job.get("method", "GET"),
            job["origin"] + job["path"],
            headers=job.get("headers"),
            body=make_body(job),
            # The plain form: only a Retry-After makes it repeat a response.
            retries=Retry(total=3, raise_on_status=False) if job.get("retry") else False,
        )
        return {
            "status": response.status,
            "retryAfter": response.headers.get("retry-after"),
            "body": json.loads(response.data),
        }

    return send


def with_requests():
    def session(retries):
        made = requests.Session()
        made.trust_env = False
        made.mount("http://", HTTPAdapter(max_retries=retries, pool_maxsize=32))
        return made

    retrying = session(Retry(total=3, status_forcelist=[429, 502, 503, 504], raise_on_status=False))
    plain = session(0)

    def send(job):
        response = (retrying if job.get("retry") else plain).request(
            job.get("method", "GET"), job["origin"] + job["path"], headers=job.get("headers"), data=make_body(job)
        )
        return {
            "status": response.status_code,
            "retryAfter": response.headers.get("retry-after"),
            "body": response.json(),
        }

    return send


def answer(send, message):
    try:
        outcome = {"kind": "response", **send(message["job"])}
    except Exception as error:  # what the caller of the client would catch
        outcome = {"kind": "error", "name": type(error).__name__, "message": str(error)[:500]}
    with lock:
        print(json.dumps({"id": message["id"], "outcome": outcome}), flush=True)


def main():
    send = {"urllib3": with_urllib3, "requests": with_requests}[sys.argv[1]]()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        threading.Thread(target=answer, args=(send, json.loads(line)), daemon=True).start()


main()
