/** What emscripten's socket layer calls for sockets of Node.js: blocking sockets wait, others say that they would. */

import { Connection } from "./connection";
import type { Sock } from "./sock";
import type { SocketThread } from "./thread";

/** By level and number, as Linux has them. */
const OPTIONS: Record<string, (sock: Sock) => number> = {
  "1/3": ({ type }) => type,
  "1/9": ({ settings }) => Number(settings?.get("keepAlive") ?? false),
  "1/30": ({ connection }) => Number(connection?.state === "bound"),
  "1/38": ({ protocol }) => protocol,
  "1/39": ({ family }) => family,
  "6/1": ({ settings }) => Number(settings?.get("noDelay") ?? false),
};

/** What Node.js decides about, as it is until somebody sets it: SO_REUSEADDR, SO_SNDBUF, SO_RCVBUF, SO_REUSEPORT. */
const DECIDED: Record<string, number> = { "1/2": 0, "1/7": 1 << 18, "1/8": 1 << 16, "1/15": 0 };

interface Message {
  buffer: Uint8Array;
  addr: string | undefined;
  port: number | undefined;
}

const SOCK_STREAM = 1;
const O_NONBLOCK = 0x800;
const FIONREAD = 0x541b;
export const MSG_PEEK = 0x02;
export const MSG_DONTWAIT = 0x40;

/** Names of errors in Node.js that are no names of POSIX. */
const ERRORS: Record<string, string> = {
  ENOTFOUND: "EHOSTUNREACH",
  EAI_AGAIN: "EHOSTUNREACH",
  ERR_SOCKET_CLOSED: "EPIPE",
};

export class SocketOperations {
  /** Flags of the call that is being made; emscripten does not hand them on. */
  flags = 0;

  constructor(
    private readonly thread: SocketThread,
    private readonly errnos: Record<string, number>,
  ) {}

  /** A file system error of a POSIX name. */
  error(name: string): Error {
    return new FS.ErrnoError(this.errnos[name] ?? this.errnos["EIO"]!);
  }

  poll({ connection }: Sock): number {
    this.thread.pump();
    return connection?.mask ?? 0;
  }

  ioctl({ connection }: Sock, request: number, argument: number): number {
    if (request !== FIONREAD) {
      throw this.error("EINVAL");
    }
    HEAP32[argument >> 2] = connection?.available ?? 0;
    return 0;
  }

  /** Listens already, since Node.js cannot have one without the other: what comes in waits. */
  bind(sock: Sock, address: string, port: number): void {
    this.requireStream(sock);
    if (sock.connection) {
      throw this.error("EINVAL");
    }
    const connection = this.connect_(sock, "listen", { host: address, port }, "connecting");
    this.wait(sock, () => connection.state !== "connecting", true);
    if (connection.state === "failed") {
      sock.connection = undefined;
      this.raiseFailure(sock, connection);
    }
    sock.saddr = address;
    sock.sport = connection.local!.port;
  }

  listen(sock: Sock): void {
    if (!sock.connection) {
      this.bind(sock, "0.0.0.0", 0);
    }
  }

  accept(sock: Sock): Sock {
    const server = sock.connection;
    if (server?.state !== "bound") {
      throw this.error("EINVAL");
    }
    this.wait(sock, () => server.arrivals.length > 0);
    const { connection: id, local, remote } = server.arrivals.shift()!;
    const accepted = SOCKFS.createSocket(sock.family, sock.type, sock.protocol) as Sock;
    const connection = new Connection(this.thread, id, "open");
    this.thread.listen(id, (event) => {
      connection.handle(event);
    });
    connection.local = local;
    accepted.connection = connection;
    this.name(accepted, connection.local, remote);
    this.thread.post(id, "accept");
    return accepted;
  }

  connect(sock: Sock, address: string, port: number): void {
    this.requireStream(sock);
    this.thread.pump();
    const known = sock.connection;
    if (known && known.state !== "bound" && known.state !== "closed") {
      this.raiseFailure(sock, known);
      throw this.error(known.state === "connecting" ? "EALREADY" : "EISCONN");
    }
    const source = known?.state === "bound" ? { localAddress: sock.saddr, localPort: sock.sport } : {};
    if (known?.state === "bound") {
      this.thread.post(known.id, "close"); // it was bound, to be the source
      this.wait(sock, () => known.isEnded, true);
    }
    const settings = Object.fromEntries(sock.settings ?? []);
    const connection = this.connect_(
      sock,
      "connect",
      { host: address, port, family: 4, ...source, ...settings },
      "connecting",
    );
    sock.daddr = address;
    sock.dport = port;
    if (this.isBlocking(sock)) {
      this.wait(sock, () => connection.state !== "connecting");
      this.raiseFailure(sock, connection);
    } else {
      throw this.error("EINPROGRESS");
    }
  }

  sendmsg(sock: Sock, buffer: Uint8Array, offset: number, length: number): number {
    const connection = this.connected(sock);
    this.thread.pump();
    this.raiseFailure(sock, connection);
    if (connection.isShut) {
      throw this.error("EPIPE");
    }
    this.wait(sock, () => connection.isWritable || connection.state !== "open");
    this.raiseFailure(sock, connection);
    const start = buffer.byteOffset + offset;
    connection.write(new Uint8Array(buffer.buffer.slice(start, start + length) as ArrayBuffer));
    if (this.isBlocking(sock)) {
      // So that it has left when the program ends.
      this.wait(sock, () => connection.unsent === 0 || connection.state !== "open");
    }
    return length; // a failure meanwhile is for the next call
  }

  /** Null is the end. */
  recvmsg(sock: Sock, length: number): Message | null {
    const connection = this.connected(sock);
    this.wait(sock, () => connection.isReadable);
    if (connection.available > 0) {
      return { buffer: connection.read(length, (this.flags & MSG_PEEK) !== 0), addr: sock.daddr, port: sock.dport };
    }
    if (connection.state === "failed") {
      this.raiseFailure(sock, connection);
    }
    return null;
  }

  close(sock: Sock): void {
    const { connection } = sock;
    sock.connection = undefined;
    if (connection) {
      this.letGo(connection);
    }
  }

  shutdown(sock: Sock, how: number): void {
    const connection = this.connected(sock);
    if (how !== 0 && !connection.isShut) {
      connection.isShut = true;
      this.thread.post(connection.id, "end");
    }
  }

  /** Call a method of the socket of Node.js, now or when there is one. */
  set(sock: Sock, name: "noDelay" | "keepAlive", value: boolean): void {
    (sock.settings ??= new Map()).set(name, value);
    if (sock.connection) {
      this.thread.post(sock.connection.id, "set", {
        name: { noDelay: "setNoDelay", keepAlive: "setKeepAlive" }[name],
        value,
      });
    }
  }

  /** The value of an option, if it is one that is known here. */
  option(fd: number, level: number, option: number): number | undefined {
    const sock = SOCKFS.getSocket(fd) as Sock | null;
    const name = `${level}/${option}`;
    return sock ? (OPTIONS[name]?.(sock) ?? sock.decided?.get(name) ?? DECIDED[name]) : undefined;
  }

  /** Wait until a condition is met. @throws ErrnoError EINTR; EAGAIN if the socket does not block. */
  wait(sock: Sock, condition: () => boolean, always = false): void {
    this.thread.pump();
    if (condition()) {
      return;
    }
    if (!always && !this.isBlocking(sock)) {
      throw this.error("EAGAIN");
    }
    if (this.thread.wait(condition) === "interrupted") {
      throw this.error("EINTR");
    }
  }

  connected({ connection }: Sock): Connection {
    if (!connection || connection.state === "connecting" || connection.state === "bound") {
      throw this.error("ENOTCONN");
    }
    return connection;
  }

  private connect_(sock: Sock, command: string, options: object, state: "connecting"): Connection {
    const id = this.thread.add((event) => {
      connection.handle(event);
      if (event.type === "connected") {
        this.name(sock, event.local, event.remote);
      } else if (event.type === "error") {
        sock.error = this.errnoOf(connection);
      }
    });
    const connection = new Connection(this.thread, id, state);
    sock.connection = connection;
    sock.error = null;
    this.thread.post(id, command, options);
    return connection;
  }

  private name(sock: Sock, local: { address: string; port: number }, remote: { address: string; port: number }): void {
    sock.saddr = local.address;
    sock.sport = local.port;
    sock.daddr = remote.address;
    sock.dport = remote.port;
  }

  private isBlocking(sock: Sock): boolean {
    return (sock.stream.flags & O_NONBLOCK) === 0 && (this.flags & MSG_DONTWAIT) === 0;
  }

  private requireStream(sock: Sock): void {
    if (sock.type !== SOCK_STREAM) {
      throw this.error("EPROTONOSUPPORT");
    }
  }

  private errnoOf({ failure }: Connection): number {
    const code = failure?.code ?? "EIO";
    return this.errnos[ERRORS[code] ?? code] ?? this.errnos["EPROTO"]!;
  }

  /** A failure is told once; afterwards there is no connection. */
  private raiseFailure(sock: Sock, connection: Connection): void {
    if (connection.state === "failed") {
      connection.state = "closed";
      connection.isEnded = true;
      sock.error = null;
      throw new FS.ErrnoError(this.errnoOf(connection));
    }
    if (connection.state === "closed") {
      throw this.error("EPIPE");
    }
  }

  /** The program does not end before everything has been sent. */
  private letGo(connection: Connection): void {
    this.thread.post(connection.id, "close");
    connection.arrivals.forEach(({ connection: id }) => {
      this.thread.post(id, "close");
    });
    if (connection.unsent === 0) {
      this.thread.forget(connection.id);
      return;
    }
    this.thread.hold();
    this.thread.listen(connection.id, (event) => {
      if (event.type === "close") {
        this.thread.forget(connection.id);
        this.thread.release();
      }
    });
  }
}
