import { ApiError, proof, refusal } from './api.js';
import { texts } from './texts.js';

/**
 * Sends a file, and tells how far it is. The SID under which the server keeps it for a message to come; throws
 * an ApiError for one that is refused.
 *
 * @param onProgress called with the part that is sent, from 0 to 1: only this old way of asking tells it
 * @param signal of an AbortController, which gives it up
 */
export function upload(service, file, onProgress, signal) {
  const request = new XMLHttpRequest();
  request.open('POST', `/v1/Services/${service}/Media?${new URLSearchParams({ Filename: file.name })}`);
  request.setRequestHeader('Parley-Console', proof());
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
  signal.addEventListener('abort', () => request.abort());
  return new Promise((done, failed) => {
    request.onload = () =>
      request.status === 201
        ? done(request.response.sid)
        : failed(refusal(request.status, request.response));
    request.onerror = () => failed(new ApiError(0, texts.unreachable));
    request.onabort = () => failed(new ApiError(0, texts.givenUp));
    request.send(file);
  });
}
