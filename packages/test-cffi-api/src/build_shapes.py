"""Describe the module to cffi; setup.py has it generated and compiled."""

from cffi import FFI

ffi = FFI()
ffi.cdef("""
    typedef struct { double x, y; } point;
    typedef struct { point corners[2]; int64_t label; ...; } box;
    #define LIMIT ...
    enum colour { RED, GREEN = 5, BLUE };

    extern int calls;
    point middle(box b);
    box scaled(box b, double factor);
    int64_t sum(int count, ...);
    double fold(double (*function)(double, double), const double *values, size_t count);
    extern "Python" int32_t visit(point *p, void *handle);
    int32_t visit_corners(box *b, void *handle);
""")
ffi.set_source(
    "_cffi_shapes",
    """
    #include <stdarg.h>
    #include <stdint.h>

    typedef struct { double x, y; } point;
    typedef struct { char before; point corners[2]; int64_t label; char after; } box;
    #define LIMIT (1LL << 40)
    enum colour { RED, GREEN = 5, BLUE };

    int calls = 0;

    static point middle(box b)
    {
        point p = { (b.corners[0].x + b.corners[1].x) / 2, (b.corners[0].y + b.corners[1].y) / 2 };
        calls++;
        return p;
    }

    static box scaled(box b, double factor)
    {
        for (int i = 0; i < 2; i++) {
            b.corners[i].x *= factor;
            b.corners[i].y *= factor;
        }
        calls++;
        return b;
    }

    static int64_t sum(int count, ...)
    {
        int64_t total = 0;
        va_list values;
        va_start(values, count);
        for (int i = 0; i < count; i++)
            total += va_arg(values, int64_t);
        va_end(values);
        return total;
    }

    static double fold(double (*function)(double, double), const double *values, size_t count)
    {
        double result = values[0];
        for (size_t i = 1; i < count; i++)
            result = function(result, values[i]);
        return result;
    }

    static int32_t visit(point *p, void *handle);

    static int32_t visit_corners(box *b, void *handle)
    {
        return visit(&b->corners[0], handle) + visit(&b->corners[1], handle);
    }
    """,
)
