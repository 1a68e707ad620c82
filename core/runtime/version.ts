/** The version of the distribution: a Python version (PEP 440), put in by the build. */

declare const PYODIDE_VERSION: string;
declare const PYODIDE_ABI_VERSION: string;

export const version: string = PYODIDE_VERSION;
/** The platform that binary wheels are built for (PEP 783). */
export const abiVersion: string = PYODIDE_ABI_VERSION;
/** The release of Python, without its last number. */
export const pythonVersion = "3.13";
/** Where packages are installed. */
export const sitePackages = `/lib/python${pythonVersion}/site-packages`;
