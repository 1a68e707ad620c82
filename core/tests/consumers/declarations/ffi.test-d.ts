/** Every public member of `pyodide/ffi`, for tsd. */

import { expectAssignable, expectError, expectType } from "tsd";

import type { TypedArray } from ".";
import {
  PyAsyncGenerator,
  PyAsyncIterable,
  PyAsyncIterator,
  PyAwaitable,
  PyBuffer,
  PyBufferView,
  PyCallable,
  PyDict,
  PyGenerator,
  PyIterable,
  PyIterator,
  PyMutableSequence,
  PyProxy,
  PyProxyWithGet,
  PyProxyWithHas,
  PyProxyWithLength,
  PyProxyWithSet,
  PySequence,
  PythonError,
} from "./ffi";

declare const proxy: PyProxy;
expectType<string>(proxy.type);
expectType<string>(proxy.toString());
expectType<PyProxy>(proxy.copy());
expectType<void>(proxy.destroy());
expectType<void>(proxy.destroy({ message: "gone", destroyRoundtrip: false }));
expectType<any>(proxy.toJs({ depth: 1, pyproxies: [], create_pyproxies: false, dict_converter: Object.fromEntries }));
expectType<any>(proxy.toJs({ default_converter: (value, convert, cache) => convert(value) }));
expectType<any>(proxy["attribute"]);
expectError(proxy.toJs({ depht: 1 }));
{
  using owned = proxy;
  expectType<PyProxy>(owned);
}

declare const sized: PyProxyWithLength;
expectType<number>(sized.length);
declare const subscriptable: PyProxyWithGet;
expectType<any>(subscriptable.get("key"));
expectType<PyProxy>(subscriptable.asJsJson());
declare const assignable: PyProxyWithSet;
expectType<void>(assignable.set("key", 1));
expectType<void>(assignable.delete("key"));
declare const container: PyProxyWithHas;
expectType<boolean>(container.has("key"));
declare const dict: PyDict;
expectAssignable<PyProxyWithGet & PyProxyWithSet & PyProxyWithHas & PyProxyWithLength>(dict);

declare const callable: PyCallable;
expectType<any>(callable(1, "two"));
expectType<any>(callable.call(null, 1));
expectType<any>(callable.apply(null, [1]));
expectType<any>(callable.callKwargs(1, { key: 2 }));
expectType<any>(callable.callRelaxed(1));
expectType<any>(callable.callKwargsRelaxed(1, { key: 2 }));
expectType<any>(callable.callWithOptions({ relaxed: true, kwargs: true, promising: true }, 1, {}));
expectType<Promise<any>>(callable.callPromising(1));
expectType<Promise<any>>(callable.callPromisingKwargs(1, {}));
expectType<PyProxy>(callable.bind(null, 1));
expectType<PyProxy>(callable.captureThis());
expectError(callable.callWithOptions({ relaxd: true }));

declare const iterable: PyIterable;
for (const item of iterable) {
  expectType<any>(item);
}
declare const iterator: PyIterator;
expectType<IteratorResult<any, any>>(iterator.next());
declare const generator: PyGenerator;
expectType<IteratorResult<any, any>>(generator.next(1));
expectType<IteratorResult<any, any>>(generator.throw(new Error()));
expectType<IteratorResult<any, any>>(generator.return(1));

declare const asyncIterable: PyAsyncIterable;
expectType<AsyncIterator<any, any>>(asyncIterable[Symbol.asyncIterator]());
declare const asyncIterator: PyAsyncIterator;
expectType<Promise<IteratorResult<any, any>>>(asyncIterator.next());
declare const asyncGenerator: PyAsyncGenerator;
expectType<Promise<IteratorResult<any, any>>>(asyncGenerator.throw(new Error()));
expectType<Promise<IteratorResult<any, any>>>(asyncGenerator.return(1));

declare const awaitable: PyAwaitable;
expectType<any>(await awaitable);
expectType<Promise<any>>(awaitable.then((value) => value));
expectType<Promise<any>>(awaitable.catch(() => 1));
expectType<Promise<any>>(awaitable.finally(() => {}));

declare const sequence: PySequence;
expectType<any>(sequence.at(-1));
expectType<any[]>(sequence.concat([1]));
expectType<boolean>(sequence.every(Boolean));
expectType<boolean>(sequence.some(Boolean));
expectType<any[]>(sequence.filter(Boolean));
expectType<any>(sequence.find(Boolean));
expectType<number>(sequence.findIndex(Boolean));
expectType<void>(sequence.forEach(() => {}));
expectType<boolean>(sequence.includes(1));
expectType<number>(sequence.indexOf(1, 0));
expectType<number>(sequence.lastIndexOf(1, 0));
expectType<string>(sequence.join(","));
expectType<string[]>(sequence.map((value) => String(value)));
expectType<any>(sequence.reduce((before, value) => before + value, 0));
expectType<any>(sequence.reduceRight((before, value) => before + value));
expectType<any[]>(sequence.slice(1, 2));
expectType<[number, any][]>([...sequence.entries()]);
expectType<number[]>([...sequence.keys()]);
expectType<any[]>([...sequence.values()]);
expectType<unknown[]>(sequence.toJSON());
declare const list: PyMutableSequence;
expectType<PyMutableSequence>(list.copyWithin(0, 1, 2));
expectType<PyMutableSequence>(list.fill(0, 1, 2));
expectType<any>(list.pop());
expectType<number>(list.push(1, 2));
expectType<PyMutableSequence>(list.reverse());
expectType<any>(list.shift());
expectType<PyMutableSequence>(list.sort((a, b) => a - b));
expectType<any[]>(list.splice(0, 1, "new"));
expectType<number>(list.unshift(1));
expectAssignable<PySequence>(list);

declare const buffer: PyBuffer;
expectType<PyBufferView>(buffer.getBuffer());
expectType<PyBufferView>(buffer.getBuffer("f64"));
expectError(buffer.getBuffer("f128"));
declare const view: PyBufferView;
expectType<TypedArray | DataView>(view.data);
expectType<number>(view.ndim);
expectType<string>(view.format);
expectType<number>(view.itemsize);
expectType<readonly number[]>(view.shape);
expectType<readonly number[]>(view.strides);
expectType<number>(view.offset);
expectType<number>(view.nbytes);
expectType<boolean>(view.c_contiguous);
expectType<boolean>(view.f_contiguous);
expectType<boolean>(view.readonly);
expectType<void>(view.release());
{
  using owned = view;
  expectType<PyBufferView>(owned);
}

declare const error: PythonError;
expectType<string>(error.type);
expectAssignable<Error>(error);
