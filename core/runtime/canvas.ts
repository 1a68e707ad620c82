/** The canvas that graphics libraries written in C draw on. */

import type { Module } from "./emscripten";

type Canvas = HTMLCanvasElement | OffscreenCanvas;

/** pyodide.canvas. Emscripten knows one canvas: 2D and 3D are the same. */
export interface CanvasApi {
  /** The canvas, if one is set. */
  getCanvas2D(): Canvas | undefined;
  /** The canvas, if one is set. */
  getCanvas3D(): Canvas | undefined;
  /** Set the canvas. @throws TypeError if it is not one. */
  setCanvas2D(canvas: Canvas | undefined): void;
  /** Set the canvas. @throws TypeError if it is not one. */
  setCanvas3D(canvas: Canvas | undefined): void;
}

export function createCanvasApi(module: Module): CanvasApi {
  const get = (): Canvas | undefined => module.canvas;
  const set = (canvas: Canvas | undefined): void => {
    if (canvas !== undefined && typeof (canvas as { getContext?: unknown } | null)?.getContext !== "function") {
      throw new TypeError("A canvas must be an HTMLCanvasElement or an OffscreenCanvas: it has no getContext()");
    }
    module.canvas = canvas;
  };
  return Object.freeze({ getCanvas2D: get, getCanvas3D: get, setCanvas2D: set, setCanvas3D: set });
}
