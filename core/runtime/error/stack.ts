/**
 * Stack traces of the engines as text: V8's lines look like `    at name (file:1:2)`, behind the error's message;
 * SpiderMonkey's and JavaScriptCore's like `name@file:1:2`.
 */

/** A frame of a JavaScript function. */
export interface Frame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

const V8_LINE = /^ {4}at /;
const V8_FRAME = /^ {4}at (?:async )?(?:(.*?) \()?(.*?):(\d+)(?::\d+)?\)?$/;
const OTHER_FRAME = /^(.*?)@(.*?):(\d+)(?::\d+)?$/;

const WASM = /wasm:\/\/|wasm-function|\.wasm:|\[wasm code\]/;
/** The runtime's own code, and what the engine shows for a call that the runtime makes by Reflect. */
const GLUE = /pyodide\.asm\.|Reflect\.(apply|construct) \(/;

function isInner(line: string): boolean {
  return WASM.test(line) || GLUE.test(line);
}

/** Whether the engine writes stack traces as V8 does. */
export function isV8Style(stack: string): boolean {
  return /^ {4}at /m.test(stack);
}

/** The lines of frames: in V8 those at the end, since the message may look like one. */
export function frameLines(stack: string): string[] {
  const lines = stack.split("\n").filter((line) => line !== "");
  if (!isV8Style(stack)) {
    return lines;
  }
  let start = lines.length;
  while (start > 0 && V8_LINE.test(lines[start - 1]!)) {
    start--;
  }
  return lines.slice(start);
}

/** The lines of frames that are not this runtime's. */
export function outerLines(stack: string): string[] {
  return frameLines(stack).filter((line) => !isInner(line));
}

function parse(line: string): Frame | undefined {
  const match = V8_FRAME.exec(line) ?? OTHER_FRAME.exec(line);
  if (match === null) {
    return undefined; // a built-in function
  }
  const [, name = "", location = "", number = "0"] = match;
  const file = location.slice(location.lastIndexOf(", ") + 1).trim(); // of `eval at f (file:1:2), <anonymous>`
  return { name: name || "<anonymous>", file: file || "<anonymous>", line: Number(number) };
}

/**
 * The frames between the place that threw and the nearest frame of Python, innermost first.
 *
 * @param throwerIsPython the error was made when an exception left Python: the frames that count lie behind Python's.
 */
export function framesUpToPython(stack: string, throwerIsPython: boolean): Frame[] {
  const lines = frameLines(stack);
  let start = 0;
  if (throwerIsPython) {
    start = lines.findIndex((line) => WASM.test(line));
    while (start >= 0 && start < lines.length && WASM.test(lines[start]!)) {
      start++;
    }
  }
  if (start < 0) {
    return [];
  }
  const end = lines.findIndex((line, index) => index >= start && WASM.test(line));
  return lines
    .slice(start, end < 0 ? lines.length : end)
    .filter((line) => !isInner(line))
    .map(parse)
    .filter((frame) => frame !== undefined);
}

/** Python's frames in the style of engines that do not repeat the message in the stack, innermost first. */
export function pythonLines(traceback: string): string[] {
  const last = traceback.slice(traceback.lastIndexOf("Traceback (most recent call last):"));
  return [...last.matchAll(/^ {2}File "(.*)", line (\d+), in (.*)$/gm)]
    .map(([, file, line, name]) => `${name}@${file}:${line}:0`)
    .reverse();
}
