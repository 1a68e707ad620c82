// node_sockets_thread.cjs: the sockets of an interpreter, in a thread of their own, so that who waits for them can block.
//
// Commands come as messages; whatever happens to a socket is sent back as one, and `signal` counts them.
"use strict";

const dns = require("node:dns");
const net = require("node:net");
const tls = require("node:tls");
const { workerData } = require("node:worker_threads");

const { port, signal } = workerData;

// What may be on its way to the interpreter before a socket is no longer read.
const WINDOW = 1 << 20;

/** Sockets and servers by the number that the interpreter knows them by; it has none for those it has not accepted yet. */
const sockets = new Map();
let accepted = -1;

function send(message, transfer) {
  port.postMessage(message, transfer);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}

const localOf = (socket) => ({ address: socket.localAddress, port: socket.localPort });
const remoteOf = (socket) => ({ address: socket.remoteAddress, port: socket.remotePort });

function attach(id, socket) {
  socket.unread = 0;
  sockets.set(id, socket);
  socket.on("data", (chunk) => {
    const bytes = new Uint8Array(chunk);
    socket.unread += bytes.length;
    if (socket.unread > WINDOW) {
      socket.pause();
    }
    send({ id, type: "data", bytes }, [bytes.buffer]);
  });
  socket.on("end", () => send({ id, type: "end" }));
  socket.on("error", ({ code, message }) => send({ id, type: "error", code, message }));
  socket.on("close", () => {
    if (sockets.get(id) === socket) {
      sockets.delete(id);
      send({ id, type: "close" });
    }
  });
}

function listen(id, options) {
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    const connection = accepted--;
    attach(connection, socket);
    send({ id, type: "connection", connection, local: localOf(socket), remote: remoteOf(socket) });
  });
  sockets.set(id, server);
  server.on("error", ({ code, message }) => send({ id, type: "error", code, message }));
  server.on("close", () => {
    sockets.delete(id);
    send({ id, type: "close" });
  });
  server.listen(options, () => send({ id, type: "listening", local: server.address() }));
}

function secure(id, { host, rejectUnauthorized }) {
  const plain = sockets.get(id);
  plain.removeAllListeners("data").removeAllListeners("end").removeAllListeners("error").removeAllListeners("close");
  plain.on("error", () => {}); // the other one tells
  const servername = net.isIP(host) ? undefined : host;
  const socket = tls.connect({ socket: plain, host, servername, rejectUnauthorized, allowHalfOpen: true }, () =>
    send({ id, type: "secure" }),
  );
  attach(id, socket);
}

const COMMANDS = {
  connect(id, options) {
    const socket = net.connect({ ...options, allowHalfOpen: true });
    attach(id, socket);
    socket.on("connect", () => send({ id, type: "connected", local: localOf(socket), remote: remoteOf(socket) }));
  },
  listen,
  secure,
  accept: (id) => sockets.get(id)?.resume(),
  write: (id, { bytes }) => sockets.get(id)?.write(bytes, () => send({ id, type: "sent", count: bytes.length })),
  end: (id) => sockets.get(id)?.end(),
  read(id, { count }) {
    const socket = sockets.get(id);
    if (socket) {
      socket.unread -= count;
      if (socket.isPaused() && socket.unread <= WINDOW / 2) {
        socket.resume();
      }
    }
  },
  set: (id, { name, value }) => sockets.get(id)?.[name]?.(value),
  /** What was written still goes out, unless there is no connection yet. */
  close(id) {
    const socket = sockets.get(id);
    if (socket instanceof net.Server) {
      socket.close();
    } else if (socket?.connecting) {
      socket.destroy();
    } else {
      socket?.resume().destroySoon(); // resumed, or the end of what comes in would not be seen
    }
  },
  lookup(id, { host }) {
    dns.lookup(host, { family: 4, all: true }, (error, found) =>
      send({
        id,
        type: "found",
        addresses: error ? undefined : found.map(({ address }) => address),
        code: error?.code,
      }),
    );
  },
};

port.on("message", ({ id, command, ...options }) => COMMANDS[command](id, options));
