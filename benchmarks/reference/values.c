#include "values.h"

#include <ctype.h>
#include <err.h>
#include <stdint.h>
#include <strings.h>

enum { MOST_DIGITS = 18 };

static _Noreturn void refuse(struct csv_cell cell, const char *kind) {
    errx(1, "%.*s is no %s", (int)cell.count, cell.text, kind);
}

// A number with at most `scale` decimals, times 10 to the power of `scale`.
static int64_t scaled(struct csv_cell cell, int scale) {
    const char *at = cell.text, *end = cell.text + cell.count;
    int is_negative = *at == '-';
    at += is_negative;
    int64_t value = 0;
    int digits = 0, decimals = 0, has_point = 0;
    for (; at < end; at++) {
        if (*at == '.' && !has_point) {
            has_point = 1;
            continue;
        }
        if (!isdigit((unsigned char)*at)) refuse(cell, "number");
        value = value * 10 + (*at - '0');
        digits++;
        decimals += has_point;
    }
    if (digits == 0 || decimals > scale || digits - decimals + scale > MOST_DIGITS) refuse(cell, "number of that size");
    for (; decimals < scale; decimals++) value *= 10;
    return is_negative ? -value : value;
}

static int boolean(struct csv_cell cell) {
    if (cell.count == 4 && strncasecmp(cell.text, "true", 4) == 0) return 1;
    if (cell.count == 5 && strncasecmp(cell.text, "false", 5) == 0) return 0;
    refuse(cell, "boolean");
}

void bind_cell(sqlite3_stmt *statement, int parameter, struct csv_cell cell, char format) {
    if (cell.count == 0) {
        sqlite3_bind_null(statement, parameter);
        return;
    }
    switch (format) {
    case 't': sqlite3_bind_text(statement, parameter, cell.text, (int)cell.count, SQLITE_STATIC); break;
    case 'i': sqlite3_bind_int64(statement, parameter, scaled(cell, 0)); break;
    case 'b': sqlite3_bind_int64(statement, parameter, boolean(cell)); break;
    default: sqlite3_bind_int64(statement, parameter, scaled(cell, format - '0')); break;
    }
}
