/* libc/console.c: what the prebuilt libc passes to its own formatting functions, such as emscripten_console_logf.
 *
 * Emscripten's own versions are written in JavaScript, and to take the address of such a function the engine has to
 * compile a module around it: at every start, and not at all where code generation is forbidden, as on Cloudflare.
 */

#include <emscripten/console.h>
#include <string.h>

void
emscripten_out(const char *text)
{
  emscripten_outn(text, strlen(text));
}

void
emscripten_err(const char *text)
{
  emscripten_errn(text, strlen(text));
}

void
emscripten_console_log(const char *text)
{
  emscripten_out(text);
}

void
emscripten_console_warn(const char *text)
{
  emscripten_err(text);
}

void
emscripten_console_error(const char *text)
{
  emscripten_err(text);
}

void
emscripten_console_trace(const char *text)
{
  emscripten_err(text);
}
