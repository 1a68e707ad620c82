/** Views of the memory behind Python's buffers: PyBuffer.getBuffer(). */

import { py_buffer_acquire, py_buffer_contiguity, py_buffer_release } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { whenCollected } from "../collected";
import { throwPythonError } from "../error/python-error";
import { ARRAY_TYPES, parseFormat, type ElementType, type TypedArray } from "./format";
import { readLayout, type BufferLayout } from "./layout";

const C_ORDER = 1;
const FORTRAN_ORDER = 2;

const HINT = "Pass an explicit type argument to getBuffer()";

/** The element type for a format. @throws Error where JavaScript has none. */
function defaultType(format: string): ElementType {
  const known = parseFormat(format);
  if (known === undefined) {
    throw new Error(`JavaScript has no typed array for the format '${format}'. ${HINT}.`);
  }
  if (known.bigEndian && !known.type.endsWith("8")) {
    throw new Error(`Typed arrays cannot read big endian data (format '${format}'). ${HINT}: "dataview" can.`);
  }
  if (known.kind === "half") {
    throw new Error(`Not every engine has a typed array for half floats (format '${format}'). ${HINT}.`);
  }
  return known.type;
}

function elementSize(type: ElementType): number {
  if (type !== "dataview" && !Object.hasOwn(ARRAY_TYPES, type)) {
    const known = [...Object.keys(ARRAY_TYPES), "dataview"].join(", ");
    throw new Error(`Unknown type '${String(type)}' for getBuffer(); the known ones are ${known}`);
  }
  return type === "dataview" ? 1 : ARRAY_TYPES[type].BYTES_PER_ELEMENT;
}

/** The bytes from the first to the last element: where they start, relative to element [0, 0, ...], and how many. */
function extent({ shape, strides, itemsize }: BufferLayout): { start: number; length: number } {
  if (shape.includes(0)) {
    return { start: 0, length: 0 };
  }
  let start = 0;
  let end = itemsize;
  shape.forEach((count, dimension) => {
    const reach = strides[dimension]! * (count - 1);
    start += Math.min(reach, 0);
    end += Math.max(reach, 0);
  });
  return { start, length: end - start };
}

const released = whenCollected<Pointer>(py_buffer_release);

/** A Python object's memory, readable and writable from JavaScript until `release()`. */
export class PyBufferView {
  /** The number of dimensions; 0 for a single scalar or structure. */
  readonly ndim: number;
  /** The format of an element in the notation of Python's struct module. */
  readonly format: string;
  /** The size of an element in bytes. */
  readonly itemsize: number;
  /** How many elements each dimension has. */
  readonly shape: readonly number[];
  /** How many entries of `data` lie between neighbours in each dimension. */
  readonly strides: readonly number[];
  /** The entry of `data` that is element [0, 0, ...]. */
  readonly offset: number;
  /** The size of `data` in bytes. */
  readonly nbytes: number;
  /** Whether the elements lie one after the other, the last index running fastest. */
  readonly c_contiguous: boolean;
  /** Whether the elements lie one after the other, the first index running fastest. */
  readonly f_contiguous: boolean;
  /** Whether Python forbids to write: the memory of such an object must not be changed. */
  readonly readonly: boolean;
  /** Whether `release` was called. */
  _released = false;
  readonly _view_ptr: Pointer;

  private readonly address: Pointer;
  private readonly type: ElementType;
  private cached: TypedArray | DataView | undefined;

  /** Not for users: see PyBuffer.getBuffer. Takes the Py_buffer. */
  constructor(view: Pointer, type: ElementType | undefined) {
    if (typeof view !== "number") {
      throw new TypeError("PyBufferView is not a constructor");
    }
    const layout = readLayout(view);
    if (layout.suboffsets) {
      throw new Error("The buffer needs suboffsets, which views do not support; use toJs() or make a contiguous copy");
    }
    this.type = type ?? defaultType(layout.format);
    const size = elementSize(this.type);
    const { start, length } = extent(layout);
    this.address = layout.address + start;
    // Strides need not be whole entries: a one-dimensional view of bytes may be read as numbers of several bytes.
    if (length > 0 && [this.address, length, start].some((bytes) => bytes % size !== 0)) {
      throw new Error(`The buffer is not aligned to elements of the type '${this.type}'`);
    }
    const contiguity = py_buffer_contiguity(view);
    this.ndim = layout.shape.length;
    this.format = layout.format;
    this.itemsize = layout.itemsize;
    this.shape = layout.shape;
    this.strides = layout.strides.map((stride) => stride / size);
    this.offset = -start / size + 0;
    this.nbytes = length;
    this.c_contiguous = (contiguity & C_ORDER) !== 0;
    this.f_contiguous = (contiguity & FORTRAN_ORDER) !== 0;
    this.readonly = layout.readonly;
    this._view_ptr = view;
    released.register(this, view, this);
  }

  /**
   * The memory from the first to the last element. When wasm memory grows, older arrays become empty: read this again
   * after Python has run.
   *
   * @throws Error if the view was released.
   */
  get data(): TypedArray | DataView {
    if (this._released) {
      throw new Error("The buffer view has been released");
    }
    if (this.cached?.buffer !== HEAPU8.buffer) {
      this.cached = this.makeData();
    }
    return this.cached;
  }

  private makeData(): TypedArray | DataView {
    const { type, nbytes, address } = this;
    const memory = HEAPU8.buffer;
    if (type === "dataview") {
      return new DataView(memory, address, nbytes);
    }
    const constructor = ARRAY_TYPES[type];
    // An empty object may lie anywhere, and typed arrays want to be aligned.
    return new constructor(memory, nbytes ? address : 0, nbytes / constructor.BYTES_PER_ELEMENT);
  }

  /** Let Python move or free the memory; the second call does nothing. */
  release(): void {
    if (!this._released) {
      this._released = true;
      this.cached = undefined;
      released.unregister(this);
      py_buffer_release(this._view_ptr);
    }
  }
}

// The member that is defined below.
export interface PyBufferView extends Disposable {}

Object.defineProperty(PyBufferView.prototype, Symbol.dispose ?? Symbol.for("Symbol.dispose"), {
  value: PyBufferView.prototype.release,
  writable: true,
  configurable: true,
});

/**
 * A view of the memory of an object.
 *
 * @throws PythonError if it gives none; Error if the memory cannot be seen as elements of the type.
 */
export function viewBuffer(object: Pointer, type: ElementType | undefined): PyBufferView {
  const view = py_buffer_acquire(object);
  if (view === 0) {
    throwPythonError();
  }
  try {
    return new PyBufferView(view, type);
  } catch (error) {
    py_buffer_release(view);
    throw error;
  }
}
