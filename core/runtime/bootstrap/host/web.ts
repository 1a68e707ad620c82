/** Pages and workers. */

import { consoleStreams } from "../../streams/console-streams";
import { resolveAddress } from "./address";
import { compileError, LoadError, scriptError, type Host } from "./types";

declare const importScripts: ((url: string) => void) | undefined;
declare const document: Document | undefined;

async function request(url: string, cache: RequestCache = "default"): Promise<Response> {
  if (url.startsWith("file:")) {
    throw new LoadError(
      url,
      "browsers do not let a page from file:// read other files; serve the folder over HTTP, for example with `pyodide serve`",
    );
  }
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", cache });
  } catch (error) {
    throw new LoadError(url, "the request failed (no connection, or refused by CORS)", { cause: error });
  }
  if (!response.ok) {
    throw new LoadError(url, `the server answered ${response.status} ${response.statusText}`.trimEnd());
  }
  return response;
}

async function readBytes(url: string, cache?: RequestCache): Promise<Uint8Array<ArrayBuffer>> {
  const response = await request(url, cache);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new LoadError(url, "the connection broke", { cause: error });
  }
}

function readSync(url: string): Uint8Array | undefined {
  if (typeof XMLHttpRequest === "undefined") {
    return undefined; // service workers
  }
  const request = new XMLHttpRequest();
  request.open("GET", url, /* async */ false);
  // A synchronous request in a page may not ask for an ArrayBuffer; this character set maps bytes to U+F780 and on.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    return undefined;
  }
  return request.status === 200 ? Uint8Array.from(request.responseText, (c) => c.charCodeAt(0) & 0xff) : undefined;
}

// SpiderMonkey (Firefox 140) waits for ever when a file ends in the middle of a section. Only it has InternalError.
const STREAMING_ENDS = !("InternalError" in globalThis);

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await request(url);
  // Streaming wants the right media type; a server that does not know wasm costs time, not function.
  if (STREAMING_ENDS && response.headers.get("Content-Type")?.startsWith("application/wasm")) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (error) {
      throw compileError(url, undefined, error);
    }
  }
  const bytes = await response.arrayBuffer();
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw compileError(url, bytes.byteLength, error);
  }
}

function loadByElement(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document!.createElement("script");
    script.src = url;
    script.onload = () => {
      resolve();
    };
    script.onerror = () => {
      reject(new LoadError(url, "the script could not be fetched"));
    };
    document!.head.append(script);
    script.remove(); // it is under way, and leaves nothing behind
  });
}

// An engine remembers that an import failed, and gives the same error again: a new try needs a new address.
const failedImports = new Map<string, number>();

async function loadByImport(url: string): Promise<void> {
  const failures = failedImports.get(url) ?? 0;
  try {
    await import(/* webpackIgnore: true */ /* @vite-ignore */ failures === 0 ? url : `${url}?retry=${failures}`);
  } catch (error) {
    failedImports.set(url, failures + 1);
    throw error instanceof SyntaxError
      ? scriptError(url, error)
      : new LoadError(url, "the script could not be imported", { cause: error });
  }
}

async function loadScript(url: string): Promise<void> {
  if (typeof document !== "undefined") {
    await loadByElement(url);
    return;
  }
  try {
    importScripts!(url);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw scriptError(url, error);
    }
    if ("ServiceWorkerGlobalScope" in globalThis) {
      throw new LoadError(url, 'a service worker must fetch it when it is installed: import "./pyodide.asm.js" first', {
        cause: error,
      });
    }
    // Module workers have importScripts too, but it always throws a TypeError there.
    if (!(error instanceof TypeError)) {
      throw new LoadError(url, "the script could not be fetched", { cause: error });
    }
    await loadByImport(url);
  }
}

export const webHost: Host = {
  resolve: resolveAddress,
  readBytes,
  readSync,
  compile,
  loadScript,
  streams: consoleStreams,
};
