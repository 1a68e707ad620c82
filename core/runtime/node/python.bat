@echo off
rem Python in WebAssembly under Node.js, with python's own command line.
rem NODEFLAGS go to Node.js; PYODIDE_NODE names it when it is not node on PATH.
setlocal
if not defined PYODIDE_NODE set PYODIDE_NODE=node
"%PYODIDE_NODE%" %NODEFLAGS% "%~dp0python_cli.mjs" --this-program="%~f0" %*
exit /b %ERRORLEVEL%
