/** Tell Python's event loop which sockets are ready, as long as they are and it wants to know. */

import type { Sock } from "./sock";
import { POLLERR, POLLHUP, POLLIN, POLLOUT } from "./connection";
import type { SocketThread } from "./thread";

const EVENT_READ = 1;
const EVENT_WRITE = 2;

type OnReady = (fds: number[], events: number[]) => void;

export class SocketWatch {
  private readonly watched = new Map<number, number>();
  private scheduled = false;

  constructor(
    private readonly thread: SocketThread,
    private readonly onReady: OnReady,
  ) {
    thread.onActivity = () => {
      this.schedule();
    };
  }

  /** Watch a file descriptor for EVENT_READ, EVENT_WRITE or both; the program does not end meanwhile. */
  watch(fd: number, events: number): void {
    if (!this.watched.has(fd)) {
      this.thread.hold();
    }
    this.watched.set(fd, events);
    this.schedule();
  }

  unwatch(fd: number): void {
    if (this.watched.delete(fd)) {
      this.thread.release();
    }
  }

  private ready(): [number, number][] {
    this.thread.pump();
    return [...this.watched].flatMap(([fd, wanted]): [number, number][] => {
      const sock = SOCKFS.getSocket(fd) as Sock | null;
      const mask = sock ? (sock.connection?.mask ?? 0) : POLLERR;
      const both = mask & (POLLERR | POLLHUP) ? EVENT_READ | EVENT_WRITE : 0;
      const events = (mask & POLLIN ? EVENT_READ : 0) | (mask & POLLOUT ? EVENT_WRITE : 0) | both;
      return events & wanted ? [[fd, events & wanted]] : [];
    });
  }

  private schedule(): void {
    if (this.scheduled || this.ready().length === 0) {
      return;
    }
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      const ready = this.ready();
      if (ready.length > 0) {
        this.onReady(
          ready.map(([fd]) => fd),
          ready.map(([, events]) => events),
        );
        this.schedule();
      }
    });
  }
}
